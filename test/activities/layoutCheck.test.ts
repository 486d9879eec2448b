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

const linesOf = (file: string): string[] => readFileSync(join(templatesFolder, file), 'utf8').split('\n');
const lineOf = (file: string, text: string): number => linesOf(file).findIndex((line) => line.includes(text)) + 1;

test('what ships can be sent', () => {
  expect(loadSendable(folder).all.length).toBeGreaterThan(0);
});

test.each([
  ['a word that Typst does not know', 'letter.typ', '#let day = letter.day', '#let day = letter.dayy'],
  [
    'a mistake where only Chinese letters come',
    'letter.typ',
    'if chinese { text(letter.date); linebreak() }',
    'if chinese { text(letter.datum) }',
  ],
  [
    'a mistake where only a new schedule comes',
    'letter.typ',
    'let down = calc.ceil(dates.len() / across)',
    'let down = calc.ceil(dates.len() / acros)',
  ],
  [
    'a mistake where only a letter without an address comes',
    'letter.typ',
    'if letter.address != none { linebreak(); text(letter.address) } },',
    'if letter.address != none { linebreak(); text(letter.address) } else { text(letter.adress) } },',
  ],
  ['a bracket that is not closed', 'letter.typ', '#let day = letter.day', '#let day = (letter.day'],
  ['a mistake in the layout of files', 'bundle.typ', 'if part.note != none {', 'if part.notes != none {'],
  [
    'a mistake where only an empty section comes',
    'bundle.typ',
    'text(fill: faint, part.empty)',
    'text(fill: faint, part.void)',
  ],
])('%s is named with its file and line, and nothing starts', (_, file, right, wrong) => {
  expect(linesOf(file).join('\n')).toContain(right);
  writeFileSync(join(folder, file), linesOf(file).join('\n').replace(right, wrong));
  const problem = { file, line: lineOf(file, right), rule: 'LAYOUT_BROKEN' };
  expect(() => loadSendable(folder)).toThrow(
    expect.objectContaining({
      code: 'TEMPLATES_INVALID',
      problems: expect.arrayContaining([expect.objectContaining(problem)]) as unknown,
    }),
  );
});
