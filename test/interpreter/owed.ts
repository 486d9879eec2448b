import { addMonths, type Day } from './days.ts';
import type { AssessRules } from './format.ts';
import type { Instalment, Payment } from './tape.ts';

const FOREVER = Number.POSITIVE_INFINITY;
const DEFAULT_ORDER = ['pastDue', 'due', 'inAdvance'].flatMap((timing) =>
  ['penalty', 'fee', 'interest', 'principal'].map((component) => `${timing}.${component}`),
);

/** One instalment and every amount that reached it, by value date. */
interface Account {
  instalment: Instalment;
  amount: number;
  receipts: { on: Day; amount: number }[];
  /** Value date of the receipt that filled it. */
  paidOn: Day;
  left: { penalty: number; fee: number; interest: number; principal: number };
}

/** What stands on the loan's account, seen with a day's knowledge. All questions are asked as of a value date. */
export interface Owed {
  pastDue(asOf: Day): boolean;
  /** Sum open on instalments past due, minor units. */
  overdueAmount(asOf: Day): number;
  openPastDue(asOf: Day): number;
  /** Due day of the oldest open instalment past due. */
  oldestDue(asOf: Day): Day | null;
  overdueDays(asOf: Day): number;
  delinquentDays(asOf: Day): number;
  consecutiveMissed(asOf: Day): number;
  cumulativeMissed(asOf: Day): number;
  paidInstalments(asOf: Day): number;
  outstanding(asOf: Day): number;
  isPaid(number: number, asOf: Day): boolean;
  /** Of each instalment due before the day: its due day, how many days it was open after it, and whether it is paid. */
  lateness(asOf: Day): { due: Day; days: number; paid: boolean }[];
  /** Value day of the latest payment that stands; null when there is none. */
  latestPayment(asOf: Day): Day | null;
  /** First day of the unbroken run, up to `asOf`, of days past due; null when nothing is past due. */
  arrearsSince(asOf: Day): Day | null;
}

/** Posts what is booked on or before `knownOn`, in value order, and answers from that. Rules: domain.md §2–§3. */
export function owed(
  instalments: readonly Instalment[],
  payments: readonly Payment[],
  rules: AssessRules,
  knownOn: Day,
): Owed {
  const accounts = instalments.map((instalment): Account => {
    const { fee, interest, principal } = instalment;
    const amount = fee + interest + principal;
    return {
      instalment,
      amount,
      receipts: [],
      paidOn: amount === 0 ? -FOREVER : FOREVER,
      left: { penalty: 0, fee, interest, principal },
    };
  });
  const standing = payments.filter((payment) => {
    const reversed = payment.reversedOn !== null && payment.reversedOn <= knownOn;
    return payment.booked <= knownOn && !reversed;
  });
  for (const payment of standing) post(accounts, payment, rules);

  const graceDays = rules.graceDays ?? 0;
  const isOpen = (account: Account, asOf: Day): boolean => account.paidOn > asOf;
  const isPastDue = (account: Account, asOf: Day): boolean => account.instalment.due < asOf && isOpen(account, asOf);
  const openAmount = (account: Account, asOf: Day): number => account.amount - received(account, asOf);
  const pastDue = (asOf: Day): Account[] => accounts.filter((account) => isPastDue(account, asOf));
  const cutoffs = accounts.map((account, index) => cutoff(account, accounts[index + 1], rules));
  const tolerance = Number(rules.missed?.tolerance ?? 0);
  const isShort = (account: Account, on: Day): boolean => openAmount(account, on) > tolerance * account.amount;

  const oldestDue = (asOf: Day): Day | null => {
    const dues = pastDue(asOf).map((account) => account.instalment.due);
    return dues.length === 0 ? null : Math.min(...dues);
  };
  const overdueDays = (asOf: Day): number => {
    const due = oldestDue(asOf);
    if (due === null) return 0;
    return asOf - due + (rules.dayCount === 'inclusive' ? 1 : 0);
  };
  const anyPastDue = (asOf: Day): boolean => accounts.some((account) => isPastDue(account, asOf));
  return {
    pastDue: anyPastDue,
    overdueAmount: (asOf) => pastDue(asOf).reduce((sum, account) => sum + openAmount(account, asOf), 0),
    openPastDue: (asOf) => pastDue(asOf).length,
    oldestDue,
    overdueDays,
    delinquentDays: (asOf) => Math.max(0, overdueDays(asOf) - graceDays),
    consecutiveMissed(asOf) {
      let run = 0;
      let longest = 0;
      accounts.forEach((account, index) => {
        run = (cutoffs[index] ?? FOREVER) < asOf && isShort(account, asOf) ? run + 1 : 0;
        longest = Math.max(longest, run);
      });
      return longest;
    },
    cumulativeMissed(asOf) {
      const after = rules.missed?.window === '24m' ? addMonths(asOf, -24) : -FOREVER;
      return accounts.filter((account, index) => {
        const end = cutoffs[index] ?? FOREVER;
        return end < asOf && account.instalment.due > after && isShort(account, end);
      }).length;
    },
    paidInstalments: (asOf) => accounts.filter((account) => !isOpen(account, asOf)).length,
    outstanding: (asOf) => accounts.reduce((sum, account) => sum + openAmount(account, asOf), 0),
    isPaid: (number, asOf) => accounts.every((it) => it.instalment.number !== number || !isOpen(it, asOf)),
    lateness: (asOf) =>
      accounts
        .filter((account) => account.instalment.due < asOf)
        .map((account) => {
          const { due } = account.instalment;
          const paid = !isOpen(account, asOf);
          return { due, paid, days: Math.max(0, (paid ? account.paidOn : asOf) - due) };
        }),
    latestPayment(asOf) {
      const days = standing.map((payment) => payment.value).filter((day) => day <= asOf);
      return days.length === 0 ? null : Math.max(...days);
    },
    arrearsSince(asOf) {
      if (!anyPastDue(asOf)) return null;
      let since = asOf;
      while (anyPastDue(since - 1)) since -= 1;
      return since;
    },
  };
}

function received(account: Account, asOf: Day): number {
  return account.receipts.reduce((sum, receipt) => (receipt.on <= asOf ? sum + receipt.amount : sum), 0);
}

/** The day by which an instalment has to be paid so that it is not missed. */
function cutoff(account: Account, next: Account | undefined, rules: AssessRules): Day {
  const { due } = account.instalment;
  switch (rules.missed?.cutoff ?? 'due') {
    case 'due':
      return due;
    case 'due+grace':
      return due + (rules.graceDays ?? 0);
    case 'nextDue':
      // The last instalment has no next one: a month stands for it (README, Readings).
      return next?.instalment.due ?? addMonths(due, 1);
  }
}

/** One payment down the waterfall. Past due, due and in advance are judged at its value date. */
function post(accounts: readonly Account[], payment: Payment, rules: AssessRules): void {
  const order = (rules.allocation?.order ?? DEFAULT_ORDER).map((entry) => {
    const [timing, component] = entry.split('.');
    if (!isComponent(component)) throw new Error(`cannot read allocation entry ${entry}`);
    return { timing, component };
  });
  let money = payment.amount;
  const pay = (account: Account, component: keyof Account['left']): void => {
    const amount = Math.min(money, account.left[component]);
    if (amount === 0) return;
    money -= amount;
    account.left[component] -= amount;
    account.receipts.push({ on: payment.value, amount });
    if (Object.values(account.left).every((left) => left === 0)) account.paidOn = payment.value;
  };
  const oldestFirst = [...accounts].sort((a, b) => a.instalment.due - b.instalment.due);
  const inTiming = (timing: string | undefined): Account[] =>
    oldestFirst.filter((account) => timingOf(account.instalment.due, payment.value) === timing);

  if (rules.allocation?.direction === 'vertical') {
    for (const { timing, component } of order) for (const account of inTiming(timing)) pay(account, component);
    return;
  }
  for (const timing of new Set(order.map((entry) => entry.timing))) {
    const components = order.filter((entry) => entry.timing === timing).map((entry) => entry.component);
    for (const account of inTiming(timing)) for (const component of components) pay(account, component);
  }
}

function timingOf(due: Day, on: Day): string {
  if (due < on) return 'pastDue';
  return due === on ? 'due' : 'inAdvance';
}

function isComponent(text: string | undefined): text is keyof Account['left'] {
  return text === 'penalty' || text === 'fee' || text === 'interest' || text === 'principal';
}
