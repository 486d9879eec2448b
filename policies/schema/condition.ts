import { z } from 'zod';
import type { Condition } from '../../domain/condition.ts';
import { classification, count, days, party, percent } from './shapes.ts';

export const condition: z.ZodType<Condition> = z
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
