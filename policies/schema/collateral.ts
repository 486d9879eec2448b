import { z } from 'zod';
import { COLLATERAL_KINDS } from '../../domain/collateralRules.ts';
import type { CollateralRules } from '../../domain/collateralRules.ts';
import { approval } from './approval.ts';
import { channels, days, id } from './shapes.ts';

const percent = z.int().min(1).max(100);

/** The section `collateral` of a policy. */
export const collateral: z.ZodType<CollateralRules> = z.strictObject({
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
