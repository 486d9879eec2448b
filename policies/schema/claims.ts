/** The section `claims` of a policy file; domain/claimRules.ts explains every member. */
import { z } from 'zod';
import type { ClaimRules } from '../../domain/claimRules.ts';
import { id } from './shapes.ts';

const days = z.int().min(1).max(365);
const task = z.strictObject({ role: id, days, escalateTo: id });

export const claims: z.ZodType<ClaimRules> = z
  .strictObject({
    documentTask: task,
    contestTask: task,
    refundTask: task,
    nonWorkingDays: z.enum(['same', 'next']),
    boughtBack: z.enum(['collectionEnds', 'collectionGoesOn']),
    subrogationChannels: z.array(z.enum(['letter', 'email'])).min(1),
    legalAfterRefusalBy: z.array(z.enum(['dealer', 'insurer', 'guarantor'])).max(3),
    notPerforming: z.enum(['claim', 'passOver']).exactOptional(),
  })
  .meta({ id: 'claims' });
