import { z } from 'zod';
import { tones } from '../../domain/strategyRules.ts';
import { channels, id, text } from './shapes.ts';

export const strategy = z
  .strictObject({
    segment: id,
    tone: z.enum(tones).exactOptional(),
    templates: z.record(id, id).exactOptional(),
    channels: channels.exactOptional(),
    minDaysBetween: z.int().min(1).max(90).exactOptional(),
    maxPerMonth: z.int().min(1).max(30).exactOptional(),
    skip: z.array(id).min(1).exactOptional(),
    handOverAtDays: z.int().min(1).max(366).exactOptional(),
  })
  .meta({ id: 'strategy' });

export const experiment = z.strictObject({
  id,
  title: text,
  sharePercent: z.number().gt(0).lt(100).multipleOf(0.01),
  challenger: z.array(strategy).min(1),
});
