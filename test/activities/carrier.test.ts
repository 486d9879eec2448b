import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMailCarrier } from '../../activities/carrier.ts';
import { openSpool } from '../../activities/send/spool.ts';
import type { SmtpOptions } from '../../activities/smtp.ts';
import { selfSigned } from '../support/selfSigned.ts';

const never = new AbortController().signal;
const mail = {
  ...{ from: 'desk@lender.example', to: 'ada@example.com', messageId: '<M1@lender.example>' },
  content: Buffer.from('Subject: S\r\n\r\nT\r\n'),
};
const row = { id: 7, attempt: 'a1' };
const may = (): Promise<boolean> => Promise.resolve(true);

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recoup-carrier-'));
  closers.push(async () => Promise.resolve(rmSync(folder, { recursive: true })));
});
const spool = () => openSpool(folder, 'boot');

/** A mail server; one that is told to hold answers a mail only when it is released. */
async function serve(more: SMTPServerOptions = {}, hold = false) {
  const taken: string[] = [];
  const open = new Set<string>();
  const held = Promise.withResolvers<undefined>();
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['STARTTLS'], closeTimeout: 100 },
    onConnect: ({ id }, done) => {
      open.add(id);
      done();
    },
    onClose: ({ id }) => void open.delete(id),
    onData(stream, _session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        taken.push(Buffer.concat(parts).toString());
        if (hold) void held.promise.then(() => done());
        else done();
      });
    },
    ...more,
  });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listener.once('listening', resolve));
  closers.push(() => new Promise<void>((resolve) => server.close(resolve)));
  const { port } = listener.address() as AddressInfo;
  return { port, taken, open, release: () => held.resolve(undefined) };
}

const carrierTo = (port: number, more: Partial<SmtpOptions> = {}) => {
  const carrier = createMailCarrier({ host: '127.0.0.1', port, ...more });
  closers.push(async () => carrier.close());
  return carrier;
};

/** Carriers of a process: their ids. Every process has the id of the one that started it. */
const carriersOf = (parent: number): number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/u))
    .filter(([, of, ...args]) => Number(of) === parent && args.join(' ').includes('carrier/main.ts'))
    .map(([pid]) => Number(pid));
const running = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a mail that is handed to the carrier', () => {
  it('arrives as the server is told, over connections that are kept', async () => {
    const { port, taken, open } = await serve();
    const carrier = carrierTo(port);
    const sent = await Promise.all(Array.from({ length: 12 }, () => carrier.deliver(mail, never, may)));
    expect(new Set(sent.map(({ kind }) => kind))).toEqual(new Set(['taken']));
    expect(taken).toHaveLength(12);
    expect(taken[0]).toContain('Subject: S');
    expect(open.size).toBeLessThanOrEqual(4);
    expect(carriersOf(process.pid)).toHaveLength(1);
  });

  it('is refused in the words of the server', async () => {
    const noMailbox = Object.assign(new Error('no ada@example.com here'), { responseCode: 550 });
    const { port } = await serve({ onRcptTo: (_address, _session, done) => done(noMailbox) });
    const outcome = await carrierTo(port).deliver(mail, never, may);
    expect(outcome).toEqual({ kind: 'refused', status: 550, stage: 'recipient' });
  });

  it.each<[string, () => Promise<boolean>]>([
    ['it may not leave', () => Promise.resolve(false)],
    ['nobody knows whether it may leave', () => Promise.reject(new Error('away'))],
  ])('stays when %s', async (_name, leave) => {
    const { port, taken } = await serve();
    const outcome = await carrierTo(port).deliver(mail, never, leave);
    expect(outcome).toMatchObject({ kind: 'lost', read: false });
    expect(taken).toEqual([]);
  });

  it('goes to a server that wants a name and a password over TLS, whose certificate the host trusts', async () => {
    const { key, cert } = selfSigned();
    const trusted = join(folder, 'localhost.crt');
    writeFileSync(trusted, cert);
    vi.stubEnv('NODE_EXTRA_CA_CERTS', trusted);
    closers.push(async () => Promise.resolve(vi.unstubAllEnvs()));
    const names: unknown[] = [];
    const { port, taken } = await serve({
      ...{ secure: true, authOptional: false, cert, key },
      onAuth: ({ username, password }, _session, done) => {
        names.push(username);
        done(null, password === 'open sesame' ? { user: username } : {});
      },
    });
    const auth = { user: 'desk', pass: 'open sesame' };
    const server = { host: 'localhost', secure: true };
    expect(await carrierTo(port, { ...server, auth }).deliver(mail, never, may)).toEqual({ kind: 'taken' });
    expect([names, taken.length]).toEqual([['desk'], 1]);
    const wrong = carrierTo(port, { ...server, auth: { ...auth, pass: 'wrong' } });
    expect(await wrong.deliver(mail, never, may)).toEqual({ kind: 'refused', status: 535, stage: 'session' });
  });

  it('may be answered after nobody waits any more: the answer stands in the spool', async () => {
    const { port, taken, release } = await serve({}, true);
    const enough = new AbortController();
    const sending = carrierTo(port).deliver(mail, enough.signal, () => Promise.resolve(spool().ask(row) ?? true));
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(1);
    enough.abort();
    expect(await sending).toEqual({ kind: 'lost', code: 'ABORTED', read: true });
    expect(spool().settle(row)).toBeNull();
    release();
    await expect.poll(() => spool().settle(row)).toEqual({ kind: 'accepted', providerId: mail.messageId });
  });
});

describe('a worker that is killed', () => {
  /** Kills a worker once it has come so far; its carrier has nobody to tell then. */
  async function killed(port: number, until: 'asked' | 'left', when: () => boolean): Promise<number> {
    const worker = spawn(process.execPath, [join(import.meta.dirname, 'carrierWorker.ts'), `${port}`, folder, until], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    worker.stdout.on('data', (part: Buffer) => (said += part.toString()));
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    await expect.poll(() => said.includes('ASKED') && when(), { timeout: 20_000 }).toBe(true);
    const [carrier = 0] = carriersOf(worker.pid ?? 0);
    expect(running(carrier)).toBe(true);
    worker.kill('SIGKILL');
    await ended;
    return carrier;
  }

  it('between the last line and the answer: the answer stands, and the carrier ends', { timeout: 60_000 }, async () => {
    const { port, taken, release } = await serve({}, true);
    const carrier = await killed(port, 'left', () => taken.length === 1);
    await sleep(300);
    expect(spool().settle(row)).toBeNull();
    release();
    const accepted = { kind: 'accepted', providerId: '<M1@lender.example>' };
    await expect.poll(() => spool().settle(row), { timeout: 10_000 }).toEqual(accepted);
    await expect.poll(() => running(carrier), { timeout: 10_000 }).toBe(false);
    expect(taken).toHaveLength(1);
  });

  it('before the last line: it never goes, whoever takes the mail back', { timeout: 60_000 }, async () => {
    const { port, taken, open } = await serve();
    const carrier = await killed(port, 'asked', () => true);
    await expect.poll(() => running(carrier), { timeout: 10_000 }).toBe(false);
    await expect.poll(() => open.size).toBe(0);
    expect(taken).toEqual([]);
    expect(spool().settle(row)).toMatchObject({ kind: 'retry', code: 'NOT_TAKEN' });
  });
});

describe('the carrier itself', () => {
  it('ends with its worker when it has nothing in hand', async () => {
    const { port } = await serve();
    const carrier = carrierTo(port);
    await carrier.deliver(mail, never, may);
    const [pid = 0] = carriersOf(process.pid);
    await carrier.close();
    expect(running(pid)).toBe(false);
  });

  it('is replaced when it is killed, and what it had told nobody of is unknown', async () => {
    const { port, taken, release } = await serve({}, true);
    const carrier = carrierTo(port);
    const first = carrier.deliver(mail, never, may);
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(1);
    for (const pid of carriersOf(process.pid)) process.kill(pid, 'SIGKILL');
    expect(await first).toEqual({ kind: 'lost', code: 'CARRIER_ENDED', read: true });
    release();
    expect(await carrier.deliver(mail, never, may)).toEqual({ kind: 'taken' });
  });

  it('heeds no signal of the terminal while its worker lives', async () => {
    const { port, taken, release } = await serve({}, true);
    const sending = carrierTo(port).deliver(mail, never, may);
    await expect.poll(() => taken.length, { timeout: 10_000 }).toBe(1);
    for (const pid of carriersOf(process.pid))
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.kill(pid, name);
    await sleep(100);
    release();
    expect(await sending).toEqual({ kind: 'taken' });
  });
});
