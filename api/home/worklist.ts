/** The work list of the first page: what waits for a person, then what is past due, each with its reason. */
import { longestOverdue, taskOpening } from '../../db/overview.ts';
import type { OverdueLoan } from '../../db/overview.ts';
import { readLoan } from '../../db/loanRecord.ts';
import { readPerson } from '../../db/person.ts';
import type { TaskRow } from '../../db/work.ts';
import { dayOf, decisionFacts } from '../../domain/day.ts';
import type { Language } from '../context.ts';
import { maskName, maskPhone } from '../mask.ts';
import { nextOf } from '../next.ts';
import { localInstant } from '../showLoan.ts';
import { clauseOf, dictionaries, factsOf, tellingOf } from '../words/index.ts';
import type { HomeDeps } from './frame.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { linkTo } from './link.ts';
import { roleIn } from '../../policies/explain/role.ts';
import { phrases } from './phrases.ts';

/** Lines of the list at most. */
export const TASKS_SHOWN = 8;

/** The first of the list is shown large: five seconds to know whom next and why. What people wait for comes first. */
export async function worklist(
  deps: HomeDeps,
  tasks: readonly TaskRow[],
  today: string,
  language: Language,
): Promise<Html> {
  const overdue = await longestOverdue(deps.db, today, TASKS_SHOWN - tasks.length);
  const [first, ...rest] = await Promise.all([
    ...tasks.map((task) => workItem(deps, task, today, language)),
    ...overdue.map((loan) => overdueItem(deps, loan, today, language)),
  ]);
  if (first === undefined) return html`<p class="soft">${phrases[language].nobody}</p>`;
  return html`<div class="first">${first}</div>
    <ul>
      ${rest.map((item) => html`<li>${item}</li>`)}
    </ul>`;
}

/** A loan past due that waits for nobody: what comes next by itself, and the figures that it rests on. */
async function overdueItem(deps: HomeDeps, loan: OverdueLoan, today: string, language: Language): Promise<Html> {
  const { loanId, debtorId, stage, state, policy, wakeAt } = loan;
  const say = phrases[language];
  const words = dictionaries[language];
  const telling = tellingOf(policy, state.terms.contract.currency, language);
  const next = nextOf(state, policy, deps.calendarOf(policy.calendar), wakeAt);
  const text = next === null ? '' : words.next(next, localInstant(wakeAt, policy.timeZone), language);
  return html`<div class="row">
      <span
        ><span class="who">${await nameOf(deps, debtorId, loanId)}</span>
        <a href="${linkTo(loanId, language)}">${loanId}</a></span
      >
      <span class="tag">${words.stage[stage] ?? stage}</span>
    </div>
    <div>${text}</div>
    <div class="why">${say.why}: ${words.facts(decisionFacts(dayOf(state, policy, today)), telling)}</div>`;
}

/** What a task is about: its loan, or the partner, which has no page here. */
export const subjectOf = ({ loanId, personId, caseId }: TaskRow, language: Language): Html | string =>
  loanId === ''
    ? (personId ?? caseId.slice(caseId.indexOf('/') + 1))
    : html`<a href="${linkTo(loanId, language)}">${loanId}</a>`;

async function workItem(deps: HomeDeps, task: TaskRow, today: string, language: Language): Promise<Html> {
  const say = phrases[language];
  const { doing, why, clause } = await reasonOf(deps, task, language);
  return html`<div class="row">
      <span
        ><span class="who">${await nameOf(deps, task.personId, task.loanId)}</span> ${subjectOf(task, language)}</span
      >
      <span class="tag ${task.dueOn <= today ? 'late' : ''}">${say.due} ${task.dueOn}</span>
    </div>
    <div>${doing} · ${say.role} ${roleIn(language, task.role)}</div>
    ${task.loanId === '' ? '' : html`<div class="why">${say.why}: ${why ?? task.step}${clause === null ? '' : ` · ${clause}`}</div>`}`;
}

async function nameOf({ db, sealer }: HomeDeps, personId: string | null, loanId: string): Promise<string> {
  const read = personId === null ? null : await readPerson(db, sealer, personId);
  if (read?.kind !== 'open') return loanId;
  const { kind, name, phone } = read.person;
  // A business is no person whose name is kept back.
  if (kind === 'partner') return name;
  return `${maskName(name)}${phone === undefined ? '' : ` ${maskPhone(phone)}`}`;
}

/** What is asked of the person, the figures that it rests on, and the clause that asks. */
export async function reasonOf(
  { db }: HomeDeps,
  task: TaskRow,
  language: Language,
): Promise<{ readonly doing: string; readonly why: string | null; readonly clause: string | null }> {
  const words = dictionaries[language];
  const kind = words.task[task.kind] ?? task.kind;
  const record = await readLoan(db, task.loanId);
  const opening = await taskOpening(db, task.caseId, task.id);
  if (record?.state === null || record === null || opening === null) return { doing: kind, why: null, clause: null };
  const { policy, state } = record;
  const telling = tellingOf(policy, state.terms.contract.currency, language);
  const title = task.step === 'maturity' ? kind : `${kind} · ${telling.step(task.step)}`;
  return { doing: title, why: factsOf(opening, telling, language), clause: clauseOf(policy, opening) };
}
