import { refuse } from './case.ts';
import type { Actor, Applied, CaseEvent } from './case.ts';
import type { PlainDate } from './date.ts';
import { openPartnerTask } from './partnerTask.ts';
import { judged, partnerRulesOf } from './partnerRules.ts';
import { rulesIn } from './partnerRulesIn.ts';
import type { PartnerOutcome, PartnerProposal, PartnerState, PartnerWish } from './partnerState.ts';
import type { World } from './world.ts';

type Result = Applied<PartnerOutcome>;

interface Asked {
  readonly state: PartnerState;
  readonly event: CaseEvent;
  readonly world: World;
  readonly today: PlainDate;
}
type Signed = Asked & { readonly actor: Actor };

/** An event that does not fit: refused with code, reason and remedy, and written down. */
export function refusedPartner(event: CaseEvent, code: string, reason: string, remedy: string): Result {
  const by = event.actor?.id;
  return {
    outcomes: [
      { type: 'refused', eventId: event.id, what: event.type, code, reason, ...(by === undefined ? {} : { by }) },
    ],
    answer: refuse(code, reason, remedy),
  };
}

/** Commands that a person gives about a partner. Stopping is one person's word, going on is two's (docs/partners.md). */
export function partnerCommand(asked: Asked): Result {
  const { event } = asked;
  const { actor } = event;
  if (actor === undefined || actor === null)
    return refusedPartner(
      event,
      'SIGNATURE_INVALID',
      'the command is not signed by this deployment',
      'send it through the API',
    );
  const signed: Signed = { ...asked, actor };
  switch (event.type) {
    case 'markPartner':
      return mark(signed);
    case 'reviewPartner':
      return review(signed);
    case 'proposeReinstatement':
      return propose(signed, { what: 'reinstate' });
    case 'proposeRules': {
      const rules = rulesIn(event.content['rules']);
      if (typeof rules === 'string') return refusedPartner(event, 'RULES_INVALID', rules, 'see docs/partners.md');
      return propose(signed, { what: 'rules', rules });
    }
    case 'approveProposal':
      return approve(signed);
    case 'rejectProposal':
      return reject(signed);
    case 'withdrawProposal':
      return withdraw(signed);
    default:
      return refusedPartner(
        event,
        'COMMAND_UNKNOWN',
        `a partner knows no command ${event.type}`,
        'see the list of commands',
      );
  }
}

/** Those who may speak about a partner: who looks at it, and who decides about it. */
function mayNotSpeak({ state, event, actor }: Signed): Result | null {
  const { review: looks, approval } = partnerRulesOf(state);
  const roles = [looks.role, looks.escalateTo, ...approval.roles];
  return roles.includes(actor.role) ? null : roleMissing(event, actor, roles);
}

const roleMissing = (event: CaseEvent, { role }: Actor, roles: readonly string[]): Result =>
  refusedPartner(
    event,
    'ROLE_NOT_ALLOWED',
    `${role} may not decide this`,
    `ask one of ${[...new Set(roles)].join(', ')}`,
  );

function reasonIn({ content: { reason } }: CaseEvent): string | null {
  return typeof reason === 'string' && reason.trim() !== '' ? reason : null;
}
const reasonMissing = (event: CaseEvent): Result =>
  refusedPartner(event, 'REASON_MISSING', `${event.type} needs a reason`, 'say why, in a word or a sentence');

function lookedAt({ state, world, today }: Asked) {
  return judged(world.partner?.claims ?? [], partnerRulesOf(state), state.reinstatedOn, today);
}

/** Command `markPartner`: `{ reason }`. It is not counted on from now on, whatever its figures say. */
function mark(asked: Signed): Result {
  const { state, event, actor, world, today } = asked;
  const notFor = mayNotSpeak(asked);
  if (notFor !== null) return notFor;
  const reason = reasonIn(event);
  if (reason === null) return reasonMissing(event);
  if (state.notPerforming !== undefined)
    return refusedPartner(
      event,
      'ALREADY_MARKED',
      `it counts as not performing since ${state.notPerforming.since}`,
      'nothing has to be done',
    );
  const rules = partnerRulesOf(state);
  const { figures, failed: claims } = lookedAt(asked);
  return {
    outcomes: [
      { type: 'partnerMarked', because: 'person', reason, figures, claims, rules, by: actor.id, on: today },
      openPartnerTask(state, 'partnerReview', rules.review, world.calendar, today),
    ],
    answer: { ok: true, notPerforming: today },
  };
}

const tasksOf = ({ tasks }: PartnerState, kind: string): string[] =>
  Object.entries(tasks).flatMap(([taskId, task]) => (task.kind === kind ? [taskId] : []));

const closed = (taskIds: readonly string[], result: string, by: string, on: PlainDate): PartnerOutcome[] =>
  taskIds.map((taskId) => ({ type: 'taskClosed', taskId, result, by, on }));

/** Command `reviewPartner`: `{ reason }`. Somebody has looked at it; it stays marked, and over its limit. */
function review(asked: Signed): Result {
  const { state, event, actor, today } = asked;
  const notFor = mayNotSpeak(asked);
  if (notFor !== null) return notFor;
  const open = [...tasksOf(state, 'partnerReview'), ...tasksOf(state, 'partnerLimit')];
  if (open.length === 0)
    return refusedPartner(event, 'NOT_ASKED', 'nobody has asked to look at it', 'nothing has to be done');
  const reason = reasonIn(event);
  if (reason === null) return reasonMissing(event);
  return {
    outcomes: [
      { type: 'partnerReviewed', reason, by: actor.id, on: today },
      ...closed(open, 'reviewed', actor.id, today),
    ],
    answer: { ok: true },
  };
}

/** Commands `proposeReinstatement`: `{ reason }` and `proposeRules`: `{ rules, reason }`; another person decides. */
function propose(asked: Signed, wish: PartnerWish): Result {
  const { state, event, actor, world, today } = asked;
  const notFor = mayNotSpeak(asked);
  if (notFor !== null) return notFor;
  const reason = reasonIn(event);
  if (reason === null) return reasonMissing(event);
  if (wish.what === 'reinstate' && state.notPerforming === undefined)
    return refusedPartner(event, 'PARTNER_PERFORMS', 'it is counted on already', 'nothing has to be done');
  const same = state.proposals.find((one) => one.wish.what === wish.what);
  if (same !== undefined)
    return refusedPartner(
      event,
      'PROPOSAL_OPEN',
      `number ${same.number} asks for the same and is not decided`,
      'decide or withdraw that one',
    );
  const { approval } = partnerRulesOf(state);
  const [role = approval.escalateTo] = approval.roles;
  const task = openPartnerTask(state, 'partnerApproval', { ...approval, role }, world.calendar, today);
  const number = state.proposed + 1;
  const proposal: PartnerProposal = { number, wish, reason, by: actor.id, on: today, taskId: task.taskId };
  return {
    outcomes: [{ type: 'partnerProposed', proposal }, task],
    answer: { ok: true, proposal: number },
  };
}

/** The proposal that a command names by its number or its task, or why not. */
function named({ state, event }: Asked): PartnerProposal | Result {
  const { content } = event;
  const one = state.proposals.find(
    ({ number, taskId }) => number === content['proposal'] || taskId === content['taskId'],
  );
  return (
    one ??
    refusedPartner(
      event,
      'PROPOSAL_UNKNOWN',
      'nothing of that number waits for a decision',
      'look at the partner again',
    )
  );
}

/** Who decides: a role that may, and never the person who asked (domain.md §7, Approvals). */
function mayNotDecide({ state, event, actor }: Signed, { by }: PartnerProposal): Result | null {
  const { roles, escalateTo } = partnerRulesOf(state).approval;
  const all = [...roles, escalateTo];
  if (!all.includes(actor.role)) return roleMissing(event, actor, all);
  if (actor.id !== by) return null;
  return refusedPartner(event, 'SAME_PERSON', `${by} has asked for it`, 'let somebody else decide');
}

/** Command `approveProposal`: `{ proposal }`. */
function approve(asked: Signed): Result {
  const { state, actor, today } = asked;
  const one = named(asked);
  if ('outcomes' in one) return one;
  const notFor = mayNotDecide(asked, one);
  if (notFor !== null) return notFor;
  const { number, wish, by: askedBy, taskId } = one;
  const decided = { number, askedBy, by: actor.id, role: actor.role, on: today };
  const done: PartnerOutcome =
    wish.what === 'rules'
      ? { type: 'partnerRulesSet', rules: wish.rules, ...decided }
      : { type: 'partnerReinstated', figures: lookedAt(asked).figures, ...decided };
  const over = wish.what === 'reinstate' ? tasksOf(state, 'partnerReview') : [];
  return {
    outcomes: [done, ...closed([taskId, ...over], 'approved', actor.id, today)],
    answer: { ok: true, proposal: number },
  };
}

/** Command `rejectProposal`: `{ proposal, reason }`. */
function reject(asked: Signed): Result {
  const one = named(asked);
  if ('outcomes' in one) return one;
  return mayNotDecide(asked, one) ?? close(asked, one, 'rejected');
}

/** Command `withdrawProposal`: `{ proposal, reason }`, by the person who asked. */
function withdraw(asked: Signed): Result {
  const one = named(asked);
  if ('outcomes' in one) return one;
  const { event, actor } = asked;
  if (actor.id === one.by) return close(asked, one, 'withdrawn');
  return refusedPartner(event, 'NOT_YOURS', `${one.by} has asked for it`, 'reject it instead');
}

function close({ event, actor, today }: Signed, one: PartnerProposal, as: 'rejected' | 'withdrawn'): Result {
  const reason = reasonIn(event);
  if (reason === null) return reasonMissing(event);
  const { number, taskId } = one;
  return {
    outcomes: [
      { type: 'partnerProposalClosed', number, as, reason, by: actor.id, on: today },
      ...closed([taskId], as, actor.id, today),
    ],
    answer: { ok: true, proposal: number },
  };
}
