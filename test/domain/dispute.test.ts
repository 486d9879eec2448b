import { describe, expect, it } from 'vitest';
import { answerBy, DEFAULT_DISPUTES } from '../../domain/disputeRules.ts';
import type { DisputeRules } from '../../domain/disputeRules.ts';
import type { Policy } from '../../domain/policy.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { ANN, LoanLife } from './support/loanLife.ts';
import { CALL, calendar, policyOf, reminder, rung, termsOf } from './support/loanWorld.ts';

const OWNER = { ...ANN, id: 'olga', role: 'supervisor' };
const HEAD = { ...ANN, id: 'hugo', role: 'creditHead' };
const ladder = [rung('sms', 1), rung('call', 5, { action: CALL }), rung('later', 30)];

/** One instalment of 1000.00 due on 5 February. */
function life(rules: Partial<DisputeRules> = {}, more: Partial<Policy> = {}): LoanLife {
  return new LoanLife({
    policy: policyOf({ ladder, disputes: { ...DEFAULT_DISPUTES, answerWorkDays: 5, ...rules }, ...more }),
    terms: termsOf(contractOf(due(1, '2025-02-05', { principal: 100_000 }))),
  });
}

const asked = { kind: 'dispute', about: 'amount', ownerId: 'olga', documentId: 'd1' };
const resolved = (outcome: string, number = 1): Record<string, unknown> => ({
  dispute: `L1/dispute/${number}`,
  outcome,
});

describe('a dispute that is open', () => {
  it('stops contact at once, and its owner is asked within the service level', () => {
    const it = life().at('2025-02-10', '10:30');
    expect(it.command('dispute', asked)).toEqual({ ok: true, dispute: 'L1/dispute/1', answerBy: '2025-02-17' });
    expect(it.at('2025-02-17', '23:00').since('2025-02-10')).toEqual([
      '2025-02-10 10:00 task call by 2025-02-13',
      '2025-02-10 10:30 dispute about amount, answer by 2025-02-17',
      '2025-02-10 10:30 task dispute by 2025-02-17',
      '2025-02-10 10:30 task closed noLongerNeeded',
    ]);
  });

  it('goes to somebody else when nobody answers in time, once, and contact stays stopped', () => {
    const it = life().at('2025-02-10', '10:30');
    it.command('dispute', asked);
    expect(it.at('2025-06-01').since('2025-02-11')).toEqual(['2025-02-18 10:00 escalated to creditHead']);
    expect(it.loan.maturity.escalated).toBe(false);
  });

  it('stops reminders too, and contact does not stop where the policy says so', () => {
    const terms = termsOf(contractOf(due(1, '2025-02-05'), due(2, '2025-02-20')));
    const setting = (stopsContact: DisputeRules['stopsContact']): LoanLife =>
      new LoanLife({
        policy: policyOf({ ladder, reminders: [reminder('eve', -1)], disputes: { ...DEFAULT_DISPUTES, stopsContact } }),
        terms,
      });
    const stopped = setting(['dispute']).at('2025-02-10', '11:00');
    stopped.command('dispute', asked);
    expect(stopped.at('2025-02-25').since('2025-02-11')).toEqual([]);
    const free = setting(['dispute']).at('2025-02-10', '11:00');
    free.command('dispute', { ...asked, kind: 'complaint' });
    expect(free.at('2025-02-25').since('2025-02-11')).toEqual([
      '2025-02-13 10:00 escalated to supervisor',
      '2025-02-19 10:00 eve 2 by sms',
    ]);
  });

  it('keeps a settled loan open until it is answered and the answer has left', () => {
    const it = life({}, { chargebackWindowDays: 1 }).at('2025-02-07');
    it.command('dispute', asked);
    it.post(pay('p', '2025-02-07', 100_000));
    it.at('2025-02-12', '11:00').command('resolveDispute', resolved('rejected'), OWNER);
    expect(it.at('2025-02-20').since('2025-02-08')).toEqual([
      '2025-02-12 11:00 L1/dispute/1 rejected',
      '2025-02-12 11:00 task closed rejected',
      '2025-02-12 11:00 disputeAnswer 1 by letter',
      '2025-02-13 10:00 closed as settled',
    ]);
  });
});

describe('its end', () => {
  it.each([
    ['upheld', 'disputeUpheld'],
    ['partlyUpheld', 'disputePartlyUpheld'],
    ['rejected', 'disputeRejected'],
    ['withdrawn', 'disputeWithdrawn'],
  ])('%s is told to the borrower, and the ladder goes on', (outcome, template) => {
    const it = life().at('2025-02-07');
    it.command('dispute', asked);
    it.at('2025-02-12').command('resolveDispute', resolved(outcome), OWNER);
    expect(it.at('2025-02-13').since('2025-02-12')).toEqual([
      `2025-02-12 09:00 L1/dispute/1 ${outcome}`,
      `2025-02-12 09:00 task closed ${outcome}`,
      '2025-02-12 10:00 task call by 2025-02-15',
      '2025-02-12 10:00 disputeAnswer 1 by letter',
    ]);
    const told = it.outcomes.find(
      (row) => row.outcome.type === 'noticeDecided' && row.outcome.step === 'disputeAnswer',
    );
    expect(told?.outcome).toMatchObject({ template, line: { people: { borrowerName: 'debtor' } } });
  });

  it('of one leaves the others: contact stays stopped, and each outcome is told', () => {
    const it = life().at('2025-02-07');
    it.command('dispute', asked);
    it.command('dispute', { ...asked, about: 'conduct', kind: 'complaint' });
    it.at('2025-02-08').command('resolveDispute', resolved('upheld'), OWNER);
    expect(it.outcomes.at(-2)?.outcome).toMatchObject({ type: 'disputeResolved', contactFree: false });
    it.at('2025-02-11').command('resolveDispute', resolved('rejected', 2), OWNER);
    expect(it.outcomes.at(-2)?.outcome).toMatchObject({ type: 'disputeResolved', contactFree: true });
    expect(it.at('2025-02-12').since('2025-02-08')).toEqual([
      '2025-02-08 09:00 L1/dispute/1 upheld',
      '2025-02-08 09:00 task closed upheld',
      '2025-02-08 10:00 disputeAnswer 1 by letter',
      '2025-02-11 09:00 L1/dispute/2 rejected',
      '2025-02-11 09:00 task closed rejected',
      '2025-02-11 10:00 task call by 2025-02-14',
      '2025-02-11 10:00 disputeAnswer 2 by letter',
    ]);
  });

  it('may come from whom it was escalated to, though they do not own it', () => {
    const it = life().at('2025-02-07');
    it.command('dispute', asked);
    expect(it.command('resolveDispute', resolved('upheld'))).toMatchObject({ code: 'NOT_OWNER' });
    expect(it.command('resolveDispute', resolved('upheld'), HEAD)).toMatchObject({ ok: true });
  });
});

describe('the days', () => {
  const paused = { pausesDays: ['dispute'] } as const;
  const days = (it: LoanLife): number => {
    const last = it.outcomes.findLast(({ outcome }) => 'facts' in outcome)?.outcome;
    return last !== undefined && 'facts' in last ? (last.facts as { delinquentDays: number }).delinquentDays : -1;
  };
  /** The rung of the thirtieth day tells when thirty days were counted. */
  const rungOn = (it: LoanLife): string | undefined =>
    it
      .at('2025-06-01')
      .story.find((line) => line.includes(' later '))
      ?.slice(0, 10);

  it('are not counted while a dispute is open, where the policy says so', () => {
    const it = life(paused).at('2025-02-10', '11:00');
    it.command('dispute', asked);
    it.at('2025-02-20').command('resolveDispute', resolved('upheld'), OWNER);
    expect(rungOn(it)).toBe('2025-03-17');
    expect(days(it)).toBe(30);
    const counted = life().at('2025-02-10', '11:00');
    counted.command('dispute', asked);
    counted.at('2025-02-20').command('resolveDispute', resolved('upheld'), OWNER);
    expect(rungOn(counted)).toBe('2025-03-07');
  });

  it('are not counted until the last of several has ended', () => {
    const it = life(paused).at('2025-02-10', '11:00');
    it.command('dispute', asked);
    it.command('dispute', { ...asked, about: 'fraud' });
    it.at('2025-02-15').command('resolveDispute', resolved('upheld'), OWNER);
    it.at('2025-02-20').command('resolveDispute', resolved('upheld', 2), OWNER);
    expect(rungOn(it)).toBe('2025-03-17');
  });

  it('of one opened and resolved on the same day, again and again, are all counted', () => {
    const it = life(paused).at('2025-02-10', '11:00');
    for (const number of [1, 2]) {
      it.command('dispute', asked);
      it.command('resolveDispute', resolved('withdrawn', number), OWNER);
    }
    expect(it.loan.postings).toEqual([]);
    expect(rungOn(it)).toBe('2025-03-07');
  });

  it('stay uncounted when a hold that stood before ends in between', () => {
    const it = life(paused).at('2025-02-08');
    it.command('hold', { reason: 'hardship', to: '2025-02-12' });
    it.at('2025-02-10').command('dispute', asked);
    expect(it.loan.postings).toHaveLength(1);
    it.at('2025-02-18').command('resolveDispute', resolved('upheld'), OWNER);
    expect(it.loan.postings).toHaveLength(3);
    expect(rungOn(it)).toBe('2025-03-17');
  });
});

describe('a dispute is refused', () => {
  const table: readonly (readonly [code: string, type: string, content: Record<string, unknown>])[] = [
    ['DISPUTE_KIND_UNKNOWN', 'dispute', { ...asked, kind: 'anger' }],
    ['DISPUTE_ABOUT_UNKNOWN', 'dispute', { ...asked, about: 'he said that' }],
    ['OWNER_MISSING', 'dispute', { ...asked, ownerId: '' }],
    ['OWNER_MISSING', 'dispute', { ...asked, ownerId: 'some body' }],
    ['DISPUTE_OPEN', 'dispute', { ...asked, about: 'fraud' }],
    ['DISPUTE_UNKNOWN', 'resolveDispute', resolved('upheld', 7)],
    ['OUTCOME_UNKNOWN', 'resolveDispute', resolved('maybe')],
    ['DISPUTE_OVER', 'resolveDispute', resolved('upheld', 2)],
  ];
  it.each(table)('with %s', (code, type, content) => {
    const it = life().at('2025-02-03');
    it.command('dispute', { ...asked, about: 'fraud' });
    it.command('dispute', { ...asked, about: 'contract' });
    it.command('resolveDispute', resolved('withdrawn', 2), OWNER);
    const { state } = it;
    const answer = it.command(type, content, OWNER);
    expect(answer).toMatchObject({ ok: false, code });
    expect(answer.ok || (answer.reason.length > 4 && answer.remedy.length > 4)).toBe(true);
    expect(it.state).toEqual(state);
    expect(it.story.at(-1)).toBe(`2025-02-03 09:00 ${type} refused ${code}`);
  });

  it('on a closed loan', () => {
    const it = life({}, { chargebackWindowDays: 0 }).at('2025-02-07');
    it.post(pay('p', '2025-02-07', 100_000));
    expect(it.command('dispute', asked)).toMatchObject({ code: 'LOAN_CLOSED' });
  });
});

describe('the service level', () => {
  it.each([
    ['over a weekend', '2025-02-07', 5, '2025-02-14'],
    ['over a long holiday with worked weekends', '2025-09-26', 5, '2025-10-09'],
    ['from a leap day on', '2028-02-29', 1, '2028-03-01'],
    ['past the end of the calendar, where every day counts', '2029-12-31', 3, '2030-01-03'],
  ])('counts working days %s', (_what, on, workDays, by) => {
    expect(answerBy(calendar, on, workDays)).toBe(by);
  });
});
