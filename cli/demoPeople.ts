/** The people of a demo: who they are, and how they give their commands. */
import type { Db } from '../db/pool.ts';
import type { Sealer } from '../db/seal.ts';
import type { SignedCommand, UnsignedCommand } from '../db/signature.ts';
import type { Instant } from '../domain/instant.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { TrackState } from '../domain/trackState.ts';
import type { Cases } from '../engine/cases.ts';

export interface CastDeps {
  readonly db: Db;
  readonly cases: Pick<Cases, 'command'>;
  readonly sign: (command: UnsignedCommand) => SignedCommand;
  readonly calendar: Calendar;
  readonly sealer: Sealer;
  readonly timeZone: string;
  /** The first instant of the play. */
  readonly begins: Instant;
}

/** Who holds which role. Made up, as everybody here. */
export const people: Readonly<Record<string, string>> = {
  collector: 'liu.yang',
  accountManager: 'he.lin',
  supervisor: 'zhao.min',
  accounting: 'huang.yan',
  partnerManager: 'sun.lei',
  legalCounsel: 'chen.jing',
  creditHead: 'li.wei',
  riskHead: 'wang.fang',
  president: 'zhou.ping',
};

export async function trackOf({ db }: CastDeps, caseId: string): Promise<TrackState | null> {
  return (await db.row<{ state: TrackState }>('select state from case_file where id = $1', [caseId]))?.state ?? null;
}

/** Gives a signed command under an id that is the same whenever the play comes here again. */
export async function command(
  { cases, sign }: CastDeps,
  caseId: string,
  act: string,
  role: string,
  type: string,
  content: Readonly<Record<string, unknown>>,
): Promise<void> {
  const actor = { id: people[role] ?? role, role, authenticated: false };
  await cases.command(sign({ id: `cast/${act}`, caseId, type, content, actor }));
}
