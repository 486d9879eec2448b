/** Letters to the post: a print-ready folder by default; a postal API stands behind the same interface. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChannelAdapter, LetterMessage, SendResult } from './channel.ts';

/** Whoever prints and posts. The same reference twice is one letter. */
export interface PostalService {
  /** Hands a letter in. Resolves when it is safe: a crash afterwards loses nothing. */
  handIn(letter: LetterMessage, signal: AbortSignal): Promise<SendResult>;
  find(reference: string): Promise<{ providerId: string; status: string } | null>;
}

/** One line of the manifest that goes to the printer with the PDFs. */
export interface ManifestLine {
  readonly reference: string;
  readonly letterNumber: string;
  readonly to: string;
  /** File in the folder, named by the SHA-256 of its bytes. */
  readonly file: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly handedInAt: string;
}

export interface FolderPostOptions {
  /** Made when it does not exist. One process at a time writes to it. */
  readonly folder: string;
  /** The present instant, ISO 8601; business time in a demo. */
  readonly now: () => string;
}

/** Written beside, synced and renamed: a reader sees the whole file or none. */
export async function writeDurably(folder: string, name: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  await writeWhole(folder, name, bytes, mode);
  await syncFolder(folder);
}

/** The same, but for its name in the folder: that is safe when the folder has been synced. */
async function writeWhole(folder: string, name: string, bytes: Uint8Array, mode = 0o644): Promise<void> {
  // Two letters with the same bytes may be written at once.
  const draft = join(folder, `.${name}.${randomUUID()}.part`);
  const file = await open(draft, 'w', mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, join(folder, name));
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function parseLine(line: string): ManifestLine | undefined {
  try {
    // Written by us, one object a line; a torn last line does not parse.
    return JSON.parse(line) as ManifestLine;
  } catch {
    return undefined;
  }
}

/** The lines of a manifest, by reference; one that a crash has torn is none. Empty where there is no file. */
export async function readManifest(path: string): Promise<Map<string, ManifestLine>> {
  const source = await readFile(path, 'utf8').catch(() => '');
  const lines = source.split('\n').flatMap((line) => parseLine(line) ?? []);
  return new Map(lines.map((line) => [line.reference, line]));
}

/** Cuts off a last line that a crash has torn, so that the next one begins on a line of its own. */
async function mend(path: string): Promise<void> {
  const file = await open(path, 'a+');
  try {
    const source = await readFile(file, 'utf8');
    const whole = source.slice(0, source.lastIndexOf('\n') + 1);
    if (whole.length < source.length) {
      await file.truncate(Buffer.byteLength(whole));
      await file.sync();
    }
  } finally {
    await file.close();
  }
}

/**
 * The embedded post: each PDF by its hash, and `manifest.jsonl` with a line for each letter. The line is the act: it is
 * written after the PDF is safe, and a reference that has one is answered from it.
 */
export async function createFolderPost(options: FolderPostOptions): Promise<PostalService> {
  await mkdir(options.folder, { recursive: true });
  const manifest = join(options.folder, 'manifest.jsonl');
  await mend(manifest);
  const letters = await readManifest(manifest);
  await syncFolder(options.folder);

  const append = async (lines: readonly ManifestLine[]): Promise<void> => {
    await syncFolder(options.folder);
    const file = await open(manifest, 'a');
    try {
      const { size } = await file.stat();
      try {
        await file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
        await file.sync();
      } catch (error) {
        // Half a line would spoil the next one.
        await file.truncate(size);
        throw error;
      }
    } finally {
      await file.close();
    }
    for (const line of lines) letters.set(line.reference, line);
  };

  // Letters that become ready while others are being synced share the next sync, of the folder and of the manifest.
  let ready: ManifestLine[] = [];
  let written: Promise<void> = Promise.resolve();
  const enter = (line: ManifestLine): Promise<void> => {
    ready.push(line);
    if (ready.length === 1) {
      written = written
        .catch(() => undefined)
        .then(() => {
          const lines = ready;
          ready = [];
          return append(lines);
        });
    }
    return written;
  };

  const handIn = async (letter: LetterMessage, signal: AbortSignal): Promise<SendResult> => {
    const known = letters.get(letter.reference);
    if (known !== undefined) return { kind: 'accepted', providerId: known.letterNumber };
    if (signal.aborted) return { kind: 'retry', afterMs: 1_000, code: 'ABORTED' };
    const sha256 = createHash('sha256').update(letter.pdf).digest('hex');
    const file = `${sha256}.pdf`;
    const { reference, letterNumber, to } = letter;
    await writeWhole(options.folder, file, letter.pdf);
    const bytes = letter.pdf.byteLength;
    await enter({ reference, letterNumber, to, file, sha256, bytes, handedInAt: options.now() });
    return { kind: 'accepted', providerId: letterNumber };
  };

  // One hand-in of a reference at a time: two must not both find it missing.
  const under = new Map<string, Promise<SendResult>>();
  return {
    handIn: (letter, signal) => {
      const running = under.get(letter.reference);
      if (running !== undefined) return running;
      const mine = handIn(letter, signal).finally(() => under.delete(letter.reference));
      under.set(letter.reference, mine);
      return mine;
    },
    find: async (reference) => {
      await under.get(reference)?.catch(() => undefined);
      const line = letters.get(reference);
      return line === undefined ? null : { providerId: line.letterNumber, status: 'accepted' };
    },
  };
}

const pdfMark = Buffer.from('%PDF-');

/** The letter adapter over a postal service. A disk that fails is `retry`: handing in again makes no second letter. */
export function createLetterAdapter(post: PostalService): ChannelAdapter<'letter'> {
  return {
    channel: 'letter',
    async send(message, signal) {
      if (message.to.trim() === '') return { kind: 'permanent', code: 'BAD_ADDRESS' };
      if (!pdfMark.equals(message.pdf.subarray(0, pdfMark.length))) return { kind: 'permanent', code: 'NOT_A_PDF' };
      try {
        return await post.handIn(message, signal);
      } catch {
        return { kind: 'retry', afterMs: 30_000, code: 'POST_UNAVAILABLE' };
      }
    },
    find: async (reference) => post.find(reference),
    close: async () => Promise.resolve(),
  };
}
