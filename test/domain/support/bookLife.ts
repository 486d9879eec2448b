import type { Actor, Answer, CaseEvent, CaseKind, Outcome } from '../../../domain/case.ts';
import { claim } from '../../../domain/claim.ts';
import { collateral } from '../../../domain/collateral.ts';
import type { PlainDate } from '../../../domain/date.ts';
import { addMilliseconds, instantAt, localDate, localTime } from '../../../domain/instant.ts';
import type { Instant } from '../../../domain/instant.ts';
import { legalAction } from '../../../domain/legalAction.ts';
import { loan } from '../../../domain/loan.ts';
import type { LoanOutcome, LoanState, LoanTerms } from '../../../domain/loanState.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { Posting } from '../../../domain/posting.ts';
import type { Contactable, World } from '../../../domain/world.ts';
import { writeOff } from '../../../domain/writeOff.ts';
import { calendar, contactRules, PEOPLE, termsOf } from './loanWorld.ts';
import { toldLoan } from './toldLoan.ts';

// Each kind narrows state and outcome to its own, as in activities/kinds.ts.
type AnyKind = CaseKind<unknown, Outcome, World>;
const KINDS: Readonly<Record<string, AnyKind>> = { loan, claim, legalAction, writeOff, collateral };

interface Life {
  readonly kind: AnyKind;
  state: unknown;
  wakeAt: Instant | null;
  inbox: CaseEvent[];
}

export interface BookSetting {
  readonly policy: Policy;
  readonly terms?: LoanTerms;
  readonly postings?: readonly Posting[];
  readonly people?: Readonly<Record<string, Contactable>>;
}

export const actor = (id: string, role: string): Actor => ({ id, role, authenticated: true });

/**
 * A loan and the tracks that it opens, each with its own case file, in memory: facts between them go through inboxes as in the
 * database, and every message is taken by its provider a minute after it left.
 */
export class BookLife {
  readonly policy: Policy;
  readonly people: Readonly<Record<string, Contactable>>;
  /** `date time what`; rows of tracks name their kind; messages that were taken, and reports, are left out. */
  readonly story: string[] = [];
  readonly rows: { readonly caseId: string; readonly outcome: Outcome }[] = [];
  now: Instant;
  readonly #lives = new Map<string, Life>();
  #later: { readonly at: Instant; readonly caseId: string; readonly event: CaseEvent }[] = [];
  #queued: { readonly caseId: string; readonly key: string }[] = [];
  #ids = 0;

  constructor(setting: BookSetting) {
    this.policy = setting.policy;
    this.people = setting.people ?? PEOPLE;
    const terms = setting.terms ?? termsOf();
    this.now = instantAt(terms.takenOverOn, '06:00', this.policy.timeZone);
    this.#lives.set('loan/L1', { kind: KINDS['loan'] ?? raise(), state: null, wakeAt: null, inbox: [] });
    this.tell('loan/L1', 'opened', { ...terms, postings: setting.postings ?? [] });
    this.#settle();
  }

  get loan(): LoanState {
    return this.stateOf('loan/L1') as LoanState;
  }

  get today(): PlainDate {
    return localDate(this.now, this.policy.timeZone);
  }

  /** The case file, whose shape its kind knows. */
  stateOf(caseId: string): unknown {
    const state = this.#lives.get(caseId)?.state;
    if (state === undefined || state === null) throw new Error(`${caseId} is not open`);
    return state;
  }

  wakeOf(caseId: string): Instant | null {
    return this.#lives.get(caseId)?.wakeAt ?? null;
  }

  at(on: PlainDate, time = '09:00'): this {
    const end = instantAt(on, time, this.policy.timeZone);
    for (let turns = 0; ; turns++) {
      if (turns > 5_000) throw new Error('the book does not come to rest');
      const wakes = [...this.#lives.values()].flatMap(({ wakeAt }) => (wakeAt === null ? [] : [wakeAt]));
      const next = [...wakes, ...this.#later.map(({ at }) => at)].sort()[0];
      if (next === undefined || next > end) break;
      if (next > this.now) this.now = next;
      for (const { caseId, event } of this.#later.filter(({ at }) => at <= this.now))
        this.#lives.get(caseId)?.inbox.push(event);
      this.#later = this.#later.filter(({ at }) => at > this.now);
      this.#settle();
    }
    this.now = end;
    return this;
  }

  post(posting: Posting): Answer {
    return this.#decide('loan/L1', [this.#event('fact', 'posting', { ...posting })], true);
  }

  command(caseId: string, type: string, content: CaseEvent['content'], by: Actor | null): Answer {
    return this.#decide(caseId, [{ ...this.#event('command', type, content), actor: by }], true);
  }

  /** A fact that another case, or somebody outside, puts into an inbox. */
  tell(caseId: string, type: string, content: CaseEvent['content'], id?: string): void {
    this.#lives.get(caseId)?.inbox.push({ ...this.#event('fact', type, content), ...(id === undefined ? {} : { id }) });
  }

  #event(kind: CaseEvent['kind'], type: string, content: CaseEvent['content']): CaseEvent {
    this.#ids += 1;
    return { id: `e${this.#ids}`, kind, type, receivedAt: this.now, content };
  }

  /** Decides until no case has anything in its inbox and none is due. */
  #settle(): void {
    for (let turns = 0; ; turns++) {
      if (turns > 200) throw new Error('cases keep waking each other');
      const due = [...this.#lives].find(
        ([, { inbox, wakeAt }]) => inbox.length > 0 || (wakeAt !== null && wakeAt <= this.now),
      );
      if (due === undefined) return;
      this.#decide(due[0], [], false);
    }
  }

  #decide(caseId: string, commands: readonly CaseEvent[], settle: boolean): Answer {
    const life = this.#lives.get(caseId) ?? raise();
    const events = [...life.inbox, ...commands];
    life.inbox = [];
    const loanState = (this.#lives.get('loan/L1')?.state ?? null) as LoanState | null;
    const world: World = {
      policy: this.policy,
      calendar,
      contactRules,
      people: this.people,
      queuedKeys: this.#queued.flatMap((one) => (one.caseId === caseId ? [one.key] : [])),
      loan: caseId === 'loan/L1' ? null : loanState,
    };
    let answer: Answer = { ok: true };
    for (const event of events) {
      const applied = life.kind.apply(life.state, event, world, this.now);
      this.#fold(caseId, life, applied.outcomes);
      answer = applied.answer;
    }
    if (life.state !== null) {
      const plan = life.kind.plan(life.state, world, this.now);
      this.#fold(caseId, life, plan.outcomes);
      life.wakeAt = plan.wakeAt;
      if (plan.wakeAt !== null && plan.wakeAt <= this.now) throw new Error(`${caseId}: a wake that is not later`);
      // The engine lets go of a closed case: what it still means to do would never come.
      if (plan.wakeAt !== null && life.kind.isClosed(life.state)) throw new Error(`${caseId}: closed, with a wake`);
    }
    if (settle) this.#settle();
    return answer;
  }

  #fold(caseId: string, life: Life, outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      life.state = life.kind.fold(life.state, outcome);
      this.rows.push({ caseId, outcome });
      const told = caseId === 'loan/L1' ? toldLoan(outcome as LoanOutcome) : toldTrack(caseId, outcome);
      const when = `${this.today} ${localTime(this.now, this.policy.timeZone).slice(0, 5)}`;
      if (told !== null && outcome.type !== 'trackReported') this.story.push(`${when} ${told}`);
      this.#outside(caseId, outcome);
    }
  }

  #outside(caseId: string, outcome: Outcome): void {
    switch (outcome.type) {
      case 'noticeDecided': {
        const key = String(outcome['key']);
        const at = addMilliseconds(this.now, 60_000);
        this.#later.push({ at, caseId, event: this.#event('fact', 'noticeReported', { key, status: 'accepted', at }) });
        return;
      }
      case 'trackOpened': {
        const { type: _type, ...content } = outcome;
        const trackId = String(outcome['trackId']);
        const kind = KINDS[trackId.split('/')[0] ?? ''] ?? raise();
        this.#lives.set(trackId, { kind, state: null, wakeAt: null, inbox: [] });
        this.tell(trackId, 'opened', { ...content, loanCaseId: caseId });
        return;
      }
      case 'trackTold':
        this.tell(String(outcome['trackId']), 'told', outcome);
        return;
      case 'reported': {
        const { type: _type, loanCaseId, ...content } = outcome;
        this.tell(String(loanCaseId), 'trackReported', content, `report/${caseId}/${this.#seqOf(caseId)}`);
      }
    }
  }

  #seqOf(caseId: string): number {
    return this.rows.filter((row) => row.caseId === caseId).length;
  }
}

/** A row of a track in a few words; null for what every story would repeat. */
function toldTrack(caseId: string, outcome: Outcome): string | null {
  const kind = caseId.split('/')[0] ?? '';
  const said = (field: string): string => String(outcome[field]);
  switch (outcome.type) {
    case 'opened':
    case 'reported':
    case 'noticeReported':
    case 'told':
      return null;
    case 'taskOpened':
      return `${kind} task ${said('task')} for ${said('role')} by ${said('dueOn')}`;
    case 'taskClosed':
      return `${kind} task closed ${said('result')}`;
    case 'taskEscalated':
      return `${kind} escalated to ${said('to')}`;
    case 'approvalGiven':
      return `${kind} approved by ${(outcome as { row?: { actorId: string } }).row?.actorId ?? ''}`;
    case 'noticeDecided':
      return `${kind} ${said('template')} by ${said('channel')} to ${said('party')}`;
    case 'ended':
      return `${kind} ended ${said('as')}`;
    case 'refused':
      return `${kind} ${said('what')} refused ${said('code')}`;
    default:
      return `${kind} ${outcome.type}`;
  }
}

function raise(): never {
  throw new Error('no such case');
}
