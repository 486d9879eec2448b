/** E-mail over SMTP. A mail whose fate is unknown cannot be asked after: there is no `find` here (domain.md §6). */
import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { ChannelAdapter, EmailMessage } from './channel.ts';
import { createSmtpPool, resultOf, type SmtpOptions, type SmtpPool } from './smtp.ts';

export interface EmailOptions extends SmtpOptions {
  /** Address of the sender; the envelope's too, unless reports about each mail have an address of their own. */
  readonly from: string;
  /** The envelope's sender for a reference (VERP), so that a bounce tells which mail it is about. */
  readonly returnPath?: (reference: string) => string;
  readonly fromName?: string;
  /** Domain of Message-IDs; the sender's own when absent. */
  readonly messageIdDomain?: string;
  /** Page that stops mails with one click (RFC 8058), by reference. */
  readonly unsubscribeUrl?: (reference: string) => string;
  /** Address to which any mail stops mails, by reference. */
  readonly unsubscribeAddress?: (reference: string) => string;
}

/** Nobody keeps a record of what leaves. */
const always = (): Promise<boolean> => Promise.resolve(true);

/** `<reference@domain>`; a reference that has other characters than an id may hold goes in as its hash. */
export function messageIdOf(reference: string, domain: string): string {
  const plain = /^[A-Za-z0-9._-]{1,120}$/u.test(reference);
  return `<${plain ? reference : createHash('sha256').update(reference).digest('hex')}@${domain}>`;
}

type ComposeOptions = Pick<EmailOptions, 'from' | 'fromName' | 'unsubscribeUrl' | 'unsubscribeAddress'>;

async function compose(message: EmailMessage, messageId: string, options: ComposeOptions): Promise<Buffer> {
  // A partner is written to as a business: there is nothing to stop with one click.
  const stops: Pick<EmailOptions, 'unsubscribeUrl' | 'unsubscribeAddress'> = message.toPartner === true ? {} : options;
  const { unsubscribeUrl, unsubscribeAddress } = stops;
  const { reference } = message;
  const ways = [
    ...(unsubscribeUrl === undefined ? [] : [`<${unsubscribeUrl(reference)}>`]),
    ...(unsubscribeAddress === undefined ? [] : [`<mailto:${unsubscribeAddress(reference)}?subject=unsubscribe>`]),
  ];
  const headers: Record<string, string> = {
    'X-Notice-Reference': reference,
    'Auto-Submitted': 'auto-generated',
  };
  if (ways.length > 0) headers['List-Unsubscribe'] = ways.join(', ');
  if (unsubscribeUrl !== undefined) headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  const node = new MailComposer({
    from: { name: options.fromName ?? '', address: options.from },
    to: { name: '', address: message.to },
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId,
    headers,
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 24),
    attachments: (message.attachments ?? []).map(({ filename, content, contentType }) => ({
      filename,
      content: Buffer.from(content),
      contentType,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return node.compile().build();
}

/** One address, without anything that could become a second one or a command. */
const address = /^[^\s@<>,;:"()[\]\\]{1,64}@[^\s@<>,;:"()[\]\\]{1,255}$/u;

/**
 * The e-mail adapter. The provider id is the Message-ID, the same for the same reference.
 * @param pool who takes mails to the server: this process itself, or a carrier of its own (carrier.ts)
 */
export function createEmailAdapter(
  options: EmailOptions,
  pool: SmtpPool = createSmtpPool(options),
): ChannelAdapter<'email'> {
  const domain = options.messageIdDomain ?? options.from.slice(options.from.lastIndexOf('@') + 1);
  return {
    channel: 'email',
    announces: true,
    async send(message, signal, leave = always) {
      if (!address.test(message.to)) return { kind: 'permanent', code: 'BAD_ADDRESS' };
      const messageId = messageIdOf(message.reference, domain);
      const content = await compose(message, messageId, options);
      const from = options.returnPath?.(message.reference) ?? options.from;
      const outcome = await pool.deliver({ from, to: message.to, messageId, content }, signal, leave);
      return resultOf(outcome, messageId);
    },
    async close() {
      await pool.close();
    },
  };
}
