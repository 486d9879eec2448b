/** One loan as a person needs to see it: who (masked), what is owed, where it stands, what happens next and why. */
import { otherLoans, readLoan, tracksOf } from '../db/loanRecord.ts';
import type { LoanRecord } from '../db/loanRecord.ts';
import { personFacts, readPerson } from '../db/person.ts';
import type { PersonFacts } from '../db/person.ts';
import { listTasks } from '../db/work.ts';
import { isClaimed } from '../domain/circumstanceRules.ts';
import { claimStatement } from '../domain/claimStatement.ts';
import { components } from '../domain/contract.ts';
import { dayOf, partiesOf, partyId } from '../domain/day.ts';
import type { Day } from '../domain/day.ts';
import { localDate, localTime } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { rightViews } from '../domain/limitationView.ts';
import { stageOf } from '../domain/loanView.ts';
import type { LoanState } from '../domain/loan.ts';
import type { Policy } from '../domain/policy.ts';
import { promisesOf } from '../domain/promiseView.ts';
import { nowOf } from './context.ts';
import type { Language } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { maskName, maskPhone } from './mask.ts';
import { decimal } from './money.ts';
import { nextOf } from './next.ts';
import { Problem } from './problem.ts';
import { requestShown } from './request.ts';
import { temporaryLoansOf } from './temporaryLoan.ts';
import { codeWords, said } from './words/codes.ts';
import { dictionaries } from './words/index.ts';
import { rightWords } from './words/limitation.ts';

/** The record of a loan on which something was decided. @throws Problem LOAN_UNKNOWN, LOAN_STARTING */
export async function loanRecord(deps: ApiDeps, loanId: string): Promise<LoanRecord & { readonly state: LoanState }> {
  const record = await readLoan(deps.db, loanId);
  if (record === null)
    throw new Problem(404, 'LOAN_UNKNOWN', `there is no loan ${loanId}`, 'check the id, or start the loan first');
  const { state } = record;
  if (state === null)
    throw new Problem(503, 'LOAN_STARTING', `loan ${loanId} is stored and not decided yet`, 'ask again in a moment');
  return { ...record, state };
}

/** @throws Problem LOAN_UNKNOWN, LOAN_STARTING */
export async function showLoan(deps: ApiDeps, loanId: string, asked: Language | undefined): Promise<object> {
  const record = await loanRecord(deps, loanId);
  const { state, policy } = record;
  const { terms } = state;
  const language = asked ?? policy.language;
  const words = dictionaries[language];
  const now = await nowOf(deps);
  const day = dayOf(state, policy, localDate(now, policy.timeZone));
  const stage = stageOf(state, day.pastDue, day.onHold);
  const next = nextOf(state, policy, deps.calendarOf(policy.calendar), record.wakeAt);
  const segment = policy.segments.find(({ id }) => id === day.segment);
  const { assessment } = day;
  const { currency } = terms.contract;
  return {
    ...{ loanId, product: terms.product, branch: terms.branch, currency, now, asOf: day.on },
    policy: { ...terms.policy, title: policy.title[language] },
    status: state.closed === null ? 'open' : 'closed',
    stage,
    stageText: words.stage[stage] ?? stage,
    parties: await partiesShown(deps, state),
    owed: owed(day, currency),
    instalments: assessment.instalments
      .filter((item) => item.openMinor > 0)
      .map(({ number, dueOn, openMinor, bucket }) => ({ number, dueOn, open: decimal(openMinor, currency), bucket })),
    overdueDays: assessment.overdueDays,
    delinquentDays: assessment.delinquentDays,
    bucket: assessment.bucket,
    oldestDueOn: assessment.oldestDueOn,
    consecutiveMissed: assessment.consecutiveMissed,
    cumulativeMissed: assessment.cumulativeMissed,
    classification: day.conditions.classification,
    segment: { id: day.segment, title: segment?.title[language] ?? day.segment },
    hold: state.hold,
    promises: promisesOf(state, day.on).map(({ amountMinor, neededMinor, receivedMinor, receipts, ...promise }) => ({
      ...promise,
      amount: decimal(amountMinor, currency),
      needed: decimal(neededMinor, currency),
      received: decimal(receivedMinor, currency),
      receipts: receipts.map((one) => ({ id: one.id, amount: decimal(one.amountMinor, currency) })),
    })),
    disputes: state.disputes ?? [],
    circumstances: (state.circumstances ?? []).map(({ task: _task, tasks: _tasks, seq: _seq, ...one }) => ({
      ...{ ...one, kindText: said(codeWords[language].circumstanceKind, one.kind) },
      statusText: said(codeWords[language].circumstance, one.status),
      claim: one.happenedOn === undefined || !isClaimed(one.kind) ? null : claimShown(state, policy, one.happenedOn),
    })),
    rights: rightViews(state, policy, assessment).map((right) => {
      const said = rightWords[language];
      const { kind, lapsesOn, cause, startsOn } = right;
      return { ...right, text: said.line(said.right[kind], lapsesOn, said.cause[cause], startsOn) };
    }),
    ...(state.accelerations === undefined ? {} : { accelerations: state.accelerations }),
    ...(state.securities === undefined ? {} : { securities: state.securities }),
    ...(state.placements === undefined ? {} : { placements: state.placements }),
    requests: (state.requests ?? []).map((one) => requestShown(one, currency)),
    maturityDecision: state.maturity.decision,
    setAside: Object.entries(state.aside ?? {}).map(([postingId, { code, reason }]) => ({ postingId, code, reason })),
    settledOn: state.settledOn,
    writtenOffOn: state.writtenOffOn,
    closed: state.closed,
    next: next === null ? null : { ...next, text: words.next(next, localInstant(next.at, policy.timeZone), language) },
    tasks: (await listTasks(deps.db, { loanId, status: 'open' }, null, 100)).map((task) => ({
      ...{ ...task, kindText: said(words.task, task.kind) },
    })),
    tracks: (await tracksOf(deps.db, loanId)).map(({ amountMinor, ...track }) => ({
      ...track,
      amount: decimal(amountMinor, track.currency),
      statusText: words.trackStatus[track.status] ?? track.status,
    })),
    otherLoans: (await otherLoans(deps.db, terms.debtorId, loanId)).map((one) => ({
      ...one,
      stageText: words.stage[one.stage] ?? one.stage,
    })),
    ...(await temporaryLoansOf(deps.db, state, language)),
    waitingEvents: record.waitingEvents,
    stuck: record.stuck,
    ...(deps.engineUrlOf === undefined ? {} : { engineUrl: deps.engineUrlOf(record.caseId) }),
  };
}

function owed({ assessment }: Day, currency: string): object {
  const money = (minor: number): string => decimal(minor, currency);
  const open = (component: (typeof components)[number]): number =>
    assessment.instalments.reduce((sum, item) => sum + item.open[component], 0);
  return {
    overdue: money(assessment.overdueAmountMinor),
    outstanding: money(assessment.outstandingMinor),
    split: Object.fromEntries(components.map((component) => [component, money(open(component))])),
    returned: money(assessment.chargebacks.reduce((sum, item) => sum + item.openMinor, 0)),
    credit: money(assessment.creditMinor),
    recovered: money(assessment.recoveredMinor),
  };
}

/** What is claimed of an administrator or an estate, as of the day on which interest stopped. */
function claimShown(state: LoanState, policy: Policy, asOf: string): object {
  const { currency } = state.terms.contract;
  const { principalMinor, interestMinor, penaltyMinor, feeMinor, totalMinor } = claimStatement(state, policy, asOf);
  return {
    ...{ asOf, total: decimal(totalMinor, currency), principal: decimal(principalMinor, currency) },
    interest: decimal(interestMinor, currency),
    penalty: decimal(penaltyMinor, currency),
    fee: decimal(feeMinor, currency),
  };
}

async function partiesShown(deps: ApiDeps, { terms }: LoanState): Promise<object[]> {
  const roles = partiesOf(terms).flatMap((role) => {
    const id = partyId(terms, role);
    return id === null ? [] : [{ role, id }];
  });
  const facts = new Map(
    (
      await personFacts(
        deps.db,
        roles.map(({ id }) => id),
      )
    ).map((person) => [person.id, person]),
  );
  return Promise.all(roles.map(async ({ role, id }) => ({ role, ...(await shownPerson(deps, id, facts.get(id))) })));
}

async function shownPerson(deps: ApiDeps, id: string, facts: PersonFacts | undefined): Promise<object> {
  const read = await readPerson(deps.db, deps.sealer, id);
  if (read === null || facts === undefined) return { id, unknown: true };
  const { language, timeZone, channels, optedOut, failed, kind } = facts;
  const open = { id, kind, language, timeZone, channels, optedOut, failed };
  if (read.kind === 'FORGOTTEN') return { ...open, forgotten: true };
  const { name, phone } = read.person;
  // Partners are businesses; people are masked.
  return {
    ...open,
    name: kind === 'partner' ? name : maskName(name),
    ...(phone === undefined ? {} : { phone: maskPhone(phone) }),
  };
}

/** `2025-04-05 09:12` on the lender's clock. */
export const localInstant = (at: Instant, timeZone: string): string =>
  `${localDate(at, timeZone)} ${localTime(at, timeZone).slice(0, 5)}`;
