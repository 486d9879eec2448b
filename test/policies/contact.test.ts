import { describe, expect, test } from 'vitest';
import { contactRules, contactRuleSets, parseContactRules } from '../../policies/contact.ts';

type Json = Record<string, unknown> & { rules: Record<string, unknown>[] };

function changed(change: (set: Json) => void): string {
  const set = structuredClone(contactRules('cn')) as unknown as Json;
  change(set);
  return JSON.stringify(set);
}

describe('shipped rule sets', () => {
  test.each(contactRuleSets)(
    '%s loads, and every rule has a source and an id that begins with that of the set',
    (id) => {
      const set = contactRules(id);
      expect(set.id).toBe(id);
      for (const rule of set.rules) {
        expect(rule.id.startsWith(`${id}.`)).toBe(true);
        expect(rule.source.length).toBeGreaterThan(10);
      }
    },
  );

  test('the banking association set says that its text was known from press only', () => {
    expect(contactRules('cn-cba').note).toMatch(/press/);
  });

  test('an unknown set is refused with the known ones', () => {
    expect(() => contactRules('fr')).toThrow('no contact rules "fr"; known are cn, cn-cba, us-regf, in-rbi, uk-conc');
  });
});

describe('a rule set is refused', () => {
  test.each([
    ['when it is not JSON', '{', /x\.json is not JSON/],
    [
      'without a rule that honours opt-outs',
      changed((set) => (set.rules = set.rules.filter(({ kind }) => kind !== 'optOut'))),
      /no rule of kind optOut/,
    ],
    [
      'when a hold is honoured by no rule',
      changed((set) => {
        for (const rule of set.rules) if (rule['kind'] === 'holds') rule['holds'] = ['dispute'];
      }),
      /no rule honours a bereavement hold/,
    ],
    [
      'when two rules share an id',
      changed((set) => {
        for (const rule of set.rules) rule['id'] = 'same';
      }),
      /rule id same is given twice/,
    ],
    ['when a rule lacks its source', changed((set) => delete set.rules[0]?.['source']), /rules\.0\.source/],
    [
      'when hours are closed all day',
      changed((set) => {
        for (const rule of set.rules) if (rule['kind'] === 'hours') rule['closesAt'] = '08:00';
      }),
      /opens at 08:00, not before it closes at 08:00/,
    ],
    ['with a field it does not know', changed((set) => (set['hours'] = [])), /hours/],
    [
      'with an unknown channel',
      changed((set) => {
        for (const rule of set.rules) if (rule['kind'] === 'hours') rule['channels'] = ['fax'];
      }),
      /channels\.0/,
    ],
  ])('%s', (_, text, expected) => {
    expect(() => parseContactRules(text, 'x.json')).toThrow(expected);
  });
});
