import { describe, expect, test } from 'vitest';
import { DEFAULT_CIRCUMSTANCES } from '../../domain/circumstanceRules.ts';
import { DEFAULT_CLAIMS } from '../../domain/claimRules.ts';
import type { ClaimRules } from '../../domain/claimRules.ts';
import { DEFAULT_WRITE_OFF, missingFacts } from '../../domain/writeOffRules.ts';
import type { PartnersNotPerforming } from '../../domain/partnerState.ts';
import type { Action, Step } from '../../domain/policy.ts';
import { report, verify } from './support/circumstanceLife.ts';
import type { TrackWord } from './support/loanLife.ts';
import { PartnersSeen } from './support/partnersSeen.ts';
import { CLAIM, LEGAL, notify, policyOf, rung } from './support/loanWorld.ts';

const SINCE = { since: '2025-02-01', because: 'figures' } as const;

const GUARANTOR: Action = {
  ...{ do: 'claim', on: 'guarantor', demand: 'perform', channels: ['letter'], template: 'g', answerDays: 10 },
};

/** The dealer is asked 5 days after the first missed date, the guarantor and the law long after it. */
const ladder: readonly Step[] = [
  rung('sms', 1),
  rung('dealer', 5, { action: CLAIM }),
  rung('guarantor', 40, { action: GUARANTOR }),
  rung('legal', 60, { action: LEGAL }),
];

function life(claims: Partial<ClaimRules>, steps = ladder, track: readonly TrackWord[] = []): PartnersSeen {
  const policy = policyOf({ ladder: steps, claims: { ...DEFAULT_CLAIMS, ...claims } });
  return new PartnersSeen({
    policy,
    track: ({ step }) =>
      step === 'dealer' ? track : [{ status: 'demanded', carriedOut: true, ended: false, afterDays: 1 }],
  });
}

const DEMANDED: readonly TrackWord[] = [{ status: 'demanded', carriedOut: true, ended: false, afterDays: 1 }];

describe('a claim on a partner that does not perform', () => {
  test('is passed over with what was seen, and the next measure comes on the next day', () => {
    const one = life({ notPerforming: 'passOver' });
    one.partners = { dealer: SINCE };
    one.at('2025-02-11', '12:00');
    expect(one.since('2025-02-10')).toEqual([
      '2025-02-10 10:00 dealer refused PARTNER_NOT_PERFORMING by claims.notPerforming',
      '2025-02-11 10:00 claim/L1/1 opened by guarantor',
    ]);
    expect(one.outcomes.find(({ outcome }) => outcome.type === 'stepRefused')?.outcome).toMatchObject({
      partner: { partnerId: 'dealer', ...SINCE },
    });
  });

  test.each([
    ['figures', ['2025-02-10 10:00 claim/L1/1 opened by dealer']],
    ['person', ['2025-02-10 10:00 dealer refused PARTNER_NOT_PERFORMING by claims.notPerforming']],
  ] as const)('on the day of the mark itself only a word of a person stops it: %s', (because, lines) => {
    const one = life({ notPerforming: 'passOver' });
    one.partners = { dealer: { since: '2025-02-10', because } };
    one.at('2025-02-10', '12:00');
    expect(one.since('2025-02-10')).toEqual(lines);
  });

  test.each<[string, Partial<ClaimRules>, PartnersNotPerforming | undefined]>([
    ['is made where the policy says nothing', {}, { dealer: SINCE }],
    ['is made where the policy wants it', { notPerforming: 'claim' }, { dealer: SINCE }],
    ['is made on one that performs', { notPerforming: 'passOver' }, undefined],
    ['is made where another partner does not', { notPerforming: 'passOver' }, { insurer: SINCE }],
  ])('%s', (_, claims, partners) => {
    const one = life(claims, ladder, DEMANDED);
    one.partners = partners;
    one.at('2025-02-12', '12:00');
    expect(one.since('2025-02-10').filter((line) => !line.endsWith('demanded'))).toEqual([
      '2025-02-10 10:00 claim/L1/1 opened by dealer',
    ]);
  });

  test('brings no letter forward: only claims and the law do not wait', () => {
    const steps = [ladder[0], ladder[1], rung('letter', 30, { action: notify(['letter']) })].filter(
      (step) => step !== undefined,
    );
    const one = life({ notPerforming: 'passOver' }, steps);
    one.partners = { dealer: SINCE };
    one.at('2025-03-08', '12:00');
    expect(one.since('2025-02-11')).toEqual(['2025-03-07 10:00 letter 2025-02-06 by letter']);
  });

  test('keeps the condition of the next measure', () => {
    const steps = [ladder[1], rung('legal', 60, { action: LEGAL, when: { consecutiveMissedAtLeast: 2 } })].filter(
      (step) => step !== undefined,
    );
    const one = life({ notPerforming: 'passOver' }, steps);
    one.partners = { dealer: SINCE };
    one.at('2025-03-06', '12:00');
    expect(one.since('2025-02-11')).toEqual(['2025-03-06 10:00 legalAction/L1/1 opened by legal']);
  });
});

test('what a death asks of a partner at once is asked all the same, and not waited for', () => {
  const circumstances = {
    ...DEFAULT_CIRCUMSTANCES,
    death: { ...DEFAULT_CIRCUMSTANCES.death, opens: ['dealer'] },
  };
  const claims = { ...DEFAULT_CLAIMS, notPerforming: 'passOver' } as const;
  const one = new PartnersSeen({ policy: policyOf({ ladder, claims, circumstances }), track: () => DEMANDED });
  one.at('2025-02-07', '11:00').partners = { dealer: SINCE };
  report(one, 'death');
  verify(one, { happenedOn: '2025-02-06' });
  one.at('2025-02-09', '12:00');
  expect(one.since('2025-02-07').filter((line) => line.includes('claim/L1/1'))).toEqual([
    '2025-02-07 11:00 claim/L1/1 opened by dealer',
    '2025-02-08 07:00 claim/L1/1 demanded',
    '2025-02-08 07:00 claim/L1/1 not awaited, dealer since 2025-02-01',
  ]);
});

describe('a claim that runs when its partner is marked', () => {
  test('goes on and is not waited for: the next measure comes on the next day', () => {
    const one = life({ notPerforming: 'passOver' }, ladder, DEMANDED).at('2025-02-15');
    one.partners = { dealer: { since: '2025-02-15', because: 'person' } };
    one.fact('partnerStanding', { partnerId: 'dealer' });
    one.at('2025-02-16', '12:00');
    expect(one.since('2025-02-15')).toEqual([
      '2025-02-15 09:00 claim/L1/1 not awaited, dealer since 2025-02-15',
      '2025-02-16 10:00 claim/L1/2 opened by guarantor',
    ]);
    expect(one.loan.tracks['claim/L1/1']).toMatchObject({ ended: false, notAwaited: '2025-02-15' });
  });

  test('holds up nothing while its demand waits for papers or approval', () => {
    const waiting = [{ status: 'awaitingApproval', carriedOut: false, ended: false, afterDays: 1 }];
    const one = life({ notPerforming: 'passOver' }, ladder, waiting).at('2025-04-20');
    expect(one.since('2025-02-12')).toEqual([]);
    one.partners = { dealer: SINCE };
    one.fact('partnerStanding', { partnerId: 'dealer' });
    one.at('2025-04-21', '12:00');
    expect(one.since('2025-04-20')).toEqual([
      '2025-04-20 09:00 claim/L1/1 not awaited, dealer since 2025-02-01',
      '2025-04-21 10:00 claim/L1/2 opened by guarantor',
    ]);
  });

  test('is written down once, and no more when the partner is counted on again', () => {
    const one = life({ notPerforming: 'passOver' }, ladder, DEMANDED).at('2025-02-15');
    one.partners = { dealer: SINCE };
    for (const _ of [1, 2]) one.fact('partnerStanding', { partnerId: 'dealer' });
    one.partners = undefined;
    one.fact('partnerStanding', { partnerId: 'dealer' });
    expect(one.since('2025-02-15').filter((line) => line.includes('not awaited'))).toHaveLength(1);
  });

  test('is not waited for by a write-off either', () => {
    const ground = {
      ...DEFAULT_WRITE_OFF.grounds[0],
      facts: ['claimsEnded'],
    } as (typeof DEFAULT_WRITE_OFF.grounds)[number];
    const one = life({ notPerforming: 'passOver' }, ladder.slice(0, 2), DEMANDED).at('2025-02-15');
    expect(missingFacts(ground, one.loan)).toEqual(['claimsEnded']);
    one.partners = { dealer: SINCE };
    one.fact('partnerStanding', { partnerId: 'dealer' });
    expect(missingFacts(ground, one.loan)).toEqual([]);
  });
});
