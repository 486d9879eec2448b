import type { ByComponent } from './contract.ts';
import type { PlainDate } from './date.ts';
import { dayOf } from './day.ts';
import type { LoanState } from './loanState.ts';
import type { Policy } from './policy.ts';
import { NOTHING, onFile, splitRecovery, totalOf } from './recovery.ts';
import { writeOffRulesOf } from './writeOffRules.ts';

/** A write-off for lists and figures; a function of the case file and the day. Amounts in minor units. */
export interface WriteOffView {
  readonly trackId: string;
  readonly ground: string | null;
  readonly writtenOffOn: PlainDate;
  readonly recovererId: string | null;
  /** What was written off, and what of it was recovered since; nothing once it is undone. */
  readonly writtenOff: ByComponent;
  readonly recovered: ByComponent;
  readonly writtenOffMinor: number;
  readonly recoveredMinor: number;
  readonly undoneOn: PlainDate | null;
}

/** Every write-off of a loan; of one that an older release or the core banking system booked the ground is not known. */
export function writeOffsOf(state: LoanState, policy: Policy, on: PlainDate): WriteOffView[] {
  const { writtenOffOn, writeOffs = [], recovererId = null } = state;
  const posting = state.postings.find(({ type, id }) => type === 'writeOff' && !(id in (state.aside ?? {})));
  const known = writeOffs.some(({ undoneOn }) => undoneOn === undefined);
  const booked = writtenOffOn === null || known || posting === undefined;
  const all = booked ? writeOffs : [...writeOffs, { trackId: posting.id, ground: null, on: writtenOffOn }];
  if (all.length === 0) return [];
  const { assessment } = dayOf(state, policy, on);
  const debt = onFile(assessment);
  const { recoveryOrder } = writeOffRulesOf(policy);
  return all.map(({ trackId, ground, on: writtenOffDay, undoneOn = null }) => {
    const stands = undoneOn === null;
    const writtenOff = stands ? debt : NOTHING;
    const recovered = stands ? splitRecovery(debt, assessment.recoveredMinor, recoveryOrder) : NOTHING;
    return {
      ...{ trackId, ground, writtenOffOn: writtenOffDay, recovererId, writtenOff, recovered },
      writtenOffMinor: totalOf(writtenOff),
      recoveredMinor: totalOf(recovered),
      undoneOn,
    };
  });
}
