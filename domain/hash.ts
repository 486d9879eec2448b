/**
 * FNV-1a, 32 bit, over code points: stable over releases, for neither an instant nor the arm of an experiment may move
 * because the code did.
 */
export function hashOf32(text: string): number {
  let hash = 2_166_136_261;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash;
}
