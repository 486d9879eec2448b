/** What a decision leaves behind: journal rows, the state, what is derived from it, and what other cases are told. */
import type { Outcome } from '../domain/case.ts';
import { localDate } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import * as file from '../db/caseFile.ts';
import type { AppliedEvent, LockedCase } from '../db/caseFile.ts';
import { chain } from '../db/chain.ts';
import type { ChainedRow } from '../db/chain.ts';
import { carryOutEffects } from '../db/effects.ts';
import type { Aftermath } from '../db/effects.ts';
import type { Queries } from '../db/pool.ts';
import { writeDerived } from './derive.ts';
import { kindOf } from './kinds.ts';
import type { DecideDeps, DecideRequest } from './decide.ts';

interface Written {
  readonly now: Instant;
  readonly state: unknown;
  readonly outcomes: readonly Outcome[];
  readonly applied: readonly AppliedEvent[];
  readonly wake: Instant | null;
  readonly closed: boolean;
  readonly stuck: string | null;
}

export async function write(
  q: Queries,
  deps: DecideDeps,
  request: DecideRequest,
  row: LockedCase,
  made: Written,
): Promise<Done> {
  const { now, outcomes, state, applied } = made;
  if (outcomes.length === 0) {
    await file.touchCase(q, row.id, made.wake, now, made.stuck, applied);
    return { woken: [], stage: null, rows: [] };
  }
  const rows = chain(row.id, row.seq, row.head, now, outcomes);
  const policyHash = pinnedPolicy(state) ?? row.policyHash;
  const written = {
    id: row.id,
    state,
    schemaVersion: kindOf(row.kind).schemaVersion,
    policyHash,
    seq: row.seq + rows.length,
    head: rows.at(-1)?.hash ?? row.head,
    wakeAt: made.wake,
    closed: made.closed,
    decidedAt: now,
    stuck: made.stuck,
  };
  const madeBy = { build: deps.build, run: request.runId, epoch: request.epoch };
  await file.writeCase(q, written, rows, madeBy, applied);
  const policy = await deps.policyOf(q, policyHash);
  const today = localDate(now, policy.timeZone);
  const { stage, exposed } = await writeDerived(q, row.kind, row.id, state, outcomes, policy, today);
  const context = { caseId: row.id, policyHash, personIds: row.personIds, now, joinMs: JOIN_MS, exposed };
  return { ...(await carryOutEffects(q, rows, context)), stage, rows };
}

export interface Done extends Aftermath {
  /** Null when nothing was written. */
  readonly stage: string | null;
  readonly rows: readonly ChainedRow[];
}

/** So long a message waits for others of the same person to join it. */
const JOIN_MS = 60_000;

function pinnedPolicy(state: unknown): string | undefined {
  return (state as { readonly terms?: { readonly policy?: { readonly hash: string } } } | null)?.terms?.policy?.hash;
}
