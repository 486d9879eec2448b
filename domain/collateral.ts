import { AUTOMATIC_MAKER } from './approval.ts';
import { refuse } from './case.ts';
import type { Applied, CaseEvent, CaseKind } from './case.ts';
import { refusedDisposal } from './collateralAsked.ts';
import { disposalCommand } from './collateralCommands.ts';
import { askFor, itemOf } from './collateralEvents.ts';
import { foldCollateral } from './collateralFold.ts';
import { disposalDeadline, planCollateral } from './collateralPlan.ts';
import { collateralRulesOf } from './collateralRules.ts';
import { COLLATERAL_SCHEMA_VERSION } from './collateralState.ts';
import type { CollateralOutcome, CollateralState } from './collateralState.ts';
import { addDays } from './date.ts';
import { localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import type { LoansWord } from './loanState.ts';
import { contactChanged } from './permitted.ts';
import type { TrackView } from './track.ts';
import type { TrackOpening } from './trackState.ts';
import type { World } from './world.ts';

type CollateralApplied = Applied<CollateralOutcome>;

/**
 * The disposal of one pledged thing (抵押物处置, domain.md §7): valued → approved by different people → taken → sold by auction or
 * privately, or taken in lieu (以物抵债) → costs first, then the debt; what is over goes back to the owner, what lacks stays owed.
 */
export const collateral: CaseKind<CollateralState, CollateralOutcome, World> = {
  kind: 'collateral',
  schemaVersion: COLLATERAL_SCHEMA_VERSION,
  apply: applyCollateral,
  plan: planCollateral,
  fold: foldCollateral,
  isClosed: isOver,
};

/** It has ended, and no letter about the sale has to leave any more. */
function isOver({ ended, realised, notices }: CollateralState): boolean {
  return ended !== null && (realised === null || notices.every(({ status }) => status !== 'wanted'));
}

/** What a fact or command makes of a disposal. Total: what does not fit is refused with a reason, and that is written down. */
function applyCollateral(
  state: CollateralState | null,
  event: CaseEvent,
  world: World,
  now: Instant,
): CollateralApplied {
  const today = localDate(now, world.policy.timeZone);
  if (event.kind === 'fact' && event.type === 'opened') return open(state, event, world);
  if (state === null)
    return { outcomes: [], answer: refuse('TRACK_UNKNOWN', 'no such disposal has been opened', 'check the id') };
  if (event.kind === 'command') {
    const { actor } = event;
    if (actor === undefined || actor === null)
      return refusedDisposal(
        event,
        'SIGNATURE_INVALID',
        'the command is not signed by this deployment',
        'send it through the API',
      );
    return disposalCommand({ state, event, actor, world, today, now });
  }
  const { content } = event;
  switch (event.type) {
    case 'told': {
      const { what, because } = content;
      const word = WORDS.find((one) => one === what);
      if (word === undefined)
        return refusedDisposal(event, 'WORD_UNKNOWN', 'the loan said something unknown', 'tell a documented word');
      return ok([{ type: 'told', what: word, because: typeof because === 'string' ? because : '', on: today }]);
    }
    case 'noticeReported': {
      const { key, status, code, at } = content as {
        readonly key: string;
        readonly status: Extract<CollateralOutcome, { type: 'noticeReported' }>['status'];
        readonly code?: string;
        readonly at: Instant;
      };
      const on = localDate(at, world.policy.timeZone);
      return ok([{ type: 'noticeReported', key, status, on, ...(code === undefined ? {} : { code }) }]);
    }
    case 'noticeHeld': {
      const { key, until, rule } = content as { readonly key: string; readonly until: Instant; readonly rule: string };
      return ok([{ type: 'noticeDeferred', key, until, rule }]);
    }
    case 'optedOut': {
      const { channel } = content;
      return ok([{ type: 'optedOut', channel: typeof channel === 'string' ? channel : '', on: today }]);
    }
    case 'contactChanged':
      return ok([contactChanged(event, now)]);
    default:
      return refusedDisposal(
        event,
        'EVENT_UNKNOWN',
        `a disposal knows no event ${event.type}`,
        'send one of the documented events',
      );
  }
}

/** Words of the loan; the end of the arrears is all that moves a disposal. */
const WORDS: readonly LoansWord[] = [
  'arrearsEnded',
  'arrearsBack',
  'deadlinePassed',
  'notCalledFor',
  'moneyMoved',
  'suspended',
  'resumed',
];

const ok = (outcomes: readonly CollateralOutcome[]): CollateralApplied => ({ outcomes, answer: { ok: true } });

/** The loan's word that a thing is to be disposed of becomes a case of its own. */
function open(state: CollateralState | null, event: CaseEvent, { loan, policy }: World): CollateralApplied {
  if (state !== null)
    return refusedDisposal(event, 'ALREADY_OPEN', 'the disposal was opened before', 'nothing has to be done');
  const { trackId, loanCaseId, step, occurrence, on, line, facts, asked, itemId } =
    event.content as unknown as TrackOpening;
  const pledged = loan === null ? undefined : itemOf(loan, itemId);
  if (loan === null || pledged === undefined)
    return {
      outcomes: [],
      answer: refuse('ITEM_UNKNOWN', 'the loan has no such collateral', 'add it to the loan first'),
    };
  const { loanId, debtorId, policy: ref } = loan.terms;
  const { item } = pledged;
  const opened: CollateralOutcome = {
    type: 'opened',
    ...{ trackId, loanCaseId, step, occurrence, item, line, facts, on },
    // A third-party owner is a party of the case, as a partner is of a claim.
    terms: { loanId, debtorId, partnerId: item.ownerId, policy: ref },
    maker: asked?.by ?? AUTOMATIC_MAKER,
    because: asked?.reason ?? step,
  };
  const { role, valuationDays } = collateralRulesOf(policy);
  const question = askFor(foldCollateral(null, opened), 'valuation', role, on, addDays(on, valuationDays));
  return ok([opened, question]);
}

/** A disposal among the tracks of its loan, for lists and figures. */
export function disposalViewOf(state: CollateralState): TrackView {
  const { loanCaseId, kind, status, openedOn, line, terms, valueMinor, realised, item } = state;
  return {
    ...{ loanCaseId, kind, partnerId: terms.partnerId, status, openedOn },
    deadlineOn: disposalDeadline(state),
    amountMinor: realised?.priceMinor ?? valueMinor ?? item.valueMinor,
    currency: line.currency,
  };
}
