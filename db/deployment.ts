/** The one row that says what this database is: live or demo, and which engine epoch holds. */
import type { Instant } from '../domain/instant.ts';
import type { Queries } from './pool.ts';

export type Mode = 'live' | 'demo';

export class ModeMismatch extends Error {
  readonly code = 'MODE_MISMATCH';
  constructor(is: Mode, wanted: Mode) {
    super(`this database was started as ${is} and stays so: use another home folder or database for ${wanted}`);
    this.name = 'ModeMismatch';
  }
}

/** Declares the mode at the first start; afterwards it cannot change. @throws ModeMismatch */
export async function declareMode(q: Queries, mode: Mode, clockStart: Instant): Promise<void> {
  await q.run('insert into deployment (mode) values ($1) on conflict do nothing', [mode]);
  const row = await q.row<{ mode: Mode }>('select mode from deployment');
  if (row !== null && row.mode !== mode) throw new ModeMismatch(row.mode, mode);
  if (mode === 'demo') await q.run('insert into clock (now) values ($1) on conflict do nothing', [clockStart]);
}

export async function deploymentMode(q: Queries): Promise<Mode | null> {
  return (await q.row<{ mode: Mode }>('select mode from deployment'))?.mode ?? null;
}

/** A new engine epoch: every run and sender of an older one is told that it is superseded. */
export async function raiseEpoch(q: Queries): Promise<number> {
  const row = await q.row<{ epoch: number }>('update deployment set epoch = epoch + 1 returning epoch');
  return row?.epoch ?? 0;
}

/** What a run of a case is started with: the epoch of the engine, and where the case stands in its journal. */
export interface RunStart {
  readonly epoch: number;
  /** {0, ''} for a case that has not decided yet. */
  readonly after: { readonly seq: number; readonly head: string };
}

/** Epoch 1 before the database was prepared. */
export async function runStartOf(q: Queries, caseId: string): Promise<RunStart> {
  const row = await q.row<{ epoch: number; seq: number; head: string }>(
    `select d.epoch, coalesce(c.seq, 0) as seq, coalesce(c.head, '') as head
       from deployment d left join case_file c on c.id = $1`,
    [caseId],
  );
  const { epoch = 1, seq = 0, head = '' } = row ?? {};
  return { epoch, after: { seq, head } };
}
