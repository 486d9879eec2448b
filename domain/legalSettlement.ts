/** Settlement and mediation (和解, 调解): agreed in any state with payment dates; kept it ends the suit, broken it goes back. */
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { documentsIn } from './evidence.ts';
import { amountOfText, comingDayIn, endDeadlines, isNo, no, refusedFor, setDeadline } from './legalAsked.ts';
import type { No, TrackApplied } from './legalAsked.ts';
import { legalRulesOf } from './legalRules.ts';
import type { LegalDeadline, Settlement } from './legalState.ts';
import type { Minor } from './money.ts';
import { receiptsOf } from './promiseVerdict.ts';
import { ending, mustStay, readyToFile } from './trackEvents.ts';
import type { TrackAsked } from './trackRules.ts';
import type { TrackOutcome, TrackState, TrackStatus } from './trackState.ts';
import type { World } from './world.ts';

const MOST_DATES = 60;

/**
 * Command `settle`: `{ dates: [{ dueOn, amount }], confirmed?, documents }`. `confirmed` when the court has made it a
 * mediation paper (调解书): broken, it can be enforced at once.
 */
export function settle(asked: TrackAsked): TrackApplied {
  const { state, event, world, today, actor } = asked;
  if (state.status === 'settling')
    return refusedFor(asked, no('SETTLEMENT_OPEN', 'an agreement is being performed', 'wait for it, or end this one'));
  if (state.status === 'demanding')
    return refusedFor(
      asked,
      no('DEMAND_LEAVING', 'the demand is leaving at this moment', 'record it when it has left'),
    );
  const dates = datesIn(asked);
  if (isNo(dates)) return refusedFor(asked, dates);
  const documents = documentsIn(event.content);
  if (documents === null || documents.length === 0)
    return refusedFor(
      asked,
      no('DOCUMENTS_MISSING', 'the agreement is not there', 'hand in the agreement and name it'),
    );
  const settlement: Settlement = {
    agreedOn: today,
    confirmed: event.content['confirmed'] === true,
    dates,
    graceDays: legalRulesOf(world.policy).settlement.graceDays,
    back: state.status,
  };
  return {
    outcomes: [
      { type: 'settlementAgreed', settlement, documents, by: actor.id, on: today },
      ...dates.map(({ dueOn }, offset) =>
        setDeadline(state, world, today, { kind: 'settlementPayment', from: today, named: dueOn, offset }),
      ),
    ],
    answer: { ok: true, until: dates.at(-1)?.dueOn },
  };
}

function datesIn(asked: TrackAsked): Settlement['dates'] | No {
  const { dates } = asked.event.content;
  if (!Array.isArray(dates) || dates.length === 0)
    return no('SETTLEMENT_EMPTY', 'no payment is agreed', 'give dates: [{ dueOn, amount }]');
  if (dates.length > MOST_DATES)
    return no('SETTLEMENT_TOO_MANY_DATES', `${dates.length} dates`, `agree on ${MOST_DATES} at most`);
  const read: { dueOn: PlainDate; amountMinor: Minor }[] = [];
  for (const item of dates as readonly unknown[]) {
    const content = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>;
    const dueOn = comingDayIn({ ...asked, event: { ...asked.event, content } }, 'dueOn');
    if (isNo(dueOn)) return dueOn;
    const last = read.at(-1)?.dueOn;
    if (last !== undefined && dueOn <= last)
      return no('DATE_ORDER', `${dueOn} does not come after ${last}`, 'order them by day');
    const { amount } = content;
    const amountMinor = typeof amount === 'string' ? amountOfText(amount, asked.state.line.currency, 'amount') : null;
    if (amountMinor === null) return no('AMOUNT_NOT_DECIMAL', 'amount is no decimal text', 'write it as "1250.00"');
    if (isNo(amountMinor)) return amountMinor;
    read.push({ dueOn, amountMinor });
  }
  return read;
}

/** Days on which the verdict on a payment falls. */
export function settlementDays({ legal }: TrackState): PlainDate[] {
  const { settlement } = legal ?? {};
  return (settlement?.dates ?? []).map(({ dueOn }) => addDays(dueOn, (settlement?.graceDays ?? 0) + 1));
}

/**
 * What became of the payments that were agreed: money value-dated since the agreement, by anybody but a dealer or an
 * insurer, counts for the earliest payment first. All of it paid ends the legal action; one payment short breaks it.
 */
export function settlementVerdict(state: TrackState, { loan }: World, on: PlainDate): TrackOutcome[] {
  const { settlement, filedOn } = state.legal ?? {};
  if (settlement === undefined || loan === null || state.status !== 'settling') return [];
  const { agreedOn, dates, graceDays, back, confirmed } = settlement;
  const receipts = receiptsOf(loan.terms.contract, loan.postings, on).filter(({ valueDate }) => valueDate >= agreedOn);
  const receivedBy = (day: PlainDate): Minor =>
    receipts.reduce((sum, { valueDate, amountMinor }) => (valueDate <= day ? sum + amountMinor : sum), 0);
  const totalMinor = dates.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const payments = { as: 'met', because: 'paid', by: 'clock', on } as const;
  if (receivedBy(on) >= totalMinor) {
    const met = endDeadlines(state, ({ kind }) => kind === 'settlementPayment', payments);
    return mustStay(state) ? met : [...met, ...ending(state, 'settled', on, 'the agreement was performed', 'clock')];
  }
  const outcomes: TrackOutcome[] = [];
  let neededMinor = 0;
  for (const { dueOn, amountMinor } of dates) {
    neededMinor += amountMinor;
    const until = addDays(dueOn, graceDays);
    const receivedMinor = receivedBy(until < on ? until : on);
    if (receivedMinor >= neededMinor) {
      outcomes.push(...endDeadlines(state, (one) => one.kind === 'settlementPayment' && one.dueOn === dueOn, payments));
      continue;
    }
    if (on <= until) continue;
    const goesOn = backFrom(back, confirmed && filedOn !== undefined);
    const ends = { because: 'the agreement is broken', by: 'clock', on } as const;
    return [
      ...outcomes,
      { type: 'settlementBroken', dueOn, neededMinor, receivedMinor, back: goesOn, on },
      ...endDeadlines(state, (one) => isPayment(one) && one.dueOn === dueOn, { as: 'lapsed', ...ends }),
      ...endDeadlines(state, (one) => isPayment(one) && one.dueOn > dueOn, { as: 'dropped', ...ends }),
      ...(goesOn === 'unanswered' ? [readyToFile(state, on)] : []),
    ];
  }
  return outcomes;
}

const isPayment = ({ kind }: LegalDeadline): boolean => kind === 'settlementPayment';

/** Confirmed by the court it can be enforced; agreed after the letter, the suit is filed; else it goes on where it was. */
function backFrom(back: TrackStatus, enforceable: boolean): TrackStatus {
  if (enforceable && back !== 'enforcement' && back !== 'terminated') return 'effective';
  return back === 'demanded' || back === 'accepted' || back === 'contested' || back === 'readyToFile'
    ? 'unanswered'
    : back;
}
