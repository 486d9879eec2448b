/** Write-offs: the evidence pack and its ground, lists and figures of what was recovered, and undoing one by mistake. */
import { z } from 'zod';
import type { FastifyRequest } from 'fastify';
import { loanCaseId, readLoan } from '../db/loanRecord.ts';
import {
  WRITE_OFF_GROUPS,
  WRITE_OFF_LISTS,
  listWriteOffs,
  readWriteOffTrack,
  writeOffFigures,
} from '../db/writeOff.ts';
import type { WriteOffRow } from '../db/writeOff.ts';
import { components } from '../domain/contract.ts';
import type { ByComponent } from '../domain/contract.ts';
import { dayOf } from '../domain/day.ts';
import { localDate } from '../domain/instant.ts';
import { totalOf } from '../domain/recovery.ts';
import { lackOf } from '../domain/writeOffCommands.ts';
import { groundOf, writeOffRulesOf } from '../domain/writeOffRules.ts';
import { standingWriteOff } from '../domain/writeOffUndo.ts';
import { approvalSeen } from './approval.ts';
import type { Seen } from './approval.ts';
import { dateShape, idShape, languageShape, loanParams, nowOf, openObject, openPage } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { documentIds, documentsNamed } from './document.ts';
import { giveCommand } from './give.ts';
import { decimal } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import { dictionaries } from './words/index.ts';
import { groundTexts } from './listWords.ts';

const place = z.object({ on: z.string(), id: z.string() });
const response = { 200: openObject };
const tags = ['write-offs'];
const reason = z.string().min(1).max(500);
export const trackParams = z.object({
  id: idShape,
  number: z.string().regex(/^\d{1,4}$/, 'the number of the write-off'),
});
const seen = z
  .string()
  .max(80)
  .optional()
  .describe('hash of the evidence that was looked at; refused when it has changed');
const recovererId = idShape.describe('who recovers the debt from then on (清收责任人)');

export function writeOffRoutes(app: Routes, deps: ApiDeps): void {
  packRoutes(app, deps);
  loanRoutes(app, deps);
  app.get(
    '/write-offs',
    {
      schema: {
        summary: 'Write-offs by day, with what was recovered of each',
        tags,
        querystring: z.object({
          list: z.enum(WRITE_OFF_LISTS).default('open').describe('open: something of it is still owed'),
          loan: z.string().optional(),
          branch: z.string().optional(),
          recoverer: z.string().optional(),
          ground: z.string().optional(),
          lang: languageShape.default('zh-CN'),
          ...pageQuery,
        }),
        response: { 200: openPage },
      },
    },
    async ({ query: { list, loan, branch, recoverer, ground, lang, limit, cursor } }) => {
      const filter = {
        list,
        ...(loan === undefined ? {} : { loanId: loan }),
        ...(branch === undefined ? {} : { branch }),
        ...(recoverer === undefined ? {} : { recovererId: recoverer }),
        ...(ground === undefined ? {} : { ground }),
      };
      const rows = await listWriteOffs(deps.db, filter, placeOf(cursor, place), limit + 1);
      const page = pageOf(rows, limit, ({ writtenOffOn: on, trackId: id }) => ({ on, id }));
      const grounds = await groundTexts(deps.db, page.rows, 'writeOff', lang);
      return { rows: page.rows.map((row, at) => ({ ...shown(row), groundText: grounds[at] })), next: page.next };
    },
  );
  app.get(
    '/figures/write-offs',
    {
      schema: {
        summary: 'Written off in a time and recovered of it by now: rate = recovered ÷ written off, per currency',
        tags: ['figures'],
        querystring: z.object({
          from: dateShape,
          to: dateShape,
          by: z.enum(WRITE_OFF_GROUPS).default('month'),
          branch: z.string().optional(),
        }),
        response,
      },
    },
    async ({ query: { from, to, by, branch } }) => {
      const rows = await writeOffFigures(deps.db, from, to, by, branch ?? null);
      return {
        ...{ from, to, by },
        rows: rows.map(({ currency, of, loans, writtenOffMinor, recoveredMinor }) => ({
          ...{ currency, of, loans },
          writtenOff: decimal(writtenOffMinor, currency),
          recovered: decimal(recoveredMinor, currency),
          left: decimal(writtenOffMinor - recoveredMinor, currency),
          recoveryRate: writtenOffMinor === 0 ? null : recoveredMinor / writtenOffMinor,
        })),
      };
    },
  );
}

/** What is asked of one write-off while its pack is gathered; approving it is a command to a track like any other. */
function packRoutes(app: Routes, deps: ApiDeps): void {
  const caseOf = ({ id, number }: z.infer<typeof trackParams>): string => `writeOff/${id}/${number}`;
  const named = async (loanId: string, ids: readonly string[]) => ({
    documents: await documentsNamed(deps, loanId, ids),
  });
  app.get(
    '/write-offs/:id/:number',
    {
      schema: {
        summary: 'The evidence pack of a write-off: its ground, what proves it, what is missing',
        tags,
        params: trackParams,
        querystring: z.object({ lang: languageShape.optional() }),
        response,
      },
    },
    ({ params, query }) => showPack(deps, caseOf(params), params.id, query.lang),
  );
  app.post(
    '/write-offs/:id/:number/ground',
    {
      schema: {
        summary: 'Name the ground on which it is written off',
        tags,
        params: trackParams,
        body: z.object({ ground: z.string().min(1).max(40) }),
        response,
      },
    },
    async (request) => (await giveCommand(deps, request, caseOf(request.params), 'nameGround', request.body)).answer,
  );
  app.post(
    '/write-offs/:id/:number/evidence',
    {
      schema: {
        summary: 'Put documents that were handed in about the loan into the pack',
        tags,
        params: trackParams,
        body: z.object({ documents: documentIds }),
        response,
      },
    },
    async (request) => {
      const content = await named(request.params.id, request.body.documents);
      return (await giveCommand(deps, request, caseOf(request.params), 'addEvidence', content)).answer;
    },
  );
  app.post(
    '/write-offs/:id/:number/evidence/remove',
    {
      schema: {
        summary: 'Take a document out of the pack; it stays sealed where it is',
        tags,
        params: trackParams,
        body: z.object({ documentId: z.string().min(1).max(200), reason }),
        response,
      },
    },
    async (request) =>
      (await giveCommand(deps, request, caseOf(request.params), 'removeEvidence', request.body)).answer,
  );
  app.post(
    '/write-offs/:id/:number/submit',
    {
      schema: {
        summary: 'Hand the pack in for approval; refused with everything that is missing',
        tags,
        params: trackParams,
        body: z.object({ recovererId, documents: documentIds }),
        response,
      },
    },
    async (request) => {
      const { documents, ...asked } = request.body;
      const content = { ...asked, ...(await named(request.params.id, documents)) };
      return (await giveCommand(deps, request, caseOf(request.params), 'submit', content)).answer;
    },
  );
}

function loanRoutes(app: Routes, deps: ApiDeps): void {
  const routes = [
    {
      path: 'write-offs',
      type: 'startWriteOff',
      summary: 'Open a write-off on a ground that a person names',
      body: z.object({ ground: z.string().min(1).max(40), reason }),
    },
    {
      path: 'recoverer',
      type: 'nameRecoverer',
      summary: 'Name who recovers the debt (清收责任人)',
      body: z.object({ recovererId }),
    },
    {
      path: 'write-offs/undo',
      type: 'undoWriteOff',
      summary: 'Ask to undo a write-off that was a mistake; two other people decide, while nothing was recovered',
      body: z.object({ reason }),
    },
    {
      path: 'write-offs/undo/approve',
      type: 'approveUndo',
      summary: 'Approve the undoing',
      body: z.object({ seen }),
    },
    {
      path: 'write-offs/undo/reject',
      type: 'rejectUndo',
      summary: 'Reject the undoing',
      body: z.object({ reason, seen }),
    },
  ] as const;
  for (const { path, type, summary, body } of routes)
    app.post(
      `/loans/:id/${path}`,
      { schema: { summary, tags, params: loanParams, body, response } },
      async (request) => {
        const { id } = request.params;
        const { seen: hash, ...said } = request.body as { readonly seen?: string };
        const isWord = type === 'approveUndo' || type === 'rejectUndo';
        const shown = isWord ? await undoSeen(deps, request, id, hash) : {};
        return (await giveCommand(deps, request, loanCaseId(id), type, { ...said, ...shown })).answer;
      },
    );
}

/** What stands on the table for undoing the write-off of a loan that counts now. @throws Problem EVIDENCE_CHANGED */
async function undoSeen(
  deps: ApiDeps,
  request: FastifyRequest,
  loanId: string,
  hash: string | undefined,
): Promise<Seen> {
  const state = (await readLoan(deps.db, loanId))?.state ?? null;
  const taskId = state === null ? undefined : standingWriteOff(state)?.undo?.taskId;
  return approvalSeen(deps, request, loanCaseId(loanId), taskId ?? '', hash);
}

/** @throws Problem WRITE_OFF_UNKNOWN */
async function showPack(
  deps: ApiDeps,
  trackId: string,
  loanId: string,
  asked: 'zh-CN' | 'en' | undefined,
): Promise<Record<string, unknown>> {
  const track = await readWriteOffTrack(deps.db, trackId);
  const record = await readLoan(deps.db, loanId);
  if (track === null || record?.state === null || record === null)
    throw new Problem(404, 'WRITE_OFF_UNKNOWN', `there is no write-off ${trackId}`, 'see recoup loan show');
  const { policy, state: loan } = record;
  const language = asked ?? policy.language;
  const pack = track.writeOff;
  const documents = pack?.documents ?? [];
  const day = dayOf(loan, policy, localDate(await nowOf(deps), policy.timeZone));
  const ground = groundOf(policy, pack?.ground);
  return {
    trackId,
    loanId,
    status: track.status,
    statusText: dictionaries[language].trackStatus[track.status] ?? track.status,
    ground: ground === undefined ? null : { id: ground.id, title: ground.title[language] },
    documents,
    missing: ground === undefined || track.ended !== null ? [] : lackOf(ground, documents, loan, day),
    recovererId: pack?.recovererId ?? null,
    submittedBy: pack?.submittedBy ?? null,
    approval: track.approval,
    ended: track.ended,
    grounds: writeOffRulesOf(policy).grounds.map((one) => ({
      id: one.id,
      title: one.title[language],
      documents: one.documents,
      facts: one.facts,
      missing: lackOf(one, documents, loan, day),
    })),
  };
}

function shown({ writtenOff, recovered, currency, ...row }: WriteOffRow): Record<string, unknown> {
  const parts = (amounts: ByComponent): Record<string, string> =>
    Object.fromEntries(components.map((one) => [one, decimal(amounts[one], currency)]));
  return {
    ...row,
    currency,
    writtenOff: decimal(totalOf(writtenOff), currency),
    recovered: decimal(totalOf(recovered), currency),
    left: decimal(totalOf(writtenOff) - totalOf(recovered), currency),
    split: { writtenOff: parts(writtenOff), recovered: parts(recovered) },
  };
}
