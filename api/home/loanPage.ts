/** One loan: who (masked), what is owed, what comes next, and its life in words. */
import { timeline } from '../../db/timeline.ts';
import type { TimelineRow } from '../../db/timeline.ts';
import { z } from 'zod';
import type { LoanRecord } from '../../db/loanRecord.ts';
import type { Language } from '../context.ts';
import { loanRecord, showLoan } from '../showLoan.ts';
import { clauseOf, dictionaries, factsOf, tell, tellingOf } from '../words/index.ts';
import type { Telling } from '../words/words.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { grouped, linkTo } from './link.ts';
import type { HomeDeps } from './frame.ts';
import { phrases, ruleIn } from './phrases.ts';

const ROWS_SHOWN = 300;

const other = z.object({ loanId: z.string(), stage: z.string().nullable(), stageText: z.string() });

/** What the page takes of `GET /v1/loans/:id`. */
const shown = z.object({
  product: z.string(),
  branch: z.string(),
  currency: z.string(),
  policy: z.object({ title: z.string(), version: z.number() }),
  stageText: z.string(),
  parties: z.array(z.object({ role: z.string(), name: z.string().optional(), phone: z.string().optional() })),
  owed: z.object({ overdue: z.string(), outstanding: z.string(), split: z.record(z.string(), z.string()) }),
  overdueDays: z.number(),
  bucket: z.string().nullable(),
  consecutiveMissed: z.number(),
  cumulativeMissed: z.number(),
  next: z.object({ text: z.string() }).nullable(),
  tracks: z.array(z.object({ trackId: z.string(), kind: z.string(), statusText: z.string(), amount: z.string() })),
  lentFor: other.nullable(),
  temporaryLoans: z.array(other),
  engineUrl: z.string().optional(),
});

/** Everything of the page that changes. @throws Problem LOAN_UNKNOWN, LOAN_STARTING */
export async function loanPage(deps: HomeDeps, loanId: string, language: Language): Promise<Html> {
  const record = await loanRecord(deps, loanId);
  const loan = shown.parse(await showLoan(deps, loanId, language));
  const rows = await timeline(deps.db, loanId, { from: null, limit: ROWS_SHOWN, newestFirst: true });
  const say = phrases[language];
  const words = dictionaries[language];
  const telling = tellingOf(record.policy, loan.currency, language);
  const party = words.party as Readonly<Record<string, string>>;
  const kinds = words.trackKind as Readonly<Record<string, string>>;
  return html`<main>
    <section class="wide">
      <div class="row">
        <h2>${loanId} · ${loan.stageText}</h2>
        <span>${loan.engineUrl === undefined ? null : html`<a href="${loan.engineUrl}">${say.engine}</a>`}</span>
      </div>
      <div class="soft">
        ${loan.parties.map(({ role, name, phone }) => html`<span>${party[role] ?? role} <b>${name ?? '—'}</b> ${phone ?? ''} · </span>`)}
        ${loan.lentFor === null ? null : html`${say.lentFor} ${linked(loan.lentFor, language)}`}
        ${loan.temporaryLoans.map((one) => html`${say.temporaryLoan} ${linked(one, language)}`)} ${say.product}
        ${loan.product} · ${loan.branch} · ${say.policy} ${loan.policy.title} v${loan.policy.version}
      </div>
    </section>
    <div class="column">
      <section>
        <h2>${say.timeline}</h2>
        ${heldRule(deps, record, rows, telling, language)}
        <ul>
          ${rows.map((row) => line(row, record, telling, language))}
        </ul>
      </section>
    </div>
    <div class="column">
      <section>
        <h2>${say.nextStep}</h2>
        <p>${loan.next?.text ?? say.nothingNext}</p>
      </section>
      <section>
        <h2>${say.owed}</h2>
        <div class="figures">
          <div class="figure"><b>${grouped(loan.owed.overdue)}</b>${say.overdue} ${loan.currency}</div>
          <div class="figure">
            <b>${loan.overdueDays}</b>${say.days}${loan.bucket === null ? '' : ` · ${loan.bucket}`}
          </div>
        </div>
        <table>
          <tbody>
            ${(['principal', 'interest', 'penalty', 'fee'] as const).map(
              (part) =>
                html`<tr>
                  <th scope="row">${say[part]}</th>
                  <td class="num">${grouped(loan.owed.split[part] ?? '0')}</td>
                </tr>`,
            )}
            <tr>
              <th scope="row">${say.outstanding}</th>
              <td class="num">${grouped(loan.owed.outstanding)}</td>
            </tr>
            <tr>
              <th scope="row">${say.consecutive}</th>
              <td class="num">${loan.consecutiveMissed}</td>
            </tr>
            <tr>
              <th scope="row">${say.cumulative}</th>
              <td class="num">${loan.cumulativeMissed}</td>
            </tr>
          </tbody>
        </table>
      </section>
      <section>
        <h2>${say.tracks}</h2>
        ${loan.tracks.length === 0 ? html`<p class="soft">${say.none}</p>` : null}
        <ul>
          ${loan.tracks.map(
            ({ trackId, kind, statusText, amount }) =>
              html`<li>
                ${kinds[kind] ?? kind} <span class="soft">${trackId}</span>
                <span class="tag">${statusText}</span> ${amount}
              </li>`,
          )}
        </ul>
      </section>
    </div>
  </main>`;
}

/** The other loan of a temporary one, where there is a page for it. */
const linked = ({ loanId, stage, stageText }: z.infer<typeof other>, language: Language): Html =>
  html`<b>${stage === null ? loanId : html`<a href="${linkTo(loanId, language)}">${loanId}</a>`}</b> ${stageText} · `;

/** The rule that kept a message back, in words, with its source: asked for most when somebody says "why so late?". */
function heldRule(
  deps: HomeDeps,
  { policy }: LoanRecord,
  rows: readonly TimelineRow[],
  telling: Telling,
  language: Language,
): Html | null {
  const held = rows.find(({ type }) => type === 'noticeHeld' || type === 'noticeDeferred');
  const id = held?.body['rule'];
  if (held === undefined || typeof id !== 'string') return null;
  const rule = deps.contactRulesOf(policy.contactRules).rules.find((one) => one.id === id);
  const say = phrases[language];
  return html`<p class="held">
    ${say.heldTitle} (${telling.local(held.at)}): ${ruleIn(language, id, rule?.source ?? id)} <code>${id}</code>
  </p>`;
}

function line(
  { caseId, at, body, message }: TimelineRow,
  { policy }: LoanRecord,
  telling: Telling,
  language: Language,
): Html {
  const say = phrases[language];
  const words = dictionaries[language];
  const facts = factsOf(body, telling, language);
  const clause = clauseOf(policy, body);
  const why = [facts, clause === null ? null : `${say.clause} ${clause}`].filter((part) => part !== null).join(' · ');
  const isHeld = body.type === 'noticeHeld' || body.type === 'noticeDeferred';
  return html`<li class="${isHeld ? 'held' : ''}">
    <time datetime="${at}">${telling.local(at)}</time>${tell(caseId, body, telling, language)}
    ${
      message === null
        ? null
        : html`<span class="tag"
              >${words.channel[message.channel] ?? message.channel} ·
              ${words.messageStatus[message.status] ?? message.status}</span
            >
            ${
              message.document
                ? html`<a href="/documents/${encodeURIComponent(message.reference)}"
                    >${message.channel === 'letter' ? say.pdf : say.original}</a
                  >`
                : null
            }`
    }
    <div class="why">${why}</div>
  </li>`;
}
