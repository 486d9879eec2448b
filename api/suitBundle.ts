/** The file of a suit as one PDF: contract, schedule, statement of account, notices with proof, decisions, documents. */
import { z } from 'zod';
import { readSuit } from '../db/legal.ts';
import type { BundleContent, BundleSection } from '../policies/bundle.ts';
import { frameOf, nameIn, setFile } from './bundle.ts';
import type { BundleAsked } from './bundle.ts';
import { account, documents, journal, notices, table } from './bundleParts.ts';
import { dateShape, languageShape, openObject } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { giveCommand } from './give.ts';
import { suitParams } from './legal.ts';
import { decimal } from './money.ts';
import { Problem } from './problem.ts';
import { bundleWords } from './words/bundle.ts';
import { dictionaries } from './words/index.ts';

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
      if ((await readSuit(deps.db, trackId)) === null)
        throw new Problem(404, 'CASE_UNKNOWN', `there is no case ${trackId}`, 'check the id');
      const { pdf, sha256, asOf, language } = await setFile(deps, { loanId, trackId }, request.body, contentOf);
      const { id } = await giveCommand(deps, request, trackId, 'takeBundle', { asOf, language, sha256 });
      return { id, case: trackId, asOf, language, sha256, content: Buffer.from(pdf).toString('base64') };
    },
  );
}

/** Everything in words; nothing of it depends on when it is asked for, only on the day as of which it is. */
async function contentOf(deps: ApiDeps, asked: BundleAsked): Promise<BundleContent> {
  const { state, track, asOf, language } = asked;
  const words = bundleWords[language];
  const { terms } = state;
  const legal = track.legal ?? {};
  const filed = legal.filedOn !== undefined && legal.filedOn <= asOf;
  return {
    ...frameOf(asked, words.title),
    particulars: [
      [words.asOf, asOf],
      [words.loan, terms.loanId],
      [words.suit, track.trackId],
      [words.debtor, await nameIn(deps, terms.debtorId, language)],
      [words.guarantor, await nameIn(deps, terms.guarantorId, language)],
      [words.court, filed ? `${legal.court ?? ''} ${legal.caseNumber ?? ''}`.trim() : words.none],
    ],
    sections: [
      ...account(asked),
      notices(asked),
      preservations(asked),
      journal(asked),
      documents(track.legal?.documents ?? [], language),
    ],
  };
}

function preservations({ track, asOf, language, state }: BundleAsked): BundleSection {
  const words = bundleWords[language];
  const { legal } = dictionaries[language];
  const { currency } = state.terms.contract;
  return {
    ...{ title: words.sections.preservation, note: null, facts: [], empty: words.none },
    table: table(
      words.head.preservation,
      [2],
      [1, 3, 2, 3, 2, 2],
      (track.legal?.preservations ?? [])
        .filter(({ approval }) => approval.askedOn <= asOf)
        .map(({ id, asset, amountMinor, status, orderedOn, expiresOn }) => [
          ...[id, legal.asset[asset], decimal(amountMinor, currency), legal.preservation[status]],
          ...[orderedOn ?? '', expiresOn ?? ''],
        ]),
    ),
  };
}
