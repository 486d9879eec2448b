// A write-off over HTTP with a real database: pack, approval, recovery, figures, undoing.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createBundleSetter } from '../../activities/typeset.ts';
import { writeLife } from '../../activities/life.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import type { BundleContent, SetBundle } from '../../policies/bundle.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

const by = (id: string, role: string): Record<string, string> => ({ 'recoup-actor': `${id};role=${role}` });
const clerk = by('cy', 'accountManager');
const head = by('hal', 'creditHead');
const risk = by('rob', 'riskHead');

const contents: BundleContent[] = [];
const setter = createBundleSetter();
const recorded: SetBundle = (content) => {
  contents.push(content);
  return setter(content);
};

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld('live', {
    bundles: { set: recorded, sender: { 'zh-CN': '示例银行', en: 'Example Bank' } },
  });
});
beforeEach(async () => {
  await world.clear();
  // Two instalments of 1,000.00 on 1 March and 1 April 2025, then nobody pays for a year.
  const instalments = [1, 2].map((number) => ({
    number,
    dueOn: `2025-0${number + 2}-01`,
    principal: '900.00',
    interest: '100.00',
  }));
  const schedule = { kind: 'given', instalments };
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1', { principal: '1800.00', schedule }));
  world.setNow('2026-03-05T04:00:00.000Z');
  await post('/loans/L1/write-offs', { ground: 'smallAndOld', reason: 'not worth a suit' });
  await turn();
});
afterAll(() => world.stop());

const post = (url: string, body: object, headers = clerk) => ask(world.app, 'POST', `/v1${url}`, body, headers);
const get = (url: string) => ask(world.app, 'GET', `/v1${url}`);
/** What the engine would wake. */
async function turn(): Promise<void> {
  for (let round = 0; round < 4; round++)
    for (const { id } of await world.db.rows<{ id: string }>(`select id from case_file order by id`))
      await world.deps.cases.poke(id);
}
async function handIn(kind: string): Promise<string> {
  const { body } = await post('/loans/L1/documents', { kind, content: Buffer.from(`%PDF ${kind}`).toString('base64') });
  return String(body['id']);
}
async function written(): Promise<void> {
  const documents = [await handIn('contract'), await handIn('collectionRecord')];
  await post('/write-offs/L1/1/submit', { recovererId: 'rita', documents });
  await post('/tracks/writeOff/L1/1/commands', { type: 'approve' }, head);
  await post('/tracks/writeOff/L1/1/commands', { type: 'approve' }, risk);
  await turn();
}

describe('a write-off over HTTP', () => {
  test('says what is missing, is approved by two others on the hashes that they saw, and stands in list and figures', async () => {
    expect((await get('/tasks?kind=evidence')).body).toMatchObject({
      rows: [{ id: 'writeOff/L1/1/evidence', role: 'accountManager', dueOn: '2026-04-04' }],
    });
    expect((await get('/write-offs/L1/1?lang=en')).body).toMatchObject({
      status: 'gathering',
      ground: { id: 'smallAndOld', title: 'small and long overdue' },
      missing: ['contract', 'collectionRecord'],
    });
    expect(await post('/write-offs/L1/1/submit', { recovererId: 'rita' })).toMatchObject({
      status: 422,
      body: { code: 'PACK_INCOMPLETE', reason: 'smallAndOld needs contract, collectionRecord' },
    });
    expect(await post('/write-offs/L1/1/evidence', { documents: ['nothing'] })).toMatchObject({
      body: { code: 'DOCUMENT_UNKNOWN' },
    });
    await written();
    const rows = await world.db.rows<{ body: { row: { evidence: { documents: object[] } } } }>(
      `select body from journal where type = 'approvalGiven'`,
    );
    expect(rows.map(({ body }) => body.row.evidence.documents)).toMatchObject([
      [{ kind: 'collectionRecord' }, { kind: 'contract' }],
      [{ kind: 'collectionRecord' }, { kind: 'contract' }],
    ]);
    expect((await get('/write-offs')).body).toMatchObject({
      rows: [
        {
          trackId: 'writeOff/L1/1',
          ground: 'smallAndOld',
          recovererId: 'rita',
          writtenOff: '2000.00',
          recovered: '0.00',
        },
      ],
    });
    // 先本后息: the principal first.
    const paid = { id: 'P1', amount: '1850.00', currency: 'CNY', valueDate: '2026-03-05', bookedOn: '2026-03-05' };
    world.setNow('2026-03-06T04:00:00.000Z');
    await post('/loans/L1/payments', { ...paid, valueDate: '2026-03-06', bookedOn: '2026-03-06' });
    expect((await get('/write-offs')).body).toMatchObject({
      rows: [{ left: '150.00', split: { recovered: { principal: '1800.00', interest: '50.00' } } }],
    });
    expect((await get('/figures/write-offs?from=2026-01-01&to=2026-12-31')).body).toMatchObject({
      rows: [
        { currency: 'CNY', of: '2026-03', loans: 1, writtenOff: '2000.00', recovered: '1850.00', recoveryRate: 0.925 },
      ],
    });
    expect((await get('/figures/write-offs?from=2025-01-01&to=2025-12-31')).body).toMatchObject({ rows: [] });
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
    const { body } = await get('/loans/L1/timeline?lang=en');
    expect(JSON.stringify(body)).toContain(
      '2000.00 CNY leaves the books on the ground smallAndOld (principal 1800.00 CNY, interest 200.00 CNY)',
    );
    expect(JSON.stringify((await get('/loans/L1/timeline?lang=zh-CN')).body)).toContain('清收责任人：rita');
  });

  test('by mistake is undone by two people who did not ask, and not once something was recovered', async () => {
    await written();
    await post('/loans/L1/write-offs/undo', { reason: 'another loan was meant' });
    expect((await get('/tasks?kind=undoWriteOff')).body).toMatchObject({ rows: [{ role: 'creditHead' }] });
    expect(await post('/loans/L1/write-offs/undo/approve', {}, by('cy', 'creditHead'))).toMatchObject({
      body: { code: 'SAME_PERSON' },
    });
    await post('/loans/L1/write-offs/undo/approve', {}, head);
    expect(await post('/loans/L1/write-offs/undo/approve', {}, risk)).toMatchObject({
      status: 200,
      body: { approvalsMissing: 0 },
    });
    expect((await get('/write-offs?list=undone')).body).toMatchObject({
      rows: [{ trackId: 'writeOff/L1/1', undoneOn: '2026-03-05' }],
    });
    expect((await get('/loans/L1')).body).toMatchObject({ stage: 'dunning', writtenOffOn: null, overdueDays: 369 });
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
    expect(await post('/loans/L1/write-offs', { ground: 'lossByDays', reason: 'as it should be' })).toMatchObject({
      body: { track: 'writeOff/L1/2' },
    });
  });

  test('an undoing stands among the approvals with its figures, is decided on what was seen, and by its task', async () => {
    await written();
    await post('/loans/L1/write-offs/undo', { reason: 'another loan was meant' });
    const table = async (): Promise<Record<string, unknown>> => {
      const { rows } = (await get('/approvals?role=creditHead')).body as { rows: Record<string, unknown>[] };
      expect(rows).toHaveLength(1);
      return rows[0] ?? {};
    };
    const shown = await table();
    expect(shown).toMatchObject({
      ...{ kind: 'undoWriteOff', maker: 'cy', approvers: 2, given: [] },
      evidence: { asOf: '2026-03-05', outstandingMinor: 200_000 },
    });
    const id = encodeURIComponent(String(shown['id']));
    expect((await get(`/approvals/${id}`)).body).toMatchObject(shown);
    world.setNow('2026-03-06T04:00:00.000Z');
    const seen = shown['evidenceHash'];
    const stale = { status: 409, body: { code: 'EVIDENCE_CHANGED' } };
    expect(await post('/loans/L1/write-offs/undo/approve', { seen }, head)).toMatchObject(stale);
    const now = (await table())['evidenceHash'];
    expect(now).not.toBe(seen);
    expect(await post('/loans/L1/write-offs/undo/approve', { seen: now }, head)).toMatchObject({ status: 200 });
    const answer = await post(`/tasks/${id}/outcome`, { result: 'reject', reason: 'it was right' }, risk);
    expect(answer).toMatchObject({ status: 200 });
    expect((await get('/approvals')).body).toMatchObject({ rows: [] });
    const rows = await world.db.rows<{ hash: string; by: string }>(
      `select body->'row'->>'evidenceHash' as hash, body->'row'->>'actorId' as by from journal
        where type in ('undoApproved', 'undoRejected') order by seq`,
    );
    expect(rows).toEqual([
      { hash: now, by: 'hal' },
      { hash: now, by: 'rob' },
    ]);
    expect((await get(`/approvals/${id}`)).body).toMatchObject({ evidence: null });
  });

  test('its pack is one PDF of a day, the same bytes each time, kept with its hash, also after the end', async () => {
    const take = async (language: string, asOf: string) => {
      const { status, body } = await post('/write-offs/L1/1/bundle', { language, asOf });
      expect(status).toBe(200);
      return { ...body, content: Buffer.from(String(body['content']), 'base64') } as unknown as {
        readonly content: Buffer;
        readonly sha256: string;
        readonly document: string;
      };
    };
    const early = await take('en', '2026-03-05');
    await written();
    world.setNow('2026-03-06T04:00:00.000Z');
    for (const language of ['zh-CN', 'en']) {
      const first = await take(language, '2026-03-06');
      const again = await take(language, '2026-03-06');
      expect(first.content.subarray(0, 5).toString()).toBe('%PDF-');
      expect(again.content.equals(first.content)).toBe(true);
      expect(createHash('sha256').update(first.content).digest('hex')).toBe(first.sha256);
      const [, , kind, hash] = first.document.split('/');
      const kept = await world.app.inject({
        method: 'GET',
        url: `/v1/loans/L1/documents/${kind}/${hash}`,
        headers: clerk,
      });
      expect(kept.rawPayload.equals(first.content)).toBe(true);
      const [figures, proof, , approvals] = contents.at(-1)?.sections ?? [];
      // As the loan stood before the write-off ended its days.
      expect(figures?.facts.map(([, value]) => value)).toEqual([
        ...[language === 'en' ? 'loss' : '损失', '369', '2025-03-02', '2 / 2', '2000.00 CNY', '2000.00 CNY'],
        ...['2000.00 CNY', '0.00 CNY'],
      ]);
      const there = language === 'en' ? 'there' : '具备';
      expect(proof?.table?.rows.map((row) => row.at(-1))).toEqual(Array.from({ length: 6 }, () => there));
      expect(approvals?.table?.rows.map(([, who, role]) => `${who} ${role}`)).toEqual([
        'hal creditHead',
        'rob riskHead',
      ]);
      const folder = process.env['RECOUP_LOOK_AT'];
      if (folder !== undefined) writeFileSync(`${folder}/pack-${language}.pdf`, first.content);
      // The approvals of the day stand in it now, and what was taken then is kept all the same.
      if (language === 'en') expect(first.sha256).not.toBe(early.sha256);
    }
    const { rows } = (await get('/loans/L1/documents')).body as { rows: { kind: string }[] };
    expect(rows.filter(({ kind }) => kind === 'writeOffPack')).toHaveLength(3);
    const taken = await world.db.rows<{ body: object }>(
      `select body from journal where type = 'packTaken' order by seq`,
    );
    expect(taken).toHaveLength(5);
    expect(taken[0]?.body).toMatchObject({ by: 'cy', asOf: '2026-03-05', document: { id: early.document } });
    for (const [asked, problem] of [
      [{ asOf: '2026-03-07' }, { status: 422, body: { code: 'DATE_FUTURE' } }],
      [{ asOf: '2026-03-04' }, { status: 422, body: { code: 'DATE_ORDER' } }],
    ])
      expect(await post('/write-offs/L1/1/bundle', asked ?? {})).toMatchObject(problem ?? {});
    expect(await post('/write-offs/L1/9/bundle', {})).toMatchObject({
      status: 404,
      body: { code: 'WRITE_OFF_UNKNOWN' },
    });
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
    expect(JSON.stringify((await get('/loans/L1/timeline?lang=zh-CN')).body)).toContain(
      '调取核销材料，截至 2026-03-05',
    );
  });

  test('is withdrawn when the borrower pays before it is carried out', async () => {
    await post('/loans/L1/payments', {
      id: 'P1',
      amount: '2000.00',
      currency: 'CNY',
      valueDate: '2026-03-05',
      bookedOn: '2026-03-05',
    });
    await turn();
    expect((await get('/write-offs/L1/1')).body).toMatchObject({ status: 'withdrawn' });
    expect(await post('/write-offs/L1/1/submit', { recovererId: 'rita' })).toMatchObject({
      status: 422,
      body: { code: 'TRACK_ENDED' },
    });
  });
});
