/**
 * The shape of a policy file. `policies/policy.schema.json` is generated from this (a test proves it), and the result
 * is the type `Policy` of the core. What a shape cannot say is in check.ts.
 */
import { z } from 'zod';
import type { Policy } from '../domain/policy.ts';
import { acceleration } from './schema/acceleration.ts';
import { assess } from './schema/assess.ts';
import { circumstances } from './schema/circumstance.ts';
import { claims } from './schema/claims.ts';
import { collateral } from './schema/collateral.ts';
import { condition } from './schema/condition.ts';
import { disputes } from './schema/dispute.ts';
import { legal } from './schema/legal.ts';
import { limitation } from './schema/limitation.ts';
import { placement } from './schema/placement.ts';
import { promises } from './schema/promise.ts';
import { requests } from './schema/request.ts';
import { security } from './schema/security.ts';
import { days, id, text } from './schema/shapes.ts';
import { step } from './schema/step.ts';
import { experiment, strategy } from './schema/strategy.ts';
import { writeOff } from './schema/writeOff.ts';

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
    legal: legal.exactOptional(),
    limitation: limitation.exactOptional(),
    circumstances: circumstances.exactOptional(),
    requests: requests.exactOptional(),
    acceleration: acceleration.exactOptional(),
    claims: claims.exactOptional(),
    collateral: collateral.exactOptional(),
    writeOff: writeOff.exactOptional(),
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
