/** The first page: where the loans stand, whom next and why, what just happened. */
import { stoppedChannels } from '../../db/channel.ts';
import { comingLoans, latestLines, stageTotals } from '../../db/overview.ts';
import type { ComingLoan, JournalLine, StageTotal } from '../../db/overview.ts';
import { listMessages, listTasks } from '../../db/work.ts';
import type { TaskRow } from '../../db/work.ts';
import { addMilliseconds, localDate } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { APPROVAL_TASKS, approvedBy } from '../approval.ts';
import { nowOf } from '../context.ts';
import type { Language } from '../context.ts';
import { decimal } from '../money.ts';
import { nextOf } from '../next.ts';
import { localInstant } from '../showLoan.ts';
import { clauseOf, dictionaries, factsOf, tell, tellingOf } from '../words/index.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import type { HomeDeps } from './frame.ts';
import { grouped, linkTo } from './link.ts';
import { roleIn } from '../../policies/explain/role.ts';
import { phrases } from './phrases.ts';
import { TASKS_SHOWN, reasonOf, subjectOf, worklist } from './worklist.ts';

const DAY_MS = 86_400_000;
const LINES_SHOWN = 14;
const COMING_SHOWN = 6;
const LETTERS_SHOWN = 4;

/** Everything of the first page that changes. */
export async function desk(deps: HomeDeps, language: Language): Promise<Html> {
  const { db, lender } = deps;
  const now = await nowOf(deps);
  const today = localDate(now, lender.timeZone);
  const tasks = await listTasks(db, { status: 'open' }, null, 200);
  const mine = tasks.filter(({ kind }) => !APPROVAL_TASKS.includes(kind)).slice(0, TASKS_SHOWN);
  const approvals = tasks.filter(({ kind }) => APPROVAL_TASKS.includes(kind)).slice(0, TASKS_SHOWN);
  const say = phrases[language];
  return html`${await banner(deps, now, language)}${await stops(deps, now, language)}
    <main>
      <div class="column">
        <section aria-labelledby="next">
          <h2 id="next">${say.next}</h2>
          ${await worklist(deps, mine, today, language)}
        </section>
        <section aria-labelledby="lately">
          <h2 id="lately">${say.lately}</h2>
          <ul>
            ${(await latestLines(db, LINES_SHOWN)).map((line) => journalLine(line, language))}
          </ul>
        </section>
      </div>
      <div class="column">
        <section aria-labelledby="where">
          <h2 id="where">${say.where}</h2>
          ${totals(await stageTotals(db, today), language)}
        </section>
        <section aria-labelledby="approvals">
          <h2 id="approvals">${say.approvals}</h2>
          ${approvals.length === 0 ? html`<p class="soft">${say.noApprovals}</p>` : null}
          <ul>
            ${await Promise.all(approvals.map((task) => approval(deps, task, today, language)))}
          </ul>
        </section>
        <section aria-labelledby="soon">
          <h2 id="soon">${say.soon}</h2>
          <ul>
            ${(await comingLoans(db, COMING_SHOWN)).map((loan) => coming(deps, loan, language))}
          </ul>
        </section>
        <section aria-labelledby="letters">
          <h2 id="letters">${say.recent}</h2>
          ${await letters(deps, language)}
        </section>
      </div>
    </main>`;
}

async function banner(deps: HomeDeps, now: Instant, language: Language): Promise<Html | null> {
  if (deps.clock === null) return null;
  const say = phrases[language];
  const { paused, until } = await deps.clock.get();
  const still = paused || until === now;
  return html`<div class="demo" role="status">
    <strong>${say.demo}</strong><span>${say.demoWarning}</span>
    <span class="time">${localInstant(now, deps.lender.timeZone)} ${paused ? `· ${say.paused}` : ''}</span>
    ${still ? null : html`<button type="button" data-do="pause">${say.pause}</button>`}
    ${still ? html`<button type="button" data-do="resume">${say.resume}</button>` : null}
    <button type="button" data-do="step" data-to="${addMilliseconds(now, DAY_MS)}">${say.step}</button>
  </div>`;
}

/** Nothing leaves on these channels: said before anything else, for every list below counts on them. */
async function stops({ db, lender }: HomeDeps, now: Instant, language: Language): Promise<Html | null> {
  const stopped = await stoppedChannels(db, now);
  if (stopped.length === 0) return null;
  const say = phrases[language];
  const { channel: names } = dictionaries[language];
  const local = (at: Instant): string => localInstant(at, lender.timeZone);
  const lines = stopped.map(({ channel, reason, by, at, until }) => {
    const [id = '', role = ''] = (by ?? '').split(';');
    const who = by === null ? null : by === 'breaker' ? say.byBreaker : `${id} (${roleIn(language, role)})`;
    const parts = [
      at === null ? null : `${say.since} ${local(at)}`,
      until === null ? say.untilStarted : `${say.until} ${local(until)}`,
      who,
    ];
    return html`<li>
      <strong>${channel === 'all' ? say.everything : (names[channel] ?? channel)}</strong>
      <span>${reason === 'BUDGET' ? say.budgetSpent : reason}</span>
      <span>${parts.filter((part) => part !== null).join(' · ')}</span>
    </li>`;
  });
  return html`<div class="stopped" role="alert">
    <strong>${say.stopped}</strong>
    <ul>
      ${lines}
    </ul>
  </div>`;
}

function totals(rows: readonly StageTotal[], language: Language): Html {
  const say = phrases[language];
  const currencies = [...new Set(rows.map(({ currency }) => currency))];
  const loans = rows.reduce((sum, row) => sum + row.loans, 0);
  const sums = currencies.map((currency) => {
    const of = rows.filter((row) => row.currency === currency);
    const overdue = of.reduce((sum, row) => sum + row.overdueMinor, 0);
    const outstanding = of.reduce((sum, row) => sum + row.outstandingMinor, 0);
    const share = outstanding === 0 ? '0.0' : ((overdue / outstanding) * 100).toFixed(1);
    return html`<div class="figure">
        <b>${grouped(decimal(overdue, currency))}</b>${say.overdue} ${currency} · ${share}% ${say.overdueOf}
      </div>
      <div class="figure"><b>${grouped(decimal(outstanding, currency))}</b>${say.outstanding} ${currency}</div>`;
  });
  const { stage } = dictionaries[language];
  return html`<div class="figures">
      <div class="figure"><b>${loans}</b>${say.loans}</div>
      ${sums}
    </div>
    <div class="stages">
      ${rows.map((row) => html`<span class="tag">${stage[row.stage] ?? row.stage} ${row.loans}</span>`)}
    </div>`;
}

async function approval(deps: HomeDeps, task: TaskRow, today: string, language: Language): Promise<Html> {
  const say = phrases[language];
  const { doing, why } = await reasonOf(deps, task, language);
  const given = await approvedBy(deps, task);
  const words = given.map(({ actorId, role }) => `${actorId} (${roleIn(language, role)})`).join(', ');
  return html`<li>
    <div class="row">
      <span>${doing} ${subjectOf(task, language)}</span>
      <span class="tag ${task.dueOn <= today ? 'late' : ''}">${say.due} ${task.dueOn}</span>
    </div>
    <div class="why">
      ${given.length === 0 ? say.nobodyYet : `${say.approved} ${words}`}${why === null ? '' : ` · ${why}`}
    </div>
  </li>`;
}

function coming(
  { calendarOf }: HomeDeps,
  { loanId, wakeAt, state, policy }: ComingLoan,
  language: Language,
): Html | null {
  const next = nextOf(state, policy, calendarOf(policy.calendar), wakeAt);
  if (next === null) return null;
  const text = dictionaries[language].next(next, localInstant(wakeAt, policy.timeZone), language);
  return html`<li><a href="${linkTo(loanId, language)}">${loanId}</a> ${text}</li>`;
}

function journalLine({ loanId, caseId, at, body, policy, currency }: JournalLine, language: Language): Html {
  const say = phrases[language];
  const telling = tellingOf(policy, currency, language);
  const facts = factsOf(body, telling, language);
  const clause = clauseOf(policy, body);
  const isHeld = body.type === 'noticeHeld' || body.type === 'noticeDeferred';
  return html`<li class="${isHeld ? 'held' : ''}">
    <time datetime="${at}">${telling.local(at)}</time><a href="${linkTo(loanId, language)}">${loanId}</a>
    ${tell(caseId, body, telling, language)}
    <div class="why">
      ${[facts, clause === null ? null : `${say.clause} ${clause}`].filter((part) => part !== null).join(' · ')}
    </div>
  </li>`;
}

async function letters({ db, lender }: HomeDeps, language: Language): Promise<Html> {
  const say = phrases[language];
  const rows = (await listMessages(db, { channel: 'letter' }, null, LETTERS_SHOWN * 2)).filter(
    ({ documentId }) => documentId !== null,
  );
  if (rows.length === 0) return html`<p class="soft">${say.none}</p>`;
  return html`<ul>
    ${rows.slice(0, LETTERS_SHOWN).map(
      ({ reference, notBefore, notices }) =>
        html`<li>
          <time datetime="${notBefore}">${localInstant(notBefore, lender.timeZone)}</time>
          <a href="/documents/${encodeURIComponent(reference)}">${say.pdf}</a>
          <span class="soft">${notices.map(({ caseId }) => caseId.split('/')[1] ?? '').join(', ')}</span>
        </li>`,
    )}
  </ul>`;
}
