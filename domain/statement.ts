import { admission } from './admission.ts';
import { components } from './contract.ts';
import type { ByComponent, Component, Contract } from './contract.ts';
import { toDayNumber } from './date.ts';
import type { PlainDate } from './date.ts';
import { byValueDate, replay } from './ledger.ts';
import type { Ledger } from './ledger.ts';
import type { Minor } from './money.ts';
import { effectiveOn } from './posting.ts';
import type { Posting } from './posting.ts';
import { componentIndex } from './row.ts';
import type { Row } from './row.ts';
import type { AssessRules } from './rules.ts';

/** What a posting did to one component of one debt: positive is paid or given up, negative is added. */
export interface Allocated {
  /** Number of the instalment; 0 for a returned debit. */
  readonly instalment: number;
  readonly component: Component;
  readonly amountMinor: Minor;
}

/** One line of a statement of account. */
export interface StatementLine {
  readonly posting: Posting;
  readonly valueDate: PlainDate;
  readonly allocated: readonly Allocated[];
  /** Open after it, by component, over the whole schedule, and all of it. */
  readonly open: ByComponent;
  readonly openMinor: Minor;
}

/** Every posting that counts by the end of a day, in the order in which it is replayed, and what it did. */
export function statementOf(
  contract: Contract,
  rules: AssessRules,
  postings: readonly Posting[],
  asOf: PlainDate,
): StatementLine[] {
  const known = postings.filter(({ bookedOn }) => bookedOn <= asOf);
  const entries = [...admission(contract, known)(toDayNumber(asOf)).entries].sort(byValueDate);
  let before = replay(contract, rules, []);
  return entries.map(({ posting }, at) => {
    const after = replay(contract, rules, entries.slice(0, at + 1));
    const line = {
      ...{ posting, valueDate: effectiveOn(posting), allocated: allocatedBetween(before, after) },
      ...{ open: openOf(after), openMinor: after.rows.reduce((sum, { openMinor }) => sum + openMinor, 0) },
    };
    before = after;
    return line;
  });
}

const nameOf = ({ number, chargebackId, dueDay }: Row): string => `${number} ${chargebackId ?? ''} ${dueDay}`;

function allocatedBetween(before: Ledger, after: Ledger): Allocated[] {
  const earlier = new Map(before.rows.map((row) => [nameOf(row), row]));
  return after.rows.flatMap((row) =>
    components.flatMap((component): Allocated[] => {
      const at = componentIndex[component];
      const amountMinor = (earlier.get(nameOf(row))?.open[at] ?? 0) - row.open[at];
      return amountMinor === 0 ? [] : [{ instalment: row.number, component, amountMinor }];
    }),
  );
}

function openOf({ rows }: Ledger): ByComponent {
  const sum = (component: Component): Minor =>
    rows.reduce((total, row) => total + row.open[componentIndex[component]], 0);
  return { penalty: sum('penalty'), fee: sum('fee'), interest: sum('interest'), principal: sum('principal') };
}
