import { describe, expect, it } from 'vitest';
import { trackViewOf } from '../../domain/track.ts';
import { writeOff } from '../../domain/writeOff.ts';
import { ACTIONS, person, TrackLife } from './trackLife.ts';

const open = (): TrackLife => new TrackLife(writeOff, ACTIONS.writeOff).open();
const ann = person('ann');
const bob = person('bob', 'riskHead');

describe('a write-off', () => {
  it('is carried out on the day on which the second person approves, at any hour', () => {
    const life = open().at('2025-02-12').approve(ann).at('2025-02-14', '03:00').approve(bob);
    expect(life.story).toEqual([
      '2025-02-10 10:00 opened',
      '2025-02-10 10:00 task approval for creditHead by 2025-02-17',
      '2025-02-12 10:00 approved by ann',
      '2025-02-14 03:00 approved by bob',
      '2025-02-14 03:00 task closed approved',
      '2025-02-14 03:00 ended writtenOff',
    ]);
    expect(life.reports).toEqual([
      '2025-02-10 awaitingApproval by 2025-02-17',
      '2025-02-14 writtenOff carriedOut ended',
    ]);
  });

  it('escalates when nobody answers, and holds what rests on it', () => {
    const life = open().until('2025-12-01');
    expect(life.story.at(-1)).toBe('2025-02-17 10:00 escalated to president');
    expect(life.reports.at(-1)).toBe('2025-02-10 awaitingApproval');
    expect(life.wakeAt).toBeNull();
  });

  it('is withdrawn when the arrears end while it waits', () => {
    const life = open().at('2025-02-12').approve(ann).pay(1000);
    life.arrearsEnd();
    expect(life.reports.at(-1)).toBe('2025-02-12 withdrawn carriedOut ended');
  });

  it('does not write off what is no longer past due, though it was approved', () => {
    const life = open().at('2025-02-12').pay(1000).approve(ann, bob);
    expect(life.track.status).toBe('withdrawn');
  });

  it('waits for the end of a hold, for a dispute is not decided by writing off', () => {
    const life = open().at('2025-02-12');
    life.loan = { ...life.loan, hold: { reason: 'dispute', from: '2025-02-11', to: '2025-02-20' } };
    life.approve(ann, bob);
    expect(life.track.status).toBe('approved');
    expect(life.until('2025-02-20').track.status).toBe('writtenOff');
  });

  it('has no demand to answer and no suit', () => {
    const life = open();
    expect(life.command('answer', ann, { answer: 'performed' })).toMatchObject({ code: 'ANSWER_NOT_DUE' });
    expect(life.command('recordStage', ann, { stage: 'filed' })).toMatchObject({ code: 'COMMAND_UNKNOWN' });
    expect(life.command('close', ann, { reason: 'x' })).toMatchObject({ code: 'NOT_DEMANDED' });
  });

  it('is listed with everything that is outstanding', () => {
    expect(trackViewOf(open().track)).toEqual({
      loanCaseId: 'loan/L1',
      kind: 'writeOff',
      partnerId: null,
      status: 'awaitingApproval',
      openedOn: '2025-02-10',
      deadlineOn: '2025-02-17',
      amountMinor: 11_000,
      currency: 'CNY',
    });
  });
});
