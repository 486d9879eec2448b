/** The shape of the part of a policy that is about suits; explained in domain/legalRules.ts and docs/policy.md. */
import { z } from 'zod';
import type { DeadlineRule, LegalPolicy } from '../../domain/legalRules.ts';
import { DEADLINES, PRESERVED } from '../../domain/legalState.ts';
import { components } from '../../domain/contract.ts';
import { approval } from './approval.ts';
import { channels, id, text } from './shapes.ts';

const term = z.union(
  [
    z.strictObject({ days: z.int().min(0).max(3660) }),
    z.strictObject({ months: z.int().min(1).max(240) }),
    z.strictObject({ years: z.int().min(1).max(20) }),
  ],
  { error: 'a term: { days: N }, { months: N } or { years: N }' },
);
const deadline: z.ZodType<Partial<DeadlineRule>> = z.strictObject({
  term: term.exactOptional(),
  abroad: term.exactOptional(),
  movesOnHoliday: z.boolean().exactOptional(),
  owner: id.exactOptional(),
  remindDaysBefore: z.array(z.int().min(0).max(3660)).min(1).max(12).exactOptional(),
  escalateTo: id.exactOptional(),
  escalateDaysBefore: z.int().min(0).max(3660).exactOptional(),
  source: text.exactOptional(),
});

export const legal: z.ZodType<LegalPolicy> = z.strictObject({
  jurisdiction: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/u, 'a country, or a part of it: CN, US, US-NY')
    .exactOptional(),
  deadlines: z.partialRecord(z.enum(DEADLINES), deadline).exactOptional(),
  preservation: z
    .strictObject({
      approval: approval.exactOptional(),
      lasts: z.partialRecord(z.enum(PRESERVED), term).exactOptional(),
    })
    .exactOptional(),
  documents: z
    .array(z.strictObject({ kind: id, title: text }))
    .max(30)
    .exactOptional(),
  byHand: z
    .strictObject({
      roles: z.array(id).min(1),
      channels,
      template: id,
      answerDays: z.int().min(1).max(365),
      approval,
    })
    .exactOptional(),
  settlement: z.strictObject({ graceDays: z.int().min(0).max(60) }).exactOptional(),
  costs: z.strictObject({ component: z.enum(components), roles: z.array(id).min(1) }).exactOptional(),
});
