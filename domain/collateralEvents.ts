import { evidenceOf } from './approval.ts';
import type { ApprovalEvidence } from './approval.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf } from './day.ts';
import { collateralRulesOf } from './collateralRules.ts';
import type {
  CollateralEnd,
  CollateralNoticeKind,
  CollateralOutcome,
  CollateralState,
  CollateralTaskKind,
  Disposal,
  Realised,
  Valuation,
} from './collateralState.ts';
import type { LoanState } from './loanState.ts';
import { formatAmount } from './money.ts';
import type { Minor } from './money.ts';
import { noticeLine } from './notice.ts';
import type { World } from './world.ts';

/** The end of a disposal; open tasks end with it. `by` is a person's id, `loan` or `clock`. */
export function endDisposal(
  state: CollateralState,
  as: CollateralEnd,
  on: PlainDate,
  because: string,
  by: string,
): CollateralOutcome[] {
  return [...closeAll(state, 'noLongerNeeded', on, by), { type: 'ended', as, because, by, on }];
}

/**
 * Something is known of the borrower or the owner (a stay by bankruptcy, say) and nothing was sold yet: nothing is taken or
 * sold, and no day counts. What was sold is accounted for all the same.
 */
export function standsStill({ suspended, ended, realised }: CollateralState): boolean {
  return suspended !== undefined && ended === null && realised === null;
}

export function closeAll(state: CollateralState, result: string, on: PlainDate, by: string): CollateralOutcome[] {
  return Object.keys(state.tasks).map((taskId) => ({ type: 'taskClosed', taskId, result, by, on }));
}

export function askFor(
  state: CollateralState,
  task: CollateralTaskKind,
  role: string,
  on: PlainDate,
  dueOn: PlainDate,
): CollateralOutcome {
  const before = state.tasksAsked[task] ?? 0;
  const { trackId, step, occurrence, terms, facts } = state;
  const taskId = `${trackId}/${task}${before === 0 ? '' : `~${before}`}`;
  return { type: 'taskOpened', taskId, task, step, occurrence, personId: terms.debtorId, role, on, dueOn, facts };
}

/**
 * The value that counts after a valuation: the lower of the two latest, of which the first may be the one taken in. They differ by
 * more than the policy allows: null, and another valuation is needed; a third is measured against the second.
 */
export function valueAfter(
  before: readonly Valuation[],
  takenInMinor: Minor,
  latestMinor: Minor,
  mostPercent: number,
): Minor | null {
  const otherMinor = before.at(-1)?.valueMinor ?? takenInMinor;
  const [low, high] = latestMinor < otherMinor ? [latestMinor, otherMinor] : [otherMinor, latestMinor];
  const apart = BigInt(high - low) * 100n > BigInt(low) * BigInt(mostPercent);
  return apart ? null : low;
}

/** What is owed of the loan on a day, less what was recovered after a write-off. Minor units. */
export function owedOn({ loan, policy }: World, on: PlainDate): Minor {
  if (loan === null) return 0;
  const { outstandingMinor, recoveredMinor } = dayOf(loan, policy, on).assessment;
  return Math.max(0, outstandingMinor - recoveredMinor);
}

/** What a price comes to: costs first, then the debt; what is over belongs to the owner. */
export function accountFor(
  { disposal, costsMinor }: CollateralState,
  priceMinor: Minor,
  owedMinor: Minor,
  on: PlainDate,
): Realised | null {
  if (disposal === null) return null;
  const netMinor = Math.max(0, priceMinor - costsMinor);
  const appliedMinor = Math.min(netMinor, owedMinor);
  const surplusMinor = netMinor - appliedMinor;
  // Costs that the price does not cover stand in the account of the disposal; the debt is what it was.
  const shortfallMinor = owedMinor - appliedMinor;
  return { way: disposal.way, priceMinor, costsMinor, appliedMinor, surplusMinor, shortfallMinor, on };
}

/** A price was reached: booked, told to the owner, and ended unless a surplus is owed. */
export function realise(
  state: CollateralState,
  world: World,
  priceMinor: Minor,
  on: PlainDate,
  by: string,
): CollateralOutcome[] {
  const realised = accountFor(state, priceMinor, owedOn(world, on), on);
  if (realised === null) return [];
  const { currency } = state.line;
  const { role, surplusDays } = collateralRulesOf(world.policy);
  const { surplusMinor, shortfallMinor, way } = realised;
  const amounts = (minor: Minor): { saleAmount: string; claimAmount: string } => ({
    saleAmount: formatAmount(priceMinor, currency),
    claimAmount: formatAmount(minor, currency),
  });
  const rows: CollateralOutcome[] = [...closeAll(state, 'realised', on, by), { type: 'realised', realised, by }];
  if (shortfallMinor > 0) rows.push(wanted(state, 'shortfall', state.terms.debtorId, on, amounts(shortfallMinor)));
  const as = way === 'acceptance' ? 'takenInLieu' : 'realised';
  if (surplusMinor === 0)
    return [...rows, { type: 'ended', as, because: `price ${formatAmount(priceMinor, currency)} ${currency}`, by, on }];
  return [
    ...rows,
    wanted(state, 'surplus', ownerOf(state), on, amounts(surplusMinor)),
    askFor(state, 'surplus', role, on, addDays(on, surplusDays)),
  ];
}

export const ownerOf = ({ item, terms }: CollateralState): string => item.ownerId ?? terms.debtorId;

export function wanted(
  _state: CollateralState,
  about: CollateralNoticeKind,
  personId: string,
  on: PlainDate,
  fields: Extract<CollateralOutcome, { type: 'noticeWanted' }>['fields'],
): CollateralOutcome {
  return { type: 'noticeWanted', about, personId, fields, on };
}

/** The borrower, and the owner where that is somebody else. */
export function everybody(state: CollateralState): string[] {
  return [...new Set([state.terms.debtorId, ownerOf(state)])];
}

/** The least price of a way of disposing of it, by the rules. Minor units. */
export function leastOf({ policy }: World, way: Disposal['way'], valueMinor: Minor): Minor {
  const rules = collateralRulesOf(policy);
  const percent = {
    auction: rules.rounds[0]?.reservePercent ?? 100,
    privateSale: rules.privateSalePercent,
    acceptance: rules.acceptancePercent,
  }[way];
  return Number((BigInt(valueMinor) * BigInt(percent) + 99n) / 100n);
}

/** The item of a loan by its id, with where it is. */
export function itemOf(
  { collateral = [] }: LoanState,
  itemId: unknown,
): NonNullable<LoanState['collateral']>[number] | undefined {
  return collateral.find(({ item }) => item.id === itemId);
}

/** What is on the table for the approval of a disposal: figures, valuations by hash, way and least price. */
export function disposalEvidence(
  state: CollateralState,
  { loan, policy }: Pick<World, 'loan' | 'policy'>,
  on: PlainDate,
): ApprovalEvidence {
  const line = loan === null ? state.line : noticeLine(loan.terms, dayOf(loan, policy, on).assessment);
  const documents = state.valuations.flatMap((one) => one.documents);
  return { ...evidenceOf(line, documents), effect: { ...state.disposal, valueMinor: state.valueMinor } };
}
