import { describe, expect, it } from 'vitest';
import { person, TrackLife } from './trackLife.ts';
import { ann, bob, cy, PAPER, FILED, early, filed, since } from './support/suits.ts';

const frozen = (life: TrackLife, asset = 'bankDeposit'): TrackLife => {
  life.command('requestPreservation', cy, {
    asset,
    amount: '5.00',
    reason: 'moving money',
    documents: [PAPER('lead')],
  });
  life.command('approvePreservation', ann, { preservation: 'P1' });
  life.command('approvePreservation', bob, { preservation: 'P1' });
  life.command('recordPreservation', bob, { preservation: 'P1', what: 'ordered' });
  return life;
};

describe('preservation', () => {
  it('before a suit is requested, approved by two, ordered, and lost when no suit is filed within 30 days', () => {
    const life = frozen(early(true)).until('2025-04-01');
    expect(life.story).toEqual([
      '2025-02-10 10:00 opened',
      '2025-02-10 10:00 P1 requested: bankDeposit 500',
      '2025-02-10 10:00 task preservationApproval for legalCounsel by 2025-02-12',
      '2025-02-10 10:00 P1 approved by ann',
      '2025-02-10 10:00 P1 approved by bob, complete',
      '2025-02-10 10:00 task closed approved',
      '2025-02-10 10:00 P1 ordered 2025-02-10 until 2026-02-10',
      '2025-02-10 10:00 renewPreservation/1 by 2026-02-03',
      '2025-02-10 10:00 sueAfterPreservation/1 by 2025-03-12',
      '2025-02-20 10:00 task legalDeadline for legalCounsel by 2025-03-12',
      '2025-02-20 10:00 sueAfterPreservation/1 in 20 days',
      '2025-03-02 10:00 sueAfterPreservation/1 in 10 days',
      '2025-03-07 10:00 sueAfterPreservation/1 in 5 days',
      '2025-03-07 10:00 escalated to creditHead',
      '2025-03-13 10:00 sueAfterPreservation/1 lapsed',
      '2025-03-13 10:00 P1 lapsed',
      '2025-03-13 10:00 renewPreservation/1 dropped',
    ]);
    expect(life.track.status).toBe('preserving');
  });

  it('its 30 days go on through a hold of the loan', () => {
    const life = frozen(early(true));
    life.loan = { ...life.loan, hold: { reason: 'dispute', from: '2025-02-11', to: null } };
    life.until('2025-04-01');
    expect(since(life, '2025-03-13')).toContain('2025-03-13 10:00 sueAfterPreservation/1 lapsed');
  });

  it('stands when the suit is filed in time, is renewed before its end, and is reminded of long before', () => {
    const life = frozen(early(true)).at('2025-02-11');
    life.command('proposeSuit', cy, { reason: 'they do not answer' });
    life.approve(ann).approve(bob).command('prepareFiling', bob, { reason: '30 days' });
    life.at('2025-03-10').command('recordStage', bob, FILED);
    expect(life.track.legal?.deadlines?.find(({ kind }) => kind === 'sueAfterPreservation')?.status).toBe('met');
    life.at('2026-01-20').command('recordPreservation', bob, { preservation: 'P1', what: 'renewed', on: '2026-01-19' });
    expect(since(life, '2025-11-01')).toEqual([
      '2025-11-05 10:00 task legalDeadline for legalCounsel by 2026-02-03',
      '2025-11-05 10:00 renewPreservation/1 in 90 days',
      '2026-01-04 10:00 renewPreservation/1 in 30 days',
      '2026-01-20 10:00 P1 renewed until 2027-02-10',
      '2026-01-20 10:00 renewPreservation/1 met',
      '2026-01-20 10:00 task closed met',
      '2026-01-20 10:00 renewPreservation/2 by 2027-02-03',
    ]);
  });

  it('not renewed it lapses the day after its last', () => {
    const life = filed();
    frozen(life).until('2026-03-01');
    expect(since(life, '2026-01-25')).toEqual([
      '2026-01-28 10:00 renewPreservation/1 in 10 days',
      '2026-01-28 10:00 escalated to creditHead',
      '2026-02-04 10:00 renewPreservation/1 in 3 days',
      '2026-02-08 10:00 renewPreservation/1 lapsed',
      '2026-02-15 10:00 P1 lapsed',
      '2026-02-15 10:00 task closed dropped',
    ]);
  });

  it('by kind: movables two years, real estate three, or as the court says', () => {
    const until = (asset: string): unknown => frozen(early(true), asset).track.legal?.preservations?.[0]?.expiresOn;
    expect([until('bankDeposit'), until('movable'), until('realEstate')]).toEqual([
      '2026-02-10',
      '2027-02-10',
      '2028-02-10',
    ]);
  });

  it('keeps the legal action open until it is lifted, also when everything was paid', () => {
    const life = frozen(early(true)).at('2025-02-12').pay(100_000_000);
    life.arrearsEnd('nothing is outstanding any more');
    expect(life.command('withdraw', bob, { reason: 'paid' })).toMatchObject({ code: 'PRESERVATION_IN_FORCE' });
    life.at('2025-02-15').command('recordPreservation', bob, { preservation: 'P1', what: 'lifted', reason: 'paid' });
    expect(since(life, '2025-02-12')).toEqual([
      '2025-02-12 10:00 arrearsEnded',
      '2025-02-12 10:00 liftPreservation/1 by 2025-02-17',
      '2025-02-12 10:00 withdraw refused PRESERVATION_IN_FORCE',
      '2025-02-14 10:00 task legalDeadline for legalCounsel by 2025-02-17',
      '2025-02-14 10:00 liftPreservation/1 in 3 days',
      '2025-02-15 10:00 P1 lifted',
      '2025-02-15 10:00 liftPreservation/1 met',
      '2025-02-15 10:00 task closed met',
      '2025-02-15 10:00 renewPreservation/1 dropped',
      '2025-02-15 10:00 sueAfterPreservation/1 dropped',
      '2025-02-15 10:00 ended withdrawn',
    ]);
  });

  const refused: [what: string, content: object, code: string][] = [
    ['names no asset', { asset: 'boat' }, 'ASSET_UNKNOWN'],
    ['names no amount', { amount: undefined }, 'AMOUNT_NOT_DECIMAL'],
    ['gives no reason', { reason: ' ' }, 'REASON_MISSING'],
    ['says nowhere what exactly', { documents: [] }, 'DOCUMENTS_MISSING'],
  ];
  it.each(refused)('is refused when the request %s', (_what, content, code) => {
    const asked = { asset: 'movable', amount: '5.00', reason: 'r', documents: [PAPER('lead')], ...content };
    expect(early(true).command('requestPreservation', cy, asked)).toMatchObject({ ok: false, code });
  });

  it('is approved neither by who asked nor twice by the same, and not ordered before', () => {
    const life = early(true);
    life.command('requestPreservation', ann, {
      asset: 'movable',
      amount: '5.00',
      reason: 'r',
      documents: [PAPER('lead')],
    });
    const vote = (who = ann) => life.command('approvePreservation', who, { preservation: 'P1' });
    expect(vote()).toMatchObject({ code: 'SAME_PERSON' });
    expect(life.command('recordPreservation', bob, { preservation: 'P1', what: 'ordered' })).toMatchObject({
      code: 'NOT_APPROVED',
    });
    expect(vote(bob)).toMatchObject({ ok: true, approvalsMissing: 1 });
    expect(vote(bob)).toMatchObject({ code: 'SAME_PERSON' });
    expect(vote(cy)).toMatchObject({ code: 'ROLE_MISSING' });
    life.until('2025-02-13');
    expect(vote(person('eve', 'president'))).toMatchObject({ ok: true, approvalsMissing: 0 });
  });
});
