import { setTimeout as sleep } from 'node:timers/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcp, type AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SmsMessage } from '../../activities/channel.ts';
import { createSmsAdapter, mentions } from '../../activities/sms.ts';
import { startSmsSandbox, type SmsSandbox } from '../../embedded/sms-sandbox.ts';

const account = { accountSid: 'AC00000000000000000000000000000000', authToken: 'secret', from: '+15005550006' };
const never = new AbortController().signal;
const to = '+12015550101';
const sms = (reference: string, change: Partial<SmsMessage> = {}): SmsMessage => ({
  channel: 'sms',
  reference,
  to,
  text: `Hello, ref ${reference}.`,
  ...change,
});

describe('against the sandbox', () => {
  let sandbox: SmsSandbox;
  let adapter: ReturnType<typeof createSmsAdapter>;
  beforeAll(async () => {
    sandbox = await startSmsSandbox();
    adapter = createSmsAdapter({ ...account, ...sandbox, baseUrl: sandbox.url, timeoutMs: 500 });
  });
  afterAll(async () => {
    await adapter.close();
    await sandbox.stop();
  });

  test('a text is accepted and stands in the phone of the borrower', async () => {
    const result = await adapter.send(sms('N-1'), never);
    expect(result).toMatchObject({ kind: 'accepted' });
    expect(sandbox.texts(to).map((text) => text.body)).toContain('Hello, ref N-1.');
  });

  test.each([
    ['a number that does not exist', '+12015521211', { kind: 'permanent', code: '21211' }],
    ['a number that is no mobile', '+12015521614', { kind: 'permanent', code: '21614' }],
    ['a person who said stop', '+12015521610', { kind: 'optedOut', code: '21610' }],
    ['a provider that is overrun', '+12015520429', { kind: 'retry', code: '20429' }],
  ])('%s', async (_, number, result) => {
    expect(await adapter.send(sms('N-2', { to: number }), never)).toMatchObject(result);
  });

  test('a provider out of service has surely not taken the text', async () => {
    sandbox.behave({ refuseNext: 1 });
    expect(await adapter.send(sms('N-3'), never)).toMatchObject({ kind: 'retry' });
    expect(await adapter.find?.('N-3', to, '2020-01-01T00:00:00Z')).toBeNull();
  });

  test('a text whose answer never came is ambiguous, and is found by its reference', async () => {
    sandbox.behave({ silentNext: 1 });
    expect(await adapter.send(sms('N-4'), never)).toMatchObject({ kind: 'ambiguous' });
    const found = await adapter.find?.('N-4', to, new Date(Date.now() - 60_000).toISOString());
    expect(found?.providerId).toMatch(/^SM[0-9a-f]{32}$/u);
    expect(await adapter.find?.('N-40', to, '2020-01-01T00:00:00Z')).toBeNull();
  });

  test('a text is found behind two hundred others, and not when it is older than asked for', async () => {
    for (let n = 0; n < 210; n += 1) await adapter.send(sms(`M-${n}`, { to: '+12015550102' }), never);
    const ask = adapter.find?.bind(adapter);
    expect(await ask?.('M-3', '+12015550102', '2020-01-01T00:00:00Z')).not.toBeNull();
    expect(await ask?.('Z-1', '+12015550102', '2020-01-01T00:00:00Z')).toBeNull();
    const later = new Date(Date.now() + 3_600_000).toISOString();
    expect(await ask?.('M-209', '+12015550102', later)).toBeNull();
  });
});

describe('against servers that misbehave', () => {
  let server: Server | undefined;
  const serve = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> => {
    const started = createServer(answer);
    server = started;
    await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
  };
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });
  const refuse = (status: number, code?: number, headers = {}) =>
    serve((request, response) => {
      request.resume();
      response.writeHead(status, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify({ code, message: `The number ${to} is bad`, status }));
    });

  test.each([
    [400, 30003, { kind: 'permanent', code: '30003' }],
    [400, 30006, { kind: 'permanent', code: '30006' }],
    [400, 21606, { kind: 'retry', afterMs: 300_000, code: '21606' }],
    [401, 20003, { kind: 'retry', afterMs: 300_000, code: '20003' }],
    [503, undefined, { kind: 'retry', afterMs: 5_000, code: 'HTTP_503' }],
    [500, 20500, { kind: 'ambiguous', code: '20500' }],
    [504, undefined, { kind: 'ambiguous', code: 'HTTP_504' }],
  ])('HTTP %i with code %s', async (status, code, result) => {
    const adapter = createSmsAdapter({ ...account, baseUrl: await refuse(status, code) });
    expect(await adapter.send(sms('N-1'), never)).toEqual(result);
    await adapter.close();
  });

  test('a 429 is waited for as told', async () => {
    const adapter = createSmsAdapter({ ...account, baseUrl: await refuse(429, 20429, { 'retry-after': '7' }) });
    expect(await adapter.send(sms('N-1'), never)).toEqual({ kind: 'retry', afterMs: 7_000, code: '20429' });
  });

  test('a refused connection never left; a reset after the request is ambiguous', async () => {
    const closed = createTcp();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const nobody = createSmsAdapter({ ...account, baseUrl: `http://127.0.0.1:${port}` });
    expect(await nobody.send(sms('N-1'), never)).toMatchObject({ kind: 'retry', code: 'ECONNREFUSED' });

    let asked = 0;
    const baseUrl = await serve((request) => {
      asked += 1;
      request.socket.resetAndDestroy();
    });
    const reset = createSmsAdapter({ ...account, baseUrl });
    expect(await reset.send(sms('N-1'), never)).toEqual({ kind: 'ambiguous', code: 'ECONNRESET' });
    // A connection that is lost is no reason to ask again.
    await sleep(100);
    expect(asked).toBe(1);
    await expect(reset.find?.('N-1', to, '2025-01-01T00:00:00Z')).rejects.toThrow(/^ECONNRESET$/u);
  });

  test('an abort before the request is free, during it ambiguous', async () => {
    const asked = Promise.withResolvers<undefined>();
    const adapter = createSmsAdapter({ ...account, baseUrl: await serve(() => asked.resolve(undefined)) });
    expect(await adapter.send(sms('N-1'), AbortSignal.abort())).toMatchObject({ kind: 'retry', code: 'ABORTED' });
    const abort = new AbortController();
    const sending = adapter.send(sms('N-1'), abort.signal);
    await asked.promise;
    abort.abort();
    expect(await sending).toMatchObject({ kind: 'ambiguous' });
  });

  test('the callback carries the reference, connections are kept, and errors hold no number', async () => {
    const bodies: string[] = [];
    const ports = new Set<number | undefined>();
    const baseUrl = await serve((request, response) => {
      ports.add(request.socket.remotePort);
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        bodies.push(body);
        response.writeHead(400, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ code: 99999, message: `Bad ${to}` }));
      });
    });
    const adapter = createSmsAdapter({ ...account, baseUrl, statusCallbackUrl: 'http://127.0.0.1/hooks/sms' });
    const results: unknown[] = [];
    for (let n = 1; n <= 6; n += 1) results.push(await adapter.send(sms(`N-${n}`), never));
    // One rests for a turn of the loop after its answer; meanwhile the other serves.
    expect(ports.size).toBeLessThanOrEqual(2);
    expect(new URLSearchParams(bodies[0]).get('StatusCallback')).toBe('http://127.0.0.1/hooks/sms?reference=N-1');
    expect(JSON.stringify(results)).not.toContain('2015550101');
  });
});

test.each([
  ['ref N-1.', 'N-1', true],
  ['编号N-1，退订回T', 'N-1', true],
  ['ref N-12.', 'N-1', false],
  ['ref XN-1 and N-1', 'N-1', true],
])('%s mentions %s: %s', (body, reference, answer) => {
  expect(mentions(body, reference)).toBe(answer);
});
