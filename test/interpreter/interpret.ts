import { workingDays, type CalendarFile } from './calendar.ts';
import { dayOf, isoOf, monthEndOf, type Day } from './days.ts';
import { close, decideMaturity, recover } from './afterwards.ts';
import { nothingExpected, type Expected } from './expected.ts';
import type { Channel, Policy } from './format.ts';
import { climb, leaveBehind, letTimePass, takeOverRungs } from './ladder.ts';
import type { Life } from './life.ts';
import { owed, type Owed } from './owed.ts';
import { judge, type Marks } from './partner.ts';
import { remind } from './reminders.ts';
import {
  instalmentsOf,
  paymentsOf,
  type InstalmentRow,
  type LoanRow,
  type PartnerRow,
  type Payment,
  type PaymentRow,
} from './tape.ts';

export interface Portfolio {
  policies: readonly Policy[];
  calendars: readonly CalendarFile[];
  loans: readonly LoanRow[];
  partners: readonly PartnerRow[];
  instalments: readonly InstalmentRow[];
  /** Payments and reversals. */
  payments: readonly PaymentRow[];
  /** Take-over day of every loan and first day of the clock. */
  from: string;
  /** The first day that is not played any more. */
  to: string;
  /** Channels whose delivery is reported on the day of sending; SMS when left out. */
  deliveredChannels?: readonly Channel[];
  /** Half-open `[from, to)`. */
  holds?: readonly { loan_id: string; from: string; to: string }[];
  writeOffs?: readonly { loan_id: string; on: string }[];
}

/** Plays every loan day by day and says what its policy asks for. Nobody answers anything in this play. */
export function interpret(portfolio: Portfolio): Expected {
  const out = nothingExpected();
  const instalments = byLoan(portfolio.instalments);
  const payments = byLoan(portfolio.payments);
  const takeOver = dayOf(portfolio.from);
  const marks: Marks = new Map();
  const played: Played[] = [];
  for (const loan of portfolio.loans) {
    const policy = policyOf(portfolio.policies, loan);
    const calendar = portfolio.calendars.find((file) => file.id === policy.calendar);
    if (calendar === undefined) throw new Error(`policy ${policy.id}: no calendar ${policy.calendar}`);
    const id = loan.loan_id;
    const writeOff = portfolio.writeOffs?.find((row) => row.loan_id === id);
    const terms = instalmentsOf(instalments.get(id) ?? []);
    const booked = paymentsOf(payments.get(id) ?? []);
    const knowledge = dailyKnowledge(policy, terms, booked);
    const life: Life = {
      policy,
      loan,
      partners: portfolio.partners,
      instalments: terms,
      isWorked: workingDays(calendar),
      takeOver,
      deliveredChannels: portfolio.deliveredChannels ?? ['sms'],
      holds: (portfolio.holds ?? [])
        .filter((hold) => hold.loan_id === id)
        .map((hold) => ({ from: dayOf(hold.from), to: dayOf(hold.to) })),
      writtenOffOn: writeOff === undefined ? null : dayOf(writeOff.on),
      marks,
      owed: knowledge(takeOver - 1),
      arrearsSince: null,
      taken: [],
      out,
    };
    takeOverRungs(life);
    played.push({ life, knowledge });
  }
  for (let day = takeOver; day < dayOf(portfolio.to); day += 1) live(played, marks, out, day);
  return out;
}

interface Played {
  life: Life;
  knowledge: (day: Day) => Owed;
}

/** One day of all loans: a partner is judged by the claims of all of them before any of them goes on. */
function live(played: readonly Played[], marks: Marks, out: Expected, day: Day): void {
  for (const { life, knowledge } of played) {
    life.owed = knowledge(day);
    life.arrearsSince = life.owed.arrearsSince(day);
    letTimePass(life, day);
  }
  const lives = played.map(({ life }) => life);
  judge(lives, marks, out, day);
  for (const life of lives) {
    // Rungs before reminders: where a strategy spaces contacts out, the higher word is said.
    climb(life, day);
    leaveBehind(life, day);
    recover(life, day);
    remind(life, day);
    decideMaturity(life, day);
    close(life, day);
    if (day === monthEndOf(day)) noteMonthEnd(life, day);
  }
}

function noteMonthEnd(life: Life, day: Day): void {
  const writtenOff = life.writtenOffOn !== null && life.writtenOffOn <= day;
  life.out.monthEnds.push({
    loanId: life.loan.loan_id,
    asOf: isoOf(day),
    openInstalments: life.owed.openPastDue(day),
    overdueDays: writtenOff ? 0 : life.owed.overdueDays(day),
    overdueAmountMinor: life.owed.overdueAmount(day),
  });
}

/** What is owed with the knowledge of a day; worked out again only when something more was booked. */
function dailyKnowledge(policy: Policy, terms: ReturnType<typeof instalmentsOf>, booked: readonly Payment[]) {
  let known = -1;
  let latest: Owed | null = null;
  return (day: Day): Owed => {
    const bookings = booked.flatMap((payment) => [payment.booked, payment.reversedOn ?? Number.POSITIVE_INFINITY]);
    const count = bookings.filter((on) => on <= day).length;
    if (latest === null || count !== known) latest = owed(terms, booked, policy.assess, day);
    known = count;
    return latest;
  };
}

/** The one policy that serves the loan's product in its currency. */
function policyOf(policies: readonly Policy[], loan: LoanRow): Policy {
  const found = policies.filter(
    (policy) => policy.products.includes(loan.product) && policy.currency === loan.currency,
  );
  const [policy] = found;
  if (policy === undefined || found.length > 1) {
    throw new Error(`${loan.loan_id}: ${found.length} policies serve ${loan.product} in ${loan.currency}`);
  }
  return policy;
}

function byLoan<Row extends { loan_id: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.loan_id, [...(groups.get(row.loan_id) ?? []), row]);
  return groups;
}
