/** Ids as the lists show them, taken apart. */
import { Unreachable } from './http.ts';

/** Loan and number of `L1/promise/1`. @throws Unreachable */
export function numberedOf(
  id: string,
  word: string,
  remedy = 'write it as the list does',
): [loan: string, number: string] {
  const [loan, found, number, ...rest] = id.split('/');
  if (loan === undefined || found !== word || number === undefined || rest.length > 0)
    throw new Unreachable(`${id} is no ${word}`, `${remedy}: L1/${word}/1`);
  return [loan, number];
}

/** Loan and number of a track, such as `claim/L1/1`. @throws Unreachable */
export function trackOf(
  id: string,
  kind: string,
  called: string,
  remedy = 'write it as recoup loan show does',
): [loan: string, number: string] {
  const [found, loan, number, ...rest] = id.split('/');
  if (found !== kind || loan === undefined || number === undefined || rest.length > 0)
    throw new Unreachable(`${id} is no ${called}`, `${remedy}: ${kind}/L1/1`);
  return [loan, number];
}
