import { describe, expect, test } from 'vitest';
import { dictionaries } from '../../api/words/index.ts';
import { maskName, maskPhone } from '../../api/mask.ts';

const keysOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => keysOf(inner, `${path}.${key}`))
    : [path];

describe('the words of the timeline', () => {
  test('both languages have the same keys', () => {
    expect(keysOf(dictionaries['zh-CN']).sort()).toEqual(keysOf(dictionaries.en).sort());
  });

  test('no text is empty, and no English text holds Chinese', () => {
    const texts = (value: unknown): string[] =>
      typeof value === 'string'
        ? [value]
        : typeof value === 'object' && value !== null
          ? Object.values(value).flatMap(texts)
          : [];
    expect(texts(dictionaries).filter((text) => text === '')).toEqual([]);
    expect(texts(dictionaries.en).filter((text) => /\p{Script=Han}/u.test(text))).toEqual([]);
  });
});

describe('masks', () => {
  test.each([
    ['王小明', '王**'],
    ['李', '李*'],
    ['Anna Lee', 'A*** L**'],
    ['', ''],
  ])('the name %s is shown as %s', (name, shown) => {
    expect(maskName(name)).toBe(shown);
  });
  test.each([
    ['+8613812345678', '+86*******5678'],
    ['+1234567', '+12***67'],
    ['+123456', '+12***6'],
  ])('the number %s is shown as %s', (phone, shown) => {
    expect(maskPhone(phone)).toBe(shown);
  });
});
