// 核销 with its evidence pack, from the loss to the recovery, and back again (domain.md §7).
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../domain/day.ts';
import type { TrackState } from '../../domain/trackState.ts';
import { DEFAULT_WRITE_OFF } from '../../domain/writeOffRules.ts';
import { contractOf, due, pay, reverse } from './sampleLoan.ts';
import { BookLife } from './support/bookLife.ts';
import { ANN, CLERK, document, HEAD, inState, LOAN, packPolicy, RISK, TRACK } from './support/writtenOff.ts';
import { termsOf } from './support/loanWorld.ts';

const pack = (life: BookLife): TrackState => life.stateOf(TRACK) as TrackState;

const complete = (): Record<string, unknown> => ({
  recovererId: 'rita',
  documents: [document('contract'), document('collectionRecord')],
});

describe('the evidence pack', () => {
  it('is asked for before the approval, with the ground that the figures speak for', () => {
    const life = inState('gathering');
    expect(pack(life)).toMatchObject({
      status: 'gathering',
      approval: null,
      writeOff: { ground: 'loss', documents: [] },
    });
    expect(life.story.slice(-3)).toEqual([
      '2025-03-06 10:00 writeOff/L1/1 opened by off',
      '2025-03-06 10:00 writeOff packAsked',
      '2025-03-06 10:00 writeOff task evidence for accountManager by 2025-03-16',
    ]);
  });

  it('goes to whom the approval escalates to when nobody gathers it, once, and nothing happens by itself', () => {
    const life = inState('gathering').at('2025-06-01');
    expect(life.story.filter((line) => line >= '2025-03-07')).toEqual([
      '2025-03-16 10:00 writeOff escalated to president',
    ]);
    expect(life.wakeOf(TRACK)).toBeNull();
  });

  it.each([
    ['without documents', {}, 'loss needs contract, collectionRecord'],
    ['without one of them', { documents: [document('contract')] }, 'loss needs collectionRecord'],
  ])('is refused %s, naming all that is missing, and nothing of it is kept', (_name, more, reason) => {
    const life = inState('gathering');
    const before = pack(life);
    const answer = life.command(TRACK, 'submit', { recovererId: 'rita', ...more }, CLERK);
    expect(answer).toMatchObject({ ok: false, code: 'PACK_INCOMPLETE', reason });
    expect(pack(life)).toEqual(before);
  });

  it('is refused while a fact that its ground needs does not hold', () => {
    const life = inState('gathering');
    life.command(LOAN, 'promise', { instalments: [{ dueOn: '2025-03-20', amount: '10.00' }] }, ANN);
    const answer = life.command(TRACK, 'submit', complete(), CLERK);
    expect(answer).toMatchObject({ code: 'PACK_INCOMPLETE', reason: 'loss needs noPromise' });
  });

  it('is refused without who recovers the debt, for a ground that is not named or not so, and for what is no document', () => {
    const life = inState('gathering');
    const asked = (content: object): unknown => life.command(TRACK, 'submit', { ...content }, CLERK);
    expect(asked({ documents: [] })).toMatchObject({ code: 'RECOVERER_MISSING' });
    expect(asked({ ...complete(), documents: 'all' })).toMatchObject({ code: 'DOCUMENTS_INVALID' });
    expect(life.command(TRACK, 'nameGround', { ground: 'whim' }, CLERK)).toMatchObject({ code: 'GROUND_UNKNOWN' });
    life.command(TRACK, 'nameGround', { ground: 'old' }, CLERK);
    expect(asked({ recovererId: 'rita' })).toMatchObject({ reason: 'old needs condition' });
  });

  it('loses a document that was put in by mistake, with the reason', () => {
    const life = inState('gathering');
    life.command(TRACK, 'addEvidence', { documents: [document('contract'), document('collectionRecord')] }, CLERK);
    const out = { documentId: document('contract').id };
    expect(life.command(TRACK, 'removeEvidence', out, CLERK)).toMatchObject({ code: 'REASON_MISSING' });
    expect(life.command(TRACK, 'removeEvidence', { ...out, reason: 'another loan' }, CLERK)).toMatchObject({
      ok: true,
    });
    expect(life.command(TRACK, 'removeEvidence', { ...out, reason: 'x' }, CLERK)).toMatchObject({
      code: 'DOCUMENT_NOT_IN_PACK',
    });
    expect(life.command(TRACK, 'submit', { recovererId: 'rita' }, CLERK)).toMatchObject({
      reason: 'loss needs contract',
    });
  });

  it('does not change any more once it was handed in: what is approved is what was seen', () => {
    const life = inState('awaitingApproval');
    for (const type of ['nameGround', 'addEvidence', 'removeEvidence', 'submit'])
      expect(life.command(TRACK, type, complete(), CLERK)).toMatchObject({ code: 'PACK_CLOSED' });
  });

  it('is not approved by who handed it in, whatever their role', () => {
    const life = inState('gathering');
    life.command(TRACK, 'submit', complete(), HEAD);
    expect(life.command(TRACK, 'approve', {}, HEAD)).toMatchObject({ code: 'SAME_PERSON' });
    expect(life.command(TRACK, 'approve', {}, null)).toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  it('goes back, and the approval with it, when its ground has gone before it was carried out', () => {
    const life = inState('approved');
    // Held by a dispute, so that it waits; a part payment takes the ground from it.
    life.post(pay('m', '2025-03-11', 100_000));
    life.at('2025-03-15', '11:00');
    expect(pack(life)).toMatchObject({ status: 'gathering', approval: null, writeOff: { round: 2 } });
    expect(life.loan.writtenOffOn).toBeNull();
    // Asked for again under names of their own.
    life.command(TRACK, 'nameGround', { ground: 'any' }, CLERK);
    expect(life.command(TRACK, 'submit', complete(), CLERK)).toMatchObject({ ok: true });
    life.command(TRACK, 'approve', {}, HEAD);
    life.command(TRACK, 'approve', {}, RISK);
    expect(life.loan).toMatchObject({ writtenOffOn: '2025-03-15', recovererId: 'rita' });
    const tasks = life.rows.flatMap(({ outcome }) => (outcome.type === 'taskOpened' ? [outcome['taskId']] : []));
    expect(new Set(tasks).size).toBe(tasks.length);
  });
});

describe('a person opens a write-off', () => {
  const early = (): BookLife =>
    new BookLife({ policy: packPolicy(), terms: termsOf(contractOf(due(1, '2025-02-05', { principal: 100_000 }))) }).at(
      '2025-02-10',
    );

  it('on a ground that the ladder does not know, with the reason, and the ladder opens no second one', () => {
    const life = early();
    const answer = life.command(LOAN, 'startWriteOff', { ground: 'any', reason: 'the borrower died' }, CLERK);
    expect(answer).toMatchObject({ ok: true, track: TRACK });
    expect(pack(life)).toMatchObject({ status: 'gathering', writeOff: { ground: 'any' } });
    life.at('2025-04-10');
    expect(Object.keys(life.loan.tracks)).toEqual([TRACK]);
    expect(life.loan.steps.some(({ step }) => step === 'off')).toBe(false);
  });

  it('or is told why not', () => {
    const life = early();
    const start = (content: object): unknown =>
      life.command(LOAN, 'startWriteOff', { reason: 'r', ground: 'any', ...content }, CLERK);
    expect(start({ ground: 'whim' })).toMatchObject({ code: 'GROUND_UNKNOWN' });
    expect(start({ reason: ' ' })).toMatchObject({ code: 'REASON_MISSING' });
    start({});
    expect(start({})).toMatchObject({ code: 'WRITE_OFF_OPEN' });
    expect(inState('writtenOff').command(LOAN, 'startWriteOff', { ground: 'any', reason: 'r' }, CLERK)).toMatchObject({
      code: 'ALREADY_WRITTEN_OFF',
    });
    const current = new BookLife({ policy: packPolicy() }).at('2025-01-20');
    expect(current.command(LOAN, 'startWriteOff', { ground: 'any', reason: 'r' }, CLERK)).toMatchObject({
      code: 'NOTHING_PAST_DUE',
    });
  });
});

describe('written off', () => {
  it('is booked with its ground and what left the books; who recovers it is named, and can be changed', () => {
    const life = inState('writtenOff');
    expect(life.loan).toMatchObject({
      writtenOffOn: '2025-03-10',
      recovererId: 'rita',
      writeOffs: [{ trackId: TRACK, ground: 'loss', on: '2025-03-10' }],
    });
    const row = life.rows.find(({ outcome }) => outcome.type === 'writtenOff')?.outcome;
    expect(row).toMatchObject({ amounts: { principal: 160_000, interest: 10_000, fee: 0, penalty: 0 } });
    expect(life.command(LOAN, 'nameRecoverer', { recovererId: 'rita' }, CLERK)).toMatchObject({
      code: 'SAME_RECOVERER',
    });
    life.command(LOAN, 'nameRecoverer', { recovererId: 'sam' }, CLERK);
    expect(life.loan.recovererId).toBe('sam');
  });

  it('books what comes as recovery, undoes a recovery that was returned, and touches nothing from before', () => {
    const life = inState('recovered');
    const figures = (): object => dayOf(life.loan, life.policy, life.today).assessment;
    expect(figures()).toMatchObject({ recoveredMinor: 30_000, outstandingMinor: 170_000 });
    life.post(reverse('rr', 'rec', life.today));
    expect(figures()).toMatchObject({ recoveredMinor: 0, outstandingMinor: 170_000 });
    expect(life.post(pay('early', '2025-03-01', 5_000, life.today))).toMatchObject({ code: 'BEFORE_WRITE_OFF' });
    expect(life.post(reverse('ra', 'a', life.today))).toMatchObject({ code: 'BEFORE_WRITE_OFF' });
    expect(figures()).toMatchObject({ recoveredMinor: 0, outstandingMinor: 170_000 });
  });
});

it('without a word in the policy the approval is asked for at once, and receipts reduce the principal first', () => {
  expect(DEFAULT_WRITE_OFF.grounds).toEqual([]);
  expect(DEFAULT_WRITE_OFF.recoveryOrder[0]).toBe('principal');
});
