import { describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/case.ts';
import { placementsOf } from '../../domain/placementView.ts';
import type { Policy } from '../../domain/policy.ts';
import { DEFAULT_PLACEMENT } from '../../domain/placementRules.ts';
import { assess } from '../../domain/assess.ts';
import { chargeBack, contractOf, due, pay } from './sampleLoan.ts';
import { ANN, LoanLife } from './support/loanLife.ts';
import { CALL, policyOf, reminder, rung, termsOf } from './support/loanWorld.ts';

const actor = (id: string, role: string): Actor => ({ id, role, authenticated: true });
const [bob, eve, sue] = [actor('bob', 'creditHead'), actor('eve', 'riskHead'), actor('sue', 'supervisor')];
const ladder = [rung('sms', 1), rung('call', 20, { action: CALL }), rung('second', 25)];

/** 1000.00 due on 5 February and on 5 March; placed on the 10th of February where it says so. */
function life(policy: Partial<Policy> = {}): LoanLife {
  const contract = contractOf(
    due(1, '2025-02-05', { principal: 100_000 }),
    due(2, '2025-03-05', { principal: 100_000 }),
  );
  const one = new LoanLife({
    policy: policyOf({ ladder, reminders: [reminder('soon', -3)], ...policy }),
    terms: termsOf(contract),
  });
  return one.at('2025-02-10');
}
const ask = (one: LoanLife, agencyId: string, until: string) =>
  one.command('request', { kind: 'placement', terms: { agencyId, until }, reason: 'why' });
function approve(one: LoanLife): void {
  const last = one.loan.requests?.at(-1)?.id ?? '';
  for (const who of [bob, eve]) one.command('approveRequest', { request: last }, who);
}
function placed(policy: Partial<Policy> = {}, until = '2025-03-10'): LoanLife {
  const one = life(policy);
  ask(one, 'A1', until);
  approve(one);
  return one;
}
const steps = (one: LoanLife, since: string) =>
  one.since(since).filter((line) => / (sms|call|second|soon|placementNotice) |task call|placement\/1/.test(line));

describe('a placed loan', () => {
  it('tells the borrower, leaves the ladder to the agency, reminds before due days, and comes back when its time is over', () => {
    const one = placed().at('2025-03-12');
    expect(steps(one, '2025-02-10')).toEqual([
      '2025-02-10 10:00 placementNotice 1 by sms',
      '2025-03-02 10:00 soon 2 by sms',
      '2025-03-10 10:00 L1/placement/1 expired: placed until 2025-03-10',
      '2025-03-10 10:00 task call by 2025-03-13',
    ]);
  });

  it('is collected here as well, or not reminded, where the policy says so', () => {
    const one = placed({ placement: { ...DEFAULT_PLACEMENT, ladder: 'goesOn', reminders: 'stop' } }).at('2025-03-04');
    expect(steps(one, '2025-02-11')).toEqual([
      '2025-02-25 10:00 task call by 2025-02-28',
      '2025-03-03 10:00 second 2025-02-06 by sms',
    ]);
  });

  it('takes back what waits when it is placed', () => {
    const one = life().at('2025-02-26');
    expect(Object.keys(one.loan.tasks)).toHaveLength(1);
    ask(one, 'A1', '2025-03-20');
    approve(one);
    expect(one.loan.tasks).toEqual({});
  });

  it('takes a call that lies with a supervisor off the desk too', () => {
    const one = life().at('2025-03-03');
    expect(Object.values(one.loan.tasks)).toMatchObject([{ step: 'call', escalatedOn: '2025-02-28' }]);
    ask(one, 'A1', '2025-03-20');
    approve(one);
    expect(one.loan.tasks).toEqual({});
  });

  it('is recalled at once, by whom the policy names, with a reason', () => {
    const one = placed();
    const recall = { placement: 'L1/placement/1', reason: 'complaints' };
    expect(one.command('recallPlacement', recall, ANN)).toMatchObject({ code: 'ROLE_NOT_ALLOWED' });
    expect(one.command('recallPlacement', { ...recall, reason: ' ' }, sue)).toMatchObject({ code: 'REASON_MISSING' });
    expect(one.command('recallPlacement', { ...recall, placement: 'x' }, sue)).toMatchObject({
      code: 'PLACEMENT_UNKNOWN',
    });
    expect(one.command('recallPlacement', recall, sue)).toMatchObject({ ok: true, ended: 'recalled' });
    expect(one.command('recallPlacement', recall, sue)).toMatchObject({ code: 'PLACEMENT_OVER' });
    expect(one.at('2025-02-26').since('2025-02-25')).toEqual(['2025-02-25 10:00 task call by 2025-02-28']);
  });

  it('is placed for longer by another request, counted from the first day', () => {
    const one = placed();
    expect(ask(one, 'A2', '2025-04-01')).toMatchObject({ code: 'ALREADY_PLACED' });
    expect(ask(one, 'A1', '2025-03-10')).toMatchObject({ code: 'TOO_LATE' });
    expect(ask(one, 'A1', '2025-08-10')).toMatchObject({ code: 'TOO_LONG', remedy: 'end by 2025-08-09' });
    ask(one, 'A1', '2025-04-01');
    approve(one);
    expect(one.loan.placements).toMatchObject([{ until: '2025-04-01', placedMinor: 200_000 }]);
  });

  it.each([
    ['of nobody', '', '2025-03-10', 'AGENCY_MISSING'],
    ['until a day that is none', 'A1', '2025-02-30', 'DATE_INVALID'],
    ['until today', 'A1', '2025-02-10', 'TOO_LATE'],
  ])('asked for %s is refused', (_name, agencyId, until, code) => {
    expect(ask(life(), agencyId, until)).toMatchObject({ ok: false, code });
  });

  it('is not placed when nothing is past due, unless the policy places such loans', () => {
    const one = life();
    one.post(pay('p', '2025-02-10', 100_000));
    expect(ask(one, 'A1', '2025-03-10')).toMatchObject({ code: 'NOT_PLACEABLE' });
  });

  it('ends when it is settled, and its request lapses when the borrower pays before', () => {
    const one = placed();
    one.post(pay('p', '2025-02-10', 200_000));
    expect(one.loan.placements?.[0]?.ended).toMatchObject({ as: 'settled' });
    const other = life();
    ask(other, 'A1', '2025-03-10');
    other.post(pay('p', '2025-02-10', 100_000));
    expect(other.loan.requests?.[0]?.ended).toMatchObject({ as: 'lapsed' });
  });

  it('counts the cash that came, less what was returned, with the days after the end; money through the agency is the borrower’s', () => {
    const one = placed();
    one.at('2025-02-12').post(pay('a', '2025-02-12', 30_000, '2025-02-12', 'agency'));
    one.at('2025-02-13').post(pay('b', '2025-02-13', 20_000));
    one.at('2025-02-14').post(chargeBack('c', 'a', '2025-02-14', 10_000));
    one.command('recallPlacement', { placement: 'L1/placement/1', reason: 'r' }, sue);
    one.at('2025-03-01').post(pay('d', '2025-03-01', 5_000, '2025-03-01', 'agency'));
    one.at('2025-03-02').post(pay('e', '2025-03-02', 5_000, '2025-03-02', 'agency'));
    const [view] = placementsOf(one.loan, one.policy);
    expect(view).toMatchObject({
      cashMinor: 45_000,
      throughAgencyMinor: 25_000,
      placedMinor: 200_000,
      status: 'recalled',
    });
    const early = life();
    early.post(pay('g', '2025-02-05', 100_000, '2025-02-10', 'agency'));
    expect(
      assess(early.loan.terms.contract, early.policy.assess, early.loan.postings, '2025-02-10').cumulativeMissed,
    ).toBe(0);
  });

  it('takes what the agency reports, late and twice, with what speaks against it; complaints are counted for it', () => {
    const one = placed();
    const contact = {
      id: 'k1',
      personId: 'debtor',
      channel: 'call',
      at: '2025-02-10T02:00:00.000Z',
      result: 'conversation',
      permitId: null,
      violation: 'noPermit',
    };
    expect(one.fact('agencyContact', { placement: 'L1/placement/1', contact })).toMatchObject({ ok: true });
    expect(one.fact('agencyContact', { placement: 'L1/placement/1', contact })).toMatchObject({ code: 'DUPLICATE' });
    expect(one.fact('agencyContact', { placement: 'x', contact })).toMatchObject({ code: 'PLACEMENT_UNKNOWN' });
    const complaint = { kind: 'complaint', about: 'conduct', ownerId: 'sue' };
    expect(one.command('dispute', { ...complaint, placement: 'x' })).toMatchObject({ code: 'PLACEMENT_UNKNOWN' });
    expect(one.command('dispute', { ...complaint, placement: 'L1/placement/1' })).toMatchObject({ ok: true });
    expect(placementsOf(one.loan, one.policy)).toMatchObject([
      { contacts: 1, conversations: 1, violations: 1, complaints: 1 },
    ]);
  });
});
