import { z } from 'zod';
import { CURES, UNEARNED } from '../../domain/accelerationState.ts';
import { condition } from './condition.ts';
import { channels, id, text } from './shapes.ts';

export const acceleration = z.strictObject({
  grounds: z
    .array(
      z.strictObject({
        id,
        title: text,
        when: condition.exactOptional(),
        documents: z.array(id).max(20),
        cure: z.enum(CURES),
      }),
    )
    .min(1),
  noticeDays: z.int().min(0).max(180),
  onNonWorkingDay: z.enum(['next', 'same']),
  channels,
  withinDays: z.int().min(1).max(90),
  interest: z.enum(UNEARNED),
  fees: z.enum(['all', 'none']),
  role: id,
  serveDays: z.int().min(1).max(90).exactOptional(),
  escalateTo: id.exactOptional(),
});
