import type { CalendarFile } from './calendar.ts';
import type { Expected } from './expected.ts';
import type { Channel, Policy, Step } from './format.ts';
import { interpret } from './interpret.ts';
import type { LoanRow, PartnerRow } from './tape.ts';

/** Monday 14 April 2025 is off, Saturday 19 April is worked. */
export const calendar: CalendarFile = {
  id: 'small',
  from: '2024-01-01',
  to: '2026-12-31',
  holidays: ['2025-04-14'],
  workingWeekends: ['2025-04-19'],
};

export const partners: PartnerRow[] = [
  { partner_id: 'D1', kind: 'dealer', email: 'd1@example.com', address: '1 Dealer Road' },
  { partner_id: 'I1', kind: 'insurer', email: '', address: '1 Insurer Road' },
];

/** A loan without dealer, insurer and guarantor. */
export const loan: LoanRow = {
  loan_id: 'L1',
  product: 'small',
  currency: 'CNY',
  borrower_id: 'B1',
  borrower_phone: '+1',
  borrower_email: 'b@example.com',
  borrower_address: '1 Road',
  dealer_id: '',
  insurer_id: '',
  guarantor_name: '',
  guarantor_phone: '',
  guarantor_address: '',
};

const bare: Policy = {
  id: 'small',
  version: 1,
  currency: 'CNY',
  calendar: 'small',
  products: ['small'],
  assess: {},
  partPayment: 'continue',
  minGapDays: 1,
  chargebackWindowDays: 5,
  segments: [{ id: 'all' }],
  reminders: [],
  ladder: [],
  recovery: [],
  recoveryDays: 30,
};

/** A message to the debtor by SMS on the first day of arrears, on any day; the rest as given. */
export function step(id: string, more: Partial<Step> = {}): Step {
  const action: Step['action'] = { do: 'notify', to: 'debtor', channels: ['sms'], template: `${id}Text` };
  return { id, anchor: 'firstMissed', offsetDays: 1, onNonWorkingDay: 'same', action, ...more };
}

export function notify(...channels: Channel[]): Step['action'] {
  return { do: 'notify', to: 'debtor', channels, template: 'text' };
}

export interface Play {
  policy: Partial<Policy>;
  loan?: Partial<LoanRow>;
  /** Due days; each instalment is 100.00. */
  due: string[];
  /** `[value date, amount]`, and the booking date where it differs. */
  paid?: ([string, string] | [string, string, string])[];
  /** `[index in paid, booking date]`. */
  reversed?: [number, string][];
  from?: string;
  to: string;
  holds?: [string, string][];
  writtenOffOn?: string;
}

/** Plays one loan and tells what happened, a line each, in order of date. */
export function play(input: Play): string[] {
  return tell(playWhole(input));
}

export function playWhole(input: Play): Expected {
  return interpret({
    policies: [{ ...bare, ...input.policy }],
    calendars: [calendar],
    partners,
    loans: [{ ...loan, ...input.loan }],
    instalments: input.due.map((due_on, index) => ({
      loan_id: 'L1',
      number: String(index + 1),
      due_on,
      principal: '100.00',
      interest: '0.00',
      fee: '0.00',
    })),
    payments: [
      ...(input.paid ?? []).map(([value_date, amount, booked_on], index) => ({
        payment_id: `P${index}`,
        loan_id: 'L1',
        value_date,
        booked_on: booked_on ?? value_date,
        amount,
        kind: 'payment',
        of: '',
      })),
      ...(input.reversed ?? []).map(([index, booked_on]) => ({
        payment_id: `R${index}`,
        loan_id: 'L1',
        value_date: booked_on,
        booked_on,
        amount: '0.00',
        kind: 'reversal',
        of: `P${index}`,
      })),
    ],
    from: input.from ?? '2025-04-01',
    to: input.to,
    holds: (input.holds ?? []).map(([from, to]) => ({ loan_id: 'L1', from, to })),
    writeOffs: input.writtenOffOn === undefined ? [] : [{ loan_id: 'L1', on: input.writtenOffOn }],
  });
}

function tell(expected: Expected): string[] {
  const lines: string[] = [];
  for (const it of expected.notices) lines.push(`${it.date} ${it.step}: ${it.channel} to ${it.party}`);
  for (const it of expected.refusals) lines.push(`${it.date} ${it.step}: refused`);
  for (const it of expected.calls) {
    lines.push(`${it.date} ${it.step}: call ${it.party}`);
    if (it.notWorkedOn !== null) lines.push(`${it.notWorkedOn} ${it.step}: not worked`);
  }
  for (const it of expected.tracks) {
    lines.push(`${it.openedOn} ${it.step}: ${it.kind} opens`);
    if (it.notPerformedOn !== null) lines.push(`${it.notPerformedOn} ${it.step}: not performed`);
    if (it.ended !== null) lines.push(`${it.ended.on} ${it.step}: ${it.ended.how}`);
  }
  for (const it of expected.marks) lines.push(`${it.date} ${it.partnerId} does not perform`);
  for (const it of expected.leftBehind) lines.push(`${it.date} ${it.step}: ${it.how} (${it.partnerId})`);
  for (const it of expected.decisions) {
    lines.push(`${it.askedOn} asked`);
    if (it.escalatedOn !== null) lines.push(`${it.escalatedOn} escalated`);
  }
  for (const it of expected.ends) lines.push(`${it.closedOn} closed`);
  return lines.sort((a, b) => (a.slice(0, 10) < b.slice(0, 10) ? -1 : a.slice(0, 10) > b.slice(0, 10) ? 1 : 0));
}
