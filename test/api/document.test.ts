import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documentsNamed } from '../../api/document.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

const clerk = { 'recoup-actor': 'li;role=collector' };
const content = Buffer.from('%PDF-1.7 收入证明').toString('base64');

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(async () => {
  await world.clear();
  await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
});
afterAll(() => world.stop());

const handIn = (body: object, headers: Record<string, string> = clerk) =>
  ask(world.app, 'POST', '/v1/loans/L1/documents', body, headers);

describe('documents that are handed in', () => {
  test('are sealed, named by hash, and the same again changes nothing', async () => {
    const first = await handIn({ kind: 'incomeProof', content });
    const sha256 = createHash('sha256').update(Buffer.from(content, 'base64')).digest('hex');
    expect(first).toMatchObject({
      status: 200,
      body: { id: `evidence/L1/incomeProof/${sha256.slice(0, 16)}`, kind: 'incomeProof', sha256 },
    });
    expect((await handIn({ kind: 'incomeProof', content })).body).toEqual(first.body);
    const { body } = await ask(world.app, 'GET', '/v1/loans/L1/documents');
    expect(body['rows']).toMatchObject([{ kind: 'incomeProof', sha256 }]);
    const [row] = await world.db.rows<{ sealed: Buffer }>(`select sealed from document where id = $1`, [
      first.body['id'],
    ]);
    expect(row?.sealed.includes('PDF')).toBe(false);
  });

  test('are read by who says who they are', async () => {
    const { body } = await handIn({ kind: 'incomeProof', content });
    const hash = String(body['sha256']).slice(0, 16);
    const url = `/v1/loans/L1/documents/incomeProof/${hash}`;
    const read = await world.app.inject({ method: 'GET', url, headers: clerk });
    expect([read.statusCode, read.headers['content-type'], read.rawPayload.toString('base64')]).toEqual([
      200,
      'application/pdf',
      content,
    ]);
    expect((await world.app.inject({ method: 'GET', url })).statusCode).toBe(400);
  });

  test.each([
    ['no base64', { kind: 'incomeProof', content: 'ä' }, 400, 'INPUT_INVALID'],
    ['a kind with spaces', { kind: 'income proof', content }, 400, 'INPUT_INVALID'],
    ['a party that the loan lacks', { kind: 'incomeProof', content, about: 'guarantor' }, 422, 'PARTY_MISSING'],
  ])('with %s are refused', async (_name, body, status, code) => {
    expect(await handIn(body)).toMatchObject({ status, body: { code } });
    expect(await world.db.rows('select id from document')).toEqual([]);
  });

  test('that nobody handed in cannot be named', async () => {
    await expect(documentsNamed(world.deps, 'L1', ['evidence/L1/x/0'])).rejects.toMatchObject({
      code: 'DOCUMENT_UNKNOWN',
    });
    const { body } = await handIn({ kind: 'incomeProof', content });
    expect(await documentsNamed(world.deps, 'L1', [String(body['id'])])).toEqual([
      { id: body['id'], kind: 'incomeProof', sha256: body['sha256'] },
    ]);
    await expect(documentsNamed(world.deps, 'L2', [String(body['id'])])).rejects.toMatchObject({
      code: 'DOCUMENT_UNKNOWN',
    });
  });
});
