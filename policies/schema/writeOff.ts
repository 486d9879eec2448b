import { z } from 'zod';
import { components } from '../../domain/contract.ts';
import type { Text } from '../../domain/policy.ts';
import type { Condition } from '../../domain/condition.ts';
import { WRITE_OFF_FACTS } from '../../domain/writeOffRules.ts';
import type { WriteOffRules } from '../../domain/writeOffRules.ts';

interface Shapes {
  readonly id: z.ZodType<string>;
  readonly text: z.ZodType<Text>;
  readonly condition: z.ZodType<Condition>;
}

/** The section `writeOff` of a policy. */
export const writeOffSection = ({ id, text, condition }: Shapes): z.ZodType<WriteOffRules> =>
  z.strictObject({
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
