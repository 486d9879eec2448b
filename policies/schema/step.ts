import { z } from 'zod';
import type { Anchor, Step } from '../../domain/policy.ts';
import { approval } from './approval.ts';
import { condition } from './condition.ts';
import { channels, id, party, text } from './shapes.ts';

const anchors = ['due', 'maturity', 'settlement', 'monthEnd', 'firstMissed', 'trigger', 'writeOff'] as const;
const anchor: z.ZodType<Anchor> = z.union([z.enum(anchors), z.strictObject({ step: id })], {
  error: `one of ${anchors.join(', ')}, or { step: ID }`,
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

export const step: z.ZodType<Step> = z
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
