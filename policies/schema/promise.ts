import { z } from 'zod';
import { channels, id } from './shapes.ts';

const minor = z.int().min(0);
export const promises = z.strictObject({
  thresholdPercent: z.int().min(1).max(100),
  toleranceMinor: minor,
  graceDays: z.int().min(0).max(30),
  resumeDays: z.int().min(0).max(30),
  mostOpen: z.int().min(1).max(10),
  mostDates: z.int().min(1).max(24),
  mostDaysAhead: z.int().min(1).max(366),
  leastMinor: minor,
  mostBroken: z.strictObject({ count: z.int().min(1).max(100), withinDays: z.int().min(1).max(3660) }),
  roles: z.array(id).min(1),
  reminder: z.strictObject({ daysBefore: z.int().min(0).max(30), channels }).exactOptional(),
});
