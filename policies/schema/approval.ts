import { z } from 'zod';
import type { ApprovalRule } from '../../domain/approvalRules.ts';
import { id } from './shapes.ts';

export const approval: z.ZodType<ApprovalRule> = z.strictObject({
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
