import { components } from './contract.ts';
import type { Component } from './contract.ts';
import { addMonths, isPlainDate } from './date.ts';
import type { Day } from './day.ts';
import type { LoanState } from './loanState.ts';
import { formatAmount } from './money.ts';
import { fault } from './reliefSite.ts';
import type { RequestFault } from './requestKinds.ts';

/** Relief that makes sense for many loans at once; what concerns one loan only is asked for that loan. */
export const MASS_KINDS = ['waiver', 'deferment', 'plan', 'restructure', 'temporaryLoan', 'extension'] as const;
export type MassKind = (typeof MASS_KINDS)[number];

type Terms = Readonly<Record<string, unknown>>;

/** How the terms of a campaign become those of a request for one loan (docs/campaigns.md). */
interface MassTerms {
  readonly members: readonly string[];
  /** What is wrong with them for every loan; null when they can be asked. */
  readonly wrong: (terms: Terms) => RequestFault | null;
  /** Absent: they are the same for each loan. */
  readonly of?: (terms: Terms, state: LoanState, day: Day) => Terms | RequestFault;
}

const KINDS: { readonly [K in MassKind]: MassTerms } = {
  deferment: {
    members: ['fromOn', 'toOn'],
    wrong: ({ fromOn, toOn }) => dated({ toOn, ...(fromOn === undefined ? {} : { fromOn }) }),
  },
  restructure: {
    members: ['schedule', 'capitalise'],
    wrong: ({ schedule }) =>
      typeof schedule !== 'object' || schedule === null || !('kind' in schedule) || schedule.kind === 'given'
        ? malformed('the schedule is not computed', 'give schedule: kind, annualRate, months, firstDueOn')
        : null,
  },
  waiver: {
    members: ['components', 'percent', 'dueBy'],
    wrong: ({ components: named, percent, dueBy }) => {
      if (componentsIn(named).length === 0)
        return malformed('it is not said what is given up', `give components: ${components.join(', ')}`);
      if (!isWhole(percent, 1, 100)) return malformed('the share is no percentage', 'give percent: 1 to 100');
      return dueBy === undefined ? null : dated({ dueBy });
    },
    of: waived,
  },
  plan: {
    members: ['covers', 'parts', 'firstOn', 'everyMonths'],
    wrong: ({ covers = 'pastDue', parts, firstOn, everyMonths = 1 }) => {
      if (covers !== 'pastDue' && covers !== 'all')
        return malformed('the plan does not say what it covers', 'write covers: pastDue or all');
      if (!isWhole(parts, 1, 60) || !isWhole(everyMonths, 1, 12))
        return malformed('the dates cannot be computed', 'give parts (1 to 60) and everyMonths (1 to 12)');
      return dated({ firstOn });
    },
    of: inParts,
  },
  temporaryLoan: {
    members: ['amount', 'dueOn', 'deferUntil', 'suffix'],
    wrong: ({ amount, dueOn, deferUntil, suffix }) => {
      if (typeof suffix !== 'string' || !/^[\w.-]{1,20}$/.test(suffix))
        return malformed(
          'the new loans have no names',
          'give suffix: what follows the number of each loan, such as -T1',
        );
      if (typeof amount !== 'string') return malformed('no amount is named', 'write amount as "1250.00"');
      return dated({ dueOn, ...(deferUntil === undefined ? {} : { deferUntil }) });
    },
    of: ({ suffix, ...rest }, { terms }) => ({ ...rest, newLoanId: `${terms.loanId}${String(suffix)}` }),
  },
  extension: {
    members: ['months'],
    wrong: ({ months }) =>
      isWhole(months, 1, 120) ? null : malformed('it is not said how much later', 'give months: 1 to 120'),
    of: ({ months }, _state, { assessment }) => {
      const maturity = assessment.instalments.at(-1)?.dueOn;
      return maturity === undefined
        ? fault('NOTHING_OWED', 'the loan has no instalment', 'nothing has to be relieved')
        : { newMaturityOn: addMonths(maturity, Number(months)) };
    },
  },
};

export function massKind(name: unknown): MassKind | undefined {
  return MASS_KINDS.find((kind) => kind === name);
}

/** What is wrong with the terms of a campaign whatever the loan; null when they can be asked. */
export function massFault(kind: MassKind, terms: Terms): RequestFault | null {
  const { members, wrong } = KINDS[kind];
  const unknown = Object.keys(terms).find((name) => !members.includes(name));
  if (unknown !== undefined)
    return malformed(`${kind} has no term ${unknown} in a campaign`, `give only ${members.join(', ')}`);
  return wrong(terms);
}

/** The terms for one loan where they follow from what it owes; undefined where those of the campaign hold for all. */
export function ownTerms(kind: MassKind, terms: Terms, state: LoanState, day: Day): Terms | RequestFault | undefined {
  return KINDS[kind].of?.(terms, state, day);
}

const malformed = (reason: string, remedy: string): RequestFault => fault('TERMS_MALFORMED', reason, remedy);

const isWhole = (value: unknown, least: number, most: number): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;

function dated(days: Terms): RequestFault | null {
  const wrong = Object.entries(days).find(([, day]) => !isPlainDate(day));
  return wrong === undefined
    ? null
    : fault('DATE_INVALID', `${wrong[0]} is no date`, `write ${wrong[0]} as YYYY-MM-DD`);
}

/** Components as they are named; none when the list is not whole. */
function componentsIn(named: unknown): Component[] {
  if (!Array.isArray(named)) return [];
  const read = components.filter((component) => named.includes(component));
  return read.length === named.length ? read : [];
}

/** So many percent, rounded down, of what is open of these components on what has fallen due. */
function waived({ components: named, percent, dueBy }: Terms, { terms }: LoanState, day: Day): Terms | RequestFault {
  const until = isPlainDate(dueBy) ? dueBy : day.on;
  const items = day.assessment.instalments
    .filter(({ dueOn }) => dueOn <= until)
    .flatMap(({ number, open }) =>
      componentsIn(named).map((component) => ({
        ...{ instalment: number, component },
        amountMinor: Number((BigInt(open[component]) * BigInt(Number(percent))) / 100n),
      })),
    )
    .filter(({ amountMinor }) => amountMinor > 0)
    .map(({ amountMinor, ...item }) => ({ ...item, amount: formatAmount(amountMinor, terms.contract.currency) }));
  if (items.length > 0) return { items };
  return fault('NOTHING_TO_WAIVE', 'nothing of that is open', 'nothing has to be given up');
}

/** Equal parts of what is covered, the rest with the last one (domain.md §3, rounding). */
function inParts(
  { covers = 'pastDue', parts, firstOn, everyMonths = 1 }: Terms,
  { terms }: LoanState,
  { assessment }: Day,
): Terms | RequestFault {
  const dueMinor = covers === 'all' ? assessment.outstandingMinor : assessment.overdueAmountMinor;
  const count = Number(parts);
  if (dueMinor < count || !isPlainDate(firstOn))
    return fault('NOTHING_OWED', 'there is not enough to be paid in parts', 'nothing has to be relieved');
  const partMinor = Math.floor(dueMinor / count);
  const dates = Array.from({ length: count }, (_, at) => ({
    dueOn: addMonths(firstOn, at * Number(everyMonths), Number(firstOn.slice(8))),
    amount: formatAmount(at === count - 1 ? dueMinor - partMinor * at : partMinor, terms.contract.currency),
  }));
  return { covers, dates };
}
