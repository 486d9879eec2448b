import { z } from 'zod';
import { INTERRUPTIONS } from '../../domain/limitationRules.ts';
import { id } from './shapes.ts';

export const limitation = z.strictObject({
  periodMonths: z.int().min(1).max(360),
  startsFrom: z.enum(['lastInstalment', 'eachInstalment']),
  restartedBy: z.array(z.enum(INTERRUPTIONS)).max(INTERRUPTIONS.length),
  demandChannels: z.array(z.enum(['sms', 'email', 'letter'])),
  guaranteeMonths: z.int().min(1).max(360),
  alarms: z.array(z.strictObject({ daysBefore: z.int().min(1).max(366), role: id })).min(1),
});
