import { describe, expect, it } from 'vitest';
import { campaign } from '../../domain/campaign.ts';
import { strictest } from '../../domain/campaignDecision.ts';
import { MOST_UNANSWERED } from '../../domain/campaignPlan.ts';
import type { CampaignRun } from '../../domain/campaignState.ts';
import { DEFAULT_REQUEST } from '../../domain/requestRules.ts';
import { ANN, BOB, CampaignLife, EVE, HASH, lineOf, person, runOf } from './support/campaignLife.ts';

const fresh = (): CampaignLife => new CampaignLife();
const proposed = (): CampaignLife => {
  const life = fresh();
  life.propose();
  return life;
};
const running = (): CampaignLife => {
  const life = proposed();
  life.command('approve');
  life.command('approve', { hash: HASH }, EVE);
  return life;
};
const done = (): CampaignLife => {
  const life = running().later(10);
  for (const loanId of ['L1', 'L3', 'L4']) life.answer(loanId);
  return life;
};
const STATES = {
  draft: fresh,
  proposed,
  running,
  done,
  refused: () => {
    const life = proposed();
    life.command('refuse');
    return life;
  },
  withdrawn: () => {
    const life = proposed();
    life.command('withdraw', { reason: 'r' }, ANN);
    return life;
  },
  expired: () => proposed().at('2025-03-09'),
} as const;

describe('a campaign in each state', () => {
  it.each([
    ['draft', { propose: 'ok', approve: 'CAMPAIGN_OVER', refuse: 'CAMPAIGN_OVER', withdraw: 'CAMPAIGN_OVER' }],
    ['proposed', { propose: 'CAMPAIGN_EXISTS', approve: 'ok', refuse: 'ok', withdraw: 'ok' }],
    ['running', { propose: 'CAMPAIGN_EXISTS', approve: 'CAMPAIGN_OVER', refuse: 'CAMPAIGN_OVER', withdraw: 'ok' }],
    [
      'done',
      { propose: 'CAMPAIGN_EXISTS', approve: 'CAMPAIGN_OVER', refuse: 'CAMPAIGN_OVER', withdraw: 'CAMPAIGN_OVER' },
    ],
    [
      'refused',
      { propose: 'CAMPAIGN_EXISTS', approve: 'CAMPAIGN_OVER', refuse: 'CAMPAIGN_OVER', withdraw: 'CAMPAIGN_OVER' },
    ],
    [
      'withdrawn',
      { propose: 'CAMPAIGN_EXISTS', approve: 'CAMPAIGN_OVER', refuse: 'CAMPAIGN_OVER', withdraw: 'CAMPAIGN_OVER' },
    ],
    [
      'expired',
      { propose: 'CAMPAIGN_EXISTS', approve: 'CAMPAIGN_OVER', refuse: 'CAMPAIGN_OVER', withdraw: 'CAMPAIGN_OVER' },
    ],
  ] as const)('%s takes what fits, and refuses the rest with a remedy and unchanged', (name, answers) => {
    for (const [type, code] of Object.entries({ ...answers, dance: 'COMMAND_UNKNOWN' })) {
      const life = STATES[name]();
      expect(life.status).toBe(name);
      const before = life.state;
      const answer =
        type === 'propose' ? life.propose() : life.command(type, undefined, type === 'withdraw' ? ANN : BOB);
      expect([type, answer.ok ? 'ok' : answer.code]).toEqual([type, code]);
      if (answer.ok) continue;
      expect(answer.remedy).not.toBe('');
      expect(life.state).toEqual(before);
      expect(life.story.at(-1)).toBe(`refused ${code}`);
    }
  });

  it.each(Object.keys(STATES) as (keyof typeof STATES)[])('%s takes no command that nobody signed', (name) => {
    for (const type of ['propose', 'approve', 'refuse', 'withdraw']) {
      const life = STATES[name]();
      const before = life.state;
      expect(life.command(type, { run: runOf(), hash: HASH }, null)).toMatchObject({ code: 'SIGNATURE_INVALID' });
      expect(life.state).toEqual(before);
    }
  });

  it('is closed where nothing is to come, and not before its loans have answered', () => {
    const closed = Object.entries(STATES).map(([name, made]) => {
      const { state } = made();
      return [name, state !== null && campaign.isClosed(state)];
    });
    expect(Object.fromEntries(closed)).toEqual({
      ...{ draft: true, proposed: false, running: false, done: true, refused: true, withdrawn: true, expired: true },
    });
    const stopped = running();
    stopped.command('withdraw', { reason: 'r' }, ANN);
    expect([stopped.status, stopped.state !== null && campaign.isClosed(stopped.state)]).toEqual(['withdrawn', false]);
    stopped.answer('L1');
    stopped.answer('L3', 'SUED');
    expect(stopped.state !== null && campaign.isClosed(stopped.state)).toBe(true);
    expect(stopped.state?.proposed).toMatchObject({ pagesAsked: 1, carriedOut: 1, refused: { SUED: 1 } });
  });
});

describe('a proposal', () => {
  const totals = (more: Partial<CampaignRun['totals']>): Partial<CampaignRun> => ({
    totals: { ...runOf().totals, ...more },
  });
  it.each([
    ['that is no dry run', { totals: undefined as never }, 'CAMPAIGN_MALFORMED'],
    ['of a kind for one loan only', { kind: 'acceleration' as never }, 'CAMPAIGN_MALFORMED'],
    ['of another day', { asOf: '2025-02-06' }, 'DRY_RUN_CHANGED'],
    ['without a reason', { reason: ' ' }, 'REASON_MISSING'],
    ['with terms that cannot be asked', { terms: { toOn: 'soon' } }, 'DATE_INVALID'],
    ['that nobody would get', totals({ accepted: 0 }), 'NOTHING_ACCEPTED'],
    ['that goes too fast', { pace: { loans: 501, everySeconds: 10 } }, 'PACE_OUT_OF_RANGE'],
    ['that never goes on', { pace: { loans: 1, everySeconds: 0 } }, 'PACE_OUT_OF_RANGE'],
    ['over a policy that is unknown', { policies: ['h', 'x'] }, 'POLICY_UNKNOWN'],
  ])('%s is refused', (_name, more, code) => {
    const life = fresh();
    expect(life.propose(runOf(more))).toMatchObject({ ok: false, code });
    expect(life.status).toBe('draft');
  });

  it('under a hash that is not its own is refused, and so is one from a role that may not ask', () => {
    const life = fresh();
    expect(life.propose(runOf(), ANN, 'b'.repeat(64))).toMatchObject({ code: 'DRY_RUN_CHANGED' });
    expect(life.propose(runOf(), person('gus', 'guest'))).toMatchObject({ code: 'ROLE_NOT_ALLOWED' });
    expect(life.story).toEqual(['opened', 'refused DRY_RUN_CHANGED', 'refused ROLE_NOT_ALLOWED']);
  });
});

describe('who decides', () => {
  it.each([
    ['who proposed it', { ...ANN, role: 'creditHead' }, { hash: HASH }, 'SAME_PERSON'],
    ['a role that the policies do not name', person('gus', 'guest'), { hash: HASH }, 'ROLE_MISSING'],
    ['who looked at another list', BOB, { hash: 'b'.repeat(64) }, 'EVIDENCE_CHANGED'],
    ['who does not say what they looked at', BOB, {}, 'EVIDENCE_CHANGED'],
  ])('is not %s', (_name, actor, content, code) => {
    const life = proposed();
    expect(life.command('approve', content, actor)).toMatchObject({ ok: false, code });
    expect(life.state?.proposed?.approval.rows).toEqual([]);
  });

  it('is two different people, also where one stands in for the other', () => {
    const life = proposed();
    life.command('approve');
    life.delegations = [
      { id: 'D1', from: 'bob', to: 'ida', role: 'creditHead', fromOn: '2025-02-01', untilOn: '2025-03-01' },
    ];
    expect(life.command('approve')).toMatchObject({ code: 'SAME_PERSON' });
    expect(life.command('approve', { hash: HASH }, person('ida', 'collector'))).toMatchObject({ code: 'SAME_PERSON' });
    expect(life.status).toBe('proposed');
  });

  it('is asked of somebody else when it is late, and of nobody after its time', () => {
    const life = proposed();
    expect(life.wakeAt?.slice(0, 10)).toBe('2025-02-14');
    expect(life.command('approve', { hash: HASH }, person('pat', 'president'))).toMatchObject({ code: 'ROLE_MISSING' });
    life.at('2025-02-14', '10:00');
    expect(life.story.at(-1)).toBe('taskEscalated');
    expect(life.command('approve', { hash: HASH }, person('pat', 'president'))).toMatchObject({ ok: true });
    expect(life.wakeAt?.slice(0, 10)).toBe('2025-03-09');
    life.at('2025-03-09', '10:00');
    expect(life.status).toBe('expired');
  });
});

describe('the rule of loans on several policies', () => {
  const rule = (more: object = {}, roles = ['collector'], documents: string[] = []) => ({
    ...{ roles, documents },
    approval: { ...DEFAULT_REQUEST.approval, ...more },
  });
  const at = (atStakeMinor: number) => ({ atStakeMinor, atStakePercent: 0 });

  it('is as strict as the strictest of them', () => {
    const small = [{ uptoMinor: 500, approvers: 1 as const, roles: ['supervisor', 'creditHead'] }];
    const rules = [
      rule({ levels: small, answerDays: 3, expireDays: 20 }, ['collector', 'supervisor'], ['a']),
      rule({ answerDays: 9 }, ['supervisor'], ['b']),
    ];
    expect(strictest(rules, at(400), 'CNY')).toMatchObject({
      ...{ roles: ['supervisor'], documents: ['a', 'b'] },
      rule: { approvers: 2, roles: ['creditHead'], answerDays: 9, expireDays: 20, atStakeMinor: 400 },
    });
    expect(strictest(rules.slice(0, 1), at(500), 'CNY')).toMatchObject({ rule: { approvers: 1 } });
    expect(strictest(rules.slice(0, 1), at(501), 'CNY')).toMatchObject({ rule: { approvers: 2 } });
  });

  it.each([
    ['no role decides for all', [rule(), rule({ roles: ['auditor'] })]],
    ['late answers go to different roles', [rule(), rule({ escalateTo: 'auditor' })]],
    ['there is no policy', []],
  ])('is none where %s', (_name, rules) => {
    expect(strictest(rules, at(1), 'CNY')).toMatchObject({ code: 'POLICIES_DISAGREE' });
  });
});

describe('carrying it out', () => {
  const asked = (life: CampaignLife) =>
    life.outcomes.flatMap((row) => (row.type === 'loansAsked' ? [[row.page, ...row.loanIds]] : []));

  it('asks only loans that were accepted, a page at a time and not sooner', () => {
    const life = running();
    expect(asked(life)).toEqual([[0, 'L1', 'L3']]);
    life.later(9);
    expect(asked(life)).toHaveLength(1);
    life.later(1);
    expect(asked(life)).toEqual([
      [0, 'L1', 'L3'],
      [1, 'L4'],
    ]);
    life.answer('L1');
    life.answer('L3', 'NOTHING_OWED');
    expect(life.status).toBe('running');
    life.answer('L4');
    expect(life.status).toBe('done');
    expect(life.state?.proposed).toMatchObject({
      ...{ asked: 3, carriedOut: 2, refused: { NOTHING_OWED: 1 }, askedMinor: 300, carriedOutMinor: 180 },
    });
  });

  it('looks again at its pace, and ever more rarely while nothing comes', () => {
    const life = running();
    const waits = (): number => (Date.parse(life.wakeAt ?? '') - Date.parse(life.now)) / 1_000;
    expect(waits()).toBe(10);
    life.later(10);
    const seen = [waits()];
    for (let wakes = 0; wakes < 10; wakes += 1) {
      life.later(waits());
      seen.push(waits());
    }
    expect(seen.slice(0, 5)).toEqual([10, 10, 20, 40, 80]);
    expect(seen.slice(-2)).toEqual([2_560, 3_600]);
  });

  it('asks none of a page that is not the one decided, and is listed', () => {
    const life = proposed();
    life.pages = [null];
    life.command('approve');
    life.command('approve', { hash: HASH }, EVE);
    expect([life.stuck, asked(life)]).toEqual(['CAMPAIGN_LIST_ALTERED', []]);
    expect(life.wakeAt).not.toBeNull();
  });

  it('asks no page that would lift it above the total', () => {
    const life = proposed();
    life.pages = [[lineOf('L1', 200), lineOf('L3', 100)], [lineOf('L4', 1)]];
    life.command('approve');
    life.command('approve', { hash: HASH }, EVE);
    life.later(10);
    expect([life.stuck, asked(life).length]).toEqual(['CAMPAIGN_ABOVE_TOTAL', 1]);
  });

  it('waits while too many have not answered', () => {
    const many = Array.from({ length: MOST_UNANSWERED }, (_, at) => lineOf(`M${at}`, 0));
    const life = proposed();
    life.pages = [many, [lineOf('L4')]];
    life.command('approve');
    life.command('approve', { hash: HASH }, EVE);
    life.later(10).later(10);
    expect(asked(life)).toHaveLength(1);
    life.answer('M0');
    life.later(10);
    expect(asked(life)).toHaveLength(2);
  });
});
