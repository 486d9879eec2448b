import { describe, expect, it } from 'vitest';
import { dayOf } from '../../domain/day.ts';
import { chargeBack, pay, reverse } from './sampleLoan.ts';
import { actor, BookLife } from './support/bookLife.ts';
import { CLERK, HEAD, inState, LOAN, RISK, TRACK } from './support/writtenOff.ts';

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
