import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import type { EmailMessage } from '../../activities/channel.ts';
import { createEmailAdapter, messageIdOf, type EmailOptions } from '../../activities/email.ts';

const never = new AbortController().signal;
const mail = (reference: string, change: Partial<EmailMessage> = {}): EmailMessage => ({
  channel: 'email',
  reference,
  to: 'ada@example.com',
  subject: `还款提醒 [${reference}]`,
  text: '尊敬的客户',
  html: '<p>尊敬的客户</p>',
  ...change,
});

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const adapterAt = (port: number, more: Partial<EmailOptions> = {}) => {
  const adapter = createEmailAdapter({
    host: '127.0.0.1',
    port,
    from: 'notice@lender.example',
    fromName: 'Harbour',
    timeoutMs: 400,
    ...more,
  });
  closers.push(() => adapter.close());
  return adapter;
};

describe('against a real SMTP server', () => {
  const serve = async (refusals: Readonly<Record<string, number>> = {}) => {
    const taken: Buffer[] = [];
    let connections = 0;
    const refuse = (at: string): Error | null =>
      at in refusals ? Object.assign(new Error('no such user ada@example.com'), { responseCode: refusals[at] }) : null;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onConnect: (_session, done) => {
        connections += 1;
        done();
      },
      onMailFrom: (_address, _session, done) => done(refuse('from')),
      onRcptTo: (_address, _session, done) => done(refuse('to')),
      onData(stream, _session, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          taken.push(Buffer.concat(parts));
          done(refuse('data'));
        });
      },
    });
    const listener = server.listen(0, '127.0.0.1');
    await new Promise((resolve) => listener.once('listening', resolve));
    closers.push(() => new Promise<void>((resolve) => server.close(resolve)));
    return { port: (listener.address() as AddressInfo).port, taken, connections: () => connections };
  };

  test('a mail arrives whole, with its reference, its way to stop and its letter', async () => {
    const { port, taken } = await serve();
    const pdf = Buffer.from('%PDF-1.7');
    const adapter = adapterAt(port, {
      unsubscribeUrl: (reference) => `https://lender.example/stop/${reference}`,
      unsubscribeAddress: (reference) => `stop+${reference}@lender.example`,
    });
    const attachments = [{ filename: '催收函.pdf', content: pdf, contentType: 'application/pdf' }];
    expect(await adapter.send(mail('N-1', { attachments }), never)).toEqual({
      kind: 'accepted',
      providerId: '<N-1@lender.example>',
    });
    const read = await PostalMime.parse(taken[0] ?? '');
    const header = (key: string): string | undefined => read.headers.find((h) => h.key === key)?.value;
    expect(read).toMatchObject({ messageId: '<N-1@lender.example>', subject: '还款提醒 [N-1]' });
    expect(read.text?.trim()).toBe('尊敬的客户');
    expect(read.from).toMatchObject({ name: 'Harbour', address: 'notice@lender.example' });
    expect(header('list-unsubscribe')).toBe(
      '<https://lender.example/stop/N-1>, <mailto:stop+N-1@lender.example?subject=unsubscribe>',
    );
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(read.attachments[0]).toMatchObject({ filename: '催收函.pdf', mimeType: 'application/pdf' });
  });

  test('twenty mails go over at most four connections, which are kept', async () => {
    const { port, taken, connections } = await serve();
    const adapter = adapterAt(port);
    const sent = await Promise.all(Array.from({ length: 20 }, (_, n) => adapter.send(mail(`N-${n}`), never)));
    expect(new Set(sent.map((result) => result.kind))).toEqual(new Set(['accepted']));
    expect(taken).toHaveLength(20);
    expect(connections()).toBeLessThanOrEqual(4);
    await adapter.send(mail('N-21'), never);
    expect(connections()).toBeLessThanOrEqual(4);
  });

  test.each([
    ['no such mailbox', { to: 550 }, { kind: 'permanent', code: 'SMTP_550' }],
    ['a mailbox that is busy', { to: 450 }, { kind: 'retry', afterMs: 30_000, code: 'SMTP_450' }],
    ['a message refused for good', { data: 554 }, { kind: 'permanent', code: 'SMTP_554' }],
    ['a message refused for now', { data: 451 }, { kind: 'retry', afterMs: 30_000, code: 'SMTP_451' }],
    [
      'a sender that is refused says nothing of the recipient',
      { from: 553 },
      { kind: 'retry', afterMs: 300_000, code: 'SMTP_553' },
    ],
  ])('%s', async (_, refusals, result) => {
    const { port } = await serve(refusals);
    const adapter = adapterAt(port);
    expect(await adapter.send(mail('N-1'), never)).toEqual(result);
    expect(await adapter.send(mail('N-2'), never)).toEqual(result);
  });
});

describe('against servers that vanish', () => {
  /** Speaks SMTP up to a step and then does what it is told. */
  const serve = async (step: RegExp, act: (socket: Socket) => void): Promise<number> => {
    const sockets = new Set<Socket>();
    const server: Server = createServer((socket) => {
      sockets.add(socket);
      let body = false;
      socket.on('error', () => undefined);
      socket.write('220 hello\r\n');
      socket.on('data', (chunk) => {
        for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
          if (body ? line === '.' && step.test('.') : step.test(line)) return act(socket);
          if (body) continue;
          body = line === 'DATA';
          socket.write(body ? '354 go\r\n' : '250 ok\r\n');
        }
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => {
      for (const socket of sockets) socket.destroy();
      server.close();
    });
    return (server.address() as AddressInfo).port;
  };
  const silence = (): void => undefined;
  const reset = (socket: Socket): void => void socket.resetAndDestroy();
  const hangUp = (socket: Socket): void => void socket.end();

  test.each([
    ['silent after the message', /^\.$/u, silence, 'ambiguous'],
    ['reset after the message', /^\.$/u, reset, 'ambiguous'],
    ['hung up after the message', /^\.$/u, hangUp, 'ambiguous'],
    ['silent at DATA', /^DATA$/u, silence, 'retry'],
    ['reset at DATA', /^DATA$/u, reset, 'retry'],
    ['hung up at RCPT', /^RCPT/u, hangUp, 'retry'],
    ['silent at EHLO', /^EHLO/u, silence, 'retry'],
  ])('%s', async (_, step, act, kind) => {
    const adapter = adapterAt(await serve(step, act));
    const result = await adapter.send(mail('N-1'), never);
    expect(result).toMatchObject({ kind });
    expect(JSON.stringify(result)).not.toMatch(/ada|127\.0/u);
  });

  test('nobody listening means try again', async () => {
    expect(await adapterAt(1).send(mail('N-1'), never)).toMatchObject({ kind: 'retry' });
  });

  test('an abort after the message left is ambiguous, before it free', async () => {
    const abort = new AbortController();
    const port = await serve(/^\.$/u, () => abort.abort());
    const adapter = adapterAt(port, { timeoutMs: 5_000 });
    expect(await adapter.send(mail('N-1'), abort.signal)).toEqual({ kind: 'ambiguous', code: 'ABORTED' });
    expect(await adapter.send(mail('N-1'), abort.signal)).toMatchObject({ kind: 'retry', code: 'ABORTED' });
  });
});

test.each(['', 'ada', 'a@b, c@d', 'a@b\r\nRCPT TO:<c@d>', 'Ada <a@b>'])('%j is no address', async (to) => {
  expect(await adapterAt(1).send(mail('N-1', { to }), never)).toEqual({ kind: 'permanent', code: 'BAD_ADDRESS' });
});

test('a Message-ID is the same for the same reference, and never malformed', () => {
  expect(messageIdOf('N-1', 'x.example')).toBe('<N-1@x.example>');
  expect(messageIdOf('N 1>', 'x.example')).toMatch(/^<[0-9a-f]{64}@x\.example>$/u);
});
