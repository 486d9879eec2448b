import { evidenceOf, ruleFor, vote } from './approval.ts';
import type { ApprovalEvidence } from './approval.ts';
import type { Actor, Applied, CaseEvent } from './case.ts';
import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf, decisionFacts } from './day.ts';
import { documentsIn, missingKinds } from './evidence.ts';
import { foldLoan } from './loanFold.ts';
import { refused } from './loanRefusal.ts';
import type { DecisionFacts, LoanOutcome, LoanState } from './loanState.ts';
import { noticeLine } from './notice.ts';
import { REQUEST_KINDS, effectsOf, isFault, requestKind } from './requestKinds.ts';
import type { RequestEffects, RequestFault, RequestSite, RequestWorld } from './requestKinds.ts';
import { endedRequest } from './requestPlan.ts';
import { isOpenRequest, requestRuleOf } from './requestRules.ts';
import type { LoanRequest } from './requestState.ts';
import { effectOf } from './simulation.ts';
import { booked } from './standing.ts';
import type { World } from './world.ts';

type LoanApplied = Applied<LoanOutcome>;

/** A request as it would stand, with what it would do; or why it cannot be asked. */
export function drafted(
  state: LoanState,
  content: CaseEvent['content'],
  world: RequestWorld,
  today: PlainDate,
  maker: string,
): { readonly request: LoanRequest; readonly effects: RequestEffects } | RequestFault {
  const name = REQUEST_KINDS.find((one) => one === content['kind']);
  if (name === undefined)
    return { code: 'REQUEST_UNKNOWN', reason: 'it is not said what is asked', remedy: REQUEST_KINDS.join(', ') };
  const documents = documentsIn(content);
  if (documents === null)
    return { code: 'DOCUMENTS_MALFORMED', reason: 'a document is not named whole', remedy: 'give id, kind and sha256' };
  const { reason } = content;
  if (typeof reason !== 'string' || reason.trim() === '')
    return { code: 'REASON_MISSING', reason: 'a request needs a reason', remedy: 'say why, in a sentence' };
  const rule = requestRuleOf(world.policy, name);
  const lacking = (needed: readonly string[]): RequestFault | null => {
    const missing = missingKinds(needed, documents);
    if (missing.length === 0) return null;
    return {
      code: 'EVIDENCE_MISSING',
      reason: `${name} needs ${missing.join(', ')}`,
      remedy: 'hand the documents in (recoup document add) and name them',
    };
  };
  const unproven = lacking(rule.documents);
  if (unproven !== null) return unproven;
  const id = `${state.terms.loanId}/request/${(state.requests ?? []).length + 1}`;
  const day = dayOf(state, world.policy, today);
  const site: RequestSite = { state, world, day, id, documents };
  const terms = requestKind(name).read(termsIn(content), site);
  if (isFault(terms)) return terms;
  const more = lacking(requestKind(name).documents?.(terms, site) ?? []);
  if (more !== null) return more;
  const effects = effectsOf({ kind: name, terms }, site);
  if (isFault(effects)) return effects;
  const { atStakeMinor, atStakePercent } = effects;
  const asked = ruleFor(rule.approval, atStakeMinor, state.terms.contract.currency, atStakePercent);
  const approval = {
    ...{ rule: asked, maker, askedOn: today, dueOn: addDays(today, asked.answerDays) },
    ...{ escalated: false, rows: [] },
  };
  const made = { id, kind: name, terms, askedOn: today, reason, documents, approval, atStakeMinor };
  // Kind and terms fit together: the kind itself has read them.
  return { request: made as LoanRequest, effects };
}

function termsIn({ terms }: CaseEvent['content']): Readonly<Record<string, unknown>> {
  return typeof terms === 'object' && terms !== null ? (terms as Readonly<Record<string, unknown>>) : {};
}

/** Command `request`: `{ kind, terms, documents?, reason }`. Nothing happens before others have approved it. */
export function requestMade(
  state: LoanState,
  event: CaseEvent,
  world: World,
  today: PlainDate,
  actor: Actor,
): LoanApplied {
  if (state.closed !== null)
    return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'nothing about it can be changed');
  const draft = drafted(state, event.content, world, today, actor.id);
  if (isFault(draft)) return refused(event, draft.code, draft.reason, draft.remedy);
  const { request, effects } = draft;
  const { roles } = requestRuleOf(world.policy, request.kind);
  if (!roles.includes(actor.role))
    return refused(event, 'ROLE_NOT_ALLOWED', `${actor.role} may not ask this`, `ask one of ${roles.join(', ')}`);
  const same = (state.requests ?? []).find((one) => isOpenRequest(one) && one.kind === request.kind);
  if (same !== undefined)
    return refused(event, 'REQUEST_OPEN', `${same.id} asks the same and is open`, 'wait for it, or withdraw it');
  const facts = decisionFacts(dayOf(state, world.policy, today));
  const { rule, dueOn } = request.approval;
  return {
    outcomes: madeRows(state, { request, effects }, world, today, actor.id, facts),
    answer: { ok: true, request: request.id, decideBy: dueOn, approvalsMissing: rule.approvers },
  };
}

/** The rows of a request that is made, by a person or because a policy asks for it. */
export function madeRows(
  state: LoanState,
  { request, effects }: { readonly request: LoanRequest; readonly effects: RequestEffects },
  world: RequestWorld,
  today: PlainDate,
  by: string,
  facts: DecisionFacts,
): LoanOutcome[] {
  const effect = effectOf(state, world.policy, effects, today);
  const { rule, dueOn } = request.approval;
  return [
    { type: 'requestMade', request, effect, facts, by },
    {
      ...{ type: 'taskOpened', taskId: request.id, task: 'request', step: request.kind, occurrence: request.id },
      ...{ personId: state.terms.debtorId, role: rule.roles[0] ?? rule.escalateTo, on: today, dueOn },
      ...{ oldestDueOn: '', facts },
    },
  ];
}

/** What stands on the table for an open request on a day; null when the loan has nothing left for it. */
export function requestEvidence(
  state: LoanState,
  request: LoanRequest,
  world: RequestWorld,
  today: PlainDate,
): ApprovalEvidence | null {
  const day = dayOf(state, world.policy, today);
  const effects = effectsOf(request, { state, world, day, id: request.id });
  if (isFault(effects)) return null;
  const effect = effectOf(state, world.policy, effects, today);
  return { ...evidenceOf(noticeLine(state.terms, day.assessment), request.documents), effect };
}

function openRequest(state: LoanState, { content }: CaseEvent): LoanRequest | RequestFault {
  const request = state.requests?.find(({ id }) => id === content['request']);
  if (request === undefined)
    return { code: 'REQUEST_UNKNOWN', reason: 'the loan has no such request', remedy: 'list the requests' };
  if (isOpenRequest(request)) return request;
  const { as, on } = request.ended ?? { as: '', on: '' };
  return { code: 'REQUEST_OVER', reason: `it ended on ${on} as ${as}`, remedy: 'ask anew' };
}

/** Commands `approveRequest` and `rejectRequest`: `{ request, seen?, evidenceHash?, reason? }`; carried out with the last word. */
export function requestDecided(
  state: LoanState,
  event: CaseEvent,
  world: World,
  today: PlainDate,
  actor: Actor,
): LoanApplied {
  const request = openRequest(state, event);
  if (isFault(request)) return refused(event, request.code, request.reason, request.remedy);
  const decision = event.type === 'approveRequest' ? 'approved' : 'rejected';
  const evidence = requestEvidence(state, request, world, today);
  const { seen, evidenceHash, reason } = event.content;
  if (evidence === null)
    return refused(event, 'FACTS_CHANGED', 'the loan has nothing left for it', 'the request ends by itself');
  const voted = vote(request.approval, actor, { decision, seen, evidenceHash }, evidence, world.delegations ?? []);
  if ('code' in voted) return refused(event, voted.code, voted.reason, voted.remedy);
  const { row, complete, missing } = voted;
  const closed = (result: string): LoanOutcome => ({
    ...{ type: 'taskClosed', taskId: request.id, result, by: actor.id, on: today },
  });
  if (decision === 'rejected') {
    if (typeof reason !== 'string' || reason.trim() === '')
      return refused(event, 'REASON_MISSING', 'a rejection needs a reason', 'say why, in a sentence');
    return {
      outcomes: [{ type: 'requestRejected', requestId: request.id, row, reason }, closed('rejected')],
      answer: { ok: true, request: request.id, ended: 'rejected' },
    };
  }
  const approved: LoanOutcome = { type: 'requestApproved', requestId: request.id, row, complete };
  if (!complete) return { outcomes: [approved], answer: { ok: true, request: request.id, approvalsMissing: missing } };
  return {
    outcomes: [
      approved,
      ...carriedOut(foldLoan(state, approved), request, world, today, actor.id, event.id),
      closed('approved'),
    ],
    answer: { ok: true, request: request.id, ended: 'executed' },
  };
}

/** What was approved is done in the same decision, on the loan as it stands now. */
export function carriedOut(
  state: LoanState,
  request: LoanRequest,
  world: World,
  today: PlainDate,
  by: string,
  eventId: string,
): LoanOutcome[] {
  const day = dayOf(state, world.policy, today);
  const effects = effectsOf(request, { state, world, day, id: request.id });
  if (isFault(effects)) return endedRequest(request, 'lapsed', effects.reason, by, today);
  const effect = effectOf(state, world.policy, effects, today);
  const { running } = effects;
  const outcomes: LoanOutcome[] = [
    {
      ...{ type: 'requestExecuted', requestId: request.id, kind: request.kind, effect, by, on: today },
      ...(request.campaign === undefined ? {} : { campaign: request.campaign }),
      ...(running === undefined ? {} : { running }),
    },
  ];
  let current = outcomes.reduce<LoanState>(foldLoan, state);
  for (const posting of effects.postings) {
    const { outcomes: rows, after } = booked(current, eventId, posting, world.policy);
    outcomes.push(...rows);
    current = after;
  }
  return [...outcomes, ...(effects.outcomes ?? [])];
}

/** Command `withdrawRequest`: `{ request, reason }`, by who asked or whom it escalates to. */
export function requestWithdrawn(state: LoanState, event: CaseEvent, today: PlainDate, actor: Actor): LoanApplied {
  const request = openRequest(state, event);
  if (isFault(request)) return refused(event, request.code, request.reason, request.remedy);
  const { maker, rule } = request.approval;
  if (actor.id !== maker && actor.role !== rule.escalateTo)
    return refused(event, 'NOT_MAKER', 'somebody else asked it', `let ${maker} or a ${rule.escalateTo} do it`);
  const { reason } = event.content;
  if (typeof reason !== 'string' || reason.trim() === '')
    return refused(event, 'REASON_MISSING', 'it needs a reason', 'say why, in a sentence');
  return {
    outcomes: endedRequest(request, 'withdrawn', reason, actor.id, today),
    answer: { ok: true, request: request.id, ended: 'withdrawn' },
  };
}
