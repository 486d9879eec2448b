import { z } from 'zod';
import { channels, id } from './shapes.ts';

export const security = z.strictObject({
  roles: z.array(id).min(1),
  leastDays: z.int().min(0).max(366),
  channels,
  remindDaysBefore: z.array(z.int().min(1).max(366)).max(6),
  consent: id,
  release: id,
  proof: id,
  onMissed: id.exactOptional(),
});
