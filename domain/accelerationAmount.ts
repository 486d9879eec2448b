import { assess } from './assess.ts';
import type { AssessedInstalment, Assessment } from './assess.ts';
import type { AccelerationTerms } from './accelerationState.ts';
import type { ByComponent, Instalment } from './contract.ts';
import { toDayNumber } from './date.ts';
import type { PlainDate } from './date.ts';
import type { LoanState } from './loanState.ts';
import type { Minor } from './money.ts';
import type { Policy } from './policy.ts';

/** Everything that has not fallen due, and the one instalment that takes its place. */
export interface WholeRest {
  readonly replaced: readonly Instalment[];
  readonly instalment: Instalment;
  readonly amountMinor: Minor;
}

/**
 * What falls due on a day if the rest of the schedule does; null when nothing is left that falls due later. Made from
 * what was booked before the day: what is booked on it counts under what comes instead (posting.ts, `only`).
 */
export function wholeRest(
  { terms, postings }: LoanState,
  { assess: rules }: Policy,
  { interest, fees }: Pick<AccelerationTerms, 'interest' | 'fees'>,
  on: PlainDate,
): WholeRest | null {
  const { contract } = terms;
  const before = postings.filter(({ bookedOn }) => bookedOn < on);
  const assessment = assess(contract, rules, before, on);
  const rest = assessment.instalments.filter(({ dueOn, openMinor }) => dueOn >= on && openMinor > 0);
  const [running] = rest;
  if (running === undefined || assessment.writtenOff) return null;
  const share = earnedShare(assessment, running, contract.disbursedOn, on);
  const sum = (of: (one: AssessedInstalment, at: number) => Minor): Minor =>
    rest.reduce((all, one, at) => all + of(one, at), 0);
  const owedInterest = (one: AssessedInstalment, at: number): Minor => {
    switch (interest) {
      case 'all':
        return one.open.interest;
      case 'none':
        return 0;
      case 'earned':
        return at === 0 ? earned(one, share) : 0;
    }
  };
  const numbers = [contract, ...postings.filter((posting) => posting.type === 'reschedule')].flatMap(
    ({ instalments }) => instalments.map(({ number }) => number),
  );
  const parts: ByComponent = {
    penalty: sum(({ open }) => open.penalty),
    fee: fees === 'all' ? sum(({ open }) => open.fee) : 0,
    interest: sum(owedInterest),
    principal: sum(({ open }) => open.principal),
  };
  return {
    replaced: rest.map(({ number, dueOn, open }) => ({ number, dueOn, ...open })),
    instalment: { number: Math.max(...numbers) + 1, dueOn: on, ...parts },
    amountMinor: parts.penalty + parts.fee + parts.interest + parts.principal,
  };
}

/** Days of the running instalment's period that have passed, of all of its days. */
function earnedShare(
  { instalments }: Assessment,
  running: AssessedInstalment,
  disbursedOn: PlainDate,
  on: PlainDate,
): { readonly passed: bigint; readonly all: bigint } {
  const before = instalments.filter(({ dueOn }) => dueOn < on).map(({ dueOn }) => dueOn);
  const since = before.reduce((latest, dueOn) => (dueOn > latest ? dueOn : latest), disbursedOn);
  const passed = toDayNumber(on) - toDayNumber(since);
  return { passed: BigInt(passed), all: BigInt(Math.max(1, toDayNumber(running.dueOn) - toDayNumber(since))) };
}

/** Earned by the day and not paid yet; rounded down to a minor unit. */
function earned({ open, paid }: AssessedInstalment, { passed, all }: { passed: bigint; all: bigint }): Minor {
  const whole = BigInt(open.interest + paid.interest);
  return Math.min(open.interest, Math.max(0, Number((whole * passed) / all) - paid.interest));
}
