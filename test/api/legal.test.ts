import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { createBundleSetter } from '../../activities/typeset.ts';
import { writeLife } from '../../activities/life.ts';
import { checkRebuild } from '../../db/rebuild.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

const as = (id: string, role: string): Record<string, string> => ({ 'recoup-actor': `${id};role=${role}` });
const collector = as('li', 'collector');
const counsel = as('chen', 'legalCounsel');
const head = as('wang', 'creditHead');
const SUIT = '/v1/legal/L1/1';
const TRACK = 'legalAction/L1/1';

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld('live', {
    bundles: { set: createBundleSetter(), sender: { 'zh-CN': '示例银行', en: 'Example Bank' } },
  });
});
beforeEach(async () => {
  await world.clear();
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
});
afterAll(() => world.stop());
const post = (url: string, body: object, headers: Record<string, string> = counsel) =>
  ask(world.app, 'POST', url, body, headers);
const get = (url: string) => ask(world.app, 'GET', url);
const rows = async (url: string): Promise<Record<string, unknown>[]> =>
  (await get(url)).body['rows'] as Record<string, unknown>[];
const handIn = async (kind: string): Promise<string> => {
  const content = Buffer.from(`%PDF-1.7 ${kind}`).toString('base64');
  return String((await post('/v1/loans/L1/documents', { kind, content })).body['id']);
};
const open = (only?: 'preservation') =>
  post('/v1/loans/L1/legal', { reason: 'assets are leaving', ...(only && { only }) }, collector);
const wake = async (on: string): Promise<void> => {
  world.setNow(`${on}T06:00:00.000Z`);
  await world.deps.cases.poke(TRACK);
};
const wanted = async (): Promise<string[]> => {
  const { body } = await get(SUIT);
  const missing = body['documentsMissing'] as { kind: string }[];
  return Promise.all(missing.map(({ kind }) => handIn(kind)));
};
const file = async (): Promise<void> => {
  await post(`/v1/tracks/${TRACK}/commands`, { type: 'approve' }, counsel);
  await post(`/v1/tracks/${TRACK}/commands`, { type: 'approve' }, head);
  await post(`${SUIT}/filing`, { reason: 'no time for a letter' });
  const documents = await wanted();
  const filed = await post(`${SUIT}/stage`, {
    stage: 'filed',
    court: '天河区人民法院',
    caseNumber: '(2025)粤0106民初1号',
    documents,
  });
  expect(filed).toMatchObject({ status: 200, body: { stage: 'filed' } });
};

describe('a suit over HTTP', () => {
  test('is opened before arrears, assets preserved first, and stands in the calendar with owner and rule', async () => {
    expect(await open('preservation')).toMatchObject({ status: 200, body: { track: TRACK } });
    await world.deps.cases.poke(TRACK);
    expect(await open()).toMatchObject({ status: 422, body: { code: 'LEGAL_OPEN' } });
    const lead = await handIn('assetLead');
    const asked = { asset: 'bankDeposit', amount: '5000.00', reason: 'money is moving', documents: [lead] };
    expect(await post(`${SUIT}/preservations`, asked, collector)).toMatchObject({ body: { preservation: 'P1' } });
    const approve = (who: Record<string, string>, body = {}) => post(`${SUIT}/preservations/P1/approve`, body, who);
    const [task] = await rows('/v1/tasks?kind=preservationApproval');
    expect(task).toMatchObject({ caseId: TRACK, role: 'legalCounsel' });
    const [question] = await rows('/v1/approvals');
    expect(question).toMatchObject({
      ...{ id: task?.['id'], maker: 'li', approvers: 2 },
      evidence: { documents: [{ id: lead, kind: 'assetLead' }] },
    });
    expect(await approve(counsel, { seen: 'another' })).toMatchObject({ body: { code: 'EVIDENCE_CHANGED' } });
    expect(await approve(counsel, { seen: question?.['evidenceHash'] })).toMatchObject({
      body: { approvalsMissing: 1 },
    });
    expect(await approve(counsel)).toMatchObject({ body: { code: 'SAME_PERSON' } });
    expect(await rows('/v1/approvals')).toMatchObject([{ given: [{ actorId: 'chen', decision: 'approved' }] }]);
    const outcome = `/v1/tasks/${encodeURIComponent(String(task?.['id']))}/outcome`;
    expect(await post(outcome, { result: 'perhaps' }, head)).toMatchObject({ body: { code: 'RESULT_UNKNOWN' } });
    expect(await post(outcome, { result: 'approve' }, head)).toMatchObject({ body: { approvalsMissing: 0 } });
    expect(await rows('/v1/approvals')).toEqual([]);
    const words = await world.db.rows<{ hash: string }>(
      `select body->'row'->>'evidenceHash' as hash from journal where type = 'preservationApproved' order by seq`,
    );
    expect(words.map(({ hash }) => hash)).toEqual([question?.['evidenceHash'], question?.['evidenceHash']]);
    expect(await post(`${SUIT}/preservations/P1/record`, { what: 'ordered' })).toMatchObject({
      body: { expiresOn: '2026-04-05' },
    });
    expect(await rows('/v1/legal/calendar?lang=en')).toMatchObject([
      {
        dueOn: '2025-05-06',
        kind: 'sueAfterPreservation',
        moved: 'holiday',
        owner: 'legalCounsel',
        of: 'P1',
        rule: 'CN: Civil Procedure Law, art. 104',
      },
      { dueOn: '2026-03-29', kind: 'renewPreservation', trackId: TRACK, loanId: 'L1', status: 'open' },
    ]);
    expect(await rows('/v1/legal/calendar?from=2026-01-01')).toHaveLength(1);
    expect(await rows('/v1/legal/calendar?owner=nobody')).toEqual([]);
    await post(`${SUIT}/owner`, { ownerId: 'chen' });
    expect(await rows('/v1/legal/calendar?owner=chen&limit=1')).toHaveLength(1);
    const { body } = await get('/v1/legal/calendar?limit=1');
    expect((await rows(`/v1/legal/calendar?limit=1&cursor=${String(body['next'])}`))[0]).toMatchObject({
      dueOn: '2026-03-29',
    });
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
    const shown = await get(`${SUIT}?lang=en`);
    expect(shown.body).toMatchObject({
      ...{ status: 'preserving', early: true, ownerId: 'chen' },
      preservations: [
        { id: 'P1', amount: '5000.00', statusText: 'in force', documents: [{ id: lead, kind: 'assetLead' }] },
      ],
    });
    const told = JSON.stringify((await get('/v1/loans/L1/timeline?lang=en')).body);
    expect(told).toContain(
      'Preservation P1 ordered by the court on 2025-04-05, before a suit; in force until 2026-04-05 (chen)',
    );
    expect(told).toContain('Deadline: sue after preservation by 2025-05-06, after a holiday, legal counsel');
  });

  test('is not filed without documents, goes to judgment, and charges the costs that the court awards', async () => {
    await open();
    await world.deps.cases.poke(TRACK);
    await file();
    await wake('2025-06-20');
    await post(`${SUIT}/stage`, {
      stage: 'judged',
      result: 'part',
      amount: '900.00',
      costs: '50.00',
      on: '2025-06-18',
    });
    await post(`${SUIT}/stage`, { stage: 'judgmentServed', on: '2025-06-20' });
    expect(await post(`${SUIT}/stage`, { stage: 'effective' })).toMatchObject({
      status: 422,
      body: { code: 'APPEAL_OPEN' },
    });
    await wake('2025-07-10');
    expect(await post(`${SUIT}/stage`, { stage: 'effective', on: '2025-07-08' })).toMatchObject({
      body: { performBy: '2025-07-18' },
    });
    await post(`${SUIT}/costs`, { kind: 'courtFee', amount: '50.00', on: '2025-07-01' });
    expect(await post(`${SUIT}/charge`, {}, collector)).toMatchObject({ body: { code: 'ROLE_NOT_ALLOWED' } });
    const before = (await get('/v1/loans/L1')).body['owed'] as { outstanding: string };
    expect(await post(`${SUIT}/charge`, {})).toMatchObject({ status: 200 });
    await world.deps.cases.poke('loan/L1');
    const after = (await get('/v1/loans/L1')).body['owed'] as { outstanding: string };
    expect(Number(after.outstanding) - Number(before.outstanding)).toBe(50);
    expect((await get(SUIT)).body).toMatchObject({ costsTotal: '50.00', costsCharged: '50.00', status: 'effective' });
    expect((await checkRebuild(world.owner, writeLife)).differences).toEqual([]);
  });

  test('names documents that were handed in, and no others', async () => {
    await open();
    await world.deps.cases.poke(TRACK);
    const documents = ['evidence/L1/x/0123456789abcdef'];
    expect(await post(`${SUIT}/documents`, { documents })).toMatchObject({
      status: 422,
      body: { code: 'DOCUMENT_UNKNOWN' },
    });
    expect(await get('/v1/legal/L1/9')).toMatchObject({ status: 404 });
    expect(await post(`${SUIT}/stage`, { stage: 'lost' })).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID' },
    });
  });

  test('is handed over as one file: the same bytes for the same day, and who took it stands in the journal', async () => {
    await open();
    await world.deps.cases.poke(TRACK);
    const payment = {
      id: 'PAY-1',
      amount: '1300.00',
      currency: 'CNY',
      valueDate: '2025-04-04',
      bookedOn: '2025-04-05',
    };
    await post('/v1/loans/L1/payments', payment);
    await file();
    await wake('2025-05-20');
    const take = async (language: string, asOf = '2025-04-05') => {
      const { status, body } = await post(`${SUIT}/bundle`, { language, asOf });
      expect(status).toBe(200);
      return { content: Buffer.from(String(body['content']), 'base64'), sha256: body['sha256'] };
    };
    for (const language of ['zh-CN', 'en']) {
      const first = await take(language);
      await wake('2025-05-21');
      const again = await take(language);
      expect(first.content.subarray(0, 5).toString()).toBe('%PDF-');
      expect(again.content.equals(first.content)).toBe(true);
      expect(createHash('sha256').update(first.content).digest('hex')).toBe(first.sha256);
      const folder = process.env['RECOUP_LOOK_AT'];
      if (folder !== undefined)
        writeFileSync(`${folder}/bundle-${language}.pdf`, (await take(language, '2025-05-20')).content);
    }
    const [row] = await world.db.rows<{ body: object }>(`select body from journal where type = 'bundleTaken'`);
    expect(row?.body).toMatchObject({ by: 'chen', asOf: '2025-04-05' });
    expect(await post(`${SUIT}/bundle`, { asOf: '2025-06-01' })).toMatchObject({
      status: 422,
      body: { code: 'DATE_FUTURE' },
    });
  });
});
