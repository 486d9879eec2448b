/** A small policy without a fault; the tests break it in one place at a time. */
export const basePolicy = `format: recoup/policy/1
id: base
version: 1
title: { zh-CN: 基本, en: base }
country: CN
currency: CNY
timeZone: Asia/Shanghai
language: zh-CN
calendar: cn
contactRules: cn
products: [one, two]
contactTime: { at: '10:00', spreadMinutes: 60 }
assess:
  dayCount: exclusive
  graceDays: 0
  buckets:
    - { name: M0, from: 0, to: 0 }
    - { name: M1, from: 1, to: 30 }
    - { name: M2, from: 31, to: null }
  allocation:
    direction: horizontal
    order:
      - pastDue.penalty
      - pastDue.fee
      - pastDue.interest
      - pastDue.principal
      - due.penalty
      - due.fee
      - due.interest
      - due.principal
      - inAdvance.penalty
      - inAdvance.fee
      - inAdvance.interest
      - inAdvance.principal
  missed: { cutoff: due, tolerance: 0, window: life }
partPayment: continue
minGapDays: 7
chargebackWindowDays: 60
settlementDay: 20
segments:
  - id: watch
    title: { zh-CN: 监控, en: watch }
    when: { cumulativeMissedAtLeast: 3 }
  - id: steady
    title: { zh-CN: 良性, en: steady }
    when: { paidInstalmentsAtLeast: 6 }
  - id: new
    title: { zh-CN: 新, en: new }
reminders:
  - id: soon
    title: { zh-CN: 提前, en: soon }
    anchor: due
    offsetDays: -10
    onNonWorkingDay: previous
    action: { do: notify, to: debtor, channels: [sms, email], template: preDue }
  - id: today
    title: { zh-CN: 当日, en: today }
    anchor: settlement
    offsetDays: 0
    onNonWorkingDay: same
    action: { do: notify, to: debtor, channels: [sms], template: dueToday }
ladder:
  - id: first
    title: { zh-CN: 一, en: first }
    anchor: firstMissed
    offsetDays: 1
    onNonWorkingDay: same
    when: { overdueDaysAtMost: 9 }
    segments: [new, steady, watch]
    action: { do: notify, to: debtor, channels: [sms, email], template: overdue1 }
  - id: second
    title: { zh-CN: 二, en: second }
    anchor: firstMissed
    offsetDays: 20
    onNonWorkingDay: next
    action: { do: notify, to: debtor, channels: [letter], template: collectionLetter }
  - id: advance
    title: { zh-CN: 垫付, en: advance }
    anchor: firstMissed
    offsetDays: 40
    onNonWorkingDay: next
    action: { do: claim, on: dealer, demand: advance, channels: [email], template: dealerDemand, answerDays: 10 }
  - id: final
    title: { zh-CN: 最后, en: final }
    anchor: trigger
    offsetDays: 0
    onNonWorkingDay: next
    when: { any: [{ consecutiveMissedAtLeast: 3 }, { overdueDaysAtLeast: 90 }] }
    mustReach: { withinDays: 10 }
    action: { do: notify, to: debtor, channels: [letter, email], template: finalLetter }
  - id: legal
    title: { zh-CN: 诉讼, en: legal }
    anchor: { step: final }
    offsetDays: 30
    onNonWorkingDay: next
    action:
      do: legal
      channels: [letter]
      template: lawyerLetter
      answerDays: 15
      approval: { approvers: 2, roles: [counsel, head], answerDays: 7, escalateTo: president }
  - id: writeOff
    title: { zh-CN: 核销, en: write-off }
    anchor: trigger
    offsetDays: 0
    onNonWorkingDay: next
    when: { classificationAtLeast: loss }
    action: { do: writeOff, approval: { approvers: 2, roles: [head], answerDays: 15, escalateTo: president } }
recovery:
  - id: recover
    title: { zh-CN: 追索, en: recover }
    anchor: writeOff
    offsetDays: 30
    onNonWorkingDay: next
    action: { do: notify, to: debtor, channels: [letter], template: recoveryNotice }
recoveryDays: 1095
maturityDecision:
  askDaysBefore: 45
  answerDaysBefore: 15
  options: [settle, renew]
  role: manager
  escalateTo: head
`;

/** The line (from 1) of the first text that begins with `mark` after the step, segment or top `section` marked `after`. */
export function lineOf(text: string, after: string, mark = after): number {
  const lines = text.split('\n');
  const from = lines.findIndex((line) => line.includes(after));
  const at = lines.findIndex((line, index) => index >= from && line.includes(mark));
  if (from === -1 || at === -1) throw new Error(`no ${mark} after ${after}`);
  return at + 1;
}

/** Replaces the first `find` after `after`; refuses when it is not there, so that no test breaks nothing. */
export function broken(after: string, find: string, replacement: string, text: string = basePolicy): string {
  const from = text.indexOf(after);
  const at = from === -1 ? -1 : text.indexOf(find, from);
  if (at === -1) throw new Error(`no ${find} after ${after}`);
  return text.slice(0, at) + replacement + text.slice(at + find.length);
}
