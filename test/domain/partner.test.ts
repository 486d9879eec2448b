import { describe, expect, test } from 'vitest';
import type { Actor, Answer, CaseEvent } from '../../domain/case.ts';
import type { PlainDate } from '../../domain/date.ts';
import { instantAt, localDate } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { partner } from '../../domain/partner.ts';
import { DEFAULT_PARTNER_RULES, judged } from '../../domain/partnerRules.ts';
import type { PartnerRules } from '../../domain/partnerRules.ts';
import type { PartnerClaim, PartnerExposure, PartnerOutcome, PartnerState } from '../../domain/partnerState.ts';
import { partnerEn } from '../../api/words/partner.ts';
import type { Telling } from '../../api/words/words.ts';
import type { World } from '../../domain/world.ts';
import { calendar, contactRules, policyOf, ZONE } from './support/loanWorld.ts';

const MO: Actor = { id: 'mo', role: 'partnerManager', authenticated: true };
const WANG: Actor = { id: 'wang', role: 'creditHead', authenticated: true };
const XU: Actor = { id: 'xu', role: 'riskHead', authenticated: true };
const LI: Actor = { id: 'li', role: 'collector', authenticated: true };

/** Demanded on 1 March 2025, due by the 11th. */
const claimed = (
  n: number,
  status: string,
  endedOn: PlainDate | null,
  completedOn: PlainDate | null = null,
): PartnerClaim => ({
  ...{ claimId: `claim/L${n}/1`, status, demandedOn: '2025-03-01', dueBy: '2025-03-11', completedOn, endedOn },
});
const failed = (n: number, on = '2025-03-12'): PartnerClaim => claimed(n, 'notPerformed', on);
const paid = (n: number, on = '2025-03-08'): PartnerClaim => claimed(n, 'performed', on, on);

/** A partner that lives in memory. */
class PartnerLife {
  claims: readonly PartnerClaim[] = [];
  exposure: readonly PartnerExposure[] = [];
  now: Instant = instantAt('2025-03-12', '09:00', ZONE);
  state: PartnerState | null = null;
  wakeAt: Instant | null = null;
  readonly story: string[] = [];
  #ids = 0;

  get world(): World {
    return {
      ...{ policy: policyOf(), calendar, contactRules, people: {}, queuedKeys: [], loan: null },
      partner: { claims: this.claims, exposure: this.exposure },
    };
  }
  get partner(): PartnerState {
    if (this.state === null) throw new Error('not opened');
    return this.state;
  }
  moved(claims: readonly PartnerClaim[] = this.claims): this {
    this.claims = claims;
    this.give({ kind: 'fact', type: 'claimMoved', content: { partnerId: 'D1', policyHash: 'h' } });
    return this;
  }
  say(actor: Actor | null, type: string, content: CaseEvent['content'] = {}): string {
    const answer = this.give({ kind: 'command', type, content, actor });
    return answer.ok ? 'ok' : answer.code;
  }
  at(on: PlainDate, time = '12:00'): this {
    const end = instantAt(on, time, ZONE);
    while (this.wakeAt !== null && this.wakeAt <= end) {
      expect(this.wakeAt > this.now).toBe(true);
      this.now = this.wakeAt;
      this.#plan();
    }
    this.now = end;
    return this;
  }
  give(event: Pick<CaseEvent, 'kind' | 'type' | 'content' | 'actor'>): Answer {
    this.#ids += 1;
    const full = { id: `e${this.#ids}`, receivedAt: this.now, ...event };
    const { outcomes, answer } = partner.apply(this.state, full, this.world, this.now);
    this.#fold(outcomes);
    if (this.state !== null) this.#plan();
    return answer;
  }
  #plan(): void {
    const plan = partner.plan(this.partner, this.world, this.now);
    this.#fold(plan.outcomes);
    this.wakeAt = plan.wakeAt;
  }
  #fold(outcomes: readonly PartnerOutcome[]): void {
    for (const outcome of outcomes) {
      this.state = partner.fold(this.state, outcome);
      const tellers = partnerEn as unknown as Readonly<
        Record<string, (row: PartnerOutcome, telling: Telling) => string>
      >;
      this.story.push(
        `${localDate(this.now, ZONE)} ${tellers[outcome.type]?.(outcome, {} as Telling) ?? outcome.type}`,
      );
    }
  }
}

const rules = (more: Partial<PartnerRules>): PartnerRules => ({ ...DEFAULT_PARTNER_RULES, ...more });

describe('a partner is judged by the claims that were decided', () => {
  test.each<[string, readonly PartnerClaim[], Partial<PartnerRules>, boolean]>([
    ['three that failed of three', [failed(1), failed(2), failed(3)], {}, true],
    ['two that failed are too few', [failed(1), failed(2)], {}, false],
    [
      'three of seven are too small a share',
      [1, 2, 3].map((n) => failed(n)).concat([4, 5, 6, 7].map((n) => paid(n))),
      {},
      false,
    ],
    ['three of six are half', [1, 2, 3].map((n) => failed(n)).concat([4, 5, 6].map((n) => paid(n))), {}, true],
    ['a refusal counts as a failure', [failed(1), failed(2), claimed(3, 'refused', '2025-03-09')], {}, true],
    ['nine days late is late and no failure', [failed(1), failed(2), paid(3, '2025-03-20')], {}, false],
    ['ten days late is one', [failed(1), failed(2), paid(3, '2025-03-21')], {}, true],
    ['unless late never counts', [failed(1), failed(2), paid(3, '2025-03-21')], { lateAfterDays: null }, false],
    [
      'what the borrower cured is no one’s failure',
      [failed(1), failed(2), claimed(3, 'cured', '2025-03-12')],
      {},
      false,
    ],
    [
      'nor what the lender took back or conceded',
      [failed(1), failed(2), claimed(3, 'withdrawn', '2025-03-12'), claimed(4, 'conceded', '2025-03-12')],
      {},
      false,
    ],
    ['nor what is still open', [failed(1), failed(2), claimed(3, 'demanded', null)], {}, false],
    [
      'a claim that was never demanded says nothing',
      [failed(1), failed(2), { ...failed(3), demandedOn: null }],
      {},
      false,
    ],
    ['decided 365 days ago counts', [failed(1, '2024-03-21'), failed(2), failed(3)], {}, true],
    ['decided before the window does not', [failed(1, '2024-03-20'), failed(2), failed(3)], {}, false],
  ])('%s', (_, claims, more, isMet) => {
    expect(judged(claims, rules(more), undefined, '2025-03-21').isMet).toBe(isMet);
  });

  test('what was decided up to the day of its reinstatement counts no more', () => {
    const claims = [failed(1, '2025-03-12'), failed(2, '2025-03-13'), failed(3, '2025-03-13'), failed(4, '2025-03-14')];
    expect(judged(claims, rules({}), '2025-03-12', '2025-03-21')).toMatchObject({
      isMet: true,
      failed: ['claim/L2/1', 'claim/L3/1', 'claim/L4/1'],
    });
    expect(judged(claims, rules({}), '2025-03-13', '2025-03-21')).toMatchObject({
      isMet: false,
      figures: { decided: 1 },
    });
  });
});

describe('a partner that does not perform', () => {
  test('is marked by its figures, which stand in the row, and a person has five working days to look at it', () => {
    const life = new PartnerLife().moved([failed(1), failed(2)]).moved([failed(1), failed(2), failed(3)]);
    expect(life.story).toEqual([
      '2025-03-12 D1 is watched from now on',
      '2025-03-12 Not counted on from now on, by its figures: of 3 claims decided, 3 not performed, 0 refused, 0 late (clock)',
      '2025-03-12 partnerManager is asked for the review of a partner that does not perform by 2025-03-19',
    ]);
    expect(life.partner.notPerforming).toEqual({ since: '2025-03-12', because: 'figures' });
    expect(life.at('2025-03-20', '09:59').story).toHaveLength(3);
    expect(life.at('2025-03-20').story.slice(3)).toEqual(['2025-03-20 Task overdue, goes to creditHead']);
    expect(life.wakeAt).toBeNull();
  });

  test('is marked once, whatever else comes, and stays marked when late money betters its figures', () => {
    const life = new PartnerLife().moved([failed(1), failed(2), failed(3)]);
    life.moved([failed(1), failed(2), failed(3), failed(4)]).moved([paid(1), paid(2), failed(3), failed(4)]);
    expect(life.story).toHaveLength(3);
    expect(life.partner.notPerforming?.since).toBe('2025-03-12');
  });

  test('is counted on again by two people, and then judged by what comes after', () => {
    const life = new PartnerLife().moved([failed(1), failed(2), failed(3)]);
    expect(life.say(MO, 'proposeReinstatement', { reason: 'paid everything' })).toBe('ok');
    expect(life.say(MO, 'approveProposal', { proposal: 1 })).toBe('ROLE_NOT_ALLOWED');
    expect(life.say({ ...MO, role: 'creditHead' }, 'approveProposal', { proposal: 1 })).toBe('SAME_PERSON');
    expect(life.say(WANG, 'approveProposal', { proposal: 1 })).toBe('ok');
    expect(life.story.slice(-3)).toEqual([
      '2025-03-12 Counted on again: of 3 claims decided, 3 not performed, 0 refused, 0 late (asked by mo, approved by wang, creditHead)',
      '2025-03-12 Task done: approved (wang)',
      '2025-03-12 Task done: approved (wang)',
    ]);
    expect(life.partner).toMatchObject({ reinstatedOn: '2025-03-12', tasks: {}, proposals: [] });
    expect('notPerforming' in life.partner).toBe(false);
    life.at('2025-03-20').moved([failed(1), failed(2), failed(3), failed(4, '2025-03-20'), failed(5, '2025-03-20')]);
    expect('notPerforming' in life.partner).toBe(false);
    life.moved([...life.claims, failed(6, '2025-03-20')]);
    expect(life.partner.notPerforming?.since).toBe('2025-03-20');
  });

  test('is marked by a person’s word as well, by one of those who may speak about it', () => {
    const life = new PartnerLife().moved([]);
    expect(life.say(LI, 'markPartner', { reason: 'closed' })).toBe('ROLE_NOT_ALLOWED');
    expect(life.say(MO, 'markPartner')).toBe('REASON_MISSING');
    expect(life.say(MO, 'markPartner', { reason: 'closed its shop' })).toBe('ok');
    expect(life.partner.notPerforming).toEqual({ since: '2025-03-12', because: 'person' });
    expect(life.say(MO, 'markPartner', { reason: 'again' })).toBe('ALREADY_MARKED');
  });
});

describe('commands that do not fit are refused, written down, and change nothing', () => {
  const marked = (): PartnerLife => new PartnerLife().moved([failed(1), failed(2), failed(3)]);
  test.each<[string, (life: PartnerLife) => string, string]>([
    ['not signed', (life) => life.say(null, 'markPartner', { reason: 'x' }), 'SIGNATURE_INVALID'],
    ['unknown', (life) => life.say(MO, 'sing'), 'COMMAND_UNKNOWN'],
    ['a review without a reason', (life) => life.say(MO, 'reviewPartner'), 'REASON_MISSING'],
    ['a proposal without a reason', (life) => life.say(MO, 'proposeReinstatement'), 'REASON_MISSING'],
    ['a decision on nothing', (life) => life.say(WANG, 'approveProposal', { proposal: 7 }), 'PROPOSAL_UNKNOWN'],
    [
      'rules that are none',
      (life) => life.say(MO, 'proposeRules', { reason: 'x', rules: { windowDays: 0 } }),
      'RULES_INVALID',
    ],
    [
      'rules nobody knows',
      (life) => life.say(MO, 'proposeRules', { reason: 'x', rules: { mood: 1 } }),
      'RULES_INVALID',
    ],
    [
      'a limit without an amount',
      (life) => life.say(MO, 'proposeRules', { reason: 'x', rules: { limits: [{ currency: 'CNY', beyond: 'ask' }] } }),
      'RULES_INVALID',
    ],
  ])('%s', (_, say, code) => {
    const life = marked();
    const before = life.partner;
    expect(say(life)).toBe(code);
    expect(life.story.at(-1)).toContain(code);
    expect(life.partner).toEqual(before);
  });

  test('a second proposal of the same, a rejection without a reason, and a stranger who withdraws', () => {
    const life = marked();
    life.say(MO, 'proposeReinstatement', { reason: 'a' });
    expect(life.say(WANG, 'proposeReinstatement', { reason: 'b' })).toBe('PROPOSAL_OPEN');
    expect(life.say(WANG, 'rejectProposal', { proposal: 1 })).toBe('REASON_MISSING');
    expect(life.say(WANG, 'withdrawProposal', { proposal: 1, reason: 'x' })).toBe('NOT_YOURS');
    expect(life.say(MO, 'rejectProposal', { proposal: 1, reason: 'x' })).toBe('ROLE_NOT_ALLOWED');
    expect(life.say(WANG, 'rejectProposal', { proposal: 1, reason: 'too soon' })).toBe('ok');
    expect(life.partner).toMatchObject({ proposals: [], notPerforming: { since: '2025-03-12' } });
    expect(life.say(XU, 'approveProposal', { proposal: 1 })).toBe('PROPOSAL_UNKNOWN');
    expect(life.say(MO, 'proposeReinstatement', { reason: 'now' })).toBe('ok');
    expect(life.say(MO, 'withdrawProposal', { proposal: 2, reason: 'later' })).toBe('ok');
  });

  test('one that performs is not reinstated, and a review is asked once', () => {
    const life = marked();
    expect(life.say(MO, 'reviewPartner', { reason: 'talked to them' })).toBe('ok');
    expect(life.say(MO, 'reviewPartner', { reason: 'again' })).toBe('NOT_ASKED');
    expect(new PartnerLife().moved([]).say(MO, 'proposeReinstatement', { reason: 'x' })).toBe('PARTNER_PERFORMS');
  });

  test('a fact that nobody sends is refused; a word about nothing opens nothing', () => {
    expect(marked().give({ kind: 'fact', type: 'sings', content: {} })).toMatchObject({ code: 'EVENT_UNKNOWN' });
    const life = new PartnerLife();
    expect(life.say(MO, 'markPartner', { reason: 'x' })).toBe('PARTNER_UNKNOWN');
    expect(life.give({ kind: 'fact', type: 'claimMoved', content: {} })).toMatchObject({ code: 'FACT_INVALID' });
    expect(life.state).toBeNull();
  });
});

describe('its rules', () => {
  test('are asked by one and set by another, and judge at once', () => {
    const life = new PartnerLife().moved([failed(1)]);
    const asked = { reason: 'new contract', rules: { failedAtLeast: 1, failedPercentAtLeast: 10 } };
    expect(life.say(MO, 'proposeRules', asked)).toBe('ok');
    expect(life.story.at(-1)).toBe('2025-03-12 creditHead is asked for a decision about a partner by 2025-03-19');
    expect(life.say(XU, 'approveProposal', { taskId: life.partner.proposals[0]?.taskId })).toBe('ok');
    expect(life.partner.rules).toEqual(rules({ failedAtLeast: 1, failedPercentAtLeast: 10 }));
    expect(life.partner.notPerforming).toEqual({ since: '2025-03-12', because: 'figures' });
  });
});

describe('a limit', () => {
  const limits = [{ currency: 'CNY', mostOutstandingMinor: 100_000, mostClaimedMinor: 50_000, beyond: 'ask' }];
  const lies = (outstandingMinor: number, claimedMinor: number): PartnerExposure[] => [
    { currency: 'CNY', outstandingMinor, claimedMinor },
    { currency: 'USD', outstandingMinor: 9_000_000, claimedMinor: 9_000_000 },
  ];
  const limited = (exposure: readonly PartnerExposure[]): PartnerLife => {
    const life = new PartnerLife().moved([]);
    life.exposure = exposure;
    life.say(MO, 'proposeRules', { reason: 'contract', rules: { limits } });
    life.say(WANG, 'approveProposal', { proposal: 1 });
    return life;
  };
  const since = (life: PartnerLife): string[] => life.story.slice(5);

  test.each([
    ['nothing passed', 100_000, 50_000, []],
    ['more outstanding', 100_001, 50_000, ['CNY outstanding']],
    ['more claimed', 0, 50_001, ['CNY claimed']],
    ['both', 100_001, 50_001, ['CNY outstanding', 'CNY claimed']],
  ])('%s', (_, outstanding, claims, over) => {
    expect(Object.keys(limited(lies(outstanding, claims)).partner.over ?? {})).toEqual(over);
  });

  test('that is passed is written down once with a task, and so is that it holds again', () => {
    const life = limited(lies(0, 50_001));
    expect(since(life)).toEqual([
      '2025-03-12 Over its limit: 500.01 CNY claimed, at most 500.00 CNY',
      '2025-03-12 partnerManager is asked for a limit of a partner that is passed by 2025-03-19',
    ]);
    life.moved();
    expect(since(life)).toHaveLength(2);
    life.exposure = lies(0, 40_000);
    life.moved();
    expect(since(life).slice(2)).toEqual([
      '2025-03-12 Within its limit again: claimed in CNY',
      '2025-03-12 Task done: noLongerNeeded (clock)',
    ]);
    expect(life.partner).toMatchObject({ tasks: {} });
    expect('over' in life.partner).toBe(false);
    life.exposure = lies(0, 60_000);
    life.moved();
    expect(since(life)).toHaveLength(6);
  });

  test('that somebody has looked at is not asked again while it is passed', () => {
    const life = limited(lies(0, 50_001));
    expect(life.say(MO, 'reviewPartner', { reason: 'a claim ends tomorrow' })).toBe('ok');
    life.moved();
    expect(life.partner).toMatchObject({ tasks: {}, over: { 'CNY claimed': expect.any(String) as string } });
  });
});

test('the case is closed while nobody is asked anything', () => {
  const life = new PartnerLife().moved([]);
  expect(partner.isClosed(life.partner)).toBe(true);
  life.say(MO, 'markPartner', { reason: 'closed' });
  expect(partner.isClosed(life.partner)).toBe(false);
});
