/** The client of the running API. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { homeOf } from '../worker/settings.ts';

/** Nothing could be asked: what is wrong and what to type. Exit code 2. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
  readonly remedy: string;
  constructor(message: string, remedy: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** The API said no. */
export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
  readonly field?: string;
  readonly [more: string]: unknown;
}

export type Body = Readonly<Record<string, unknown>>;
export type Reply =
  | { readonly ok: true; readonly status: number; readonly body: Body }
  | { readonly ok: false; readonly problem: Refused };

const PATIENCE_MS = 60_000;

/** Where the API is: `RECOUP_API`, else what `npm start` wrote down. @throws Unreachable */
export async function apiUrl(home = homeOf()): Promise<string> {
  const url = process.env['RECOUP_API'] ?? (await runningUrl(home));
  if (url === undefined || url === '')
    throw new Unreachable('recoup does not run here', 'type `npm start`, or set RECOUP_API to the URL of the API');
  return url.replace(/\/$/, '');
}

/** What the demo or the live set wrote down. The set itself is loaded only when it is asked for. */
async function runningUrl(home: string): Promise<string | undefined> {
  const { readRun } = await import('../embedded/all.ts');
  return readRun(home)?.apiUrl ?? readRun(join(home, 'live'))?.apiUrl;
}

export interface AskOptions {
  /** `id:role`. */
  readonly as?: string;
  /** The id of what is sent; the same again changes nothing. */
  readonly key?: string;
}

/** Asks the API. @throws Unreachable when nobody answers */
export async function ask(
  method: 'GET' | 'POST',
  path: string,
  body?: object,
  { as, key }: AskOptions = {},
): Promise<Reply> {
  const url = await apiUrl();
  const headers = new Headers({ accept: 'application/json' });
  if (body !== undefined) headers.set('content-type', 'application/json');
  if (as !== undefined) headers.set('recoup-actor', actorHeader(as));
  if (method === 'POST') headers.set('idempotency-key', key ?? randomUUID());
  let response: Response;
  try {
    response = await fetch(`${url}${path}`, {
      ...{ method, headers, signal: AbortSignal.timeout(PATIENCE_MS) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new Unreachable(`${url} does not answer`, 'type `npm start`, or `recoup doctor` to see what is not well');
  }
  const answer: unknown = await response.json().catch(() => null);
  if (typeof answer !== 'object' || answer === null)
    throw new Unreachable(
      `${url} answers ${response.status} without JSON`,
      'check RECOUP_API: is it the API of recoup?',
    );
  if (response.ok) return { ok: true, status: response.status, body: answer as Body };
  return { ok: false, problem: answer as Refused };
}

/** `id:role` as the header has it, in UTF-8 bytes. @throws Unreachable when it is not so written */
function actorHeader(as: string): string {
  const match = /^([^:;]+):([A-Za-z][A-Za-z0-9]*)$/.exec(as);
  if (match === null) throw new Unreachable(`--as ${as} is not id:role`, 'write for example --as li:collector');
  return Buffer.from(`${match[1] ?? ''};role=${match[2] ?? ''}`, 'utf8').toString('latin1');
}

/** The path of ids and the query of what is given. */
export function pathOf(parts: readonly string[], query: Readonly<Record<string, unknown>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (typeof value === 'string' || typeof value === 'number') search.set(name, String(value));
  const text = search.toString();
  return `/v1/${parts.map(encodeURIComponent).join('/')}${text === '' ? '' : `?${text}`}`;
}
