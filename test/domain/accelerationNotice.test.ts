import { describe, expect, it } from 'vitest';
import { DEFAULT_ACCELERATION } from '../../domain/accelerationRules.ts';
import type { Reply } from './support/loanLife.ts';
import { paper, decided, called } from './support/calledIn.ts';

const NEVER: readonly Reply[] = [{ status: 'accepted', afterMinutes: 1, quiet: true }];

describe('the notice by which a loan is called in', () => {
  it('rests on proof: without it the next channel is used, then a person serves it, and only then it takes effect', () => {
    const one = decided({ provider: NEVER, guarantorId: null }).at('2025-05-12');
    expect(one.since('2025-04-07').slice(7)).toEqual([
      '2025-04-07 10:00 accelerationNotice 1 by letter',
      '2025-04-17 10:00 L1/accelerationNotice/1 failed',
      '2025-04-17 10:00 accelerationNotice 1 by email',
      '2025-04-27 10:00 L1/accelerationNotice/1~1 failed',
      '2025-04-27 10:00 accelerationNotice refused NOT_DELIVERED',
      '2025-04-27 10:00 no channel brings the notice to debtor',
      '2025-04-27 10:00 task serveNotice by 2025-05-04',
      '2025-05-04 10:00 escalated to supervisor',
    ]);
    const receipt = { ...called, party: 'debtor', on: '2025-05-11', documents: [paper('receipt')] };
    expect(one.command('recordNotice', receipt)).toMatchObject({ ok: true });
    expect(one.at('2025-05-22').since('2025-05-12')).toEqual([
      '2025-05-12 09:00 debtor has the notice since 2025-05-11 (receipt)',
      '2025-05-12 09:00 task closed served',
      '2025-05-12 09:00 all falls due on 2025-05-21',
      expect.stringMatching(/^2025-05-21 10:00 \d+ due on 2025-05-21$/),
      '2025-05-21 10:00 reschedule L1/acceleration/1',
    ]);
  });

  it.each([
    ['seven days, then a supervisor', {}, '2025-05-04', 'supervisor'],
    ['as the policy says', { serveDays: 3, escalateTo: 'legalHead' }, '2025-04-30', 'legalHead'],
  ])('what is served by hand has a service level: %s; once, until the next working day', (_name, level, on, to) => {
    const acceleration = { ...DEFAULT_ACCELERATION, ...level };
    const one = decided({ provider: NEVER, guarantorId: null, policy: { acceleration } }).at(on, '09:59');
    const escalated = () => one.outcomes.flatMap(({ outcome }) => (outcome.type === 'taskEscalated' ? [outcome] : []));
    expect(escalated()).toEqual([]);
    one.at('2025-06-30');
    const taskId = 'L1/acceleration/1/serve/debtor';
    // 1, 2 and 5 May are holidays.
    expect(escalated()).toMatchObject([{ taskId, to, on, dueOn: '2025-05-06' }]);
    expect(one.command('taskOutcome', { taskId, result: 'served' })).toMatchObject({ ok: true });
  });

  it('what is served in time goes to nobody else', () => {
    const one = decided({ provider: NEVER, guarantorId: null }).at('2025-05-03');
    const receipt = { ...called, party: 'debtor', on: '2025-05-03', documents: [paper('receipt')] };
    expect(one.command('recordNotice', receipt)).toMatchObject({ ok: true });
    expect(one.at('2025-06-30').outcomes.map(({ outcome }) => outcome.type)).not.toContain('taskEscalated');
  });

  it('waits for the last of them: the days run from the later receipt', () => {
    const one = decided({ provider: NEVER }).at('2025-04-09');
    const receipt = (party: string, on: string) => ({ ...called, party, on, documents: [paper('receipt')] });
    one.command('recordNotice', receipt('debtor', '2025-04-08'));
    expect(one.loan.accelerations?.[0]?.effectiveOn).toBeUndefined();
    one.at('2025-04-14').command('recordNotice', receipt('guarantor', '2025-04-13'));
    expect(one.loan.accelerations?.[0]?.effectiveOn).toBe('2025-04-23');
  });
});
