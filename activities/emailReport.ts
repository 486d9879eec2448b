/**
 * Reads what a mail server says of a mail that we sent (RFC 3464 with the status codes of RFC 3463, and its
 * internationalised form, RFC 6533). The words in it hold addresses and go no further: only codes leave.
 */
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';

/** Ordered by what decides when a report speaks of several recipients: a mail of ours has one. */
const actions = ['failed', 'delivered', 'delayed', 'relayed', 'expanded'] as const;
export type MailAction = (typeof actions)[number];

export type ReadReport =
  | { readonly kind: 'report'; readonly action: MailAction; readonly status: string }
  /** An answering machine, or a person. */
  | { readonly kind: 'autoReply' }
  /** A report that says neither what happened nor why. */
  | { readonly kind: 'unreadable' };

/** Addresses that the report was sent to, by which it finds its message. */
export interface ReadMail {
  readonly read: ReadReport;
  readonly recipients: readonly string[];
}

const statusShape = /^([245]\.\d{1,3}\.\d{1,3})(?:\s|\(|$)/u;

/** Groups of `Name: value` lines, folded ones joined; names in lower case. */
function groupsOf(text: string): Map<string, string>[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/u)
    .map((group) => {
      const lines = group.replaceAll(/\n[ \t]+/gu, ' ').split('\n');
      return new Map(
        lines.flatMap((line) => {
          const [, name, value] = /^([A-Za-z][A-Za-z-]*)[ \t]*:(.*)$/u.exec(line) ?? [];
          return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()] as const];
        }),
      );
    });
}

const isAction = (word: string): word is MailAction => actions.some((action) => action === word);

function reportIn(text: string): ReadReport | null {
  const found = groupsOf(text).flatMap((group) => {
    const action = (group.get('action') ?? '').replace(/[\s(;].*$/u, '').toLowerCase();
    const status = statusShape.exec(group.get('status') ?? '')?.[1];
    return isAction(action) && status !== undefined ? [{ kind: 'report', action, status } as const] : [];
  });
  return found.toSorted((a, b) => actions.indexOf(a.action) - actions.indexOf(b.action))[0] ?? null;
}

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);

function readReport(mail: Email): ReadReport {
  const header = (name: string): string => mail.headers.find(({ key }) => key === name)?.value ?? '';
  const parts = mail.attachments.filter(({ mimeType }) => /^message\/(?:global-)?delivery-status$/u.test(mimeType));
  for (const { content } of parts) {
    // ASCII by the standard, UTF-8 by the newer one; anything else in it harms only the words, which are not read.
    const report = reportIn(new TextDecoder().decode(bytesOf(content)));
    if (report !== null) return report;
  }
  const looksLikeReport = parts.length > 0 || /^multipart\/report\b/iu.test(header('content-type'));
  if (looksLikeReport) return { kind: 'unreadable' };
  const answered = /^auto-replied/iu.test(header('auto-submitted'));
  const fromServer = /^(?:mailer-daemon|postmaster)@/iu.test(mail.from?.address ?? '');
  return fromServer && !answered ? { kind: 'unreadable' } : { kind: 'autoReply' };
}

const recipientHeaders = ['to', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'];

/** Reads one mail. Never throws: what cannot be parsed is `unreadable`. */
export async function readMail(raw: Uint8Array): Promise<ReadMail> {
  try {
    const mail = await PostalMime.parse(raw);
    const recipients = mail.headers
      .filter(({ key }) => recipientHeaders.includes(key))
      .flatMap(({ value }) => value.match(/[^\s<>,;:"]+@[^\s<>,;:"]+/gu) ?? []);
    return { read: readReport(mail), recipients };
  } catch {
    return { read: { kind: 'unreadable' }, recipients: [] };
  }
}
