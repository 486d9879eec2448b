import { z } from 'zod';
import { COLLATERAL_KINDS } from '../../domain/collateralRules.ts';
import type { CollateralRules } from '../../domain/collateralRules.ts';
import type { NoticeChannel } from '../../domain/policy.ts';
import type { ApprovalRule } from '../../domain/approvalRules.ts';

interface Shapes {
  readonly id: z.ZodType<string>;
  readonly approval: z.ZodType<ApprovalRule>;
  readonly channels: z.ZodType<NoticeChannel[]>;
}

/** The section `collateral` of a policy. */
export function collateralSection({ id, approval, channels }: Shapes): z.ZodType<CollateralRules> {
  const days = z.int().min(0).max(3660);
  const percent = z.int().min(1).max(100);
  return z.strictObject({
    role: id,
    valuationDays: days,
    valuationValidDays: z.int().min(1).max(3660),
    secondAbovePercent: z.int().min(0).max(1000),
    approval,
    seizureNoticeDays: days,
    seizureDays: days,
    saleDays: days,
    saleNoticeDays: days,
    rounds: z
      .array(z.strictObject({ reservePercent: percent, of: z.enum(['value', 'before']) }))
      .min(1)
      .max(10),
    privateSalePercent: percent,
    acceptancePercent: percent,
    surplusDays: days,
    redemptionCosts: z.enum(['borrower', 'lender']),
    mostLtvPercent: z.partialRecord(z.enum(COLLATERAL_KINDS), z.int().min(1).max(1000)),
    expiryDays: days,
    channels,
  });
}
