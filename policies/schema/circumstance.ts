import { z } from 'zod';
import { channels, id } from './shapes.ts';

const roleAlarms = z.array(z.strictObject({ daysBefore: z.int().min(1).max(366), role: id }));
const opens = z.array(id);
const claimed = { role: id, alarms: roleAlarms, channels, opens };
const desk = z.strictObject({ role: id, answerWorkDays: z.int().min(1).max(250), escalateTo: id, opens });

export const circumstances = z.strictObject({
  verify: z.strictObject({ workDays: z.int().min(1).max(250), role: id, escalateTo: id }),
  bankruptcy: z.strictObject({ ...claimed, leastDays: z.int().min(0).max(366), mostMonths: z.int().min(1).max(24) }),
  death: z.strictObject({
    ...claimed,
    bereavementDays: z.int().min(0).max(366),
    claimDays: z.int().min(1).max(3660),
  }),
  identityFraud: desk,
  borrowerFraud: desk.extend({ callsIn: id.exactOptional() }),
});
