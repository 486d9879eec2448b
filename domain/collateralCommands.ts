import { ruleFor, vote } from './approval.ts';

import {
  disposalEvidence,
  askFor,
  closeAll,
  endDisposal,
  everybody,
  leastOf,
  standsStill,
  valueAfter,
  wanted,
} from './collateralEvents.ts';
import { DISPOSAL_WAYS, collateralRulesOf } from './collateralRules.ts';
import type { CollateralOutcome } from './collateralState.ts';
import { addDays, isPlainDate } from './date.ts';
import { documentsIn } from './evidence.ts';
import { formatAmount } from './money.ts';

import { amountMissing, done, minorOf, notNow, refusedDisposal, valueNow } from './collateralAsked.ts';
import type { CollateralApplied, CollateralAsked } from './collateralAsked.ts';
import { addCost, closeRound, conclude, openRound, paySurplus, release, seize } from './collateralSale.ts';
/** What takes or sells the thing. A round that was called off is recorded as failed. */
const OUTWARD: readonly string[] = ['seize', 'openRound', 'closeRound', 'sell', 'accept'];

/** Commands that a person gives to a disposal, by type; each is refused with code, reason and remedy when it does not fit. */
export function disposalCommand(asked: CollateralAsked): CollateralApplied {
  const { state, event } = asked;
  if (state.ended !== null)
    return refusedDisposal(
      event,
      'TRACK_ENDED',
      `it ended on ${state.ended.on} as ${state.ended.as}`,
      'open another one if it has to go on',
    );
  if (standsStill(state) && OUTWARD.includes(event.type) && event.content['result'] !== 'failed')
    return refusedDisposal(
      event,
      'STANDS_STILL',
      `it stands still since ${state.suspended?.on ?? ''} (${state.suspended?.because ?? ''})`,
      'wait until nothing stands against it: recoup circumstance end',
    );
  switch (event.type) {
    case 'value':
      return value(asked);
    case 'propose':
      return propose(asked);
    case 'approve':
    case 'reject':
      return decide(asked, event.type === 'approve' ? 'approved' : 'rejected');
    case 'seize':
      return seize(asked);
    case 'addCost':
      return addCost(asked);
    case 'openRound':
      return openRound(asked);
    case 'closeRound':
      return closeRound(asked);
    case 'sell':
    case 'accept':
      return conclude(asked);
    case 'paySurplus':
      return paySurplus(asked);
    case 'release':
      return release(asked);
    default:
      return refusedDisposal(
        event,
        'COMMAND_UNKNOWN',
        `a disposal knows no command ${event.type}`,
        'see the list of commands',
      );
  }
}

/** Command `value`: `{ by, valueMinor, on?, documents? }`. Two that differ too much ask for another one. */
function value({ state, event, world, today, actor }: CollateralAsked): CollateralApplied {
  if (!['valuing', 'valued', 'approved', 'possessed'].includes(state.status))
    return refusedDisposal(
      event,
      'NOT_NOW',
      `it is ${state.status}`,
      'a value is judged before the approval and before the sale',
    );
  const { by, on = today } = event.content;
  const valueMinor = minorOf(event, 'valueMinor');
  if (valueMinor === null) return amountMissing(event, 'valueMinor');
  if (typeof by !== 'string' || !/^[\x21-\x7e]{1,80}$/.test(by))
    return refusedDisposal(
      event,
      'VALUER_MISSING',
      'it is not said who valued it',
      'write by: the id of a person or firm',
    );
  if (!isPlainDate(on) || on > today)
    return refusedDisposal(event, 'DATE_INVALID', 'its day is no day up to today', 'write on: YYYY-MM-DD');
  const documents = documentsIn(event.content);
  if (documents === null)
    return refusedDisposal(event, 'DOCUMENTS_INVALID', 'documents is no list of documents', 'name them by their ids');
  const { valuationValidDays, secondAbovePercent, role, valuationDays } = collateralRulesOf(world.policy);
  const validUntil = addDays(on, valuationValidDays);
  if (validUntil < today)
    return refusedDisposal(event, 'VALUATION_EXPIRED', `it held until ${validUntil}`, 'have it valued again');
  const counts = valueAfter(state.valuations, state.item.valueMinor, valueMinor, secondAbovePercent);
  const tasks = Object.entries(state.tasks).flatMap(([taskId, { task }]): CollateralOutcome[] =>
    task === 'valuation' ? [{ type: 'taskClosed', taskId, result: 'valued', by: actor.id, on: today }] : [],
  );
  const next = counts === null ? 'valuation' : state.status === 'valuing' ? 'disposal' : null;
  return done(
    [
      ...tasks,
      { type: 'valued', valuation: { by, valueMinor, on, validUntil, documents }, valueMinor: counts, on: today },
      ...(next === null ? [] : [askFor(state, next, role, today, addDays(today, valuationDays))]),
    ],
    { valueMinor: counts, secondNeeded: counts === null },
  );
}

/** Command `propose`: `{ way, leastMinor? }`. Who proposes has made it, and does not approve it. */
function propose(asked: CollateralAsked): CollateralApplied {
  const { state, event, world, today, actor } = asked;
  if (state.status !== 'valued' && state.status !== 'possessed') return notNow(asked, 'propose it when it is valued');
  const way = DISPOSAL_WAYS.find((word) => word === event.content['way']);
  if (way === undefined)
    return refusedDisposal(
      event,
      'WAY_UNKNOWN',
      'that is none of the ways',
      `choose one of ${DISPOSAL_WAYS.join(', ')}`,
    );
  const valueMinor = valueNow(asked);
  if (typeof valueMinor !== 'number') return valueMinor;
  const byRule = leastOf(world, way, valueMinor);
  const leastMinor = minorOf(event, 'leastMinor') ?? byRule;
  const { currency } = state.line;
  if (leastMinor < byRule)
    return refusedDisposal(
      event,
      'PRICE_BELOW_RULE',
      `${formatAmount(leastMinor, currency)} is below ${formatAmount(byRule, currency)}, the least for ${way}`,
      'propose that or more',
    );
  const { approval } = collateralRulesOf(world.policy);
  const rule = ruleFor(approval, valueMinor, currency);
  const dueOn = addDays(today, rule.answerDays);
  return done(
    [
      ...closeAll(state, 'proposed', today, actor.id),
      { type: 'disposalProposed', disposal: { way, leastMinor }, rule, dueOn, by: actor.id, on: today },
      askFor(state, 'approval', rule.roles[0] ?? rule.escalateTo, today, dueOn),
    ],
    { way, leastMinor },
  );
}

/** Maker ≠ checker ≠ second checker (domain.md §7, Approvals); one rejection is enough. */
function decide(asked: CollateralAsked, decision: 'approved' | 'rejected'): CollateralApplied {
  const { state, event, actor, world, today } = asked;
  const { approval } = state;
  if (approval === null || state.status !== 'awaitingApproval')
    return refusedDisposal(event, 'NOT_AWAITING_APPROVAL', `it is ${state.status}`, 'nothing has to be approved now');
  const { policy } = world;
  const evidence = disposalEvidence(state, world, today);
  const { seen, evidenceHash, reason } = event.content;
  const voted = vote(approval, actor, { decision, seen, evidenceHash }, evidence, world.delegations ?? []);
  if ('code' in voted) return refusedDisposal(event, voted.code, voted.reason, voted.remedy);
  const { row, complete, missing } = voted;
  if (decision === 'rejected') {
    if (typeof reason !== 'string' || reason.trim() === '')
      return refusedDisposal(event, 'REASON_MISSING', 'a rejection needs a reason', 'say why, in a word or a sentence');
    return done([{ type: 'approvalRefused', row, reason }, ...endDisposal(state, 'rejected', today, reason, actor.id)]);
  }
  if (!complete) return done([{ type: 'approvalGiven', row, complete }], { approvalsMissing: missing });
  const { role, seizureDays, seizureNoticeDays, saleDays } = collateralRulesOf(policy);
  const taken = state.seizedOn !== null;
  const respondBy = addDays(today, seizureNoticeDays);
  return done(
    [
      { type: 'approvalGiven', row, complete },
      ...closeAll(state, 'approved', today, actor.id),
      ...(taken ? [] : everybody(state).map((id) => wanted(state, 'seizure', id, today, { respondBy }))),
      taken
        ? askFor(state, 'sale', role, today, addDays(today, saleDays))
        : askFor(state, 'seizure', role, today, addDays(today, seizureDays)),
    ],
    { approvalsMissing: missing },
  );
}
