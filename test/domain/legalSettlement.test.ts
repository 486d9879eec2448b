import { describe, expect, it } from 'vitest';
import { TrackLife } from './trackLife.ts';
import { ann, bob, PAPER, PAPERS, early, filed, since } from './support/suits.ts';

describe('a settlement', () => {
  const agreed = (make: () => TrackLife, content = {}): TrackLife => {
    const life = make();
    const dates = [
      { dueOn: '2025-08-01', amount: '5.00' },
      { dueOn: '2025-09-01', amount: '5.00' },
    ];
    life.at('2025-07-01').command('settle', bob, { dates, documents: [PAPER('agreement')], ...content });
    return life;
  };

  it('that is kept ends the legal action', () => {
    const life = agreed(filed).at('2025-07-20').pay(500).at('2025-08-30').pay(500).until('2025-09-05');
    expect(since(life, '2025-07-01')).toEqual([
      '2025-07-01 10:00 settlement until 2025-09-01',
      '2025-07-01 10:00 settlementPayment/1 by 2025-08-01',
      '2025-07-01 10:00 settlementPayment/2 by 2025-09-01',
      '2025-07-29 10:00 settlementPayment/1 met',
      '2025-08-29 10:00 task legalDeadline for legalCounsel by 2025-09-01',
      '2025-08-29 10:00 settlementPayment/2 in 3 days',
      '2025-08-31 10:00 settlementPayment/2 met',
      '2025-08-31 10:00 task closed met',
      '2025-08-31 10:00 task closed noLongerNeeded',
      '2025-08-31 10:00 task closed noLongerNeeded',
      '2025-08-31 10:00 ended settled',
    ]);
  });

  it('that is broken goes back to where it stood', () => {
    const life = agreed(filed).at('2025-07-20').pay(499).until('2025-08-06');
    expect(since(life, '2025-08-05')).toEqual([
      '2025-08-05 10:00 settlement broken: 499 of 500',
      '2025-08-05 10:00 settlementPayment/1 lapsed',
      '2025-08-05 10:00 task closed lapsed',
      '2025-08-05 10:00 settlementPayment/2 dropped',
    ]);
    expect(life.track.status).toBe('filed');
  });

  it('that the court has confirmed is enforced when it is broken', () => {
    const life = agreed(filed, { confirmed: true }).until('2025-08-06');
    expect(life.track.status).toBe('effective');
    expect(life.command('recordStage', bob, { stage: 'enforcement' })).toMatchObject({ ok: true });
  });

  it('before the suit, broken, is followed by the suit; a second filing task is another one', () => {
    const life = agreed(() => {
      const open = early().at('2025-02-12').approve(ann, bob);
      return open.until('2025-02-25');
    });
    expect(life.track.legal?.settlement?.back).toBe('readyToFile');
    life.until('2025-08-06');
    expect(life.track.status).toBe('readyToFile');
  });

  it('is one at a time', () => {
    const again = { dates: [{ dueOn: '2025-12-01', amount: '1.00' }], documents: PAPERS };
    expect(agreed(filed).command('settle', bob, again)).toMatchObject({ code: 'SETTLEMENT_OPEN' });
  });
});
