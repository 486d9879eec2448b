import { describe, expect, it } from 'vitest';
import { claim } from '../../domain/claim.ts';
import { legalAction } from '../../domain/legalAction.ts';
import { ACTIONS, TrackLife, person } from './trackLife.ts';

const [ann, bob] = [person('ann'), person('bob', 'riskHead')];

describe('an approval of a track', () => {
  it('that nobody gives escalates, and is over on its day', () => {
    const approval = { ...ACTIONS.legal.approval, expireDays: 20 };
    const life = new TrackLife(legalAction, { ...ACTIONS.legal, approval }).open().until('2025-03-10');
    expect(life.story).toEqual([
      '2025-02-10 10:00 opened',
      '2025-02-10 10:00 task approval for creditHead by 2025-02-17',
      '2025-02-17 10:00 escalated to president',
      '2025-03-02 10:00 task closed noLongerNeeded',
      '2025-03-02 10:00 ended expired',
    ]);
    expect(life.track.ended).toMatchObject({ as: 'expired', because: 'nobody decided before 2025-03-02' });
    expect(life.command('approve', ann)).toMatchObject({ ok: false, code: 'TRACK_ENDED' });
  });

  it('that was given and not carried out in time is asked again, and the old words do not count', () => {
    const approval = { ...ACTIONS.legal.approval, validDays: 5 };
    const life = new TrackLife(legalAction, { ...ACTIONS.legal, approval }).open();
    // The loan is held, so that nothing leaves.
    life.loan = { ...life.loan, hold: { reason: 'dispute', from: '2025-02-10', to: '2025-02-20' } };
    life.approve(ann, bob).until('2025-02-25');
    expect(life.track.status).toBe('awaitingApproval');
    expect(life.track.approval).toMatchObject({ askedOn: '2025-02-20', rows: [], round: 1 });
    expect(Object.keys(life.track.tasks)).toEqual(['legalAction/L1/1/approval~1']);
    life.approve(ann, bob);
    expect(life.at('2025-02-26').track.status).toBe('demanded');
  });

  it('takes who may approve the amount at stake', () => {
    const levels = [{ uptoMinor: 100, approvers: 1, roles: ['supervisor'] }] as const;
    const action = { ...ACTIONS.approvedClaim, approval: { ...ACTIONS.approvedClaim.approval, levels } };
    const life = new TrackLife(claim, action).open('guarantor');
    expect(life.command('approve', person('sue', 'supervisor'))).toMatchObject({ ok: false, code: 'ABOVE_LIMIT' });
    expect(life.command('approve', ann)).toMatchObject({ ok: true, approvalsMissing: 0 });
  });

  it('of what has changed since it was looked at is refused and changes nothing', () => {
    const life = new TrackLife(claim, ACTIONS.approvedClaim).open('guarantor');
    const seen = { asOf: '2025-02-10', currency: 'CNY', overdueDays: 5, overdueMinor: 1, outstandingMinor: 1 };
    expect(life.command('approve', ann, { seen })).toMatchObject({ ok: false, code: 'EVIDENCE_CHANGED' });
    expect(life.track.approval?.rows).toEqual([]);
  });
});
