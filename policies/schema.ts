/**
 * The shape of a policy file. `policies/policy.schema.json` is generated from this (a test proves it), and the result
 * is the type `Policy` of the core. What a shape cannot say is in check.ts.
 */
import { z } from 'zod';
import { CURES, UNEARNED } from '../domain/accelerationState.ts';
import { tones } from '../domain/strategyRules.ts';
import type { Anchor, Policy, Step } from '../domain/policy.ts';
import type { Condition } from '../domain/condition.ts';
import { DISPUTE_KINDS } from '../domain/disputeState.ts';
import { INTERRUPTIONS } from '../domain/limitationRules.ts';
import { legalSchema } from './legalSchema.ts';
import { claimsShape } from './schema/claims.ts';
import { collateralSection } from './schema/collateral.ts';
import { writeOffSection } from './schema/writeOff.ts';
import { requestsShape } from './schema/request.ts';
import { HAND_OVER_FIELDS } from '../domain/placementRules.ts';
import { DEFAULT_ORDER, type AllocationEntry } from '../domain/rules.ts';

const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/u, 'an id: a letter, then letters, digits and hyphens');
const text = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
const days = z.int().min(0).max(3660);
const count = z.int().min(0).max(600);
const percent = z.int().min(0).max(100_000);
const party = z.enum(['debtor', 'guarantor', 'dealer', 'insurer']);
const channels = z.array(z.enum(['sms', 'email', 'letter'])).min(1);
const classification = z.enum(['normal', 'specialMention', 'substandard', 'doubtful', 'loss']);

const anchors = ['due', 'maturity', 'settlement', 'monthEnd', 'firstMissed', 'trigger', 'writeOff'] as const;
const anchor: z.ZodType<Anchor> = z.union([z.enum(anchors), z.strictObject({ step: id })], {
  error: `one of ${anchors.join(', ')}, or { step: ID }`,
});

const condition: z.ZodType<Condition> = z
  .strictObject({
    pastDue: z.boolean().exactOptional(),
    overdueDaysAtLeast: days.exactOptional(),
    overdueDaysAtMost: days.exactOptional(),
    consecutiveMissedAtLeast: count.exactOptional(),
    cumulativeMissedAtLeast: count.exactOptional(),
    cumulativeMissedAtMost: count.exactOptional(),
    paidInstalmentsAtLeast: count.exactOptional(),
    outstandingAtLeastMinor: z.int().min(0).exactOptional(),
    outstandingAtMostMinor: z.int().min(0).exactOptional(),
    lateInstalmentsAtLeast: count.exactOptional(),
    lateInstalmentsAtMost: count.exactOptional(),
    longestLateDays12mAtLeast: days.exactOptional(),
    longestLateDays12mAtMost: days.exactOptional(),
    longestLateDays24mAtLeast: days.exactOptional(),
    longestLateDays24mAtMost: days.exactOptional(),
    averageLateDaysAtLeast: days.exactOptional(),
    averageLateDaysAtMost: days.exactOptional(),
    earlyCuredPercentAtLeast: z.int().min(0).max(100).exactOptional(),
    earlyCuredPercentAtMost: z.int().min(0).max(100).exactOptional(),
    daysSincePaymentAtLeast: days.exactOptional(),
    daysSincePaymentAtMost: days.exactOptional(),
    keptPromisesAtLeast: count.exactOptional(),
    keptPromisesAtMost: count.exactOptional(),
    brokenPromisesAtLeast: count.exactOptional(),
    brokenPromisesAtMost: count.exactOptional(),
    refusals12mAtLeast: count.exactOptional(),
    refusals12mAtMost: count.exactOptional(),
    callsReachedPercentAtLeast: z.int().min(0).max(100).exactOptional(),
    callsReachedPercentAtMost: z.int().min(0).max(100).exactOptional(),
    unansweredCallsAtLeast: count.exactOptional(),
    unansweredCallsAtMost: count.exactOptional(),
    instalmentToIncomePercentAtLeast: percent.exactOptional(),
    instalmentToIncomePercentAtMost: percent.exactOptional(),
    collateralCoverPercentAtLeast: percent.exactOptional(),
    collateralCoverPercentAtMost: percent.exactOptional(),
    classificationAtLeast: classification.exactOptional(),
    has: party.exactOptional(),
    accelerated: z.boolean().exactOptional(),
    get any() {
      return z.array(condition).min(1).exactOptional();
    },
  })
  .meta({ id: 'condition' });

const approval = z.strictObject({
  approvers: z.literal([1, 2]),
  roles: z.array(id).min(1),
  answerDays: z.int().min(1).max(90),
  escalateTo: id,
  levels: z
    .array(
      z.strictObject({
        uptoMinor: z.int().min(1),
        uptoPercent: z.int().min(1).max(100).exactOptional(),
        approvers: z.literal([1, 2]),
        roles: z.array(id).min(1),
      }),
    )
    .min(1)
    .exactOptional(),
  expireDays: z.int().min(1).max(366).exactOptional(),
  validDays: z.int().min(1).max(366).exactOptional(),
});

const answerDays = z.int().min(1).max(365);
const action = z.discriminatedUnion(
  'do',
  [
    z.strictObject({ do: z.literal('notify'), to: party, channels, template: id, attach: id.exactOptional() }),
    z.strictObject({
      do: z.literal('call'),
      to: z.enum(['debtor', 'guarantor']),
      template: id,
      workDays: z.int().min(1).max(30),
    }),
    z.strictObject({
      do: z.literal('claim'),
      on: z.enum(['dealer', 'insurer', 'guarantor']),
      demand: z.enum(['advance', 'buyBack', 'perform']),
      channels,
      template: id,
      answerDays,
      performDays: answerDays.exactOptional(),
      contestDays: answerDays.exactOptional(),
      remainderDays: answerDays.exactOptional(),
      documents: z.array(id).min(1).max(20).exactOptional(),
      approval: approval.exactOptional(),
    }),
    z.strictObject({ do: z.literal('legal'), channels, template: id, answerDays, approval }),
    z.strictObject({ do: z.literal('writeOff'), approval }),
    z.strictObject({ do: z.literal('collateral') }),
  ],
  { error: 'do is one of notify, call, claim, legal, writeOff, collateral' },
);

const step: z.ZodType<Step> = z
  .strictObject({
    id,
    title: text,
    anchor,
    offsetDays: z.int().min(-366).max(3660),
    onNonWorkingDay: z.enum(['next', 'previous', 'same']),
    when: condition.exactOptional(),
    segments: z.array(id).min(1).exactOptional(),
    after: id.nullable().exactOptional(),
    mustReach: z.strictObject({ withinDays: z.int().min(1).max(90) }).exactOptional(),
    action,
  })
  .meta({ id: 'step' });

const strategy = z
  .strictObject({
    segment: id,
    tone: z.enum(tones).exactOptional(),
    templates: z.record(id, id).exactOptional(),
    channels: channels.exactOptional(),
    minDaysBetween: z.int().min(1).max(90).exactOptional(),
    maxPerMonth: z.int().min(1).max(30).exactOptional(),
    skip: z.array(id).min(1).exactOptional(),
    handOverAtDays: z.int().min(1).max(366).exactOptional(),
  })
  .meta({ id: 'strategy' });

const experiment = z.strictObject({
  id,
  title: text,
  sharePercent: z.number().gt(0).lt(100).multipleOf(0.01),
  challenger: z.array(strategy).min(1),
});

const assess = z.strictObject({
  dayCount: z.enum(['exclusive', 'inclusive']),
  graceDays: z.int().min(0).max(90),
  buckets: z.array(z.strictObject({ name: z.string().min(1), from: days, to: days.nullable() })).min(1),
  allocation: z.strictObject({
    direction: z.enum(['horizontal', 'vertical']),
    order: z.array(z.enum(DEFAULT_ORDER as [AllocationEntry, ...AllocationEntry[]])).length(DEFAULT_ORDER.length),
    future: z.enum(['next', 'last', 'reamortise']).exactOptional(),
  }),
  missed: z.strictObject({
    cutoff: z.enum(['due', 'due+grace', 'nextDue']),
    tolerance: z.number().min(0).lt(1),
    window: z.enum(['life', '24m']),
  }),
});

const minor = z.int().min(0);
const promises = z.strictObject({
  thresholdPercent: z.int().min(1).max(100),
  toleranceMinor: minor,
  graceDays: z.int().min(0).max(30),
  resumeDays: z.int().min(0).max(30),
  mostOpen: z.int().min(1).max(10),
  mostDates: z.int().min(1).max(24),
  mostDaysAhead: z.int().min(1).max(366),
  leastMinor: minor,
  mostBroken: z.strictObject({ count: z.int().min(1).max(100), withinDays: z.int().min(1).max(3660) }),
  roles: z.array(id).min(1),
  reminder: z.strictObject({ daysBefore: z.int().min(0).max(30), channels }).exactOptional(),
});
const disputeKinds = z.array(z.enum(DISPUTE_KINDS)).max(DISPUTE_KINDS.length);
const disputes = z.strictObject({
  answerWorkDays: z.int().min(1).max(250),
  role: id,
  escalateTo: id,
  stopsContact: disputeKinds,
  pausesDays: disputeKinds,
  channels,
});

const limitation = z.strictObject({
  periodMonths: z.int().min(1).max(360),
  startsFrom: z.enum(['lastInstalment', 'eachInstalment']),
  restartedBy: z.array(z.enum(INTERRUPTIONS)).max(INTERRUPTIONS.length),
  demandChannels: z.array(z.enum(['sms', 'email', 'letter'])),
  guaranteeMonths: z.int().min(1).max(360),
  alarms: z.array(z.strictObject({ daysBefore: z.int().min(1).max(366), role: id })).min(1),
});
const security = z.strictObject({
  roles: z.array(id).min(1),
  leastDays: z.int().min(0).max(366),
  channels,
  remindDaysBefore: z.array(z.int().min(1).max(366)).max(6),
  consent: id,
  release: id,
  proof: id,
  onMissed: id.exactOptional(),
});
const placement = z.strictObject({
  when: condition.exactOptional(),
  mostDays: z.int().min(1).max(3660),
  ladder: z.enum(['waits', 'goesOn']),
  reminders: z.enum(['goOn', 'stop']),
  recallRoles: z.array(id).min(1),
  commissionOn: z.enum(['throughAgency', 'all']),
  tailDays: z.int().min(0).max(366),
  permitMinutes: z.int().min(1).max(1440),
  handOver: z.array(z.enum(HAND_OVER_FIELDS)).min(1),
  channels,
});
const acceleration = z.strictObject({
  grounds: z
    .array(
      z.strictObject({
        id,
        title: text,
        when: condition.exactOptional(),
        documents: z.array(id).max(20),
        cure: z.enum(CURES),
      }),
    )
    .min(1),
  noticeDays: z.int().min(0).max(180),
  onNonWorkingDay: z.enum(['next', 'same']),
  channels,
  withinDays: z.int().min(1).max(90),
  interest: z.enum(UNEARNED),
  fees: z.enum(['all', 'none']),
  role: id,
});
const requests = requestsShape({ id, channels, classification, approval });

const roleAlarms = z.array(z.strictObject({ daysBefore: z.int().min(1).max(366), role: id }));
const opens = z.array(id);
const claimed = { role: id, alarms: roleAlarms, channels, opens };
const desk = z.strictObject({ role: id, answerWorkDays: z.int().min(1).max(250), escalateTo: id, opens });
const circumstances = z.strictObject({
  verify: z.strictObject({ workDays: z.int().min(1).max(250), role: id, escalateTo: id }),
  bankruptcy: z.strictObject({ ...claimed, leastDays: z.int().min(0).max(366), mostMonths: z.int().min(1).max(24) }),
  death: z.strictObject({
    ...claimed,
    bereavementDays: z.int().min(0).max(366),
    claimDays: z.int().min(1).max(3660),
  }),
  identityFraud: desk,
  borrowerFraud: desk.extend({ callsIn: id.exactOptional() }),
});

/** The shape of a policy; every member is explained in domain/policy.ts and docs/policy.md. */
export const policySchema: z.ZodType<Policy> = z
  .strictObject({
    format: z.literal('recoup/policy/1'),
    id,
    version: z.int().min(1),
    title: text,
    country: z.string().regex(/^[A-Z]{2}$/u, 'two capital letters (ISO 3166-1)'),
    currency: z.string().regex(/^[A-Z]{3}$/u, 'three capital letters (ISO 4217)'),
    timeZone: z.string().min(1),
    language: z.enum(['zh-CN', 'en']),
    calendar: id,
    contactRules: id,
    products: z.array(id).min(1),
    contactTime: z.strictObject({
      at: z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/u, 'a time of day such as 09:30'),
      spreadMinutes: z.int().min(0).max(720),
    }),
    assess,
    partPayment: z.enum(['continue', 'restart']),
    minGapDays: z.int().min(0).max(90),
    chargebackWindowDays: z.int().min(0).max(400),
    settlementDay: z.int().min(1).max(31).exactOptional(),
    segments: z.array(z.strictObject({ id, title: text, when: condition.exactOptional() })).min(1),
    strategy: z.array(strategy).min(1).exactOptional(),
    experiments: z.array(experiment).min(1).exactOptional(),
    reminders: z.array(step),
    ladder: z.array(step).min(1),
    recovery: z.array(step),
    recoveryDays: days,
    maturityDecision: z
      .strictObject({
        askDaysBefore: z.int().min(1).max(366),
        answerDaysBefore: z.int().min(0).max(366),
        options: z.array(z.enum(['settle', 'relend', 'renew'])).min(1),
        role: id,
        escalateTo: id,
      })
      .exactOptional(),
    promises: promises.exactOptional(),
    disputes: disputes.exactOptional(),
    legal: legalSchema(approval).exactOptional(),
    limitation: limitation.exactOptional(),
    circumstances: circumstances.exactOptional(),
    requests: requests.exactOptional(),
    acceleration: acceleration.exactOptional(),
    claims: claimsShape.exactOptional(),
    collateral: collateralSection({ id, approval, channels }).exactOptional(),
    writeOff: writeOffSection({ id, text, condition }).exactOptional(),
    placement: placement.exactOptional(),
    security: security.exactOptional(),
  })
  .meta({ title: 'recoup collection policy', description: 'docs/policy.md explains every member.' });

/** The JSON Schema (2020-12) that editors and other tools may check policy files with. */
export function policyJsonSchema(): unknown {
  return {
    $id: 'urn:recoup:policy:1',
    ...z.toJSONSchema(policySchema, { target: 'draft-2020-12', io: 'input' }),
  };
}
