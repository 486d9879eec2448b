import {
  accountFor,
  askFor,
  closeAll,
  endDisposal,
  everybody,
  owedOn,
  ownerOf,
  realise,
  wanted,
} from './collateralEvents.ts';
import { collateralRulesOf, reserveOf } from './collateralRules.ts';

import { addDays, isPlainDate } from './date.ts';
import { formatAmount } from './money.ts';
import type { Minor } from './money.ts';
import { mayContact } from './world.ts';

import { amountMissing, done, minorOf, notNow, refusedDisposal, valueNow } from './collateralAsked.ts';
import type { CollateralApplied, CollateralAsked } from './collateralAsked.ts';
/** Command `seize`: `{ how: voluntary | court }`. Without a court only after notice, and at hours at which a visit is allowed. */
export function seize(asked: CollateralAsked): CollateralApplied {
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
export function addCost({ event, actor }: CollateralAsked): CollateralApplied {
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
export function openRound(asked: CollateralAsked): CollateralApplied {
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
export function closeRound(asked: CollateralAsked): CollateralApplied {
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
export function conclude(asked: CollateralAsked): CollateralApplied {
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
export function paySurplus(asked: CollateralAsked): CollateralApplied {
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
export function release(asked: CollateralAsked): CollateralApplied {
  const { state, event, today, actor } = asked;
  const { reason } = event.content;
  if (state.realised !== null) return notNow(asked, 'it was sold');
  if (typeof reason !== 'string' || reason.trim() === '')
    return refusedDisposal(event, 'REASON_MISSING', 'releasing it needs a reason', 'say why, in a word or a sentence');
  return done(endDisposal(state, 'released', today, reason, actor.id));
}
