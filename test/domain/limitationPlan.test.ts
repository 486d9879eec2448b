import { describe, expect, it } from 'vitest';
import { addDays, addMonths } from '../../domain/date.ts';
import { DEFAULT_LIMITATION } from '../../domain/limitationRules.ts';
import type { LoanState, LoanTerms } from '../../domain/loanState.ts';
import { contractOf, due, pay, reverse } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { notify, policyOf, rung, termsOf } from './support/loanWorld.ts';

const twoInstalments = contractOf(due(1, '2025-02-05'), due(2, '2025-03-05'));
const alone: Partial<LoanTerms> = { guarantorId: null };
const evidence = [{ id: 'evidence/L1/receipt/aaaa', kind: 'receipt', sha256: 'a'.repeat(64) }];

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
