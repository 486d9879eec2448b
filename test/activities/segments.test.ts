import { expect, test } from 'vitest';
import { smsSize } from '../../activities/segments.ts';

test.each([
  ['nothing', '', 'GSM-7', 0],
  ['160 plain characters', 'a'.repeat(160), 'GSM-7', 1],
  ['161 plain characters', 'a'.repeat(161), 'GSM-7', 2],
  ['306 plain characters', 'a'.repeat(306), 'GSM-7', 2],
  ['307 plain characters', 'a'.repeat(307), 'GSM-7', 3],
  ['80 euro signs, two septets each', '€'.repeat(80), 'GSM-7', 1],
  ['81 euro signs', '€'.repeat(81), 'GSM-7', 2],
  ['a euro sign that would be split over two parts', `${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 3],
  ['a backtick, which GSM-7 lacks', '`', 'UCS-2', 1],
  ['70 Chinese characters', '款'.repeat(70), 'UCS-2', 1],
  ['71 Chinese characters', '款'.repeat(71), 'UCS-2', 2],
  ['134 Chinese characters', '款'.repeat(134), 'UCS-2', 2],
  ['135 Chinese characters', '款'.repeat(135), 'UCS-2', 3],
  ['35 characters outside the basic plane', '𠮷'.repeat(35), 'UCS-2', 1],
  ['67 characters outside the basic plane, none split', '𠮷'.repeat(67), 'UCS-2', 3],
])('%s: the parts are counted as a network counts them', (_, text, encoding, segments) => {
  expect(smsSize(text)).toMatchObject({ encoding, segments });
});
