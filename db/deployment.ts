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

/** Where a case stands in its journal; {0, ''} for one that has not decided yet. */
export async function witnessOf(q: Queries, caseId: string): Promise<{ seq: number; head: string }> {
  return (
    (await q.row<{ seq: number; head: string }>('select seq, head from case_file where id = $1', [caseId])) ?? {
      seq: 0,
      head: '',
    }
  );
}
