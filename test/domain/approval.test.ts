import { describe, expect, it } from 'vitest';
import { checkApprover, isApproved } from '../../domain/approval.ts';
import type { Approval, ApprovalRow } from '../../domain/approval.ts';
import { person } from './trackLife.ts';

const evidence = { asOf: '2025-02-10', currency: 'CNY', overdueDays: 5, overdueMinor: 1000, outstandingMinor: 11_000 };

function row(actorId: string, decision: ApprovalRow['decision'] = 'approved'): ApprovalRow {
  return { decision, actorId, role: 'creditHead', authenticated: true, on: '2025-02-10', evidence };
}

function approval(rows: readonly ApprovalRow[], over: Partial<Approval> = {}): Approval {
  const rule = { approvers: 2, roles: ['creditHead', 'riskHead'], answerDays: 7, escalateTo: 'president' } as const;
  return { rule, maker: 'max', askedOn: '2025-02-10', dueOn: '2025-02-17', escalated: false, rows, ...over };
}

describe('who may approve', () => {
  it.each([
    ['a person of a named role', approval([]), person('ann'), null],
    ['a person of the other role', approval([row('ann')]), person('bob', 'riskHead'), null],
    ['not who asked', approval([]), person('max'), 'SAME_PERSON'],
    ['not who approved before', approval([row('ann')]), person('ann'), 'SAME_PERSON'],
    ['not who approved before, in another role', approval([row('ann')]), person('ann', 'riskHead'), 'SAME_PERSON'],
    ['not a role that is not named', approval([]), person('ann', 'collector'), 'ROLE_MISSING'],
    ['not the higher role before it was escalated', approval([]), person('eve', 'president'), 'ROLE_MISSING'],
    ['the higher role after', approval([], { escalated: true }), person('eve', 'president'), null],
    ['the named roles after, too', approval([], { escalated: true }), person('ann'), null],
  ])('%s', (_name, asked, actor, code) => {
    expect(checkApprover(asked, actor)?.code ?? null).toBe(code);
  });
});

describe('an approval', () => {
  it.each([
    ['is not given by one of two', [row('ann')], false],
    ['is given by two', [row('ann'), row('bob')], true],
    ['is not given by one person twice', [row('ann'), row('ann')], false],
    ['is not given against a rejection', [row('ann'), row('bob'), row('eve', 'rejected')], false],
  ])('%s', (_name, rows, given) => {
    expect(isApproved(approval(rows))).toBe(given);
  });
});
