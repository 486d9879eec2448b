import type { AssessedInstalment } from './assess.ts';
import { worseOf } from './classification.ts';
import { addMonths, isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Component, Instalment } from './contract.ts';
import { formatAmount, parseAmount } from './money.ts';
import type { Minor } from './money.ts';
import { reliefRulesOf } from './reliefRules.ts';
import { eveOf, fault, newSchedule, noRelief, sumOf } from './reliefSite.ts';
import { grantedOrNot } from './reliefTold.ts';
import type { RequestFault, RequestKind, RequestSite } from './requestKinds.ts';
import { scheduleOf } from './schedule.ts';
import type { ScheduleTerms } from './schedule.ts';

/** A new schedule (调整还款计划): as it is given, or computed from a rate and a term over the principal that is open. */
export interface RestructureTerms {
  readonly schedule:
    | { readonly kind: 'given'; readonly instalments: readonly Instalment[] }
    | ({ readonly kind: ScheduleTerms['kind'] } & Pick<ScheduleTerms, 'annualRate' | 'months'> & {
          readonly firstDueOn: PlainDate;
        });
  /** Interest that is due becomes principal. */
  readonly capitalise: boolean;
}

const KINDS = ['equalInstalment', 'equalPrincipal', 'interestOnly', 'bullet'] as const;

export const restructure: RequestKind<RestructureTerms> = {
  read({ schedule, capitalise = false }, { state }) {
    if (typeof schedule !== 'object' || schedule === null)
      return fault('TERMS_MISSING', 'there is no schedule', `give schedule: { kind: given | ${KINDS.join(' | ')}, … }`);
    const { kind, instalments, annualRate, months, firstDueOn } = schedule as Readonly<Record<string, unknown>>;
    if (kind === 'given') {
      const read = given(instalments, state.terms.contract.currency);
      return Array.isArray(read) ? { schedule: { kind, instalments: read }, capitalise: capitalise === true } : read;
    }
    const computed = KINDS.find((one) => one === kind);
    if (
      computed === undefined ||
      typeof annualRate !== 'string' ||
      typeof months !== 'number' ||
      !isPlainDate(firstDueOn)
    )
      return fault(
        'TERMS_MALFORMED',
        'the schedule cannot be computed',
        `give kind (${KINDS.join(', ')}), annualRate such as "0.0435", months and firstDueOn`,
      );
    return { schedule: { kind: computed, annualRate, months, firstDueOn }, capitalise: capitalise === true };
  },
  effects(terms, site) {
    const { world, day } = site;
    const no = noRelief(site, 'restructure');
    if (no !== null) return no;
    const { counts, mostMonths, capitalisesInterest, observation } = reliefRulesOf(world.policy, 'restructure');
    if (terms.capitalise && !capitalisesInterest)
      return fault('NOT_CAPITALISED', 'the policy lets no interest become principal', 'leave capitalise out');
    const instalments = agreed(terms, site);
    if (!Array.isArray(instalments)) return instalments;
    const [first, last] = [instalments[0]?.dueOn ?? '', instalments.at(-1)?.dueOn ?? ''];
    if (first <= day.on)
      return fault('TOO_LATE', `its first instalment falls due on ${first}`, 'let it begin after the approval');
    if (last > addMonths(day.on, mostMonths))
      return fault('TOO_LONG', `it ends on ${last}`, `end it within ${mostMonths} months`);
    const { atLeast, periodsOnTime, months } = observation;
    const classification = worseOf(day.conditions.classification, atLeast);
    return {
      atStakeMinor: day.assessment.outstandingMinor,
      // Every open instalment is replaced, by its number: money of the same day counts under the new schedule.
      postings: [newSchedule(site, 1, instalments, { counts, only: openOn(site).map(({ number }) => number) })],
      running: { what: 'observation', fromOn: day.on, classification, periodsOnTime, months },
    };
  },
  lapsesOn: ({ schedule }) =>
    schedule.kind === 'given' ? (schedule.instalments[0]?.dueOn ?? null) : schedule.firstDueOn,
  told: (_terms, request, state, policy) =>
    grantedOrNot(request, state, reliefRulesOf(policy, 'restructure'), {
      ...{ template: 'reliefSchedule', fields: {}, withSchedule: 'reliefSchedule' },
    }),
};

const openOn = (site: RequestSite): AssessedInstalment[] =>
  eveOf(site).instalments.filter(({ openMinor }) => openMinor > 0);

/** Instalments as they were asked, in minor units; numbered in their order. */
function given(asked: unknown, currency: string): Instalment[] | RequestFault {
  const malformed = fault(
    'TERMS_MALFORMED',
    'an instalment is not whole',
    'give dueOn, principal and interest of each as decimal texts; fee and penalty where there are some',
  );
  if (!Array.isArray(asked) || asked.length === 0) return malformed;
  const read: Instalment[] = [];
  for (const one of asked as readonly Readonly<Record<string, unknown>>[]) {
    const { dueOn } = one;
    const amount = (component: Component): Minor | null => {
      const text = one[component] ?? '0';
      try {
        return typeof text === 'string' ? parseAmount(text, currency) : null;
      } catch {
        return null;
      }
    };
    const [principal, interest, fee, penalty] = [
      amount('principal'),
      amount('interest'),
      amount('fee'),
      amount('penalty'),
    ];
    if (!isPlainDate(dueOn) || principal === null || interest === null || fee === null || penalty === null)
      return malformed;
    read.push({ number: read.length + 1, dueOn, principal, interest, fee, penalty });
  }
  return read;
}

/**
 * The new instalments. Their principal is what is open, and what became principal: a reschedule makes no debt and gives
 * none up. Interest that is due, fees and penalty are carried in the first instalment; what a given schedule lacks of
 * them would be a waiver, which is asked as one.
 */
function agreed({ schedule, capitalise }: RestructureTerms, site: RequestSite): Instalment[] | RequestFault {
  const { day } = site;
  const { currency } = site.state.terms.contract;
  const open = openOn(site);
  const all = open.map((one) => one.open);
  const dueInterest = sumOf(
    open.filter(({ dueOn }) => dueOn <= day.on).map((one) => one.open),
    'interest',
  );
  const carried = { interest: capitalise ? 0 : dueInterest, fee: sumOf(all, 'fee'), penalty: sumOf(all, 'penalty') };
  const principalMinor = sumOf(all, 'principal') + (capitalise ? dueInterest : 0);
  if (principalMinor === 0)
    return fault('NO_PRINCIPAL', 'no principal is open', 'agree on a plan for the rest instead');
  if (schedule.kind !== 'given') {
    try {
      const [first, ...rest] = scheduleOf({ ...schedule, principalMinor, disbursedOn: day.on });
      return first === undefined ? [] : [withCarried(first, carried), ...rest];
    } catch (error) {
      return fault('TERMS_MALFORMED', error instanceof RangeError ? error.message : 'no schedule', 'correct the terms');
    }
  }
  const asked = sumOf(schedule.instalments, 'principal');
  if (asked !== principalMinor)
    return fault(
      'PRINCIPAL_CHANGED',
      `its principal is ${formatAmount(asked, currency)}, open are ${formatAmount(principalMinor, currency)} ${currency}`,
      'let the instalments carry exactly the open principal',
    );
  for (const component of ['interest', 'fee', 'penalty'] as const)
    if (sumOf(schedule.instalments, component) < carried[component])
      return fault(
        'CARRIES_LESS',
        `it carries less ${component} than the ${formatAmount(carried[component], currency)} ${currency} that are due`,
        'carry all of it, and ask for a waiver of what is given up',
      );
  return [...schedule.instalments];
}

function withCarried(
  first: Instalment,
  carried: Readonly<Pick<Instalment, 'interest' | 'fee' | 'penalty'>>,
): Instalment {
  const { interest, fee, penalty } = carried;
  return { ...first, interest: first.interest + interest, fee: first.fee + fee, penalty: first.penalty + penalty };
}
