import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claim } from '../../domain/claim.ts';
import { addDays } from '../../domain/date.ts';
import { legalAction } from '../../domain/legalAction.ts';
import { foldTrack } from '../../domain/trackFold.ts';
import type { TrackState } from '../../domain/trackState.ts';
import { writeOff } from '../../domain/writeOff.ts';
import { ACTIONS, person, TrackLife } from './trackLife.ts';

const actor = fc
  .tuple(fc.constantFrom('ann', 'bob', 'cy', 'recoup'), fc.constantFrom('creditHead', 'riskHead', 'president', 'clerk'))
  .map(([id, role]) => person(id, role));
const PAPER = { id: 'evidence/L1/x/1', kind: 'x', sha256: 'a'.repeat(64) };
const SUIT = { court: 'c', caseNumber: 'n', result: 'for', amount: '10.00', costs: '1.00', reason: 'why' };
const PRESERVATION = {
  ...{
    asset: 'bankDeposit',
    amount: '5.00',
    kind: 'courtFee',
    preservation: 'P1',
    what: 'ordered',
    deadline: 'courtFee/1',
  },
  ...{ documents: [PAPER], reason: 'why', dates: [{ dueOn: '2025-06-01', amount: '5.00' }], on: '2025-05-01' },
};
const reason = fc.constantFrom({}, { reason: 'why' });
const content = fc.oneof(
  reason,
  fc
    .tuple(reason, fc.constantFrom('accepted', 'contested', 'refused', 'performed'))
    .map(([r, answer]) => ({ ...r, answer })),
  fc
    .constantFrom(
      'filed',
      'served',
      'judged',
      'judgmentServed',
      'appealed',
      'effective',
      'enforcement',
      'terminated',
      'settled',
    )
    .map((stage) => ({ ...SUIT, stage })),
  reason.map((why) => ({ ...why, ...PRESERVATION })),
);
const command = fc.record({
  do: fc.constant('command' as const),
  type: fc.constantFrom(
    ...['approve', 'approve', 'approve', 'reject', 'answer', 'withdraw', 'recordStage', 'recordStage', 'close'],
    ...['prepareFiling', 'requestPreservation', 'approvePreservation', 'approvePreservation', 'recordPreservation'],
    ...['settle', 'setHearing', 'meetDeadline', 'chargeCosts', 'recordCost'],
  ),
  actor: fc.option(actor, { freq: 8 }),
  content,
});
const act = fc.oneof(
  { weight: 5, arbitrary: command },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 12 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('report' as const),
      status: fc.constantFrom('accepted', 'delivered', 'failed', 'optedOut', 'parked'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'told' as const }) },
);
const kind = fc.constantFrom(
  () => new TrackLife(legalAction, ACTIONS.legal).open(),
  () => new TrackLife(writeOff, ACTIONS.writeOff).open(),
  () => new TrackLife(claim, ACTIONS.approvedClaim).open('guarantor'),
  () => new TrackLife(claim, ACTIONS.advance).open('dealer'),
);

function lived(
  make: () => TrackLife,
  acts: readonly (typeof act extends fc.Arbitrary<infer A> ? A : never)[],
  sent: boolean,
): TrackLife {
  const life = make();
  if (!sent) life.provider = () => 'nothing';
  let on = '2025-02-10';
  for (const one of acts) {
    switch (one.do) {
      case 'command':
        life.command(one.type, one.actor, one.content);
        break;
      case 'wait':
        on = addDays(on, one.days);
        life.at(on);
        break;
      case 'report':
        life.report(one.status);
        break;
      case 'told':
        life.arrearsEnd();
    }
  }
  return life;
}

describe('whatever people ask and in whatever order', () => {
  it('nothing leaves or is written off before as many different people have approved as the policy asks for', () => {
    fc.assert(
      fc.property(kind, fc.array(act, { maxLength: 25 }), fc.boolean(), (make, acts, sent) => {
        const life = lived(make, acts, sent);
        const wanted = life.track.action.approval?.approvers ?? 0;
        const people = new Set<string>();
        for (const row of life.outcomes) {
          if (row.type === 'approvalGiven') people.add(row.row.actorId);
          const acted = row.type === 'noticeDecided' || (row.type === 'ended' && row.as === 'writtenOff');
          if (acted) expect(people.size).toBeGreaterThanOrEqual(wanted);
        }
        expect(people).not.toContain('recoup');
      }),
      { numRuns: 400 },
    );
  });

  it('it ends once, says so to the loan, leaves no task open and asks for no wake', () => {
    fc.assert(
      fc.property(kind, fc.array(act, { maxLength: 25 }), fc.boolean(), (make, acts, sent) => {
        const life = lived(make, acts, sent);
        const ends = life.outcomes.filter((row) => row.type === 'ended').length;
        expect(ends).toBe(life.track.ended === null ? 0 : 1);
        const { status, ended, reported, tasks, carriedOutOn } = life.track;
        expect(reported).toMatchObject({ status, ended: ended !== null, carriedOut: carriedOutOn !== null });
        if (ended === null) return;
        expect(Object.keys(tasks)).toEqual([]);
        expect(life.queuedKeys).toEqual([]);
        expect(life.wakeAt).toBeNull();
      }),
      { numRuns: 400 },
    );
  });

  it('a key is used once and the journal folds to the state', () => {
    fc.assert(
      fc.property(kind, fc.array(act, { maxLength: 25 }), fc.boolean(), (make, acts, sent) => {
        const life = lived(make, acts, sent);
        const keys = life.outcomes.flatMap((row) => (row.type === 'noticeDecided' ? [row.key] : []));
        expect(new Set(keys).size).toBe(keys.length);
        const folded = life.outcomes.reduce<TrackState | null>((state, row) => foldTrack(state, row), null);
        expect(folded).toEqual(life.track);
      }),
      { numRuns: 200 },
    );
  });
});
