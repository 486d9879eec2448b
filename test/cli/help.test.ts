// What help and documentation say of the command line is so.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandLinesIn, commandsIn, faultOf, helpOf, leavesIn, programIn } from './tree.ts';

const root = join(import.meta.dirname, '../..');
const program = await programIn();
const all = commandsIn(program);
const names = all.map(({ name }) => name);
const pages = [...readdirSync(join(root, 'docs')).map((page) => `docs/${page}`), 'README.md', 'README.zh-CN.md']
  .filter((page) => page.endsWith('.md'))
  .map((page) => ({ page, text: readFileSync(join(root, page), 'utf8') }));

/** `recoup loan hold LOAN …`, `recoup loan show\|pay …` or `recoup relief mass show …` as names of commands. */
function namesIn(code: string): string[] {
  const said = code
    .replace(/\\/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/ ?\| ?/gu, '|');
  const words = /^recoup ([a-z][a-z |-]*)/u.exec(said)?.[1]?.trim().split(' ') ?? [];
  const isGroup = (name: string): boolean =>
    name === '' || all.some((one) => one.name === name && one.command.commands.length > 0);
  let group = '';
  for (const word of words) {
    if (!isGroup(group)) break;
    if (word.includes('|')) return word.split('|').map((one) => `${group} ${one}`.trim());
    group = `${group} ${word}`.trim();
  }
  return group === '' ? [] : [group];
}

const codesIn = (text: string): string[] => [...text.matchAll(/`(recoup [^`]+)`/gu)].map(([, code]) => code ?? '');

describe('help', () => {
  test.each(all)(
    'of "recoup $name" says in examples how it is used, and each is a command line',
    async ({ command, name }) => {
      const lines = commandLinesIn(helpOf(command));
      const own = lines.filter((line) => line === name || line.startsWith(`${name} `));
      expect(own).not.toEqual([]);
      for (const line of lines) expect([line, await faultOf(line)]).toEqual([line, null]);
    },
  );

  test('a command line that is wrong is found', async () => {
    expect(await faultOf('loan hold L1')).toContain("required option '--reason <reason>'");
    expect(await faultOf('loan hold L1 L2 --reason dispute')).toContain('too many arguments');
    expect(await faultOf('request ask L1 --reason flood')).toContain("missing required argument 'kind'");
    expect(await faultOf('security list --statu open')).toContain("unknown option '--statu'");
  });
});

describe('the documentation', () => {
  const told = codesIn(pages.find(({ page }) => page === 'docs/cli.md')?.text ?? '').flatMap(namesIn);

  test.each(leavesIn(program))('tells of "recoup $name" in docs/cli.md', ({ name }) => {
    expect(told).toContain(name);
  });

  test.each(pages)('$page names no command that there is not, and its command lines are taken', async ({ text }) => {
    for (const code of codesIn(text))
      expect([code, namesIn(code).filter((name) => !names.includes(name))]).toEqual([code, []]);
    const fenced = [...text.matchAll(/```[a-z]*\n([\s\S]*?)```/gu)].map(([, block]) => block ?? '');
    for (const line of commandLinesIn(fenced.join('\n'))) expect([line, await faultOf(line)]).toEqual([line, null]);
  });
});
