// A campaign that lives in memory: each decision applies, plans and folds, as the case shell would do it.
import { campaign } from '../../../domain/campaign.ts';
import { campaignRuleOf } from '../../../domain/campaignDecision.ts';
import type {
  CampaignLine,
  CampaignOutcome,
  CampaignRun,
  CampaignSource,
  CampaignState,
} from '../../../domain/campaignState.ts';
import type { Actor, Answer, CaseEvent } from '../../../domain/case.ts';
import type { Delegation } from '../../../domain/delegation.ts';
import { instantAt } from '../../../domain/instant.ts';
import type { Instant } from '../../../domain/instant.ts';
import type { World } from '../../../domain/world.ts';
import { calendar, contactRules, policyOf, ZONE } from './loanWorld.ts';

export const person = (id: string, role = 'creditHead'): Actor => ({ id, role, authenticated: true });
export const ANN = person('ann', 'collector');
export const [BOB, EVE] = [person('bob'), person('eve', 'riskHead')];
export const HASH = 'a'.repeat(64);

export const lineOf = (loanId: string, atStakeMinor = 100): CampaignLine => ({
  ...{ loanId, ok: true, atStakeMinor },
  before: { overdueMinor: 10, outstandingMinor: 100 },
  after: { overdueMinor: 10, outstandingMinor: 100 },
});

/** Two pages: two loans and one that does not fit, then one loan. */
export const PAGES: readonly (readonly CampaignLine[])[] = [
  [
    lineOf('L1'),
    { loanId: 'L2', ok: false, code: 'SUED', reason: 'a suit', before: { overdueMinor: 0, outstandingMinor: 9 } },
    lineOf('L3'),
  ],
  [lineOf('L4')],
];

export function runOf(more: Partial<CampaignRun> = {}): CampaignRun {
  return {
    ...{ asOf: '2025-02-07', currency: 'CNY', kind: 'deferment', terms: { toOn: '2025-05-01' }, reason: 'flood' },
    ...{ documents: [], selection: { branches: ['b'] }, pace: { loans: 3, everySeconds: 10 }, policies: ['h'] },
    totals: {
      ...{ met: 4, accepted: 3, refused: { SUED: 1 }, atStakeMinor: 300, atStakePercent: 0 },
      before: { overdueMinor: 30, outstandingMinor: 300 },
      after: { overdueMinor: 30, outstandingMinor: 300 },
    },
    pages: ['p0', 'p1'],
    ...more,
  };
}

export class CampaignLife {
  readonly outcomes: CampaignOutcome[] = [];
  readonly policy = policyOf();
  state: CampaignState | null = null;
  wakeAt: Instant | null = null;
  stuck: string | null = null;
  now = instantAt('2025-02-07', '09:00', ZONE);
  delegations: readonly Delegation[] = [];
  /** What lies under the hash of each page; null: not what was decided. */
  pages: readonly (readonly CampaignLine[] | null)[] = PAGES;
  #ids = 0;

  constructor() {
    this.decide('opened', 'fact', { campaignId: 'flood', policy: { id: 'p', version: 1, hash: 'h' } });
  }

  /** Where it stands. */
  get status(): string {
    return this.state?.status ?? '';
  }

  /** Journal rows by their type, and of refusals the code. */
  get story(): string[] {
    return this.outcomes.map((row) => (row.type === 'refused' ? `refused ${row.code}` : row.type));
  }

  at(on: string, time = '09:00'): this {
    this.now = instantAt(on, time, ZONE);
    this.wake();
    return this;
  }

  /** So many seconds later, woken. */
  later(seconds: number): this {
    this.now = new Date(Date.parse(this.now) + seconds * 1_000).toISOString();
    this.wake();
    return this;
  }

  propose(run: CampaignRun = runOf(), actor: Actor | null = ANN, hash = HASH): Answer {
    return this.decide('propose', 'command', { run, hash }, actor);
  }

  command(
    type: string,
    content: CaseEvent['content'] = { hash: HASH, reason: 'r' },
    actor: Actor | null = BOB,
  ): Answer {
    return this.decide(type, 'command', content, actor);
  }

  answer(loanId: string, code?: string): void {
    const answer =
      code === undefined
        ? { ok: true, requestId: `${loanId}/request/1`, atStakeMinor: 90 }
        : { ok: false, code, reason: 'r' };
    this.decide('loanAnswered', 'fact', { loanId, answer });
  }

  wake(): void {
    this.#plan();
  }

  decide(type: string, kind: CaseEvent['kind'], content: CaseEvent['content'], actor?: Actor | null): Answer {
    const id = `e${(this.#ids += 1)}`;
    const event = { id, kind, type, receivedAt: this.now, content, ...(actor === undefined ? {} : { actor }) };
    const { outcomes, answer } = campaign.apply(this.state, event, this.#world(id), this.now);
    this.#fold(outcomes);
    this.#plan();
    return answer;
  }

  #plan(): void {
    if (this.state === null) return;
    const { outcomes, wakeAt, stuck = null } = campaign.plan(this.state, this.#world(''), this.now);
    this.#fold(outcomes);
    this.wakeAt = wakeAt;
    this.stuck = stuck;
  }

  #fold(outcomes: readonly CampaignOutcome[]): void {
    for (const outcome of outcomes) this.state = campaign.fold(this.state, outcome);
    this.outcomes.push(...outcomes);
  }

  #world(eventId: string): World {
    const at = this.state?.proposed?.pagesAsked ?? -1;
    const lines = this.pages[at];
    const source: CampaignSource = {
      rules: { h: campaignRuleOf(this.policy, 'deferment') },
      hashes: { [eventId]: HASH },
      ...(lines === undefined ? {} : { page: { number: at, lines } }),
    };
    return {
      ...{ policy: this.policy, calendar, contactRules, people: {}, queuedKeys: [], loan: null },
      ...{ campaign: source, delegations: this.delegations },
    };
  }
}
