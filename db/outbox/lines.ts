/** Which of the lines of a message may be said now. */
import type { Permission } from '../../domain/contact.ts';
import type { Line } from './types.ts';

/**
 * Rules may speak of one debt alone (a dispute): of a message about several loans, what may not be said is left out.
 * Where nothing would be left, or there is only one case, the message is judged as a whole.
 */
export async function permittedLines<L extends Line>(
  lines: readonly L[],
  permitted: (line: L) => Permission | Promise<Permission>,
): Promise<{ readonly lines: readonly L[]; readonly refused: readonly (readonly [L, rule: string])[] }> {
  if (new Set(lines.map(({ caseId }) => caseId)).size < 2) return { lines, refused: [] };
  const mayGo: L[] = [];
  const refused: [L, string][] = [];
  for (const line of lines) {
    const permission = await permitted(line);
    if (permission.answer === 'allowed') mayGo.push(line);
    else refused.push([line, permission.rule]);
  }
  return mayGo.length === 0 ? { lines, refused: [] } : { lines: mayGo, refused };
}
