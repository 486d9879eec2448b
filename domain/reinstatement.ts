import { isRunning } from './accelerationRules.ts';
import type { Acceleration, InEffect } from './accelerationState.ts';
import { assess } from './assess.ts';
import type { Instalment } from './contract.ts';
import type { PlainDate } from './date.ts';
import type { LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';
import type { RequestFault, RequestKind } from './requestKinds.ts';

/** By agreement the schedule holds again that was in force before the loan was called in. */
export interface ReinstatementTerms {
  readonly acceleration: string;
}

/**
 * What had not fallen due comes back, less what was paid on the whole since, the earliest first; what would have fallen
 * due meanwhile is due today. The instalment that all had fallen into leaves the counts.
 */
export const reinstatement: RequestKind<ReinstatementTerms> = {
  read(_terms, { state }) {
    const one = inEffect(state);
    return one === undefined ? notCalled : { acceleration: one.id };
  },
  effects({ acceleration }, { state, world, day, id }) {
    const one = inEffect(state);
    if (one?.id !== acceleration) return notCalled;
    if (one.inEffect.on >= day.on)
      return fault('TOO_EARLY', `it took effect on ${one.inEffect.on}`, 'ask from the day after on');
    const instalments = broughtBack(state, world.policy, one.inEffect, day.on);
    if (instalments.length === 0) return fault('NOTHING_OWED', 'nothing of it is open', 'nothing has to be agreed');
    const atStakeMinor = instalments.reduce(
      (sum, row) => sum + row.interest + row.principal + row.fee + row.penalty,
      0,
    );
    return {
      atStakeMinor,
      postings: [
        {
          ...{ id: `${id}/1`, type: 'reschedule', on: day.on, bookedOn: day.on, instalments },
          ...{ counts: 'reset', only: [one.inEffect.instalment] },
        },
      ],
      outcomes: [
        {
          ...{ type: 'accelerationEnded', id: one.id, as: 'reinstated', because: id, by: 'agreement', on: day.on },
        },
      ],
    };
  },
};

const fault = (code: string, reason: string, remedy: string): RequestFault => ({ code, reason, remedy });
const notCalled = fault('NOT_CALLED_IN', 'the loan is not called in', 'its schedule holds as it is');

function inEffect(state: LoanState): (Acceleration & { readonly inEffect: InEffect }) | undefined {
  for (const one of state.accelerations ?? [])
    if (isRunning(one) && one.inEffect !== undefined) return { ...one, inEffect: one.inEffect };
  return undefined;
}

function broughtBack(
  { terms, postings }: LoanState,
  { assess: rules }: Policy,
  { instalment, replaced }: InEffect,
  on: PlainDate,
): Instalment[] {
  const before = postings.filter(({ bookedOn }) => bookedOn < on);
  const all = assess(terms.contract, rules, before, on).instalments;
  const whole = all.find(({ number }) => number === instalment);
  if (whole === undefined || whole.openMinor === 0) return [];
  const numbers = [terms.contract, ...postings.filter((posting) => posting.type === 'reschedule')].flatMap((version) =>
    version.instalments.map(({ number }) => number),
  );
  let number = Math.max(...numbers);
  const left = { ...whole.paid };
  const rows = replaced.map((row): Instalment => {
    const rest = (part: keyof typeof left): number => {
      const taken = Math.min(left[part], row[part]);
      left[part] -= taken;
      return row[part] - taken;
    };
    number += 1;
    const dueOn = row.dueOn < on ? on : row.dueOn;
    return {
      number,
      dueOn,
      penalty: rest('penalty'),
      fee: rest('fee'),
      interest: rest('interest'),
      principal: rest('principal'),
    };
  });
  // Penalty that was charged on the whole is owed all the same.
  const [first, ...others] = rows;
  const penalty = Math.max(0, whole.open.penalty - rows.reduce((sum, row) => sum + row.penalty, 0));
  const kept = first === undefined ? [] : [{ ...first, penalty: first.penalty + penalty }, ...others];
  return kept.filter((row) => row.penalty + row.fee + row.interest + row.principal > 0);
}
