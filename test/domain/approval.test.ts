import { describe, expect, it } from 'vitest';
import { isApproved, ruleFor, standingOf, vote } from '../../domain/approval.ts';
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

const codeOf = (answer: object): string | null => ('code' in answer ? String(answer.code) : null);
const lent = (from: string, to: string, role = 'creditHead', fromOn = '2025-02-01', untilOn = '2025-02-15') => ({
  ...{ id: `${from}-${to}`, from, to, role, fromOn, untilOn },
});

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
    expect(codeOf(standingOf(asked, actor, [], '2025-02-10'))).toBe(code);
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

describe('authority that was lent', () => {
  const ida = person('ida', 'collector');
  it.each([
    ['is used by who was named', approval([]), ida, [lent('ann', 'ida')], 'for ann'],
    ['is not used by another', approval([]), person('ivo', 'collector'), [lent('ann', 'ida')], 'ROLE_MISSING'],
    [
      'is not used before its first day',
      approval([]),
      ida,
      [lent('ann', 'ida', 'creditHead', '2025-02-11')],
      'ROLE_MISSING',
    ],
    [
      'is not used on the day on which it is over',
      approval([]),
      ida,
      [lent('ann', 'ida', 'creditHead', '2025-02-01', '2025-02-10')],
      'ROLE_MISSING',
    ],
    ['of a role that is not asked is of no use', approval([]), ida, [lent('ann', 'ida', 'collector')], 'ROLE_MISSING'],
    ['of who asks is of no use', approval([], { maker: 'ann' }), ida, [lent('ann', 'ida')], 'SAME_PERSON'],
    ['of who has answered is of no use', approval([row('ann')]), ida, [lent('ann', 'ida')], 'SAME_PERSON'],
    [
      'of another than who has answered is of use',
      approval([row('ann')]),
      ida,
      [lent('ann', 'ida'), lent('bob', 'ida', 'riskHead')],
      'for bob',
    ],
    [
      'was used: who lent it does not answer too',
      approval([{ ...row('ida'), onBehalfOf: 'ann' }]),
      person('ann'),
      [],
      'SAME_PERSON',
    ],
    ['is not needed by who has the role', approval([]), person('ida'), [lent('ann', 'ida')], 'own'],
  ])('%s', (_name, asked, actor, delegations, expected) => {
    const answer = standingOf(asked, actor, delegations, '2025-02-10');
    const told =
      'code' in answer ? answer.code : answer.delegation === undefined ? 'own' : `for ${answer.delegation.from}`;
    expect(told).toBe(expected);
  });
});

describe('approvals by amount', () => {
  const rule = {
    ...({ approvers: 2, roles: ['president'], answerDays: 7, escalateTo: 'board' } as const),
    levels: [
      { uptoMinor: 5_000_000, approvers: 1, roles: ['supervisor'] },
      { uptoMinor: 20_000_000, approvers: 2, roles: ['creditHead'] },
    ],
  } as const;
  it.each([
    [1, 1, ['supervisor']],
    [5_000_000, 1, ['supervisor']],
    [5_000_001, 2, ['creditHead']],
    [20_000_000, 2, ['creditHead']],
    [20_000_001, 2, ['president']],
  ])('%i minor units take %i of %j', (amountMinor, count, roles) => {
    expect(ruleFor(rule, amountMinor, 'CNY')).toMatchObject({ approvers: count, roles });
  });
  it.each([
    ['supervisor', 'ABOVE_LIMIT', 'supervisor may approve up to 50000.00 CNY; this is 50000.01 CNY'],
    ['creditHead', null, null],
    ['collector', 'ROLE_MISSING', 'collector may not answer this; it takes one of creditHead'],
  ])('%s is told %s', (role, code, reason) => {
    const asked = approval([], { rule: ruleFor(rule, 5_000_001, 'CNY') });
    const answer = standingOf(asked, person('ann', role), [], '2025-02-10');
    expect(codeOf(answer)).toBe(code);
    if ('reason' in answer) expect(answer.reason).toBe(reason);
  });
});

describe('a word', () => {
  const said = (seen?: unknown) => vote(approval([]), person('ann'), { decision: 'approved', seen }, evidence, []);
  it.each([
    ['on what stands on the table counts', { ...evidence }, null],
    ['on other figures does not', { ...evidence, overdueMinor: 0 }, 'EVIDENCE_CHANGED'],
    ['on fewer documents does not', { ...evidence, documents: [] }, 'EVIDENCE_CHANGED'],
    ['that says nothing of what was seen counts', undefined, null],
  ])('%s', (_name, seen, code) => {
    expect(codeOf(said(seen))).toBe(code);
  });
  it('keeps what was seen', () => {
    expect(said()).toMatchObject({ row: { evidence, actorId: 'ann' }, complete: false, missing: 1 });
  });
});
