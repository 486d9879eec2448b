import { describe, expect, it } from 'vitest';
import { assess } from '../../domain/assess.ts';
import { addDays, addMonths } from '../../domain/date.ts';
import { rightsOf } from '../../domain/limitation.ts';
import { DEFAULT_LIMITATION } from '../../domain/limitationRules.ts';
import type { LimitationRules } from '../../domain/limitationRules.ts';
import type { RightKept } from '../../domain/limitationState.ts';
import { foldLoan } from '../../domain/loanFold.ts';
import type { LoanState, LoanTerms } from '../../domain/loanState.ts';
import type { Posting } from '../../domain/posting.ts';
import { chargeBack, contractOf, due, pay, reverse } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { notify, policyOf, rung, termsOf } from './support/loanWorld.ts';

const twoInstalments = contractOf(due(1, '2025-02-05'), due(2, '2025-03-05'));
const evidence = [{ id: 'evidence/L1/receipt/aaaa', kind: 'receipt', sha256: 'a'.repeat(64) }];
const alone: Partial<LoanTerms> = { guarantorId: null };

interface Asked {
  readonly terms?: LoanTerms;
  readonly postings?: readonly Posting[];
  readonly kept?: readonly RightKept[];
  readonly rules?: Partial<LimitationRules>;
  readonly on?: string;
}

function asked({ terms = termsOf(twoInstalments, alone), postings = [], kept = [], rules = {}, on }: Asked): string[] {
  const policy = policyOf({ limitation: { ...DEFAULT_LIMITATION, ...rules } });
  const opened = foldLoan(null, { type: 'opened', terms, postings: [...postings] });
  const state: LoanState = kept.reduce<LoanState>(
    (before, one) => foldLoan(before, { type: 'rightKept', kept: one, by: 'ann' }),
    opened,
  );
  const assessment = assess(terms.contract, policy.assess, state.postings, on ?? '2029-01-01');
  return rightsOf(state, policy, assessment).map(
    ({ right, lapsesOn, cause, startsOn }) => `${right} ${lapsesOn ?? 'kept'}: ${cause} ${startsOn}`,
  );
}

const demand = (on: string, id = `k${on}`, party: RightKept['party'] = 'debtor'): RightKept => ({
  id,
  party,
  how: 'demand',
  on,
});

describe('the claim on the borrower lapses', () => {
  it.each<[string, Asked, string[]]>([
    ['three years after the last due date', {}, ['debt 2028-03-05: due 2025-03-05']],
    [
      'where the policy counts each instalment, after that of the oldest open one',
      { rules: { startsFrom: 'eachInstalment' } },
      ['debt 2028-02-05: due 2025-02-05'],
    ],
    ['from the day of a payment', { postings: [pay('p', '2026-01-10', 500)] }, ['debt 2029-01-10: payment 2026-01-10']],
    [
      'from the value date of a payment that was booked later',
      { postings: [pay('p', '2026-01-10', 500, '2026-04-01')] },
      ['debt 2029-01-10: payment 2026-01-10'],
    ],
    [
      'as before when the payment is reversed',
      { postings: [pay('p', '2026-01-10', 500), reverse('r', 'p', '2026-02-01')] },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    [
      'as before when the debit is returned, with the returned part as due on its own day',
      { postings: [pay('p', '2025-12-10', 500), chargeBack('c', 'p', '2025-12-12', 500)] },
      ['debt 2028-12-12: due 2025-12-12'],
    ],
    [
      'not from a dealer’s advance, which acknowledges nothing for the borrower',
      { postings: [pay('p', '2026-01-10', 500, '2026-01-10', 'dealer')] },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    [
      'not from a payment before the schedule was over',
      { postings: [pay('p', '2025-02-20', 500)] },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    ['from a demand that was received', { kept: [demand('2027-12-31')] }, ['debt 2030-12-31: demand 2027-12-31']],
    [
      'from a demand received on the very last day',
      { kept: [demand('2028-03-05')] },
      ['debt 2031-03-05: demand 2028-03-05'],
    ],
    [
      'as before when the demand came a day too late',
      { kept: [demand('2028-03-06')] },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    [
      'from a demand that was in time because of the one before it, whichever was told first',
      { kept: [demand('2030-06-01'), demand('2027-12-31')], on: '2031-01-01' },
      ['debt 2033-06-01: demand 2030-06-01'],
    ],
    [
      'anew when the borrower signs for it after it had lapsed',
      { kept: [{ id: 'a', party: 'debtor', how: 'acknowledgement', on: '2028-05-01' }] },
      ['debt 2031-05-01: acknowledgement 2028-05-01'],
    ],
    [
      'on no day while a suit lasts',
      { kept: [{ id: 's', party: 'debtor', how: 'suit', on: '2026-05-01' }] },
      ['debt kept: suit 2026-05-01'],
    ],
    [
      'from the end of a suit',
      { kept: [{ id: 's', party: 'debtor', how: 'suit', on: '2026-05-01', endedOn: '2027-01-15' }] },
      ['debt 2030-01-15: suit 2027-01-15'],
    ],
    [
      'as before when what kept it was withdrawn',
      { kept: [{ ...demand('2026-05-01'), withdrawn: true }] },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    [
      'where the policy does not know demands as a cause, not from one',
      { kept: [demand('2026-05-01')], rules: { restartedBy: ['payment'] } },
      ['debt 2028-03-05: due 2025-03-05'],
    ],
    [
      'on 28 February when it began on a leap day',
      { terms: termsOf(contractOf(due(1, '2028-02-29')), alone), on: '2028-03-01' },
      ['debt 2031-02-28: due 2028-02-29'],
    ],
    [
      'on a day off as on any other: a holiday is not counted on',
      { terms: termsOf(contractOf(due(1, '2025-10-01')), alone), on: '2025-10-02' },
      ['debt 2028-10-01: due 2025-10-01'],
    ],
    ['on no day once nothing is owed', { postings: [pay('p', '2025-02-05', 2000)] }, []],
  ])('%s', (_name, asks, rights) => {
    expect(asked(asks)).toEqual(rights);
  });
});

describe('the claim on the guarantor lapses', () => {
  const withGuarantor = (more: Partial<LoanTerms> = {}): LoanTerms => termsOf(twoInstalments, more);
  const guarantee = (asks: Asked): string | undefined => asked({ terms: withGuarantor(), ...asks })[1];
  it.each<[string, Asked, string]>([
    ['six months after maturity', {}, 'guarantee 2025-09-05: period 2025-03-05'],
    [
      'on the day that the contract names',
      { terms: withGuarantor({ guaranteeUntil: '2027-03-05' }) },
      'guarantee 2027-03-05: period 2025-03-05',
    ],
    [
      'after six months where the contract names a day that is not after maturity',
      { terms: withGuarantor({ guaranteeUntil: '2025-03-05' }) },
      'guarantee 2025-09-05: period 2025-03-05',
    ],
    [
      'whatever the borrower pays or receives meanwhile',
      { postings: [pay('p', '2025-04-01', 500)], kept: [demand('2025-05-01')] },
      'guarantee 2025-09-05: period 2025-03-05',
    ],
    [
      'three years after the guarantor was claimed on within the period',
      { kept: [demand('2025-06-01', 'g', 'guarantor')] },
      'guarantee 2028-06-01: demand 2025-06-01',
    ],
    [
      'as before when the claim came after the period',
      { kept: [demand('2025-09-06', 'g', 'guarantor')] },
      'guarantee 2025-09-05: period 2025-03-05',
    ],
    [
      'as before when the claim was about an instalment before maturity',
      { kept: [demand('2025-02-20', 'g', 'guarantor')] },
      'guarantee 2025-09-05: period 2025-03-05',
    ],
    [
      'from a payment of the guarantor after the claim',
      {
        kept: [demand('2025-06-01', 'g', 'guarantor')],
        postings: [pay('p', '2026-01-05', 100, '2026-01-05', 'guarantor')],
      },
      'guarantee 2029-01-05: payment 2026-01-05',
    ],
    [
      'on no day while a suit against them lasts that began before maturity',
      { kept: [{ id: 's', party: 'guarantor', how: 'suit', on: '2025-03-01' }] },
      'guarantee kept: suit 2025-03-01',
    ],
  ])('%s', (_name, asks, right) => {
    expect(guarantee(asks)).toBe(right);
  });
});

describe('a loan whose right is about to lapse', () => {
  const life = (more: Partial<LoanTerms> = {}): LoanLife =>
    new LoanLife({
      policy: policyOf({ limitation: DEFAULT_LIMITATION }),
      terms: termsOf(twoInstalments, { ...alone, ...more }),
    });

  it('alarms 180, 90 and 30 days before, each to the next role, and records who was alarmed when it lapses', () => {
    expect(life().at('2028-03-10').since('2026-01-01')).toEqual([
      '2027-09-07 10:00 debt lapses on 2028-03-05 (due 2025-03-05), 180 days: collector',
      '2027-09-07 10:00 task limitation by 2028-03-05',
      '2027-12-06 10:00 debt lapses on 2028-03-05 (due 2025-03-05), 90 days: supervisor',
      '2027-12-06 10:00 escalated to supervisor',
      '2028-02-04 10:00 debt lapses on 2028-03-05 (due 2025-03-05), 30 days: legalCounsel',
      '2028-02-04 10:00 escalated to legalCounsel',
      '2028-03-06 10:00 task closed noLongerNeeded',
      '2028-03-06 10:00 debt lapsed on 2028-03-05, alarmed: collector, supervisor, legalCounsel',
    ]);
  });

  it('alarms on a day off all the same', () => {
    // 180 days before the lapse is the first of October, a holiday.
    const contract = { ...contractOf(due(1, addMonths(addDays('2025-10-01', 180), -36))), disbursedOn: '2023-03-01' };
    expect(life({ contract, takenOverOn: '2025-09-01' }).at('2025-10-01', '11:00').since('2025-10-01')).toHaveLength(2);
  });

  it('alarms nobody about a guarantor before the loan is due, and at once on the day after', () => {
    const loan = life({ guarantorId: 'guarantor', guaranteeUntil: '2025-04-01' });
    expect(loan.at('2025-03-07').story).toEqual([
      '2025-03-06 10:00 guarantee lapses on 2025-04-01 (period 2025-03-05), 30 days: legalCounsel',
      '2025-03-06 10:00 task limitation by 2025-04-01',
    ]);
  });

  it('is told once for all alarms that lie behind it when it is taken over', () => {
    const loan = life({ takenOverOn: '2028-02-10' });
    expect(loan.at('2028-02-20').story).toEqual([
      '2028-02-10 10:00 debt lapses on 2028-03-05 (due 2025-03-05), 30 days: legalCounsel',
      '2028-02-10 10:00 task limitation by 2028-03-05',
    ]);
  });

  it('records a lapse before the take-over once, and alarms nobody', () => {
    const loan = life({ takenOverOn: '2028-04-10' });
    expect(loan.at('2028-06-20').story).toEqual(['2028-04-10 10:00 debt lapsed on 2028-03-05, alarmed: nobody']);
  });

  it('is calm again when the borrower pays, and alarmed again when the payment is undone', () => {
    const loan = life().at('2027-12-10', '11:00');
    loan.post(pay('p', '2027-12-08', 100, '2027-12-10'));
    loan.at('2028-02-10', '11:00').post(reverse('r', 'p', '2028-02-10'));
    expect(loan.since('2027-12-10')).toEqual([
      '2027-12-10 11:00 payment p',
      '2027-12-10 11:00 task closed noLongerNeeded',
      '2027-12-10 11:00 debt lapses on 2030-12-08, not 2028-03-05 (payment 2027-12-08 p)',
      '2028-02-10 11:00 reversal r',
      '2028-02-10 11:00 debt lapses on 2028-03-05 (due 2025-03-05), 30 days: legalCounsel',
      '2028-02-10 11:00 task limitation by 2028-03-05',
    ]);
  });

  it('corrects the lapse when a payment is told late that was in time', () => {
    const loan = life().at('2028-04-01', '11:00');
    loan.post(pay('p', '2028-03-01', 100, '2028-04-01'));
    expect(loan.since('2028-04-01')).toEqual([
      '2028-04-01 11:00 payment p',
      '2028-04-01 11:00 debt had not lapsed on 2028-03-05: payment 2028-03-01 p',
    ]);
  });

  it('asks again at the next alarm after somebody closed the task', () => {
    const loan = life().at('2027-10-01');
    loan.command('taskOutcome', { taskId: 'L1/limitation/1', result: 'demanded' });
    expect(loan.at('2027-12-10').since('2027-10-01')).toEqual([
      '2027-10-01 09:00 task closed demanded',
      '2027-12-06 10:00 debt lapses on 2028-03-05 (due 2025-03-05), 90 days: supervisor',
      '2027-12-06 10:00 task limitation by 2028-03-05',
    ]);
  });

  it('is alarmed while it is on hold, and after it was written off', () => {
    const loan = life().at('2027-06-01');
    loan.command('hold', { reason: 'disaster' });
    loan.later('2027-07-01T02:00:00.000Z', 'posting', {
      id: 'w',
      type: 'writeOff',
      on: '2027-07-01',
      bookedOn: '2027-07-01',
    });
    expect(loan.at('2027-09-08').since('2027-09-01')).toHaveLength(2);
  });

  it('wakes for nothing else: no more often than a loan that is watched every day has something to do', () => {
    const loan = life().at('2025-07-01');
    const before = loan.wakes;
    loan.at('2027-09-01');
    // The horizon of 60 days alone.
    expect(loan.wakes - before).toBeLessThanOrEqual(14);
  });

  it('learns from proof that a rung arrived by letter, however late, and not from one by text message', () => {
    const policy = policyOf({ ladder: [rung('text', 1), rung('letter', 5, { action: notify(['letter']) })] });
    const at = (on: string): string => `${on}T02:00:00.000Z`;
    const loan = new LoanLife({ policy, terms: termsOf(twoInstalments, alone) }).at('2026-01-01');
    const arrived = (key: string, channel: string, on: string): void => {
      loan.fact('noticeReported', { key, status: 'delivered', at: at(on), channel, personId: 'debtor' });
    };
    arrived('L1/letter/2025-02-06', 'letter', '2025-06-20');
    arrived('L1/text/2025-02-06', 'sms', '2025-08-20');
    expect(loan.loan.limitation?.kept).toEqual([
      { id: 'L1/letter/2025-02-06', party: 'debtor', how: 'demand', on: '2025-06-20' },
    ]);
  });

  it('counts a suit of its own legal action from the day it was filed to its end', () => {
    const loan = life().at('2026-01-01');
    loan.later('2026-01-02T00:00:00.000Z', 'posting', { ...pay('x', '2026-01-02', 1) });
    loan.at('2026-01-03');
    const state = loan.loan;
    const tracked: LoanState = {
      ...state,
      tracks: {
        'legalAction/L1/1': {
          kind: 'legalAction',
          step: 'legal',
          status: 'opened',
          ended: false,
          told: [],
          deadlineOn: null,
        },
      },
    };
    loan.state = tracked;
    const report = { trackId: 'legalAction/L1/1', carriedOut: true, deadlineOn: null, on: '2026-01-03' };
    loan.fact('trackReported', { ...report, status: 'filed', ended: false });
    loan.at('2026-09-01').fact('trackReported', { ...report, status: 'withdrawn', ended: true });
    expect(loan.loan.limitation?.kept).toEqual([
      { id: 'legalAction/L1/1', party: 'debtor', how: 'suit', on: '2026-01-03', endedOn: '2026-09-01' },
    ]);
  });
});

describe('what a person records about a right is refused', () => {
  it.each([
    ['without evidence', { how: 'demand', party: 'debtor', on: '2025-04-01' }, 'EVIDENCE_MISSING'],
    [
      'for a day to come',
      { how: 'demand', party: 'debtor', on: '2025-06-02', documents: evidence },
      'DAY_OUTSIDE_LOAN',
    ],
    [
      'before the disbursement',
      { how: 'suit', party: 'debtor', on: '2024-12-31', documents: evidence },
      'DAY_OUTSIDE_LOAN',
    ],
    ['without a day', { how: 'suit', party: 'debtor', documents: evidence }, 'DATE_INVALID'],
    [
      'about a guarantor whom the loan does not have',
      { how: 'demand', party: 'guarantor', on: '2025-04-01', documents: evidence },
      'PARTY_UNKNOWN',
    ],
    ['without saying what it is', { party: 'debtor', on: '2025-04-01', documents: evidence }, 'KEPT_BY_UNKNOWN'],
  ])('%s', (_name, content, code) => {
    const loan = new LoanLife({ policy: policyOf(), terms: termsOf(twoInstalments, alone) }).at('2025-06-01');
    expect(loan.command('keepRight', content)).toMatchObject({ ok: false, code });
  });

  it('and taken otherwise, ended, and withdrawn', () => {
    const loan = new LoanLife({ policy: policyOf(), terms: termsOf(twoInstalments, alone) }).at('2025-06-01');
    const suit = { how: 'suit', party: 'debtor', on: '2025-04-01', documents: evidence };
    expect(loan.command('keepRight', suit)).toMatchObject({ ok: true, kept: 'L1/kept/1' });
    expect(loan.command('endSuit', { kept: 'L1/kept/1', on: '2025-03-01' })).toMatchObject({
      code: 'DAY_OUTSIDE_LOAN',
    });
    expect(loan.command('endSuit', { kept: 'L1/kept/1', on: '2025-05-01' })).toMatchObject({ ok: true });
    expect(loan.command('endSuit', { kept: 'L1/kept/1' })).toMatchObject({ code: 'NO_SUIT' });
    expect(loan.command('withdrawKeeping', { kept: 'L1/kept/1' })).toMatchObject({ code: 'REASON_MISSING' });
    expect(loan.command('withdrawKeeping', { kept: 'L1/kept/1', reason: 'wrong loan' })).toMatchObject({ ok: true });
    expect(loan.command('withdrawKeeping', { kept: 'L1/kept/1', reason: 'again' })).toMatchObject({
      code: 'ALREADY_WITHDRAWN',
    });
    expect(loan.command('withdrawKeeping', { kept: 'L1/kept/9', reason: 'x' })).toMatchObject({ code: 'KEPT_UNKNOWN' });
  });
});
