// The sandbox's own record of what it accepted, independent of what recoup believes it sent. Kept in memory and,
// line by line, in a file; the file alone brings the record back at the next start.
import { createReadStream, createWriteStream, existsSync, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Text } from './shapes.ts';

const text = z.object({
  sid: z.string(),
  direction: z.enum(['outbound-api', 'inbound']),
  from: z.string(),
  to: z.string(),
  body: z.string(),
  messagingServiceSid: z.string().nullable(),
  statusCallback: z.string().nullable(),
  status: z.enum(['queued', 'sent', 'delivered', 'undelivered', 'received']),
  errorCode: z.number().nullable(),
  createdAt: z.string(),
  sentAt: z.string().nullable(),
  updatedAt: z.string(),
});
const change = text.pick({ sid: true, status: true, errorCode: true, sentAt: true, updatedAt: true });
const line = z.union([
  z.object({ text }),
  z.object({ change }),
  z.object({ optedOut: z.string() }),
  z.object({ optedIn: z.string() }),
]);
type Line = z.infer<typeof line>;

export type Search = {
  to?: string | null;
  from?: string | null;
  /** Keeps a text by the instant it was sent at, null while it is queued. */
  sentAt?: (instant: string | null) => boolean;
};

export type Ledger = {
  readonly add: (text: Text) => void;
  readonly update: (text: Text, changes: Partial<Pick<Text, 'status' | 'errorCode' | 'sentAt'>>) => void;
  readonly get: (sid: string) => Text | undefined;
  readonly count: () => number;
  /** Newest first. */
  readonly find: (search: Search) => Text[];
  readonly optOut: (number: string) => void;
  readonly optIn: (number: string) => void;
  readonly isOptedOut: (number: string) => boolean;
  readonly close: () => Promise<void>;
};

type Memory = { all: Text[]; bySid: Map<string, Text>; byTo: Map<string, Text[]>; optedOut: Set<string> };

const remember = (memory: Memory, entry: Line): void => {
  if ('text' in entry) {
    memory.all.push(entry.text);
    memory.bySid.set(entry.text.sid, entry.text);
    const same = memory.byTo.get(entry.text.to);
    if (same === undefined) memory.byTo.set(entry.text.to, [entry.text]);
    else same.push(entry.text);
  } else if ('change' in entry) {
    Object.assign(memory.bySid.get(entry.change.sid) ?? {}, entry.change);
  } else if ('optedOut' in entry) memory.optedOut.add(entry.optedOut);
  else memory.optedOut.delete(entry.optedIn);
};

const load = async (file: string, memory: Memory): Promise<void> => {
  for await (const raw of createInterface({ input: createReadStream(file, 'utf8') })) {
    // The last line of a killed sandbox may be torn: it was never acknowledged.
    try {
      remember(memory, line.parse(JSON.parse(raw)));
    } catch {
      continue;
    }
  }
};

/** Opens the ledger, with everything the file holds; in memory alone when no file is named. */
export const openLedger = async (file?: string): Promise<Ledger> => {
  const memory: Memory = { all: [], bySid: new Map(), byTo: new Map(), optedOut: new Set() };
  let stream: WriteStream | undefined;
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    if (existsSync(file)) await load(file, memory);
    stream = createWriteStream(file, { flags: 'a', mode: 0o600 });
    stream.write('\n');
  }
  const write = (entry: Line): void => {
    remember(memory, entry);
    stream?.write(`${JSON.stringify(entry)}\n`);
  };
  return {
    add: (added) => write({ text: added }),
    update: (known, changes) => {
      const { sid, status, errorCode, sentAt } = { ...known, ...changes };
      write({ change: { sid, status, errorCode, sentAt, updatedAt: new Date().toISOString() } });
    },
    get: (sid) => memory.bySid.get(sid),
    count: () => memory.all.length,
    find: ({ to, from, sentAt }) =>
      (to ? (memory.byTo.get(to) ?? []) : memory.all)
        .filter((known) => (!from || known.from === from) && (sentAt?.(known.sentAt) ?? true))
        .reverse(),
    optOut: (number) => write({ optedOut: number }),
    optIn: (number) => write({ optedIn: number }),
    isOptedOut: (number) => memory.optedOut.has(number),
    close: () =>
      new Promise((settle) => {
        if (stream === undefined) settle();
        else stream.end(() => settle());
      }),
  };
};
