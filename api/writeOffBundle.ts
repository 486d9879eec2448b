/** The pack of a write-off (核销材料) as one PDF, kept sealed among the documents of its loan. */
import { z } from 'zod';
import { evidenceId, saveDocuments } from '../db/document.ts';
import { keyOf } from '../db/person.ts';
import { readWriteOffTrack } from '../db/writeOff.ts';
import { dayOf } from '../domain/day.ts';
import type { Day } from '../domain/day.ts';
import { missingKinds } from '../domain/evidence.ts';
import { holds } from '../domain/condition.ts';
import { groundOf, missingFacts } from '../domain/writeOffRules.ts';
import { writeOffsOf } from '../domain/writeOffView.ts';
import type { BundleContent, BundleSection } from '../policies/bundle.ts';
import { frameOf, nameIn, setFile } from './bundle.ts';
import type { BundleAsked, TakenFile } from './bundle.ts';
import { account, documents, journal, notices, table } from './bundleParts.ts';
import { dateShape, languageShape, nowOf, openObject } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { giveCommand } from './give.ts';
import { decimal } from './money.ts';
import { Problem } from './problem.ts';
import { bundleWords } from './words/bundle.ts';
import { dictionaries, tellingOf } from './words/index.ts';
import { packWords } from './words/pack.ts';
import { trackParams } from './writeOff.ts';

/** What the PDF is called among the documents of a loan. */
const KIND = 'writeOffPack';

export function writeOffBundleRoutes(app: Routes, deps: ApiDeps): void {
  app.post(
    '/write-offs/:id/:number/bundle',
    {
      schema: {
        summary:
          'Take the pack of a write-off as one PDF, in base64; it is kept with its hash, and who takes it is noted',
        tags: ['write-offs'],
        params: trackParams,
        body: z.object({
          asOf: dateShape.optional().describe('everything up to this day; default: today'),
          language: languageShape.optional(),
        }),
        response: { 200: openObject },
      },
    },
    async (request) => {
      const { id: loanId, number } = request.params;
      const trackId = `writeOff/${loanId}/${number}`;
      if ((await readWriteOffTrack(deps.db, trackId)) === null)
        throw new Problem(404, 'WRITE_OFF_UNKNOWN', `there is no write-off ${trackId}`, 'see recoup loan show');
      const taken = await setFile(deps, { loanId, trackId }, request.body, contentOf);
      const { pdf, sha256, asOf, language } = taken;
      const document = await kept(deps, loanId, taken);
      const { id } = await giveCommand(deps, request, trackId, 'takePack', {
        ...{ asOf, language, documents: [{ id: document, kind: KIND, sha256 }] },
      });
      const content = Buffer.from(pdf).toString('base64');
      return { id, case: trackId, asOf, language, document, sha256, content };
    },
  );
}

/** Seals the PDF with the key of the borrower; the same bytes are one document. @throws Problem PERSON_FORGOTTEN */
async function kept(deps: ApiDeps, loanId: string, { pdf, sha256, debtorId }: TakenFile): Promise<string> {
  const id = evidenceId(loanId, KIND, sha256);
  const madeAt = await nowOf(deps);
  await deps.db.tx(async (q) => {
    const key = await keyOf(q, deps.sealer, debtorId);
    if (key === null)
      throw new Problem(409, 'PERSON_FORGOTTEN', 'the borrower was forgotten', 'nothing can be sealed for them');
    await saveDocuments(q, deps.sealer, [{ id, personId: debtorId, kind: KIND, content: pdf, madeAt, key }]);
  });
  return id;
}

/** Everything in words; nothing of it depends on when it is asked for, only on the day as of which it is. */
async function contentOf(deps: ApiDeps, asked: BundleAsked): Promise<BundleContent> {
  const { state, track, policy, asOf, language } = asked;
  const [words, say] = [bundleWords[language], packWords[language]];
  const { terms } = state;
  const pack = track.writeOff;
  const ground = groundOf(policy, pack?.ground);
  return {
    ...frameOf(asked, say.title),
    particulars: [
      [words.asOf, asOf],
      [words.loan, terms.loanId],
      [say.writeOff, `${track.trackId} · ${dictionaries[language].trackStatus[track.status] ?? track.status}`],
      [say.ground, ground === undefined ? say.noGround : `${ground.title[language]} (${ground.id})`],
      [words.debtor, await nameIn(deps, terms.debtorId, language)],
      [words.guarantor, await nameIn(deps, terms.guarantorId, language)],
      [say.submittedBy, pack?.submittedBy ?? words.none],
      [say.recoverer, state.recovererId ?? pack?.recovererId ?? words.none],
    ],
    sections: [
      figures(asked),
      proof(asked),
      recovery(asked),
      approvals(asked),
      ...account(asked),
      notices(asked),
      journal(asked),
      documents(pack?.documents ?? [], language),
    ],
  };
}

/** The loan as it stood when it was written off, or on the day of the file: a write-off ends arrears and days. */
function before({ state, track, policy, asOf }: BundleAsked): Day {
  const written = (state.writeOffs ?? []).find(({ trackId, undoneOn }) => {
    return trackId === track.trackId && undoneOn === undefined;
  });
  if (written === undefined) return dayOf(state, policy, asOf);
  const postings = state.postings.filter(({ type }) => type !== 'writeOff');
  return dayOf({ ...state, postings, writtenOffOn: null }, policy, written.on);
}

function figures(asked: BundleAsked): BundleSection {
  const { state, track, policy, asOf, language } = asked;
  const { none } = bundleWords[language];
  const say = packWords[language];
  const { figures: names } = say;
  const { currency } = state.terms.contract;
  const { on, assessment, conditions } = before(asked);
  const money = (minor: number): string => `${decimal(minor, currency)} ${currency}`;
  const written = writeOffsOf(state, policy, asOf).find(
    ({ trackId, undoneOn }) => trackId === track.trackId && undoneOn === null,
  );
  return {
    ...{ title: say.sections.figures, note: say.figuresNote(on), table: null, empty: none },
    facts: [
      [names.class, dictionaries[language].classification[conditions.classification]],
      [names.overdueDays, String(assessment.overdueDays)],
      [names.arrearsSince, assessment.arrearsSince ?? none],
      [names.missed, `${assessment.consecutiveMissed} / ${assessment.cumulativeMissed}`],
      [names.overdue, money(assessment.overdueAmountMinor)],
      [names.outstanding, money(assessment.outstandingMinor)],
      ...(written === undefined
        ? []
        : ([
            [names.writtenOff, money(written.writtenOffMinor)],
            [names.recovered, money(written.recoveredMinor)],
          ] as const)),
    ],
  };
}

/** What the ground asks for, line by line, and whether it was so on the day. */
function proof(asked: BundleAsked): BundleSection {
  const { state, track, policy, language } = asked;
  const say = packWords[language];
  const ground = groundOf(policy, track.writeOff?.ground);
  const { conditions } = before(asked);
  const stands = (is: boolean): string => (is ? say.there : say.missing);
  const inPack = track.writeOff?.documents ?? [];
  const rows =
    ground === undefined
      ? []
      : [
          ...(ground.when === undefined
            ? []
            : [[say.needs.condition, say.condition, stands(holds(ground.when, conditions))]]),
          ...ground.documents.map((kind) => [
            ...[say.needs.document, kind, stands(missingKinds([kind], inPack).length === 0)],
          ]),
          ...ground.facts.map((fact) => [
            ...[say.needs.fact, say.fact[fact], stands(!missingFacts(ground, state).includes(fact))],
          ]),
        ];
  return {
    ...{ title: say.sections.ground, note: say.groundNote, facts: [], empty: say.noGround },
    table: table(say.head.ground, [], [1, 4, 1], rows),
  };
}

function recovery({ state, track, rows, policy, language }: BundleAsked): BundleSection {
  const say = packWords[language];
  const words = dictionaries[language];
  const telling = tellingOf(policy, state.terms.contract.currency, language);
  const openedOn = (trackId: string): string => {
    const row = rows.find(({ type, body }) => type === 'trackOpened' && body['trackId'] === trackId);
    return typeof row?.body['on'] === 'string' ? row.body['on'] : '';
  };
  return {
    ...{ title: say.sections.recovery, note: say.recoveryNote, facts: [], empty: bundleWords[language].none },
    table: table(
      say.head.recovery,
      [],
      [3, 4, 2, 3],
      Object.entries(state.tracks)
        .filter(([trackId]) => trackId !== track.trackId)
        .map(([trackId, { kind, step, status, ended }]) => [
          trackId,
          `${words.trackKind[kind]} · ${telling.step(step)}`,
          openedOn(trackId),
          `${words.trackStatus[status] ?? status}${ended ? '' : ` (${say.open})`}`,
        ]),
    ),
  };
}

function approvals({ track, language }: BundleAsked): BundleSection {
  const say = packWords[language];
  return {
    ...{ title: say.sections.approvals, note: say.approvalsNote, facts: [], empty: bundleWords[language].none },
    table: table(
      say.head.approvals,
      [],
      [2, 2, 2, 2, 2, 6],
      (track.approval?.rows ?? []).map(({ on, actorId, role, decision, onBehalfOf, evidenceHash }) => [
        ...[on, actorId, role, say.decision[decision], onBehalfOf ?? '', evidenceHash ?? ''],
      ]),
    ),
  };
}
