// Numbers that cannot be dialled are refused where they come in, with the rule and never the number.
import { describe, expect, it } from 'vitest';
import { phoneShape } from '../../api/context.ts';
import { phoneFault } from '../../api/phone.ts';

describe('a number', () => {
  it.each([
    ['+8613812345678', null],
    ['+12025550100', null],
    ['+442079460018', null],
    ['13812345678', 'PHONE_SHAPE'],
    ['+86 138 1234 5678', 'PHONE_SHAPE'],
    ['+08613812345678', 'PHONE_SHAPE'],
    ['＋8613812345678', 'PHONE_SHAPE'],
    ['+8613812', 'PHONE_NOT_POSSIBLE'],
    ['+861381234567890', 'PHONE_NOT_POSSIBLE'],
    ['+1202555010', 'PHONE_NOT_POSSIBLE'],
    ['+9991234567', 'PHONE_NOT_POSSIBLE'],
  ])('%s → %s', (text, code) => {
    expect(phoneFault(text)?.code ?? null).toBe(code);
    const read = phoneShape.safeParse(text);
    expect(read.success).toBe(code === null);
    if (!read.success) expect(JSON.stringify(read.error.issues)).not.toContain(text.slice(3));
  });
});
