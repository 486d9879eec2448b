import { z } from 'zod';
import { components } from '../../domain/contract.ts';
import { WRITE_OFF_FACTS } from '../../domain/writeOffRules.ts';
import type { WriteOffRules } from '../../domain/writeOffRules.ts';
import { condition } from './condition.ts';
import { id, text } from './shapes.ts';

/** The section `writeOff` of a policy. */
export const writeOff: z.ZodType<WriteOffRules> = z.strictObject({
  grounds: z
    .array(
      z.strictObject({
        id,
        title: text,
        when: condition.exactOptional(),
        documents: z.array(id).max(30),
        facts: z.array(z.enum(WRITE_OFF_FACTS)).max(WRITE_OFF_FACTS.length),
      }),
    )
    .max(30),
  role: id,
  evidenceDays: z.int().min(1).max(366),
  recoveryOrder: z.array(z.enum(components)).length(components.length),
});
