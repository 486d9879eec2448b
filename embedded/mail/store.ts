// What the mailbox keeps: a line per mail in index.jsonl and the mail itself, as it came, in an .eml file beside it.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { z } from 'zod';

const mailShape = z.object({
  id: z.string(),
  receivedAt: z.string(),
  /** Envelope addresses, which alone decide who gets it. */
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  messageId: z.string().nullable(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
  attachments: z.array(z.object({ filename: z.string(), mimeType: z.string(), bytes: z.number() })),
});

export type Mail = z.infer<typeof mailShape>;
export type Attachment = { filename: string; mimeType: string; content: Uint8Array };

export type MailStore = {
  readonly add: (envelope: { from: string; to: string[] }, raw: Buffer) => Promise<Mail>;
  /** Newest first. */
  readonly all: () => Mail[];
  readonly get: (id: string) => Mail | undefined;
  /** The mail as it came over the wire. */
  readonly raw: (id: string) => Buffer | undefined;
  readonly attachment: (id: string, index: number) => Promise<Attachment | undefined>;
};

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);

const htmlToText = (html: string): string => html.replace(/<(?:style|script)[\s\S]*?<\/\w+>|<[^>]+>/g, '').trim();

const parse = async (id: string, envelope: { from: string; to: string[] }, raw: Buffer): Promise<Mail> => {
  const email = await PostalMime.parse(raw);
  return {
    id,
    receivedAt: new Date().toISOString(),
    ...envelope,
    subject: email.subject ?? '',
    messageId: email.messageId ?? null,
    text: email.text ?? htmlToText(email.html ?? ''),
    headers: Object.fromEntries(email.headers.map(({ key, value }) => [key, value])),
    attachments: email.attachments.map(({ filename, mimeType, content }, index) => ({
      filename: filename ?? `part-${index + 1}`,
      mimeType,
      bytes: bytesOf(content).byteLength,
    })),
  };
};

const load = (file: string): Mail[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      // The last line of a killed mailbox may be torn: that mail was never acknowledged.
      try {
        return [mailShape.parse(JSON.parse(line))];
      } catch {
        return [];
      }
    });

/** Opens the store with everything the folder holds; in memory alone when no folder is named. */
export const openMailStore = (folder?: string): MailStore => {
  const index = folder === undefined ? undefined : join(folder, 'index.jsonl');
  if (folder !== undefined) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const mails = new Map<string, Mail>();
  const raws = new Map<string, Buffer>();
  let next = 1;
  if (index !== undefined && existsSync(index)) {
    for (const mail of load(index)) mails.set(mail.id, mail);
    next = Math.max(0, ...[...mails.keys()].map(Number)) + 1;
  }
  const emlFile = (id: string): string | undefined => (folder === undefined ? undefined : join(folder, `${id}.eml`));
  const raw = (id: string): Buffer | undefined => {
    if (!mails.has(id)) return undefined;
    const file = emlFile(id);
    return file === undefined ? raws.get(id) : readFileSync(file);
  };
  return {
    add: async (envelope, content) => {
      const id = String(next++).padStart(6, '0');
      const mail = await parse(id, envelope, content);
      const file = emlFile(id);
      if (file === undefined || index === undefined) raws.set(id, content);
      else {
        writeFileSync(file, content, { mode: 0o600 });
        appendFileSync(index, `${JSON.stringify(mail)}\n`, { mode: 0o600 });
      }
      mails.set(id, mail);
      return mail;
    },
    all: () => [...mails.values()].reverse(),
    get: (id) => mails.get(id),
    raw,
    attachment: async (id, position) => {
      const content = raw(id);
      if (content === undefined) return undefined;
      const found = (await PostalMime.parse(content)).attachments[position];
      if (found === undefined) return undefined;
      const filename = found.filename ?? `part-${position + 1}`;
      return { filename, mimeType: found.mimeType, content: bytesOf(found.content) };
    },
  };
};
