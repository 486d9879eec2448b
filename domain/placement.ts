import { holds } from './condition.ts';
import { addDays, isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import { formatAmount } from './money.ts';
import { placedNow, placementRulesOf } from './placementRules.ts';
import type { Placement } from './placementState.ts';
import type { RequestFault, RequestKind, RequestSite } from './requestKinds.ts';

/** Placing the loan with an agency (委外), or leaving it there for longer. */
export interface PlacementTerms {
  readonly agencyId: string;
  /** First day on which it is not placed any more. */
  readonly until: PlainDate;
}

/** With the same agency it is an extension; with another one the loan is recalled first (docs/placement.md). */
export const placement: RequestKind<PlacementTerms> = {
  read({ agencyId, until }, site) {
    if (typeof agencyId !== 'string' || agencyId === '')
      return fault('AGENCY_MISSING', 'no agency is named', 'write agencyId; recoup placement agencies lists them');
    if (!isPlainDate(until)) return fault('DATE_INVALID', 'the end is no date', 'write until as YYYY-MM-DD');
    const known = site.world.agencies;
    if (known !== undefined && known[agencyId] === undefined)
      return fault('AGENCY_UNKNOWN', `there is no agency ${agencyId}`, 'register it with its contract first');
    return { agencyId, until };
  },
  effects({ agencyId, until }, site) {
    const { state, day } = site;
    const rules = placementRulesOf(site.world.policy);
    const now = placedNow(state);
    if (day.assessment.settled) return fault('NOTHING_OWED', 'nothing is outstanding', 'nothing has to be collected');
    if (now !== undefined && now.agencyId !== agencyId)
      return fault('ALREADY_PLACED', `${now.id} is with ${now.agencyId} until ${now.until}`, 'recall it first');
    if (until <= (now?.until ?? day.on))
      return fault('TOO_LATE', `${until} is no later day`, `name a day after ${now?.until ?? day.on}`);
    const latest = addDays(now?.placedOn ?? day.on, rules.mostDays);
    if (until > latest)
      return fault('TOO_LONG', `the policy places a loan for at most ${rules.mostDays} days`, `end by ${latest}`);
    if (now === undefined && !holds(rules.when, day.conditions))
      return fault('NOT_PLACEABLE', 'the policy does not place such a loan', 'collect it here');
    const outstandingMinor = day.assessment.outstandingMinor - day.assessment.recoveredMinor;
    const contract = contractFault(agencyId, until, now === undefined ? outstandingMinor : 0, site);
    if (contract !== null) return contract;
    if (now !== undefined)
      return {
        ...{ atStakeMinor: outstandingMinor, postings: [] },
        outcomes: [{ type: 'placementExtended', id: now.id, until, on: day.on }],
      };
    const { loanId } = state.terms;
    const placed: Placement = {
      ...{ id: `${loanId}/placement/${(state.placements ?? []).length + 1}`, requestId: site.id, agencyId, until },
      ...{ placedOn: day.on, placedMinor: outstandingMinor, ladder: rules.ladder, reminders: rules.reminders },
      commissionBasisPoints: site.world.agencies?.[agencyId]?.commissionBasisPoints ?? 0,
      contacts: [],
    };
    return { atStakeMinor: outstandingMinor, postings: [], outcomes: [{ type: 'placed', placement: placed }] };
  },
};

const fault = (code: string, reason: string, remedy: string): RequestFault => ({ code, reason, remedy });

/** What the contract with the agency forbids; where it was not read nothing is asked. */
function contractFault(
  agencyId: string,
  until: PlainDate,
  addedMinor: number,
  { world, state }: RequestSite,
): RequestFault | null {
  if (world.agencies === undefined) return null;
  const agency = world.agencies[agencyId];
  if (agency === undefined)
    return fault('AGENCY_UNKNOWN', `there is no agency ${agencyId}`, 'register it with its contract first');
  const { currency } = state.terms.contract;
  if (agency.notPerforming !== undefined)
    return fault(
      'PARTNER_NOT_PERFORMING',
      `it counts as not performing since ${agency.notPerforming.since}`,
      'name another agency, or have it reinstated',
    );
  if (until > agency.licenceUntil)
    return fault('LICENCE_ENDS', `its licence ends on ${agency.licenceUntil}`, 'end the placement by then');
  if (agency.currency !== currency)
    return fault('CURRENCY_DIFFERS', `its contract is in ${agency.currency}`, `name one for ${currency}`);
  if (agency.placedMinor + addedMinor > agency.maxPlacedMinor) {
    const [placed, most] = [agency.placedMinor, agency.maxPlacedMinor].map((one) => formatAmount(one, currency));
    return fault('LIMIT_EXCEEDED', `${placed ?? ''} of at most ${most ?? ''} is placed there`, 'name another agency');
  }
  return null;
}
