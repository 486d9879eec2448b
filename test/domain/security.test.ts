import { describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/case.ts';
import { DEFAULT_SECURITY } from '../../domain/securityRules.ts';
import { dayOf } from '../../domain/day.ts';
import type { Policy } from '../../domain/policy.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { notify, policyOf, PEOPLE, rung, someone, termsOf } from './support/loanWorld.ts';

const wang: Actor = { id: 'wang', role: 'creditHead', authenticated: true };
const gus: Actor = { id: 'gus', role: 'guest', authenticated: true };
const paper = (kind: string) => ({ id: `evidence/L1/${kind}/1`, kind, sha256: 'a'.repeat(64) });

/** 1000.00 due on 5 March and on 5 June 2025; nobody guarantees it unless named. */
function life(more: Partial<Policy> = {}, guarantorId: string | null = null): LoanLife {
  const contract = contractOf(
    due(1, '2025-03-05', { principal: 100_000 }),
    due(2, '2025-06-05', { principal: 100_000 }),
  );
  const ladder = [rung('guarantor', 1, { action: notify(['sms'], 'guarantor') })];
  return new LoanLife({
    policy: policyOf({ ladder, ...more }),
    terms: termsOf(contract, { guarantorId }),
    people: { ...PEOPLE, new: someone('new') },
  }).at('2025-02-03');
}
const ask = (one: LoanLife, content: Readonly<Record<string, unknown>> = {}, who = wang) =>
  one.command('askSecurity', { wanted: 'either', dueOn: '2025-02-20', reason: 'value fell', ...content }, who);
const give = (one: LoanLife, content: Readonly<Record<string, unknown>>, who = wang) =>
  one.command('provideSecurity', content, who);
const first = { security: 'L1/security/1' };
const consent = { guarantorId: 'new', documents: [paper('guarantorConsent')] };

describe('more security', () => {
  it('is asked for by letter, reminded of, and when its day passes unused calling the loan in is asked', () => {
    const one = life();
    expect(ask(one)).toMatchObject({ ok: true, security: 'L1/security/1' });
    expect(one.at('2025-02-22').since('2025-02-03')).toEqual([
      '2025-02-03 09:00 asks for either by 2025-02-20',
      '2025-02-03 10:00 securityRequest 1 by letter',
      '2025-02-13 10:00 securityReminder 1.7 by letter',
      '2025-02-18 10:00 securityReminder 1.2 by letter',
      '2025-02-21 10:00 L1/security/1 missed: nothing came by 2025-02-20',
      '2025-02-21 10:00 asks acceleration L1/request/1',
      '2025-02-21 10:00 task acceleration by 2025-02-28',
    ]);
    expect(one.loan.requests?.[0]).toMatchObject({
      terms: { ground: 'securityNotProvided' },
      approval: { maker: 'recoup' },
    });
  });

  it('is in time on its last day, also when something wakes the loan then', () => {
    const one = life();
    ask(one);
    one.at('2025-02-20', '11:00').post(pay('p', '2025-02-20', 1_000));
    expect(one.loan.securities?.[0]?.ended).toBeUndefined();
  });

  it('that nobody gave is left to a person where the policy says so', () => {
    const { onMissed: _none, ...security } = DEFAULT_SECURITY;
    const one = life({ security });
    ask(one);
    expect(one.at('2025-02-22').loan.requests).toBeUndefined();
  });

  it('by a new guarantor makes them a party of the loan: steps that speak to a guarantor reach them', () => {
    const one = life();
    ask(one);
    expect(give(one, { ...first, ...consent })).toMatchObject({ ok: true, given: 'guarantor' });
    expect(one.loan.terms.guarantorId).toBe('new');
    expect(one.loan.securities?.[0]?.ended).toMatchObject({ as: 'provided' });
    const decided = one
      .at('2025-03-07')
      .outcomes.map(({ outcome }) => outcome)
      .filter(({ type }) => type === 'noticeDecided');
    expect(decided.at(-1)).toMatchObject({ step: 'guarantor', personId: 'new' });
  });

  it('by collateral raises what covers the loan; also late, also unasked', () => {
    const one = life();
    ask(one);
    one.at('2025-02-24');
    const collateral = { collateral: { kind: 'vehicle', value: '1500.00' }, documents: [paper('collateralProof')] };
    expect(give(one, { ...first, ...collateral })).toMatchObject({ ok: true, given: 'collateral' });
    expect(give(one, collateral)).toMatchObject({ ok: true });
    expect(dayOf(one.loan, one.policy, '2025-02-24').conditions.collateralCoverPercent).toBe(150);
  });

  it.each([
    ['from a role that may not', {}, gus, 'ROLE_NOT_ALLOWED'],
    ['of nothing', { wanted: 'gold' }, wang, 'WANTED_UNKNOWN'],
    ['without a reason', { reason: ' ' }, wang, 'REASON_MISSING'],
    ['by a day that is none', { dueOn: '2025-02-30' }, wang, 'TOO_SOON'],
    ['by a day too soon', { dueOn: '2025-02-09' }, wang, 'TOO_SOON'],
  ])('asked for %s is refused', (_name, content, who, code) => {
    const one = life();
    expect(ask(one, content, who)).toMatchObject({ ok: false, code });
    expect(one.loan.securities).toBeUndefined();
  });

  it.each([
    ['without the consent', { ...first, guarantorId: 'new' }, 'EVIDENCE_MISSING'],
    ['by the borrower', { ...first, ...consent, guarantorId: 'debtor' }, 'PERSON_TWICE'],
    ['of nothing', { ...first }, 'GIVEN_UNKNOWN'],
    ['worth nothing', { ...first, collateral: { kind: 'car', value: '0.00' } }, 'AMOUNT_NOT_POSITIVE'],
    ['for what nobody asked', { ...consent, security: 'x' }, 'SECURITY_UNKNOWN'],
  ])('given %s is refused', (_name, content, code) => {
    const one = life();
    ask(one);
    expect(give(one, content)).toMatchObject({ ok: false, code });
    expect(one.loan.terms.guarantorId).toBeNull();
  });

  it('by another guarantor needs the release of the one who stands', () => {
    const one = life({}, 'guarantor');
    ask(one, { wanted: 'collateral' });
    expect(give(one, { ...first, ...consent, replaces: 'guarantor' })).toMatchObject({ code: 'OTHER_WANTED' });
    expect(give(one, consent)).toMatchObject({ code: 'GUARANTOR_STANDS' });
    expect(give(one, { ...consent, replaces: 'guarantor' })).toMatchObject({ code: 'EVIDENCE_MISSING' });
    const documents = [...consent.documents, paper('guarantorRelease')];
    expect(give(one, { ...consent, replaces: 'guarantor', documents })).toMatchObject({ ok: true });
    expect(one.loan.terms.guarantorId).toBe('new');
  });

  it('is taken back, and ends when nothing is owed; asked for once at a time', () => {
    const one = life();
    ask(one);
    expect(ask(one)).toMatchObject({ code: 'SECURITY_OPEN' });
    expect(one.command('withdrawSecurity', { ...first, reason: 'recovered' }, wang)).toMatchObject({ ok: true });
    expect(one.command('withdrawSecurity', { ...first, reason: 'recovered' }, wang)).toMatchObject({
      code: 'SECURITY_OVER',
    });
    const other = life();
    ask(other);
    other.post(pay('p', '2025-02-03', 200_000));
    expect(other.at('2025-02-05').loan.securities?.[0]?.ended).toMatchObject({
      as: 'withdrawn',
      because: 'nothing is outstanding',
    });
  });
});
