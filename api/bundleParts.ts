/** Parts that the file of a suit and the pack of a write-off have in common: account, notices with proof, decisions. */
import { assess } from '../domain/assess.ts';
import { components } from '../domain/contract.ts';
import type { DocumentRef } from '../domain/evidence.ts';
import { localDate } from '../domain/instant.ts';
import { statementOf } from '../domain/statement.ts';
import type { BundleSection, BundleTable } from '../policies/bundle.ts';
import type { BundleAsked } from './bundle.ts';
import type { Language } from './context.ts';
import { decimal } from './money.ts';
import { bundleWords } from './words/bundle.ts';
import { dictionaries, tell, tellingOf } from './words/index.ts';

/** `right`: columns of figures; `widths`: shares of the width. */
export const table = (
  head: readonly string[],
  right: readonly number[],
  widths: readonly number[],
  rows: BundleTable['rows'],
): BundleTable => ({
  ...{ head, widths, rows },
  right: head.map((_, at) => right.includes(at)),
});

/** Terms, schedule, every posting with what it paid, and what is open. */
export function account({ state, policy, asOf, language }: BundleAsked): BundleSection[] {
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
export function notices({ policy, language, state, rows }: BundleAsked): BundleSection {
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

/** Every row of the journals in words, with its hash. */
export function journal({ policy, language, state, rows }: BundleAsked): BundleSection {
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

/** Documents by kind, id and hash. */
export function documents(refs: readonly DocumentRef[], language: Language): BundleSection {
  const words = bundleWords[language];
  return {
    ...{ title: words.sections.documents, note: null, facts: [], empty: words.none },
    table: table(
      words.head.documents,
      [],
      [2, 5, 6],
      refs.map(({ kind, id, sha256 }) => [kind, id, sha256]),
    ),
  };
}
