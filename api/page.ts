/** Cursor paging: a page ends with the place from which the next one goes on. */
import { z } from 'zod';
import { Problem } from './problem.ts';

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(500).default(50).describe('rows on a page'),
  cursor: z.string().optional().describe('`next` of the page before'),
};

/** Opaque text for a place. */
export const cursorOf = (place: unknown): string => Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place of a cursor; null without one. @throws Problem CURSOR_INVALID */
export function placeOf<T>(cursor: string | undefined, shape: z.ZodType<T>): T | null {
  if (cursor === undefined) return null;
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new Problem(400, 'CURSOR_INVALID', 'the cursor is not one of this list', 'take `next` as it came', 'cursor');
  }
}

/** Rows of which one more was read than is shown: that one says that there is a next page. */
export function pageOf<R>(
  rows: readonly R[],
  limit: number,
  place: (last: R) => unknown,
): { readonly rows: readonly R[]; readonly next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursorOf(place(last)) : null };
}
