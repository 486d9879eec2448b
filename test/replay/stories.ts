// What happens in each life of the deck, on a world of its own time; each has the id of its case as its end.
import { setTimeout as sleep } from 'node:timers/promises';
import { raiseEpoch } from '../../db/deployment.ts';
import type { Actor } from '../../domain/case.ts';
import { AUTOMATIC_MAKER } from '../../domain/approval.ts';
import { addMilliseconds } from '../../domain/instant.ts';

import { quiet, until } from '../faults/harness.ts';
import type { FaultWorld } from '../faults/harness.ts';
import { caseOf, trackOf } from '../faults/loans.ts';
import type { SampleTrack } from '../faults/loans.ts';
import type { Life } from './deck.ts';

const person = (id: string, role: string): Actor => ({ id, role, authenticated: true });
const counsel = person('ann', 'legalCounsel');
const credit = person('bob', 'creditHead');
const partners = person('cat', 'partnerManager');
const risk = person('dan', 'riskHead');

export function storiesOf(world: FaultWorld): Readonly<Record<Life, () => Promise<string>>> {
  const start = world.now();
  let given = 0;

  /** Payments and commands, one after the other. */
  async function turns(loanId: string, count: number, dueDaysAgo = -20): Promise<string> {
    if ((await world.db.row('select from case_file where id = $1', [caseOf(loanId)])) === null)
      await world.open({ loanId, dueDaysAgo });
    for (let turn = 0; turn < count; turn += 1) {
      given += 1;
      await world.post(loanId, `${loanId}-P${given}`);
      await world.poke(loanId);
      await world.give(loanId, `${loanId}-C${given}`, turn % 2 === 0 ? 'hold' : 'resume', { reason: 'dispute' });
    }
    await quiet(world);
    return caseOf(loanId);
  }

  async function statusIs(trackId: string, status: string): Promise<void> {
    await until(`${trackId} is ${status}`, async () => {
      const sql = `select state->>'status' as status from case_file where id = $1`;
      return (await world.db.row<{ status: string }>(sql, [trackId]))?.status === status;
    });
  }

  async function openTrack(track: SampleTrack, loanId: string): Promise<string> {
    world.moveTo(start);
    await world.open({ loanId, track });
    await world.poke(loanId);
    const trackId = trackOf(track, loanId);
    // A write-off asks for its evidence first.
    await statusIs(trackId, track === 'writeOff' ? 'gathering' : 'awaitingApproval');
    return trackId;
  }

  const give = async (actor: Actor, trackId: string, type: string, content = {}): Promise<boolean> => {
    given += 1;
    return (await world.giveAs(actor, trackId, `A${given}`, type, content)).ok;
  };

  async function deliver(trackId: string): Promise<void> {
    await world.deliver(trackId);
    await statusIs(trackId, 'demanded');
  }

  /** Time moves to a moment before the track's own instant, and its timer fires. */
  async function letPass(trackId: string): Promise<void> {
    const wakeAt = async (): Promise<string> =>
      (await world.db.row<{ at: string | null }>('select wake_at as at from case_file where id = $1', [trackId]))?.at ??
      '';
    const at = await wakeAt();
    world.moveTo(addMilliseconds(at, -1_500));
    await world.cases().poke(trackId);
    await until(`${trackId} has woken`, async () => (await wakeAt()) !== at);
  }

  return {
    waited: async () => {
      await world.work();
      return turns('WAITED', 1, 1);
    },
    steady: async () => {
      await world.work();
      return turns('STEADY', 2);
    },
    rolled: async () => {
      await world.work();
      return turns('ROLLED', 8);
    },
    failed: async () => {
      let failing = false;
      await world.work({
        after: () => {
          if (!failing) return;
          failing = false;
          throw new Error('LOST_AFTER_COMMIT');
        },
      });
      await turns('FAILED', 1);
      failing = true;
      return turns('FAILED', 1);
    },
    superseded: async () => {
      await world.work();
      await turns('SUPER', 1);
      await raiseEpoch(world.db);
      const caseId = await turns('SUPER', 1);
      await sleep(500);
      return caseId;
    },
    /** The term for the approval passes unused and it escalates; contested, and not performed by its deadline. */
    claimContested: async () => {
      await world.work();
      const trackId = await openTrack('claim', 'CLAIM');
      await give(counsel, trackId, 'approve');
      await letPass(trackId);
      await give(credit, trackId, 'approve');
      await deliver(trackId);
      await give(partners, trackId, 'answer', { answer: 'contested', reason: 'the car is with us' });
      await letPass(trackId);
      await statusIs(trackId, 'notPerformed');
      await quiet(world);
      return trackId;
    },
    /** Approved by two people, unanswered, filed and enforced, over several runs. */
    suitRolled: async () => {
      await world.work();
      const trackId = await openTrack('legalAction', 'SUIT');
      await give(person(AUTOMATIC_MAKER, 'creditHead'), trackId, 'approve');
      await give(counsel, trackId, 'approve');
      await give(counsel, trackId, 'approve');
      await give(credit, trackId, 'approve');
      await deliver(trackId);
      await letPass(trackId);
      await statusIs(trackId, 'readyToFile');
      for (const stage of ['filed', 'judged', 'effective', 'enforcement']) {
        const said = { stage, court: 'c', caseNumber: 'n', result: 'for', amount: '1.00' };
        await give(counsel, trackId, 'recordStage', said);
        await give(counsel, trackId, 'recordStage', said);
      }
      await give(counsel, trackId, 'recordStage', { stage: 'settled' });
      await statusIs(trackId, 'settled');
      await quiet(world);
      return trackId;
    },
    /** The loan tells the track that it was paid, while one of two approvals is missing. */
    suitPaid: async () => {
      await world.work();
      const trackId = await openTrack('legalAction', 'PAID');
      await give(counsel, trackId, 'approve');
      await world.post('PAID', 'PAID-P1', 1_200_000);
      await world.poke('PAID');
      await statusIs(trackId, 'withdrawn');
      await quiet(world);
      return trackId;
    },
    writtenOff: async () => {
      await world.work();
      const trackId = await openTrack('writeOff', 'LOSS');
      const documents = ['contract', 'collectionRecord'].map((kind) => ({ id: kind, kind, sha256: 'a'.repeat(64) }));
      await give(person('cy', 'accountManager'), trackId, 'submit', { recovererId: 'rita', documents });
      await give(credit, trackId, 'approve');
      await give(risk, trackId, 'approve');
      await statusIs(trackId, 'writtenOff');
      await quiet(world);
      return trackId;
    },
  };
}
