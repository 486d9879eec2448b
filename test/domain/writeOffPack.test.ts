// 核销 with its evidence pack, from the loss to the recovery, and back again (domain.md §7).
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../domain/day.ts';
import type { TrackState } from '../../domain/trackState.ts';
import { DEFAULT_WRITE_OFF } from '../../domain/writeOffRules.ts';
import { chargeBack, contractOf, due, pay, reverse } from './sampleLoan.ts';
import { actor, BookLife } from './support/bookLife.ts';
import { ANN, CLERK, document, HEAD, inState, LOAN, packPolicy, RISK, TRACK } from './support/writtenOff.ts';
import { termsOf } from './support/loanWorld.ts';

const pack = (life: BookLife): TrackState => life.stateOf(TRACK) as TrackState;

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

describe('a write-off by mistake', () => {
  const undo = (life: BookLife): BookLife => {
    life.command(LOAN, 'undoWriteOff', { reason: 'wrong loan' }, CLERK);
    life.command(LOAN, 'approveUndo', {}, HEAD);
    life.command(LOAN, 'approveUndo', {}, RISK);
    return life;
  };

  it('is undone by two other people, counts as if it had never been, and the arrears are collected again', () => {
    const life = undo(inState('writtenOff'));
    expect(life.loan).toMatchObject({ writtenOffOn: null, writeOffs: [{ undoneOn: '2025-03-12' }] });
    expect(dayOf(life.loan, life.policy, life.today).assessment).toMatchObject({ writtenOff: false, overdueDays: 35 });
    expect(dayOf(life.loan, life.policy, '2025-03-11').assessment).toMatchObject({ writtenOff: true });
    expect(life.story.slice(-2)).toEqual([
      '2025-03-12 09:00 writeOff/L1/1 undone',
      '2025-03-12 09:00 writeBack writeOff/L1/1/undo',
    ]);
    // And can be written off again, on another ground.
    expect(life.command(LOAN, 'startWriteOff', { ground: 'any', reason: 'r' }, CLERK)).toMatchObject({
      track: 'writeOff/L1/2',
    });
  });

  it('needs people who did not ask, each once, and with a role', () => {
    const life = inState('writtenOff');
    life.command(LOAN, 'undoWriteOff', { reason: 'wrong loan' }, HEAD);
    expect(life.command(LOAN, 'approveUndo', {}, HEAD)).toMatchObject({ code: 'SAME_PERSON' });
    expect(life.command(LOAN, 'approveUndo', {}, CLERK)).toMatchObject({ code: 'ROLE_MISSING' });
    expect(life.command(LOAN, 'approveUndo', {}, null)).toMatchObject({ code: 'SIGNATURE_INVALID' });
    expect(life.command(LOAN, 'approveUndo', {}, RISK)).toMatchObject({ approvalsMissing: 1 });
    expect(life.command(LOAN, 'approveUndo', {}, RISK)).toMatchObject({ code: 'SAME_PERSON' });
    expect(life.command(LOAN, 'undoWriteOff', { reason: 'again' }, CLERK)).toMatchObject({ code: 'UNDO_OPEN' });
    expect(life.loan.writtenOffOn).toBe('2025-03-10');
    life.command(LOAN, 'rejectUndo', { reason: 'it was right' }, actor('eve', 'riskHead'));
    expect(life.command(LOAN, 'approveUndo', {}, actor('ned', 'riskHead'))).toMatchObject({
      code: 'NOT_AWAITING_APPROVAL',
    });
  });

  it('stands once something was recovered, when it is asked for and when it is approved', () => {
    expect(inState('recovered').command(LOAN, 'undoWriteOff', { reason: 'x' }, CLERK)).toMatchObject({
      code: 'RECOVERED_SINCE',
    });
    const life = inState('writtenOff');
    life.command(LOAN, 'undoWriteOff', { reason: 'x' }, CLERK);
    life.post(pay('late', life.today, 100));
    life.command(LOAN, 'approveUndo', {}, HEAD);
    expect(life.command(LOAN, 'approveUndo', {}, RISK)).toMatchObject({ code: 'RECOVERED_SINCE' });
    life.post(reverse('back', 'late', life.today));
    expect(life.command(LOAN, 'approveUndo', {}, RISK)).toMatchObject({ ok: true });
    expect(life.loan.writtenOffOn).toBeNull();
  });

  it('waits with its own deadline, goes to somebody else when nobody answers, and keeps the loan from closing', () => {
    const life = inState('writtenOff');
    life.command(LOAN, 'undoWriteOff', { reason: 'wrong loan' }, CLERK);
    life.at('2025-03-19', '11:00');
    expect(life.story.at(-1)).toBe('2025-03-19 10:00 escalated to president');
    expect(life.command(LOAN, 'approveUndo', {}, actor('pat', 'president'))).toMatchObject({ approvalsMissing: 1 });
  });

  it('is not undone by a posting from outside', () => {
    const life = inState('writtenOff');
    const sent = { id: 'w', type: 'writeBack', writeOff: TRACK, on: '2025-03-10', bookedOn: life.today } as const;
    expect(life.post(sent)).toMatchObject({ code: 'NOT_REVERSIBLE' });
    expect(life.post(reverse('rw', TRACK, life.today))).toMatchObject({ code: 'NOT_REVERSIBLE' });
    life.post(chargeBack('cw', TRACK, life.today, 100));
    expect(life.loan.writtenOffOn).toBe('2025-03-10');
  });
});

const complete = (): Record<string, unknown> => ({
  recovererId: 'rita',
  documents: [document('contract'), document('collectionRecord')],
});

it('without a word in the policy the approval is asked for at once, and receipts reduce the principal first', () => {
  expect(DEFAULT_WRITE_OFF.grounds).toEqual([]);
  expect(DEFAULT_WRITE_OFF.recoveryOrder[0]).toBe('principal');
});
