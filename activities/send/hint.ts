import { sqlState } from '../../db/pool.ts';
import type { Channel } from '../channel.ts';
import type { SendDeps } from './types.ts';

/** The code of an error: never its message, which may hold what was being written. */
export const codeOf = (error: unknown): string => {
  const state = sqlState(error);
  if (state !== null) return `SQL_${state}`;
  if (typeof error !== 'object' || error === null || !('code' in error)) return 'UNEXPECTED';
  return typeof error.code === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/u.test(error.code) ? error.code : 'UNEXPECTED';
};

/** Signals cases. A lost signal costs time only: the sweeper finds the inbox row. */
export async function signal(deps: SendDeps, channel: Channel, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  try {
    await deps.signalCases(caseIds);
  } catch (error) {
    deps.log?.('SIGNAL_LOST', { channel, cases: caseIds.length, error: codeOf(error) });
  }
}
