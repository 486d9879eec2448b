import { describe, expect, it } from 'vitest';
import type { Actor } from '../../domain/case.ts';
import { DEFAULT_REQUEST } from '../../domain/requestRules.ts';
import { contractOf, due, pay } from './sampleLoan.ts';
import { ANN, LoanLife } from './support/loanLife.ts';
import { policyOf, rung, termsOf } from './support/loanWorld.ts';

const head = (id: string, role = 'creditHead'): Actor => ({ id, role, authenticated: true });
const [bob, eve] = [head('bob'), head('eve', 'riskHead')];
const proof = { id: 'evidence/L1/incomeProof/1', kind: 'incomeProof', sha256: 'a'.repeat(64) };
const penalty = (amount: string) => ({ items: [{ instalment: 1, component: 'penalty', amount }] });
const asked = (terms: object, more: object = {}) => ({ kind: 'waiver', terms, reason: 'flood', ...more });

/** 1000.00 of principal and 50.00 of penalty, due on 5 February 2025. */
function life(policy = policyOf({ ladder: [rung('sms', 1), rung('second', 30)] })): LoanLife {
  const contract = contractOf(due(1, '2025-02-05', { principal: 100_000, penalty: 5_000 }));
  return new LoanLife({ policy, terms: termsOf(contract) }).at('2025-02-07');
}

describe('a request', () => {
  it('is carried out with the last approval, on the loan as it stands then', () => {
    const one = life();
    expect(one.command('request', asked(penalty('50.00')))).toMatchObject({
      ...{ ok: true, request: 'L1/request/1', decideBy: '2025-02-14', approvalsMissing: 2 },
    });
    expect(one.command('approveRequest', { request: 'L1/request/1' }, bob)).toMatchObject({ approvalsMissing: 1 });
    expect(one.command('approveRequest', { request: 'L1/request/1' }, eve)).toMatchObject({ ended: 'executed' });
    expect(one.since('2025-02-07')).toEqual([
      '2025-02-07 09:00 asks waiver L1/request/1',
      '2025-02-07 09:00 task waiver by 2025-02-14',
      '2025-02-07 09:00 L1/request/1 approved by bob',
      '2025-02-07 09:00 L1/request/1 approved by eve',
      '2025-02-07 09:00 L1/request/1 executed',
      '2025-02-07 09:00 waiver L1/request/1/1',
      '2025-02-07 09:00 task closed approved',
    ]);
    const executed = one.outcomes.map(({ outcome }) => outcome).find(({ type }) => type === 'requestExecuted');
    expect(executed).toMatchObject({
      effect: { before: { outstandingMinor: 105_000 }, after: { outstandingMinor: 100_000, overdueDays: 2 } },
    });
  });

  it.each([
    ['that nobody knows', asked({}, { kind: 'gift' }), ANN, 'REQUEST_UNKNOWN'],
    ['without a reason', asked(penalty('1.00'), { reason: ' ' }), ANN, 'REASON_MISSING'],
    ['with documents that are none', asked(penalty('1.00'), { documents: [{ id: 'x' }] }), ANN, 'DOCUMENTS_MALFORMED'],
    ['for nothing', asked({}), ANN, 'TERMS_MISSING'],
    ['for more than is open', asked(penalty('50.01')), ANN, 'NOT_OPEN'],
    ['for an amount that is none', asked(penalty('1,00')), ANN, 'AMOUNT_NOT_DECIMAL'],
    ['for the same twice', asked({ items: [...penalty('1.00').items, ...penalty('2.00').items] }), ANN, 'ITEM_TWICE'],
    ['from a role that may not ask', asked(penalty('1.00')), head('gus', 'guest'), 'ROLE_NOT_ALLOWED'],
    [
      'for days that lie behind',
      { kind: 'deferment', terms: { toOn: '2025-02-07' }, reason: 'flood' },
      ANN,
      'DEFERMENT_EMPTY',
    ],
    [
      'for days that are none',
      { kind: 'deferment', terms: { toOn: '2025-02-30' }, reason: 'flood' },
      ANN,
      'DATE_INVALID',
    ],
  ])('%s is refused, and changes nothing', (_name, content, actor, code) => {
    const one = life();
    expect(one.command('request', content, actor)).toMatchObject({ ok: false, code });
    expect(one.loan.requests).toBeUndefined();
    expect(one.story.at(-1)).toBe(`2025-02-07 09:00 request refused ${code}`);
  });

  it('needs the documents that the policy names', () => {
    const requests = { waiver: { ...DEFAULT_REQUEST, documents: ['incomeProof'] } };
    const one = life(policyOf({ requests }));
    expect(one.command('request', asked(penalty('1.00')))).toMatchObject({
      ...{ ok: false, code: 'EVIDENCE_MISSING', reason: 'waiver needs incomeProof' },
    });
    expect(one.command('request', asked(penalty('1.00'), { documents: [proof] }))).toMatchObject({ ok: true });
  });

  it.each([
    ['who asked', ANN, 'approveRequest', 'SAME_PERSON'],
    ['who has another role', head('gus', 'guest'), 'approveRequest', 'ROLE_MISSING'],
    ['who saw something else', bob, 'approveRequest', 'EVIDENCE_CHANGED'],
    ['who gives no reason to reject', bob, 'rejectRequest', 'REASON_MISSING'],
    ['who withdraws what others asked', bob, 'withdrawRequest', 'NOT_MAKER'],
  ])('is not decided by %s', (_name, actor, type, code) => {
    const one = life();
    one.command('request', asked(penalty('50.00')));
    const seen = code === 'EVIDENCE_CHANGED' ? { seen: { asOf: '2025-02-06' } } : {};
    expect(one.command(type, { request: 'L1/request/1', ...seen }, actor)).toMatchObject({ ok: false, code });
    expect(one.loan.requests?.[0]?.approval.rows).toEqual([]);
    expect(one.loan.requests?.[0]?.ended).toBeUndefined();
  });

  it('ends with one rejection', () => {
    const one = life();
    one.command('request', asked(penalty('50.00')));
    one.command('rejectRequest', { request: 'L1/request/1', reason: 'no proof' }, bob);
    expect(one.command('approveRequest', { request: 'L1/request/1' }, eve)).toMatchObject({ code: 'REQUEST_OVER' });
    expect(one.loan.requests?.[0]?.ended).toEqual({ as: 'rejected', on: '2025-02-07', because: 'no proof' });
  });

  it('ends by itself when the borrower has paid what it was about', () => {
    const one = life();
    one.command('request', asked(penalty('50.00')));
    one.command('approveRequest', { request: 'L1/request/1' }, bob);
    one.at('2025-02-08').post(pay('p', '2025-02-08', 5_000));
    expect(one.loan.requests?.[0]?.ended).toMatchObject({
      as: 'lapsed',
      because: 'of penalty of instalment 1, 0.00 CNY is open',
    });
    expect(one.command('approveRequest', { request: 'L1/request/1' }, eve)).toMatchObject({ code: 'REQUEST_OVER' });
    expect(one.loan.postings.map(({ type }) => type)).toEqual(['payment']);
  });

  it('that nobody decides escalates, then ends', () => {
    const one = life();
    one.command('request', asked(penalty('50.00')));
    one.at('2025-03-20');
    expect(one.since('2025-02-14').filter((line) => !/sms|second/.test(line))).toEqual([
      '2025-02-14 10:00 escalated to president',
      '2025-03-09 10:00 L1/request/1 expired: nobody decided before 2025-03-09',
      '2025-03-09 10:00 task closed expired',
      '2025-03-09 10:00 requestAnswer 1 by letter',
    ]);
  });

  it('for a deferment stops the count of days, not what is due', () => {
    const one = life();
    one.command('request', { kind: 'deferment', terms: { toOn: '2025-03-07' }, reason: 'flood' });
    for (const actor of [bob, eve]) one.command('approveRequest', { request: 'L1/request/1' }, actor);
    const { effect } = one.outcomes.map(({ outcome }) => outcome).find((row) => row.type === 'requestExecuted') ?? {};
    expect(effect).toMatchObject({ before: { overdueDays: 2 }, after: { overdueDays: 2 } });
    expect(one.at('2025-03-10').since('2025-03-01')).toEqual(['2025-03-07 10:00 L1/request/1 over']);
    expect(one.loan.postings).toMatchObject([{ type: 'pause', from: '2025-02-07', to: '2025-03-07' }]);
  });
});
