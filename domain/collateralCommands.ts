import { ruleFor, vote } from './approval.ts';
import type { Actor, Applied, CaseEvent } from './case.ts';
import {
  accountFor,
  disposalEvidence,
  askFor,
  closeAll,
  endDisposal,
  everybody,
  leastOf,
  owedOn,
  ownerOf,
  realise,
  valueAfter,
  wanted,
} from './collateralEvents.ts';
import { DISPOSAL_WAYS, collateralRulesOf, reserveOf } from './collateralRules.ts';
import type { CollateralOutcome, CollateralState } from './collateralState.ts';
import { addDays, isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import { documentsIn } from './evidence.ts';
import type { Instant } from './instant.ts';
import { formatAmount } from './money.ts';
import type { Minor } from './money.ts';
import { mayContact } from './world.ts';
import type { World } from './world.ts';

type CollateralApplied = Applied<CollateralOutcome>;

/** A command to a disposal, with everything that it is judged by. */
export interface CollateralAsked {
  readonly state: CollateralState;
  readonly event: CaseEvent;
  readonly actor: Actor;
  readonly world: World;
  readonly today: PlainDate;
  readonly now: Instant;
}

export function refusedDisposal(event: CaseEvent, code: string, reason: string, remedy: string): CollateralApplied {
  const by = event.actor?.id;
  return {
    outcomes: [
      { type: 'refused', eventId: event.id, what: event.type, code, reason, ...(by === undefined ? {} : { by }) },
    ],
    answer: { ok: false, code, reason, remedy },
  };
}

const done = (
  outcomes: readonly CollateralOutcome[],
  more: Readonly<Record<string, unknown>> = {},
): CollateralApplied => ({
  outcomes,
  answer: { ok: true, ...more },
});

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

function notNow({ state, event }: CollateralAsked, remedy: string): CollateralApplied {
  return refusedDisposal(event, 'NOT_NOW', `it is ${state.status}`, remedy);
}

function minorOf({ content }: CaseEvent, field: string): Minor | null {
  const amount = content[field];
  return typeof amount === 'number' && Number.isSafeInteger(amount) && amount > 0 ? amount : null;
}

const amountMissing = (event: CaseEvent, field: string): CollateralApplied =>
  refusedDisposal(
    event,
    'AMOUNT_NOT_POSITIVE',
    `${field} is no amount above zero`,
    'give it in minor units of the currency',
  );

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

/** The value that counts today; refused when there is none or it has run out. */
function valueNow({ state, event, today }: CollateralAsked): Minor | CollateralApplied {
  const latest = state.valuations.at(-1);
  if (state.valueMinor === null || latest === undefined)
    return refusedDisposal(
      event,
      'NOT_VALUED',
      'no value counts now',
      'have it valued, twice where the values differ too much',
    );
  if (latest.validUntil < today)
    return refusedDisposal(
      event,
      'VALUATION_EXPIRED',
      `the valuation held until ${latest.validUntil}`,
      'have it valued again',
    );
  return state.valueMinor;
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

/** Command `seize`: `{ how: voluntary | court }`. Without a court only after notice, and at hours at which a visit is allowed. */
function seize(asked: CollateralAsked): CollateralApplied {
  const { state, event, world, today, now, actor } = asked;
  if (state.status !== 'approved') return notNow(asked, 'it is taken when that is approved');
  const { how } = event.content;
  if (how !== 'voluntary' && how !== 'court')
    return refusedDisposal(event, 'HOW_UNKNOWN', 'it is not said how it was taken', 'write how: voluntary or court');
  const { seizureNoticeDays, saleDays, role } = collateralRulesOf(world.policy);
  if (how === 'voluntary') {
    const notices = state.notices.filter(({ about }) => about === 'seizure');
    const told = notices.every(({ status }) => status === 'left');
    const free = addDays(state.statusOn, seizureNoticeDays);
    if (notices.length === 0 || !told || today < free)
      return refusedDisposal(
        event,
        'NOTICE_NOT_GIVEN',
        told ? `they were given notice until ${free}` : 'the notice has not reached them',
        'wait for it, or let a court take it',
      );
    const owner = world.people[ownerOf(state)];
    const permission = owner === undefined ? null : mayContact(world, owner, 'visit', state.terms.loanId, now);
    if (permission !== null && permission.answer !== 'allowed')
      return refusedDisposal(
        event,
        'NOT_PERMITTED',
        `nobody may call on them now (rule ${permission.rule})`,
        'take it at permitted hours, or by a court',
      );
  }
  return done([
    ...closeAll(state, 'seized', today, actor.id),
    { type: 'seized', how, by: actor.id, on: today },
    askFor(state, 'sale', role, today, addDays(today, saleDays)),
  ]);
}

/** Command `addCost`: `{ amountMinor, what }`. Costs come out of the price first. */
function addCost({ event, actor }: CollateralAsked): CollateralApplied {
  const { what } = event.content;
  const amountMinor = minorOf(event, 'amountMinor');
  if (amountMinor === null) return amountMissing(event, 'amountMinor');
  if (typeof what !== 'string' || what.trim() === '')
    return refusedDisposal(
      event,
      'REASON_MISSING',
      'it is not said what for',
      'write what: towing, storage, auction …',
    );
  return done([{ type: 'costAdded', amountMinor, what, by: actor.id }]);
}

/** Command `openRound`: `{ opensOn }`. The reserve follows from the value and the rounds before; everybody is given notice. */
function openRound(asked: CollateralAsked): CollateralApplied {
  const { state, event, world, today, actor } = asked;
  if (state.status !== 'possessed' || state.disposal?.way !== 'auction')
    return notNow(asked, 'an auction is held of what was taken, and approved for it');
  const valueMinor = valueNow(asked);
  if (typeof valueMinor !== 'number') return valueMinor;
  const rules = collateralRulesOf(world.policy);
  const byRule = reserveOf(rules, valueMinor, state.rounds.length);
  if (byRule === null)
    return refusedDisposal(
      event,
      'NO_ROUND_LEFT',
      `${state.rounds.length} rounds were held`,
      'propose a private sale, take it in lieu, or release it',
    );
  const reserveMinor = state.rounds.length === 0 ? Math.max(byRule, state.disposal.leastMinor) : byRule;
  const { opensOn } = event.content;
  const earliest = addDays(today, rules.saleNoticeDays);
  if (!isPlainDate(opensOn) || opensOn < earliest)
    return refusedDisposal(
      event,
      'NOTICE_TOO_SHORT',
      `notice of a sale is given ${rules.saleNoticeDays} days before`,
      `let it open on ${earliest} or later`,
    );
  const fields = { saleOn: opensOn, saleAmount: formatAmount(reserveMinor, state.line.currency) };
  return done(
    [
      ...closeAll(state, 'announced', today, actor.id),
      {
        type: 'roundOpened',
        round: { reserveMinor, opensOn, result: 'open' },
        number: state.rounds.length + 1,
        by: actor.id,
        on: today,
      },
      ...everybody(state).map((id) => wanted(state, 'sale', id, today, fields)),
      askFor(state, 'auction', rules.role, today, addDays(opensOn, 3)),
    ],
    { round: state.rounds.length + 1, reserveMinor },
  );
}

/** Command `closeRound`: `{ result: sold | failed, priceMinor? }`. */
function closeRound(asked: CollateralAsked): CollateralApplied {
  const { state, event, world, today, actor } = asked;
  const round = state.rounds.at(-1);
  if (state.status !== 'onSale' || round === undefined) return notNow(asked, 'open a round first');
  if (today < round.opensOn)
    return refusedDisposal(event, 'TOO_EARLY', `it opens on ${round.opensOn}`, 'wait for that day, or release it');
  const { result } = event.content;
  const { role, saleDays } = collateralRulesOf(world.policy);
  if (result === 'failed')
    return done([
      ...closeAll(state, 'failed', today, actor.id),
      { type: 'roundFailed', number: state.rounds.length, by: actor.id, on: today },
      askFor(state, 'sale', role, today, addDays(today, saleDays)),
    ]);
  if (result !== 'sold')
    return refusedDisposal(event, 'RESULT_UNKNOWN', 'it is not said what came of it', 'write result: sold or failed');
  return atPrice(asked, round.reserveMinor);
}

/** Commands `sell`: `{ priceMinor }`, and `accept`: `{ priceMinor }`, the value at which it is taken in lieu (以物抵债). */
function conclude(asked: CollateralAsked): CollateralApplied {
  const { state, event } = asked;
  const way = event.type === 'sell' ? 'privateSale' : 'acceptance';
  if (state.status !== 'possessed' || state.disposal?.way !== way)
    return notNow(asked, `it has to be taken, and approved for ${way}`);
  const valueMinor = valueNow(asked);
  if (typeof valueMinor !== 'number') return valueMinor;
  return atPrice(asked, state.disposal.leastMinor);
}

function atPrice({ state, event, world, today, actor }: CollateralAsked, leastMinor: Minor): CollateralApplied {
  const priceMinor = minorOf(event, 'priceMinor');
  if (priceMinor === null) return amountMissing(event, 'priceMinor');
  const { currency } = state.line;
  if (priceMinor < leastMinor)
    return refusedDisposal(
      event,
      'PRICE_BELOW_RESERVE',
      `${formatAmount(priceMinor, currency)} is below ${formatAmount(leastMinor, currency)}`,
      'let the round fail, or have a lower price approved',
    );
  const realised = accountFor(state, priceMinor, owedOn(world, today), today);
  return done(realise(state, world, priceMinor, today, actor.id), { ...realised });
}

/** Command `paySurplus`: the owner got what was over. */
function paySurplus(asked: CollateralAsked): CollateralApplied {
  const { state, today, actor } = asked;
  const { realised } = state;
  if (state.status !== 'surplusOwed' || realised === null) return notNow(asked, 'nothing is over');
  const as = realised.way === 'acceptance' ? 'takenInLieu' : 'realised';
  return done([
    { type: 'surplusPaid', amountMinor: realised.surplusMinor, by: actor.id, on: today },
    ...closeAll(state, 'paid', today, actor.id),
    { type: 'ended', as, because: 'the surplus was paid back', by: actor.id, on: today },
  ]);
}

/** Command `release`: `{ reason }`. The lender gives it free; what is owed stays owed. */
function release(asked: CollateralAsked): CollateralApplied {
  const { state, event, today, actor } = asked;
  const { reason } = event.content;
  if (state.realised !== null) return notNow(asked, 'it was sold');
  if (typeof reason !== 'string' || reason.trim() === '')
    return refusedDisposal(event, 'REASON_MISSING', 'releasing it needs a reason', 'say why, in a word or a sentence');
  return done(endDisposal(state, 'released', today, reason, actor.id));
}
