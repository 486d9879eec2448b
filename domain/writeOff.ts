import { dayOf } from './day.ts';
import { trackKind } from './track.ts';
import type { TrackState } from './trackState.ts';
import { AFTER_END, packCommand } from './writeOffCommands.ts';
import { packAsked } from './writeOffPlan.ts';

/**
 * The write-off of a loss (核销, domain.md §7): evidence pack → approved by different people → written off, which the loan
 * books; the debt stays on file and is asked for all the same (账销案存, domain.md §1 row 7).
 */
export const writeOff = trackKind({
  kind: 'writeOff',
  opensBy: 'writeOff',
  unheard: 'end',
  outlivesArrears: [],
  opening: (state, world, on) => {
    const day = world.loan === null ? null : dayOf(world.loan, world.policy, on);
    return packAsked(state, world, day, on, 'the policy asks for evidence before the approval');
  },
  command: packCommand,
  afterEnd: AFTER_END,
  documents: ({ writeOff: pack }) => pack?.documents ?? [],
  tells: toldToLoan,
});

function toldToLoan({ status, writeOff: pack }: TrackState): {
  readonly ground?: string;
  readonly recovererId?: string;
} {
  if (status !== 'writtenOff' || pack === undefined) return {};
  const { ground, recovererId } = pack;
  return { ...(ground === null ? {} : { ground }), ...(recovererId === undefined ? {} : { recovererId }) };
}
