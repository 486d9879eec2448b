/** The section `claims` of a policy file; domain/claimRules.ts explains every member. */
import { z } from 'zod';
import type { ClaimRules } from '../../domain/claimRules.ts';

const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/u, 'an id: a letter, then letters, digits and hyphens');
const days = z.int().min(1).max(365);
const minor = z.int().min(0);
const task = z.strictObject({ role: id, days, escalateTo: id });
const limit = z.strictObject({ claimedMinor: minor.exactOptional(), outstandingMinor: minor.exactOptional() });
const partners = z.strictObject({
  notPerformed: z.strictObject({ count: z.int().min(1).max(50), ofLast: z.int().min(1).max(50) }),
  role: id,
  days,
  escalateTo: id,
  limit: limit.exactOptional(),
  limits: z.record(z.string().min(1).max(100), limit).exactOptional(),
  overLimit: z.enum(['refuse', 'ask']),
});

export const claimsShape: z.ZodType<ClaimRules> = z
  .strictObject({
    documentTask: task,
    contestTask: task,
    refundTask: task,
    nonWorkingDays: z.enum(['same', 'next']),
    boughtBack: z.enum(['collectionEnds', 'collectionGoesOn']),
    subrogationChannels: z.array(z.enum(['letter', 'email'])).min(1),
    legalAfterRefusalBy: z.array(z.enum(['dealer', 'insurer', 'guarantor'])).max(3),
    partners: partners.exactOptional(),
  })
  .meta({ id: 'claims' });
