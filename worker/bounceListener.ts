import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import type { MailReturn } from '../activities/emailReturn.ts';

export interface BounceListenerOptions {
  readonly mailReturn: MailReturn;
  /** 0: any free one. */
  readonly port: number;
  /** Loopback unless told otherwise: then the mail server of the house hands reports on. */
  readonly host?: string;
  readonly log?: (code: string) => void;
}

export interface BounceListener {
  readonly port: number;
  stop(): Promise<void>;
}

/** Reports are small; the mail they quote need not be whole. */
const REPORT_LIMIT_BYTES = 1_048_576;

const answer = (responseCode: number, words: string): Error => Object.assign(new Error(words), { responseCode });
const laterPlease = answer(451, '4.3.0 try again later');

async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes <= REPORT_LIMIT_BYTES) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * A small SMTP server for what comes back: it takes mail for return addresses that we gave and refuses every other at
 * RCPT, so that forged reports are never even read. What cannot be written down is put off, and the sender tries again.
 */
export async function startBounceListener(options: BounceListenerOptions): Promise<BounceListener> {
  const { mailReturn, log } = options;

  const onRcptTo: SMTPServerOptions['onRcptTo'] = ({ address }, _session, done) => {
    mailReturn.knows(address).then(
      (known) => (known ? done() : done(answer(550, '5.1.1 no such address'))),
      () => done(laterPlease),
    );
  };

  const onData: SMTPServerOptions['onData'] = (stream, session, done) => {
    const take = async (): Promise<void> => {
      const raw = await collect(stream);
      if (stream.sizeExceeded || raw.length > REPORT_LIMIT_BYTES) return done(answer(552, '5.3.4 too big'));
      for (const { address } of session.envelope.rcptTo) await mailReturn.take(address, raw);
      done();
    };
    take().catch(() => {
      log?.('REPORT_NOT_WRITTEN');
      done(laterPlease);
    });
  };

  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false },
    ...{ banner: 'recoup', size: REPORT_LIMIT_BYTES, closeTimeout: 500, maxClients: 50, onRcptTo, onData },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? '127.0.0.1', resolve);
  });
  server.on('error', () => undefined);
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
