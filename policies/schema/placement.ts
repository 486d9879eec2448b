import { z } from 'zod';
import { HAND_OVER_FIELDS } from '../../domain/placementRules.ts';
import { condition } from './condition.ts';
import { channels, id } from './shapes.ts';

export const placement = z.strictObject({
  when: condition.exactOptional(),
  mostDays: z.int().min(1).max(3660),
  ladder: z.enum(['waits', 'goesOn']),
  reminders: z.enum(['goOn', 'stop']),
  recallRoles: z.array(id).min(1),
  commissionOn: z.enum(['throughAgency', 'all']),
  tailDays: z.int().min(0).max(366),
  permitMinutes: z.int().min(1).max(1440),
  handOver: z.array(z.enum(HAND_OVER_FIELDS)).min(1),
  channels,
});
