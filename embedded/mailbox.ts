// A real SMTP server that keeps what it gets and sends nothing on, with a web inbox.
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { sendReport, type LateReport } from './mail/bounce.ts';
import { mailPage, listPage } from './mail/page.ts';
import { openMailStore, type Mail } from './mail/store.ts';
import { freePort } from './ports.ts';
import { sendHtml, sendJson, startWeb, type Handler } from './web.ts';

const mailLimitBytes = 20_000_000;

export type MailBehaviour = {
  /** Recipients refused for good with 550 5.1.1. */
  refuse: RegExp;
  /** The next so many recipients are put off with 451 4.7.1. */
  greylistNext: number;
  /** Every recipient is answered after so long, before any of the mail is taken. */
  recipientDelayMs: number;
  /** The next so many mails are kept, and the answer never comes. */
  silentNext: number;
  /** What is reported later, by SMTP to the envelope's sender, about mails that were taken. The first that fits. */
  reports: LateReport[];
  /** Server that takes reports, `smtp://host:port`; without it nothing is reported. */
  reportTo: string | undefined;
};

export type Mailbox = {
  /** `smtp://host:port` for nodemailer. */
  readonly smtpUrl: string;
  /** The web inbox, and `/api/messages`. */
  readonly url: string;
  readonly behave: (changes: Partial<MailBehaviour>) => void;
  /** Newest first. */
  readonly mails: () => Mail[];
  /** Reports that are still on their way. */
  readonly pendingReports: () => number;
  readonly stop: () => Promise<void>;
};

export type MailboxOptions = {
  smtpPort?: number;
  webPort?: number;
  /** Where mail is kept between starts; in memory alone when left out. */
  folder?: string;
  behaviour?: Partial<MailBehaviour>;
  say?: (line: string) => void;
};

const smtpError = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

const collect = async (stream: AsyncIterable<unknown>): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const listen = (server: SMTPServer, port: number): Promise<void> =>
  new Promise((settle, fail) => {
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => settle());
  });

/** Local parts by which a demo or a test asks for a report: taken now, found to be undeliverable later. */
const usualReports: LateReport[] = [
  { recipient: /^gone/i, action: 'failed', status: '5.1.1', delayMs: 50 },
  { recipient: /^full/i, action: 'failed', status: '5.2.2', delayMs: 50 },
  { recipient: /^slow/i, action: 'delayed', status: '4.4.1', delayMs: 50 },
];

/**
 * Starts the SMTP server and its inbox on loopback. Recipients whose local part starts with `bounce` are refused; those
 * of `usualReports` bounce later.
 */
export const startMailbox = async (options: MailboxOptions = {}): Promise<Mailbox> => {
  const store = openMailStore(options.folder);
  const behaviour: MailBehaviour = {
    ...{ refuse: /^bounce/i, greylistNext: 0, recipientDelayMs: 0, silentNext: 0 },
    ...{ reports: usualReports, reportTo: undefined },
    ...options.behaviour,
  };
  const reporting = new Set<Promise<void>>();

  const reportLater = (envelope: { from: string; to: string[] }, raw: Buffer): void => {
    const { reportTo, reports } = behaviour;
    // A report is sent with an empty sender: about a report nobody is told (RFC 5321, 6.1).
    if (reportTo === undefined || envelope.from === '') return;
    for (const recipient of envelope.to) {
      const late = reports.find((one) => one.recipient.test(recipient));
      if (late === undefined) continue;
      const sent = sendReport({ ...late, reportTo, sender: envelope.from, to: recipient, raw })
        .catch((error: unknown) => options.say?.(`report not sent: ${error instanceof Error ? error.name : 'failed'}`))
        .finally(() => reporting.delete(sent));
      reporting.add(sent);
    }
  };

  const onRcptTo: SMTPServerOptions['onRcptTo'] = (recipient, _session, answer) => {
    if (behaviour.refuse.test(recipient.address)) return answer(smtpError(550, '5.1.1 No such user here'));
    if (behaviour.greylistNext > 0) {
      behaviour.greylistNext -= 1;
      return answer(smtpError(451, '4.7.1 Greylisted, try again later'));
    }
    if (behaviour.recipientDelayMs > 0) setTimeout(answer, behaviour.recipientDelayMs).unref();
    else answer();
  };

  const onData: SMTPServerOptions['onData'] = (stream, session, answer) => {
    const { mailFrom, rcptTo } = session.envelope;
    const envelope = { from: mailFrom === false ? '' : mailFrom.address, to: rcptTo.map(({ address }) => address) };
    const keep = async (): Promise<void> => {
      const raw = await collect(stream);
      if (stream.sizeExceeded) return answer(smtpError(552, '5.3.4 Message too big'));
      const mail = await store.add(envelope, raw);
      reportLater(envelope, raw);
      if (behaviour.silentNext > 0) behaviour.silentNext -= 1;
      // smtp-server's callback takes the closing words as its second argument.
      else answer(null, `2.0.0 Ok: kept as ${mail.id}`);
    };
    keep().catch((error: unknown) =>
      answer(smtpError(451, `4.3.0 ${error instanceof Error ? error.message : 'failed'}`)),
    );
  };

  const smtpPort = await freePort(options.smtpPort ?? 0, options.say);
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false },
    ...{ banner: 'recoup mailbox', size: mailLimitBytes, closeTimeout: 500, onRcptTo, onData },
  });
  await listen(server, smtpPort);
  // A client that goes away in the middle of a mail is no reason to end the process.
  server.on('error', () => undefined);

  const handle: Handler = async (_request, response, url) => {
    const [, room, id = '', part, position] = url.pathname.split('/');
    if (url.pathname === '/') return sendHtml(response, 200, listPage(url, store.all()));
    if (url.pathname === '/api/messages') {
      const to = url.searchParams.get('to');
      const found = store.all().filter((mail) => to === null || mail.to.includes(to));
      const limit = Number(url.searchParams.get('limit') ?? 1000) || 1000;
      return sendJson(response, 200, { count: found.length, messages: found.slice(0, limit) });
    }
    const mail = store.get(id);
    if (room !== 'mail' || mail === undefined) return sendJson(response, 404, { message: 'not found' });
    if (part === undefined) return sendHtml(response, 200, mailPage(url, mail));
    if (part === 'source') {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(store.raw(id));
      return;
    }
    const file = part === 'attachments' ? await store.attachment(id, Number(position)) : undefined;
    if (file === undefined) return sendJson(response, 404, { message: 'not found' });
    response.writeHead(200, {
      // Always a download: an attachment must not run in this origin.
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`,
    });
    response.end(file.content);
  };
  const web = await startWeb(handle, options.webPort, options.say);

  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    url: web.url,
    behave: (changes) => void Object.assign(behaviour, changes),
    mails: () => store.all(),
    pendingReports: () => reporting.size,
    stop: async () => {
      await Promise.all([web.stop(), new Promise<void>((settle) => server.close(() => settle()))]);
    },
  };
};
