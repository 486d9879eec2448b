import { describe, expect, it } from 'vitest';
import { afterWord, contactOf, standingOf } from '../../domain/callLeg.ts';
import type { CallLegs, LegStatus, LegWord } from '../../domain/callLeg.ts';

const word = (text: string): LegWord => {
  const [leg = '', status = '', answeredBy] = text.split(' ');
  return {
    leg: leg === 'c' ? 'collector' : 'debtor',
    status: status as LegStatus,
    ...(answeredBy === undefined ? {} : { answeredBy }),
  };
};
const told = (words: readonly string[]): CallLegs => words.map(word).reduce(afterWord, {});

const answered = ['c initiated', 'c ringing', 'c in-progress', 'd initiated', 'd ringing'];

describe('what a call comes to', () => {
  it.each([
    [[], 'unknown', 'dialling'],
    [['c initiated', 'c ringing'], 'unknown', 'dialling'],
    [['c ringing', 'c no-answer'], 'none', 'notPlaced'],
    [['c initiated', 'c failed'], 'none', 'notPlaced'],
    [answered, 'unknown', 'ringing'],
    [[...answered, 'd in-progress human'], 'unknown', 'talking'],
    [[...answered, 'd in-progress human', 'd completed', 'c completed'], 'conversation', 'ended'],
    [[...answered, 'd in-progress machine_start', 'd completed'], 'voicemail', 'ended'],
    [[...answered, 'd no-answer', 'c completed'], 'no-answer', 'ended'],
    [[...answered, 'd canceled'], 'no-answer', 'ended'],
    [[...answered, 'd busy'], 'busy', 'ended'],
    [[...answered, 'd failed'], 'out-of-service', 'ended'],
    [['c in-progress', 'c completed'], 'unknown', 'ended'],
  ])('%j is %s', (words, contact, standing) => {
    expect([contactOf(told(words)), standingOf(told(words))]).toEqual([contact, standing]);
  });
});

function permutations<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]));
}

it.each([
  [
    'a conversation',
    ['c in-progress', 'd initiated', 'd ringing', 'd in-progress human', 'd completed', 'c completed'],
  ],
  ['a machine', ['c in-progress', 'd ringing', 'd in-progress machine_start', 'd completed', 'c completed']],
  ['nobody', ['c in-progress', 'd initiated', 'd ringing', 'd no-answer', 'c completed']],
])('%s comes to the same in every order, and however often it is told', (_what, words) => {
  const expected = told(words);
  for (const order of permutations(words)) {
    expect(told(order)).toEqual(expected);
    expect(told([...order, ...order])).toEqual(expected);
  }
});
