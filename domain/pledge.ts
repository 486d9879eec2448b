import type { Actor, Applied, CaseEvent } from './case.ts';
import { nextTrackId } from './carryOut.ts';
import { itemOf } from './collateralEvents.ts';
import { COLLATERAL_KINDS, collateralRulesOf } from './collateralRules.ts';
import type { CollateralItem, CollateralReport } from './collateralState.ts';
import { addDays, isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf, decisionFacts } from './day.ts';
import type { Day } from './day.ts';
import { answerBy } from './disputeRules.ts';
import { documentsIn } from './evidence.ts';
import { foldLoan } from './loanFold.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { noticeLine } from './notice.ts';
import type { Policy, Step } from './policy.ts';
import type { Posting } from './posting.ts';
import { booked } from './standing.ts';
import type { World } from './world.ts';

type LoanApplied = Applied<LoanOutcome>;

/** Who brings what is pledged when the core banking system sends it. */
export const BY_IMPORT: Actor = { id: 'import', role: 'import', authenticated: true };

/**
 * Command `addCollateral`, and fact `pledged` of an import:
 * `{ id, kind, valueMinor, valuedOn?, ownerId?, documents?, insuredUntil?, registeredUntil? }`.
 */
export function collateralAdded(state: LoanState, event: CaseEvent, today: PlainDate, { id: by }: Actor): LoanApplied {
  const { id, valueMinor, ownerId = null, valuedOn } = event.content;
  const kind = COLLATERAL_KINDS.find((word) => word === event.content['kind']);
  if (state.closed !== null) return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'nothing has to be secured');
  if (kind === undefined)
    return refused(
      event,
      'COLLATERAL_KIND_UNKNOWN',
      'it is not said what it is',
      `write kind: ${COLLATERAL_KINDS.join(', ')}`,
    );
  if (typeof id !== 'string' || !/^[A-Za-z0-9-]{1,40}$/.test(id))
    return refused(event, 'ITEM_ID_INVALID', 'it has no id', 'write id: letters, digits and hyphens, 40 at most');
  if (itemOf(state, id) !== undefined)
    return refused(
      event,
      'ITEM_KNOWN',
      `${id} secures the loan already`,
      'update that one, or give this an id of its own',
    );
  if (typeof valueMinor !== 'number' || !Number.isSafeInteger(valueMinor) || valueMinor <= 0)
    return refused(event, 'AMOUNT_NOT_POSITIVE', 'its value is no amount above zero', 'give it in minor units');
  if (ownerId !== null && (typeof ownerId !== 'string' || ownerId === ''))
    return refused(event, 'OWNER_INVALID', 'the owner is no id of a person', 'leave it out where the borrower owns it');
  const documents = documentsIn(event.content);
  if (documents === null)
    return refused(
      event,
      'DOCUMENTS_INVALID',
      'documents is no list of documents',
      'name the title document by its id',
    );
  const ends = endsOf(event);
  if (ends === null)
    return refused(event, 'DATE_INVALID', 'an end of insurance or registration is no date', 'write YYYY-MM-DD');
  if (valuedOn !== undefined && (!isPlainDate(valuedOn) || valuedOn > today))
    return refused(event, 'DATE_INVALID', 'the day of the value is no day up to today', 'write YYYY-MM-DD');
  const item: CollateralItem = {
    ...{ id, kind, valueMinor, ownerId: ownerId === state.terms.debtorId ? null : ownerId },
    ...{ title: documents[0] ?? null, ...ends },
    ...(valuedOn === undefined ? {} : { valuedOn }),
  };
  return { outcomes: [{ type: 'collateralAdded', item, by, on: today }], answer: { ok: true, item: id } };
}

/** Command `updateCollateral`: `{ id, insuredUntil?, registeredUntil? }`: renewed. */
export function collateralUpdated(
  state: LoanState,
  event: CaseEvent,
  today: PlainDate,
  { id: by }: Actor,
): LoanApplied {
  const known = itemOf(state, event.content['id']);
  if (known === undefined)
    return refused(event, 'ITEM_UNKNOWN', 'the loan has no such collateral', 'see recoup collateral list');
  const ends = endsOf(event);
  if (ends === null)
    return refused(event, 'DATE_INVALID', 'an end of insurance or registration is no date', 'write YYYY-MM-DD');
  const { id: itemId } = known.item;
  const closed = Object.entries(state.deskTasks ?? {}).flatMap(([taskId, task]): LoanOutcome[] =>
    task.kind === 'collateralExpiry' && taskId.startsWith(`${state.terms.loanId}/collateralExpiry/${itemId} `)
      ? [{ type: 'taskClosed', taskId, result: 'renewed', by, on: today }]
      : [],
  );
  const insuredUntil = ends.insuredUntil ?? known.item.insuredUntil;
  const registeredUntil = ends.registeredUntil ?? known.item.registeredUntil;
  const updated: LoanOutcome = { type: 'collateralUpdated', itemId, insuredUntil, registeredUntil, by, on: today };
  return { outcomes: [updated, ...closed], answer: { ok: true, item: itemId } };
}

function endsOf({ content }: CaseEvent): Pick<CollateralItem, 'insuredUntil' | 'registeredUntil'> | null {
  const { insuredUntil = null, registeredUntil = null } = content;
  const isEnd = (value: unknown): value is PlainDate | null => value === null || isPlainDate(value);
  return isEnd(insuredUntil) && isEnd(registeredUntil) ? { insuredUntil, registeredUntil } : null;
}

/** Command `disposeCollateral`: `{ id, reason }`. A person opens the disposal of a thing (抵押物处置). */
export function disposalAsked(
  state: LoanState,
  event: CaseEvent,
  { policy }: World,
  today: PlainDate,
  actor: Actor,
): LoanApplied {
  const { id, reason } = event.content;
  const known = itemOf(state, id);
  if (state.closed !== null) return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'nothing has to be sold');
  if (known === undefined)
    return refused(event, 'ITEM_UNKNOWN', 'the loan has no such collateral', 'see recoup collateral list');
  if (known.status !== 'pledged')
    return refused(event, 'ITEM_NOT_PLEDGED', `it is ${known.status}`, 'name another one');
  if (typeof reason !== 'string' || reason.trim() === '')
    return refused(event, 'REASON_MISSING', 'a disposal that a person opens needs a reason', 'say why');
  const day = dayOf(state, policy, today);
  const owed = day.pastDue || (day.assessment.writtenOff && !day.assessment.settled);
  if (!owed) return refused(event, 'NOTHING_PAST_DUE', 'nothing is past due', 'what is not due yet is called in first');
  const step = policy.ladder.find(({ action }) => action.do === 'collateral')?.id ?? 'collateral';
  const opened = disposalOpened(state, known.item.id, step, '', day);
  return {
    outcomes: [{ ...opened, asked: { by: actor.id, reason } }],
    answer: { ok: true, track: opened.trackId },
  };
}

/** The step of the ladder opens the disposal of the most valuable thing that is still pledged; null: there is none. */
export function disposalDue(state: LoanState, step: Step, occurrence: string, day: Day): LoanOutcome | null {
  const [most] = (state.collateral ?? [])
    .filter(({ status }) => status === 'pledged')
    .sort((one, other) => other.item.valueMinor - one.item.valueMinor || (one.item.id < other.item.id ? -1 : 1));
  return most === undefined ? null : disposalOpened(state, most.item.id, step.id, occurrence, day);
}

function disposalOpened(
  state: LoanState,
  itemId: string,
  step: string,
  occurrence: string,
  day: Day,
): Extract<LoanOutcome, { type: 'trackOpened' }> {
  return {
    type: 'trackOpened',
    trackId: nextTrackId(state, 'collateral'),
    track: 'collateral',
    ...{ step, occurrence, partnerId: null, on: day.on },
    oldestDueOn: day.assessment.oldestDueOn ?? '',
    line: noticeLine(state.terms, day.assessment),
    facts: decisionFacts(day),
    itemId,
  };
}

/** What a disposal reports: where the thing is, its proceeds as a payment of their own, costs of a redemption as a charge. */
export function disposalReported(
  state: LoanState,
  trackId: string,
  report: CollateralReport,
  eventId: string,
  policy: Policy,
  today: PlainDate,
): LoanOutcome[] {
  const { itemId, item: status, proceedsMinor, chargeMinor } = report;
  const outcomes: LoanOutcome[] = [];
  let current = state;
  const add = (added: readonly LoanOutcome[]): void => {
    outcomes.push(...added);
    for (const outcome of added) current = foldLoan(current, outcome);
  };
  if (itemOf(state, itemId)?.status !== status) add([{ type: 'collateralMoved', itemId, status, on: today }]);
  const post = (posting: Posting): void => {
    if (current.postings.some(({ id }) => id === posting.id)) return;
    add(booked(current, eventId, posting, policy).outcomes);
  };
  if (proceedsMinor !== undefined)
    post({
      ...{ id: `${trackId}/proceeds`, type: 'payment', valueDate: today, bookedOn: today },
      ...{ amountMinor: proceedsMinor, payer: 'collateral' },
    });
  const instalment = current.terms.contract.instalments.at(-1)?.number;
  if (chargeMinor !== undefined && instalment !== undefined)
    post({
      ...{ id: `${trackId}/costs`, type: 'charge', instalment, component: 'fee', amountMinor: chargeMinor },
      ...{ valueDate: today, bookedOn: today },
    });
  return outcomes;
}

/** Ends of insurance and registration that were not asked about: what, and the day on which it is asked. */
function expiries({ collateral = [] }: LoanState, { expiryDays }: { readonly expiryDays: number }) {
  return collateral.flatMap(({ item, status, asked = [] }) => {
    if (status !== 'pledged' && status !== 'inDisposal') return [];
    const ends = [
      ['insured', item.insuredUntil],
      ['registered', item.registeredUntil],
    ] as const;
    return ends.flatMap(([what, until]) =>
      until === null || asked.includes(`${what} ${until}`)
        ? []
        : [{ item, what: `${what} ${until}`, until, on: addDays(until, -expiryDays) }],
    );
  });
}

/** Days on which the loan asks for a renewal. */
export function expiryDeadlines(state: LoanState, policy: Policy): PlainDate[] {
  return state.closed === null ? expiries(state, collateralRulesOf(policy)).map(({ on }) => on) : [];
}

/** Insurance or registration of a pledged thing ends soon: somebody renews it. */
export function expiriesDue(state: LoanState, { policy, calendar }: World, day: Day): LoanOutcome[] {
  const rules = collateralRulesOf(policy);
  return expiries(state, rules)
    .filter(({ on }) => on <= day.on)
    .map(({ item, what }) => ({
      type: 'taskOpened',
      taskId: `${state.terms.loanId}/collateralExpiry/${item.id} ${what}`,
      ...{ task: 'collateralExpiry', step: 'collateralExpiry', occurrence: `${item.id} ${what}` },
      ...{ personId: item.ownerId ?? state.terms.debtorId, role: rules.role, on: day.on },
      dueOn: answerBy(calendar, day.on, 5),
      oldestDueOn: '',
      facts: decisionFacts(day),
    }));
}
