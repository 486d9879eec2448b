import { describe, expect, it } from 'vitest';
import { claim } from '../../domain/claim.ts';
import type { ClaimLimit } from '../../domain/partnerLimit.ts';
import { DEFAULT_PARTNER_RULES } from '../../domain/partnerRules.ts';
import { ACTIONS, person, TrackLife } from './trackLife.ts';

/** What is past due on the loan, and demanded of the dealer. */
const AMOUNT = new TrackLife(claim, ACTIONS.advance).open('dealer').track.line.overdueMinor;

const limitOf = (more: Partial<ClaimLimit>): ClaimLimit => ({
  ...{
    partnerId: 'dealer',
    currency: 'CNY',
    mostClaimedMinor: 1_000_000,
    claimedMinor: 1_000_000 - AMOUNT,
    beyond: 'ask',
  },
  approval: DEFAULT_PARTNER_RULES.approval,
  ...more,
});
function opened(
  limit: ClaimLimit | undefined,
  action: keyof typeof ACTIONS = 'advance',
  partner = 'dealer',
): TrackLife {
  const life = new TrackLife(claim, ACTIONS[action]);
  life.limit = limit;
  return life.open(partner);
}

describe('a claim that goes beyond the limit of its partner', () => {
  it('is approved by those who decide about the partner before it is demanded', () => {
    const life = opened(limitOf({ claimedMinor: 1_000_001 - AMOUNT }));
    expect(life.story.slice(0, 3)).toEqual([
      '2025-02-10 10:00 opened',
      `2025-02-10 10:00 beyond the limit ${1_000_001 - AMOUNT} of 1000000: ask`,
      '2025-02-10 10:00 task approval for creditHead by 2025-02-15',
    ]);
    expect(life.track.status).toBe('awaitingApproval');
    expect(life.command('approve', person('li', 'collector'))).toMatchObject({ ok: false });
    expect(life.command('approve', person('wang', 'creditHead'))).toMatchObject({ ok: true });
    expect(life.track.status).toBe('demanding');
  });

  it('is not made where the limit says so, and the ladder goes on', () => {
    const life = opened(limitOf({ claimedMinor: 1_000_001 - AMOUNT, beyond: 'refuse' }));
    expect(life.story.slice(2)).toEqual(['2025-02-10 10:00 ended withdrawn']);
    expect(life.reports).toEqual(['2025-02-10 withdrawn carriedOut ended']);
    expect(life.track.ended?.because).toContain('is claimed of dealer already');
  });

  it.each<[string, ClaimLimit | undefined]>([
    ['up to the limit it is made as ever', limitOf({})],
    ['without a limit too', undefined],
  ])('%s', (_, limit) => {
    expect(opened(limit).track.status).toBe('demanding');
  });
});
