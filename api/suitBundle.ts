/** The file of a suit as one PDF: contract, schedule, statement of account, notices with proof, decisions, documents. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readSuit } from '../db/legal.ts';
import { readPerson } from '../db/person.ts';
import { timeline } from '../db/timeline.ts';
import type { TimelineRow } from '../db/timeline.ts';
import { assess } from '../domain/assess.ts';
import { components } from '../domain/contract.ts';
import type { PlainDate } from '../domain/date.ts';
import { localDate } from '../domain/instant.ts';
import type { LoanOutcome, LoanState } from '../domain/loan.ts';
import { foldLoan } from '../domain/loanFold.ts';
import type { Outcome } from '../domain/case.ts';
import { foldTrack } from '../domain/trackFold.ts';
import type { Policy } from '../domain/policy.ts';
import { statementOf } from '../domain/statement.ts';
import type { TrackOutcome, TrackState } from '../domain/trackState.ts';
import type { BundleContent, BundleSection, BundleTable } from '../policies/bundle.ts';
import { dateShape, languageShape, nowOf, openObject } from './context.ts';
import type { Language, Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { giveCommand } from './give.ts';
import { suitParams } from './legal.ts';
import { decimal } from './money.ts';
import { Problem } from './problem.ts';
import { loanRecord } from './showLoan.ts';
import { bundleWords } from './words/bundle.ts';
import { dictionaries, tell, tellingOf } from './words/index.ts';

const PAGE_ROWS = 500;

export function suitBundleRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/legal/:loanId/:number/bundle',
    {
      schema: {
        summary: 'Take the file of a suit as one PDF, in base64; who takes it is noted with its hash',
        tags: ['legal'],
        params: suitParams,
        body: z.object({
          asOf: dateShape.optional().describe('everything up to this day; default: today'),
          language: languageShape.optional(),
        }),
        response: { 200: openObject },
      },
    },
    async (request) => {
      const { loanId, number } = request.params;
      const trackId = `legalAction/${loanId}/${number}`;
      const suit = await readSuit(deps.db, trackId);
      if (suit === null) throw new Problem(404, 'CASE_UNKNOWN', `there is no case ${trackId}`, 'check the id');
      const { state, policy } = await loanRecord(deps, loanId);
      const today = localDate(await nowOf(deps), policy.timeZone);
      const { asOf = today, language = policy.language } = request.body;
      if (asOf > today)
        throw new Problem(
          422,
          'DATE_FUTURE',
          `${asOf} is not yet; today is ${today}`,
          'name today or a day before',
          'asOf',
        );
      if (deps.bundles === undefined)
        throw new Problem(
          503,
          'BUNDLES_ABSENT',
          'no files can be set here',
          'ask the API that npm start or serve runs',
        );
      const { set, sender } = deps.bundles;
      const rows = await rowsUntil(deps, loanId, policy, asOf);
      const then = asItStood(rows, state, trackId);
      if (then === null)
        throw new Problem(
          422,
          'DATE_ORDER',
          `it was opened on ${suit.openedOn}`,
          'name that day or a later one',
          'asOf',
        );
      const content = await contentOf(deps, { ...then, rows, policy, asOf, language, sender: sender[language] });
      const pdf = set(content);
      const sha256 = createHash('sha256').update(pdf).digest('hex');
      const { id } = await giveCommand(deps, request, trackId, 'takeBundle', { asOf, language, sha256 });
      return { id, case: trackId, asOf, language, sha256, content: Buffer.from(pdf).toString('base64') };
    },
  );
}

interface Asked {
  readonly state: LoanState;
  readonly policy: Policy;
  readonly suit: TrackState;
  /** The journal up to the end of the day. */
  readonly rows: readonly TimelineRow[];
  readonly asOf: PlainDate;
  readonly language: Language;
  readonly sender: string;
}

/** Everything in words; nothing of it depends on when it is asked for, only on the day as of which it is. */
async function contentOf(deps: ApiDeps, asked: Asked): Promise<BundleContent> {
  const { state, suit, rows, asOf, language, sender } = asked;
  const words = bundleWords[language];
  const { terms } = state;
  const nameOf = async (id: string | null): Promise<string> => {
    const read = id === null ? null : await readPerson(deps.db, deps.sealer, id);
    if (read === null) return words.none;
    return read.kind === 'FORGOTTEN' ? words.forgotten : read.person.name;
  };
  const legal = suit.legal ?? {};
  const filed = legal.filedOn !== undefined && legal.filedOn <= asOf;
  const [year, month, day] = asOf.split('-').map(Number);
  return {
    ...{ language, sender, title: words.title, contents: words.contents, page: words.page },
    day: { year: year ?? 0, month: month ?? 0, day: day ?? 0 },
    footer: `${terms.loanId} · ${suit.trackId} · ${words.asOf} ${asOf}`,
    particulars: [
      [words.asOf, asOf],
      [words.loan, terms.loanId],
      [words.suit, suit.trackId],
      [words.debtor, await nameOf(terms.debtorId)],
      [words.guarantor, await nameOf(terms.guarantorId)],
      [words.court, filed ? `${legal.court ?? ''} ${legal.caseNumber ?? ''}`.trim() : words.none],
    ],
    sections: [...account(asked), notices(asked, rows), preservations(asked), journal(asked, rows), documents(asked)],
  };
}

/** Loan and legal action as their journals tell them up to the end of the day; null where it was not open yet. */
function asItStood(
  rows: readonly TimelineRow[],
  { terms }: LoanState,
  trackId: string,
): { readonly state: LoanState; readonly suit: TrackState } | null {
  const outcomesOf = (caseId: string): readonly Outcome[] =>
    rows.filter((row) => row.caseId === caseId).map(({ body }) => body);
  const loan = outcomesOf(`loan/${terms.loanId}`).reduce<LoanState | null>(
    (folded, row) => foldLoan(folded, row as LoanOutcome),
    null,
  );
  const suit = outcomesOf(trackId).reduce<TrackState | null>(
    (folded, row) => foldTrack(folded, row as TrackOutcome),
    null,
  );
  return loan === null || suit === null ? null : { state: loan, suit };
}

/** The journal up to the end of the day; that the file was taken before is no part of the file. */
async function rowsUntil(deps: ApiDeps, loanId: string, policy: Policy, asOf: PlainDate): Promise<TimelineRow[]> {
  const all: TimelineRow[] = [];
  for (;;) {
    const last = all.at(-1);
    const from = last === undefined ? null : { at: last.at, caseId: last.caseId, seq: last.seq };
    const page = await timeline(deps.db, loanId, { from, limit: PAGE_ROWS, newestFirst: false });
    all.push(...page);
    if (page.length < PAGE_ROWS) break;
  }
  return all.filter(({ at, type }) => localDate(at, policy.timeZone) <= asOf && type !== 'bundleTaken');
}

const table = (
  head: readonly string[],
  right: readonly number[],
  widths: readonly number[],
  rows: BundleTable['rows'],
): BundleTable => ({
  ...{ head, widths, rows },
  right: head.map((_, at) => right.includes(at)),
});

function account({ state, policy, asOf, language }: Asked): BundleSection[] {
  const words = bundleWords[language];
  const { contract, product, branch } = state.terms;
  const money = (minor: number): string => decimal(minor, contract.currency);
  const section = (title: string, part: BundleTable, note: string | null = null): BundleSection => ({
    ...{ title, note, facts: [], table: part, empty: words.none },
  });
  const assessment = assess(contract, policy.assess, state.postings, asOf);
  const open = assessment.instalments.filter(({ openMinor }) => openMinor > 0);
  const principal = contract.instalments.reduce((sum, one) => sum + one.principal, 0);
  return [
    {
      ...{ title: words.sections.contract, note: null, table: null, empty: words.none },
      facts: [
        [words.contract.product, product],
        [words.contract.branch, branch],
        [words.contract.total, `${money(principal)} ${contract.currency}`],
        [words.contract.policy, `${policy.title[language]} (${policy.id} v${policy.version})`],
      ],
    },
    section(
      words.sections.schedule,
      table(
        words.head.schedule,
        [2, 3, 4, 5],
        [1, 2, 2, 2, 2, 2],
        contract.instalments.map((one) => [
          ...[
            String(one.number),
            one.dueOn,
            money(one.principal),
            money(one.interest),
            money(one.fee),
            money(one.penalty),
          ],
        ]),
      ),
    ),
    section(
      words.sections.statement,
      table(
        words.head.statement,
        [4, 6],
        [2, 2, 2, 3, 2, 5, 2],
        statementOf(contract, policy.assess, state.postings, asOf).map(
          ({ posting, valueDate, allocated, openMinor }) => [
            ...[valueDate, posting.bookedOn, words.posting[posting.type], posting.id],
            'amountMinor' in posting ? money(posting.amountMinor) : '',
            allocated
              .map(({ instalment, component, amountMinor }) => {
                const debt = instalment === 0 ? words.returned : words.instalment(instalment);
                return `${debt} ${words.component[component]} ${money(amountMinor)}`;
              })
              .join('; '),
            money(openMinor),
          ],
        ),
      ),
      words.statementNote,
    ),
    section(
      `${words.sections.open}（${asOf}）`.replace(/（(.*)）/u, language === 'en' ? ' ($1)' : '（$1）'),
      table(
        words.head.open,
        [2, 3, 4, 5, 6],
        [1, 2, 2, 2, 2, 2, 2],
        [
          ...open.map((one) => [
            ...[
              String(one.number),
              one.dueOn,
              money(one.open.principal),
              money(one.open.interest),
              money(one.open.fee),
            ],
            ...[money(one.open.penalty), money(one.openMinor)],
          ]),
          [
            ...[words.sum, ''],
            ...[...components].reverse().map((name) => money(open.reduce((sum, one) => sum + one.open[name], 0))),
            money(assessment.outstandingMinor),
          ],
        ],
      ),
    ),
  ];
}

/** What was said to whom, and what the provider or the post said of it, from the journal alone. */
function notices({ policy, language, state }: Asked, rows: readonly TimelineRow[]): BundleSection {
  const words = bundleWords[language];
  const { channel, messageStatus } = dictionaries[language];
  const telling = tellingOf(policy, state.terms.contract.currency, language);
  const decided = rows.filter(({ type }) => type === 'noticeDecided');
  return {
    ...{ title: words.sections.notices, note: words.noticesNote, facts: [], empty: words.none },
    table: table(
      words.head.notices,
      [],
      [2, 2, 4, 3, 2, 5],
      decided.map(({ at, body, message }) => {
        const reports = rows.filter((row) => row.type === 'noticeReported' && row.body['key'] === body['key']);
        const last = reports.at(-1)?.body['status'];
        const by = body['channel'];
        return [
          localDate(at, policy.timeZone),
          typeof by === 'string' ? (channel[by] ?? by) : '',
          typeof body['step'] === 'string' ? telling.step(body['step']) : '',
          message?.reference ?? '',
          typeof last === 'string' ? (messageStatus[last] ?? last) : '',
          reports
            .map(
              (row) =>
                `${telling.local(row.at)} ${messageStatus[String(row.body['status'])] ?? ''} ${row.hash.slice(0, 12)}`,
            )
            .join('; '),
        ];
      }),
    ),
  };
}

function preservations({ suit, asOf, language, state }: Asked): BundleSection {
  const words = bundleWords[language];
  const { legal } = dictionaries[language];
  const { currency } = state.terms.contract;
  return {
    ...{ title: words.sections.preservation, note: null, facts: [], empty: words.none },
    table: table(
      words.head.preservation,
      [2],
      [1, 3, 2, 3, 2, 2],
      (suit.legal?.preservations ?? [])
        .filter(({ approval }) => approval.askedOn <= asOf)
        .map(({ id, asset, amountMinor, status, orderedOn, expiresOn }) => [
          ...[id, legal.asset[asset], decimal(amountMinor, currency), legal.preservation[status]],
          ...[orderedOn ?? '', expiresOn ?? ''],
        ]),
    ),
  };
}

function journal({ policy, language, state }: Asked, rows: readonly TimelineRow[]): BundleSection {
  const words = bundleWords[language];
  const telling = tellingOf(policy, state.terms.contract.currency, language);
  return {
    ...{ title: words.sections.journal, note: words.journalNote, facts: [], empty: words.none },
    table: table(
      words.head.journal,
      [],
      [3, 11, 2],
      rows.map(({ at, caseId, body, hash }) => [
        telling.local(at),
        tell(caseId, body, telling, language),
        hash.slice(0, 12),
      ]),
    ),
  };
}

function documents({ suit, language }: Asked): BundleSection {
  const words = bundleWords[language];
  return {
    ...{ title: words.sections.documents, note: null, facts: [], empty: words.none },
    table: table(
      words.head.documents,
      [],
      [2, 5, 6],
      (suit.legal?.documents ?? []).map(({ kind, id, sha256 }) => [kind, id, sha256]),
    ),
  };
}
