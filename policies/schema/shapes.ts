/** Shapes that many parts of a policy share. */
import { z } from 'zod';

export const id = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/u, 'an id: a letter, then letters, digits and hyphens');
export const text = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });
export const days = z.int().min(0).max(3660);
export const count = z.int().min(0).max(600);
export const percent = z.int().min(0).max(100_000);
export const party = z.enum(['debtor', 'guarantor', 'dealer', 'insurer']);
export const channels = z.array(z.enum(['sms', 'email', 'letter'])).min(1);
export const classification = z.enum(['normal', 'specialMention', 'substandard', 'doubtful', 'loss']);
