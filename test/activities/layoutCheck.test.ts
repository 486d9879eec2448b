import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSendable } from '../../activities/layoutCheck.ts';
import { templatesFolder } from '../../policies/templates.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recoup-layout-'));
  cpSync(templatesFolder, folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

const lines = readFileSync(join(templatesFolder, 'letter.typ'), 'utf8').split('\n');
const lineOf = (text: string): number => lines.findIndex((line) => line.includes(text)) + 1;

test('what ships can be sent', () => {
  expect(loadSendable(folder).all.length).toBeGreaterThan(0);
});

test.each([
  ['a word that Typst does not know', '#let day = letter.day', '#let day = letter.dayy'],
  [
    'a mistake where only Chinese letters come',
    'if chinese { text(letter.date); linebreak() }',
    'if chinese { text(letter.datum) }',
  ],
])('%s is named with its line, and nothing starts', (_, right, wrong) => {
  writeFileSync(join(folder, 'letter.typ'), lines.join('\n').replace(right, wrong));
  const problem = { file: 'letter.typ', line: lineOf(right), rule: 'LAYOUT_BROKEN' };
  expect(() => loadSendable(folder)).toThrow(
    expect.objectContaining({ code: 'TEMPLATES_INVALID', problems: [expect.objectContaining(problem)] }),
  );
});
