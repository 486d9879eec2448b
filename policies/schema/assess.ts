import { z } from 'zod';
import { DEFAULT_ORDER, type AllocationEntry } from '../../domain/rules.ts';
import { days } from './shapes.ts';

export const assess = z.strictObject({
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
