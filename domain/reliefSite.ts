/** What all kinds of relief ask of a loan, and what they make of its schedule. */
import { assess } from './assess.ts';
import type { Assessment } from './assess.ts';
import type { Component, Instalment } from './contract.ts';
import { components } from './contract.ts';
import { addMonths, monthEnd } from './date.ts';
import type { PlainDate } from './date.ts';
import type { LoanState } from './loanState.ts';
import { reliefRulesOf } from './reliefRules.ts';
import type { ReliefKind } from './reliefRules.ts';
import type { RequestFault, RequestSite } from './requestKinds.ts';
import type { Reschedule } from './posting.ts';

export const fault = (code: string, reason: string, remedy: string): RequestFault => ({ code, reason, remedy });

/** A suit against the borrower lasts. */
export function isSued({ limitation }: LoanState): boolean {
  const kept = limitation?.kept ?? [];
  return kept.some(({ how, party, endedOn, withdrawn }) => {
    return how === 'suit' && party === 'debtor' && endedOn === undefined && withdrawn !== true;
  });
}

/** Why no relief of the kind fits the loan as it stands; null when it may be asked. Also what makes a request lapse. */
export function noRelief({ state, world, day, id }: RequestSite, kind: ReliefKind): RequestFault | null {
  const { despite, mostTimes } = reliefRulesOf(world.policy, kind);
  if (state.closed !== null) return fault('LOAN_CLOSED', 'the loan is closed', 'nothing about it can be changed');
  if (day.assessment.settled) return fault('NOTHING_OWED', 'nothing is outstanding', 'nothing has to be relieved');
  if (state.writtenOffOn !== null && !despite.includes('writeOff'))
    return fault('WRITTEN_OFF', `it was written off on ${state.writtenOffOn}`, 'recover it; its schedule is over');
  if (isSued(state) && !despite.includes('suit'))
    return fault('SUED', 'a suit about it lasts', 'settle it in court, or record that the suit is over');
  const times = (state.requests ?? []).filter(
    (one) => one.id !== id && one.kind === kind && one.ended?.as === 'executed',
  ).length;
  if (times < mostTimes) return null;
  return fault('TOO_OFTEN', `it was granted ${times} times; the policy allows ${mostTimes}`, 'use another measure');
}

/**
 * The loan as it is known from what was booked before the day. A new schedule is made from it: what is booked on the day
 * itself, before the approval or after it, counts under the new one (posting.ts, `only`).
 */
export function eveOf({ state, world, day }: RequestSite): Assessment {
  const { contract } = state.terms;
  const known = state.postings.filter(({ bookedOn }) => bookedOn < day.on);
  return assess(contract, world.policy.assess, known, day.on);
}

/** Open instalments that are not past due on the day, as they would stand in a new schedule. */
export function openAhead(site: RequestSite): Instalment[] {
  return eveOf(site)
    .instalments.filter(({ openMinor, dueOn }) => openMinor > 0 && dueOn >= site.day.on)
    .map(({ number, dueOn, open }) => ({ number, dueOn, ...open }));
}

export function sumOf(instalments: readonly Pick<Instalment, Component>[], component: Component): number {
  return instalments.reduce((sum, instalment) => sum + instalment[component], 0);
}

export const totalOf = (instalment: Readonly<Record<Component, number>>): number =>
  components.reduce((sum, component) => sum + instalment[component], 0);

/** The first number that no schedule of the loan has used. */
function nextNumber({ terms, postings }: LoanState): number {
  const schedules = [terms.contract, ...postings.filter((one): one is Reschedule => one.type === 'reschedule')];
  return Math.max(...schedules.flatMap(({ instalments }) => instalments.map(({ number }) => number))) + 1;
}

/** Instalments as a new schedule of the loan from the day on; their numbers go on after every earlier one. */
export function newSchedule(
  { state, day, id }: Pick<RequestSite, 'state' | 'day' | 'id'>,
  place: number,
  instalments: readonly Instalment[],
  how: Pick<Reschedule, 'counts' | 'only'>,
): Reschedule {
  const first = nextNumber(state);
  const inOrder = [...instalments].sort((left, right) =>
    left.dueOn < right.dueOn ? -1 : left.dueOn > right.dueOn ? 1 : 0,
  );
  const numbered = inOrder.map((instalment, at) => ({ ...instalment, number: first + at }));
  return { id: `${id}/${place}`, type: 'reschedule', on: day.on, bookedOn: day.on, instalments: numbered, ...how };
}

/** The same day so many months later; a date at the end of a short month goes back to the day of the others. */
export function laterBy(months: number, dueOn: PlainDate, all: readonly Pick<Instalment, 'dueOn'>[]): PlainDate {
  const dayOfMonth = (date: PlainDate): number => Number(date.slice(8));
  const usual = Math.max(...all.map((one) => dayOfMonth(one.dueOn)));
  return addMonths(dueOn, months, dueOn === monthEnd(dueOn) ? usual : dayOfMonth(dueOn));
}
