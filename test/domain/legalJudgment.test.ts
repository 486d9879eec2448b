import { describe, expect, it } from 'vitest';
import { bob, effective, since } from './support/suits.ts';

describe('after judgment', () => {
  it('the two years for enforcement pass unused: told long before, to somebody above at 90 days, then lapsed', () => {
    const life = effective().until('2027-07-01');
    const about = since(life, '2025-06-25').filter((line) => /applyEnforcement|escalated/u.test(line));
    expect(about).toEqual([
      '2025-07-01 10:00 applyEnforcement/1 in 720 days',
      '2026-06-21 10:00 applyEnforcement/1 in 365 days',
      '2026-12-23 10:00 applyEnforcement/1 in 180 days',
      '2027-03-23 10:00 applyEnforcement/1 in 90 days',
      '2027-03-23 10:00 escalated to creditHead',
      '2027-05-22 10:00 applyEnforcement/1 in 30 days',
      '2027-06-11 10:00 applyEnforcement/1 in 10 days',
      '2027-06-18 10:00 applyEnforcement/1 in 3 days',
      '2027-06-22 10:00 applyEnforcement/1 lapsed',
    ]);
    expect(life.track.status).toBe('effective');
  });

  it('an enforcement that nobody looks at is asked after again and again, and so is one that was terminated', () => {
    const life = effective().at('2025-07-01');
    life.command('recordStage', bob, { stage: 'enforcement' });
    const ends = (on: string): string[] => since(life, on).filter((line) => /lapsed|Enforcement\/\d by/u.test(line));
    life.until('2026-02-01');
    expect(ends('2025-07-02')).toEqual([
      '2026-01-02 10:00 reviewEnforcement/1 lapsed',
      '2026-01-02 10:00 reviewEnforcement/2 by 2026-07-01',
    ]);
    life.command('recordStage', bob, { stage: 'terminated', reason: 'nothing was found' });
    life.until('2027-03-01');
    expect(ends('2026-01-20')).toEqual([
      '2026-07-03 10:00 resumeEnforcement/1 lapsed',
      '2026-07-03 10:00 resumeEnforcement/2 by 2027-01-02',
      '2027-01-03 10:00 resumeEnforcement/2 lapsed',
      '2027-01-03 10:00 resumeEnforcement/3 by 2027-07-02',
    ]);
  });
});
