import { describe, expect, it } from 'vitest';
import { DEFAULT_CIRCUMSTANCES } from '../../domain/circumstanceRules.ts';
import { checkPolicy } from '../../policies/check.ts';
import { loadPolicy } from '../../policies/load.ts';
import { shippedReferences } from '../../policies/references.ts';
import { basePolicy, broken, lineOf } from './base.ts';

/** What to change: after which words, what, into what; the rule; and the words (after the first) its line is found by. */
type Row = readonly [rule: string, after: string, find: string, replacement: string, at: readonly [string, string?]];

const noDealer = '{ any: [{ consecutiveMissedAtLeast: 3 }, { overdueDaysAtLeast: 90 }] }';
const again = `  - id: watch\n    title: { zh-CN: 再, en: again }\n    when: { paidInstalmentsAtLeast: 3 }\n`;
const notice = 'do: notify, to: debtor, channels: [letter], template: recoveryNotice';
const claim = 'do: claim, on: dealer, demand: advance, channels: [email], template: dealerDemand, answerDays: 5';

const rows: readonly Row[] = [
  ['YAML', 'version:', 'version: 1', 'version: [1', ['title:']],
  ['YAML', 'version:', 'version: 1', 'version: 1\nversion: 2', ['version: 2']],
  ['SHAPE_MISSING', 'currency', 'currency: CNY\n', '', ['format:']],
  ['SHAPE_MISSING', 'id: second', 'anchor: firstMissed\n    ', '', ['id: second']],
  ['SHAPE_UNKNOWN', 'id: second', 'offsetDays: 20', 'offsetDays: 20\n    offsetHours: 3', ['offsetHours']],
  ['SHAPE_TYPE', 'minGapDays', '7', 'seven', ['minGapDays']],
  ['SHAPE_VALUE', 'contactTime', '10:00', '25:00', ['contactTime']],
  ['SHAPE_VALUE', 'id: second', '[letter]', '[pigeon]', ['id: second', 'action']],
  ['SHAPE_VALUE', 'format', 'policy/1', 'policy/2', ['format']],
  ['UNKNOWN_TIME_ZONE', 'timeZone', 'Asia/Shanghai', 'Asia/Peking', ['timeZone']],
  ['UNKNOWN_CALENDAR', 'calendar', 'cn', 'xx', ['calendar']],
  ['UNKNOWN_CONTACT_RULES', 'contactRules', 'cn', 'xx', ['contactRules']],
  ['CONTACT_TIME', 'contactTime', '10:00', '07:30', ['contactTime']],
  ['CONTACT_TIME', 'contactTime', '10:00', '21:30', ['contactTime']],
  ['PRODUCT_TWICE', 'products', 'two', 'one', ['products']],
  ['BUCKET_OVERLAP', 'name: M1', 'to: 30', 'to: 31', ['name: M2']],
  ['BUCKET_OVERLAP', 'name: M1', 'to: 30', 'to: null', ['name: M2']],
  ['BUCKET_EMPTY', 'name: M1', 'from: 1', 'from: 31', ['name: M1']],
  ['BUCKET_NAME', 'name: M2', 'M2', 'M1', ['name: M1, from: 31']],
  ['ALLOCATION_TWICE', '- due.fee', 'due.interest', 'due.penalty', ['- due.fee', 'due.penalty']],
  ['RECOVERY_DAYS', 'recoveryDays', '1095', '0', ['recoveryDays']],
  ['MATURITY_ORDER', 'askDaysBefore', '45', '15', ['askDaysBefore']],
  ['SEGMENT_TWICE', 'en: steady', '  - id: new', `${again}  - id: new`, ['en: steady', 'id: watch']],
  ['SEGMENT_AFTER_LAST', 'id: steady', '    when: { paidInstalmentsAtLeast: 6 }\n', '', ['id: new']],
  ['SEGMENT_LAST', 'id: new', 'en: new }', 'en: new }\n    when: { pastDue: true }', ['when: { pastDue']],
  ['SEGMENT_EMPTY', 'id: steady', 'paidInstalmentsAtLeast: 6', 'cumulativeMissedAtLeast: 4', ['id: steady']],
  ['CONDITION_CONTRADICTION', 'id: steady', '6 }', '6, pastDue: false, overdueDaysAtLeast: 1 }', ['paidInstalments']],
  ['STEP_TWICE', 'id: second', 'id: second', 'id: soon', ['en: today', 'id: soon']],
  ['UNKNOWN_SEGMENT', 'id: first', 'new, steady', 'old, steady', ['segments: [old']],
  ['UNKNOWN_STEP', 'id: legal', 'step: final', 'step: finale', ['step: finale']],
  ['UNKNOWN_STEP', 'id: legal', 'offsetDays: 30', 'offsetDays: 30\n    after: soon', ['after: soon']],
  ['UNKNOWN_TEMPLATE', 'id: second', 'collectionLetter', 'collectLetter', ['collectLetter']],
  ['ATTACH_CHANNEL', 'id: second', 'collectionLetter }', 'collectionLetter, attach: collectionLetter }', ['attach:']],
  ['UNKNOWN_TEMPLATE', 'id: final', 'finalLetter }', 'finalLetter, attach: lastLetter }', ['attach:']],
  ['TEMPLATE_AUDIENCE', 'id: final', 'finalLetter }', 'finalLetter, attach: guarantorNotice }', ['attach:']],
  ['TEMPLATE_CHANNEL', 'id: final', 'finalLetter }', 'finalLetter, attach: callScript }', ['attach:']],
  ['TONE', 'id: soon', 'preDue }', 'preDue, attach: overdue2 }', ['attach:']],
  ['TEMPLATE_CHANNEL', 'id: final', '[letter, email]', '[letter, sms]', ['[letter, sms]']],
  ['TEMPLATE_AUDIENCE', 'id: second', 'to: debtor', 'to: guarantor', ['to: guarantor']],
  ['TONE', 'id: second', 'collectionLetter', 'finalLetter', ['id: second', 'action']],
  ['TONE', 'id: soon', 'preDue', 'overdue2', ['template: overdue2']],
  ['TONE', 'id: final', 'finalLetter', 'overdue1', ['id: final', 'action']],
  ['STEP_CYCLE', 'id: second', 'offsetDays: 20', 'offsetDays: 20\n    after: final', ['after: final']],
  ['STEP_CYCLE', 'id: first', 'anchor: firstMissed', 'anchor: { step: first }', ['anchor: { step: first }']],
  ['REMINDER_OFFSET', 'id: soon', '-10', '1', ['offsetDays: 1']],
  ['REMINDER_NEXT', 'id: soon', 'previous', 'next', ['onNonWorkingDay: next']],
  ['SETTLEMENT_DAY', 'settlementDay', 'settlementDay: 20\n', '', ['anchor: settlement']],
  ['ANCHOR_NOT_HERE', 'id: soon', 'anchor: due', 'anchor: firstMissed', ['anchor: firstMissed']],
  ['ANCHOR_NOT_HERE', 'id: second', 'anchor: firstMissed', 'anchor: due', ['id: second', 'anchor']],
  ['ANCHOR_NOT_HERE', 'id: recover', 'anchor: writeOff', 'anchor: maturity', ['anchor: maturity']],
  ['ACTION_NOT_HERE', 'id: recover', notice, claim, ['id: recover', 'action']],
  ['AFTER_NOT_HERE', 'id: recover', 'offsetDays: 30', 'offsetDays: 30\n    after: legal', ['after: legal']],
  ['MUST_REACH_NOT_HERE', 'id: soon', '-10', '-10\n    mustReach: { withinDays: 3 }', ['mustReach: { withinDays: 3 }']],
  ['APPROVAL_TWO', 'id: legal', 'approvers: 2', 'approvers: 1', ['approvers: 1']],
  ['APPROVAL_TWO', 'id: writeOff', 'approvers: 2', 'approvers: 1', ['approvers: 1']],
  ['APPROVAL_ROLES', 'id: legal', '[counsel, head]', '[head, head]', ['[head, head]']],
  ['RUNG_OFFSET', 'id: second', 'offsetDays: 20', 'offsetDays: -1', ['id: second', 'offsetDays']],
  ['RUNG_PREVIOUS', 'id: second', 'next', 'previous', ['id: second', 'onNonWorkingDay']],
  ['TRIGGER_WHEN', 'id: final', `    when: ${noDealer}\n`, '', ['id: final', 'anchor']],
  ['TRIGGER_OFFSET', 'id: final', 'offsetDays: 0', 'offsetDays: 5', ['offsetDays: 5']],
  [
    'CONDITION_CONTRADICTION',
    'id: first',
    'overdueDaysAtMost: 9',
    'overdueDaysAtMost: 9, overdueDaysAtLeast: 10',
    ['Most: 9,'],
  ],
  [
    'CONDITION_CONTRADICTION',
    'id: final',
    'consecutiveMissedAtLeast: 3 }, { overdueDaysAtLeast: 90 }] }',
    'pastDue: false }], overdueDaysAtLeast: 1 }',
    ['pastDue: false'],
  ],
  ['RUNG_UNREACHABLE', 'id: first', 'overdueDaysAtMost: 9', 'pastDue: false', ['pastDue: false']],
  ['RUNG_UNREACHABLE', 'id: first', 'offsetDays: 1', 'offsetDays: 10', ['id: first']],
  [
    'RUNG_UNREACHABLE',
    'id: advance',
    'anchor: firstMissed',
    'when: { overdueDaysAtMost: 26 }\n    anchor: firstMissed',
    ['id: advance'],
  ],
  ['RUNG_UNREACHABLE', 'id: recover', 'offsetDays: 30', 'offsetDays: 1096', ['offsetDays: 1096']],
  ['RUNG_ORDER', 'id: advance', 'offsetDays: 40', 'offsetDays: 19', ['offsetDays: 19']],
  ['RUNG_OVERLAP', 'id: second', 'offsetDays: 20', 'offsetDays: 1', ['id: second', 'offsetDays']],
  ['NO_END', 'id: writeOff', '{ classificationAtLeast: loss }', '{ consecutiveMissedAtLeast: 3 }', ['ladder:']],
  ['NO_END', 'id: writeOff', 'loss }', 'loss, outstandingAtLeastMinor: 100 }', ['ladder:']],
  ['NO_END', 'id: writeOff', 'loss }', 'loss }\n    segments: [watch]', ['ladder:']],
];

describe('a policy that cannot work is refused with the rule and the line', () => {
  it('the base itself has no fault', () => {
    expect(loadPolicy(basePolicy, 'base.yaml').problems).toBeUndefined();
  });
  it.each(rows)('%s: after "%s" %s → %s', (rule, after, find, replacement, [from, mark]) => {
    const edited = broken(after, find, replacement);
    const problems = loadPolicy(edited, 'base.yaml').problems ?? [];
    expect(problems.map((one) => `${one.rule} ${one.line}`)).toEqual([`${rule} ${lineOf(edited, from, mark)}`]);
    expect(problems[0]?.remedy).not.toBe('');
  });
});

describe('the calendar must have data for the day that is asked about', () => {
  it.each([
    ['2025-06-01', []],
    ['2099-06-01', ['CALENDAR_ENDED']],
  ])('%s → %j', (on, expected) => {
    const { policy } = loadPolicy(basePolicy, 'base.yaml');
    const found = policy === undefined ? [] : checkPolicy(policy, shippedReferences(), on);
    expect(found.map(({ rule }) => rule)).toEqual(expected);
  });
});

describe('calling a loan in is asked on a ground that the policy has', () => {
  it.each([
    ['fraud', []],
    ['whim', [{ path: ['circumstances', 'borrowerFraud', 'callsIn'], rule: 'UNKNOWN_GROUND' }]],
  ])('%s → %j', (callsIn, expected) => {
    const { policy } = loadPolicy(basePolicy, 'base.yaml');
    const { borrowerFraud } = DEFAULT_CIRCUMSTANCES;
    const circumstances = { ...DEFAULT_CIRCUMSTANCES, borrowerFraud: { ...borrowerFraud, callsIn } };
    const found = policy === undefined ? [] : checkPolicy({ ...policy, circumstances }, shippedReferences());
    expect(found).toMatchObject(expected);
  });
});
