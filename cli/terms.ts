import { Unreachable } from './http.ts';

/** @throws Unreachable when it is no JSON object */
export function termsOf(terms: string): object {
  try {
    const read: unknown = JSON.parse(terms);
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read;
  } catch {
    // Told below.
  }
  throw new Unreachable('--terms is no JSON object', `write for example --terms '{"toOn":"2025-08-01"}'`);
}
