// Sessions at a terminal, played against real decisions and a real database: what is typed, and what is said to it.
// RECOUP_KEEP_SESSIONS=yes writes down what is said now; look at it before it is kept.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBundleSetter } from '../../activities/typeset.ts';
import { codeWords } from '../../api/words/codes.ts';
import { dictionaries } from '../../api/words/index.ts';
import { ROLES } from '../../policies/explain/role.ts';
import { loanBody, party } from '../api/world.ts';
import { startConsole, type Console } from './console.ts';

const folder = join(import.meta.dirname, 'sessions');
const sessions = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), 'utf8').trim();
  return { file, name: basename(file, '.txt'), claim: text.split('\n')[0]?.slice(2) ?? '', text };
});

const given = (...instalments: object[]) => ({ kind: 'given', instalments });
/** Files that stand in the folder of the terminal. */
const files: Readonly<Record<string, string>> = {
  'consumer.json': JSON.stringify(loanBody('L1')),
  'guaranteed.json': JSON.stringify(loanBody('L1', { guarantor: party('G1'), guaranteeUntil: '2026-06-30' })),
  'bullet.json': JSON.stringify(
    loanBody('L1', {
      principal: '1000.00',
      schedule: given({ number: 1, dueOn: '2025-03-01', principal: '1000.00' }),
    }),
  ),
  'auto.json': JSON.stringify(
    loanBody('L1', {
      ...{ product: 'auto', principal: '3000.00', disbursedOn: '2025-06-20', dealer: party('D1') },
      schedule: given({ number: 1, dueOn: '2025-07-10', principal: '3000.00' }),
    }),
  ),
  'old.json': JSON.stringify(
    loanBody('L1', {
      principal: '1800.00',
      schedule: given(
        ...[3, 4].map((month) => ({
          number: month - 2,
          dueOn: `2025-0${month}-01`,
          principal: '900.00',
          interest: '100.00',
        })),
      ),
    }),
  ),
  'd1.json': JSON.stringify({ windowDays: 180 }),
  'misspelt.json': JSON.stringify({ windowDay: 180 }),
  'contacts.csv':
    'id,permit,channel,at,result,person\nc1,k1,call,2025-04-07T03:58:00.000Z,no-answer,\nc2,,call,2025-04-06T15:30:00.000Z,conversation,\n',
};

let at: Console;
beforeAll(async () => {
  at = await startConsole({
    bundles: { set: createBundleSetter(), sender: { 'zh-CN': '示例银行', en: 'Example Bank' } },
  });
  for (const [name, content] of Object.entries(files)) writeFileSync(name, content);
});
beforeEach(() => at.clear());
afterAll(() => at.stop());

test.each(sessions)(
  '$name: $claim',
  async ({ file, text }) => {
    const played = await at.play(text);
    if (process.env['RECOUP_KEEP_SESSIONS'] === 'yes') writeFileSync(join(folder, file), `${played}\n`);
    expect(played).toBe(text);
  },
  60_000,
);

/** A cell of a table, or a part of a line between two blanks and more. */
const cells = (line: string): readonly string[] =>
  line.split(/\s{2,}|\s·\s/u).flatMap((cell) => [cell, ...cell.split(' ')]);

test('no list and no page shows a code in Chinese that has words', () => {
  const { task, trackKind, trackStatus, stage, classification, party, channel } = dictionaries['zh-CN'];
  const others = {
    task,
    trackKind,
    trackStatus,
    stage,
    classification,
    party,
    channel,
    roles: Object.fromEntries(ROLES.map((role) => [role, role])),
  };
  const codes = new Set(Object.values({ ...codeWords['zh-CN'], ...others }).flatMap((words) => Object.keys(words)));
  const shown = [...at.inChinese].flatMap(([command, lines]) =>
    // Kinds of documents are named by the policies, and a journal tells in sentences.
    lines
      .filter((line) => !/^(材料|\d{4}-\d\d-\d\d \d\d:)/u.test(line))
      .flatMap((line) =>
        cells(line)
          .filter((cell) => codes.has(cell))
          .map((code) => `${command}: ${code}`),
      ),
  );
  expect([...new Set(shown)]).toEqual([]);
  const lists = [
    'acceleration',
    'approval',
    'circumstance',
    'claim',
    'collateral',
    'limitation',
    'partner',
    'placement',
  ];
  const played = new Set([...at.inChinese.keys()].map((command) => command.split(' ').slice(0, 2).join(' ')));
  for (const group of [...lists, 'request', 'security', 'writeoff', 'promise', 'dispute', 'call', 'channel'])
    expect(played).toContain(`${group} list`);
});

test('every command about tracks, relief and rights was done in a session', async () => {
  const groups = ['legal', 'claim', 'partner', 'collateral', 'track', 'request', 'approval', 'document', 'placement'];
  expect(await at.neverDone(...groups, 'security', 'acceleration', 'circumstance', 'limitation', 'writeoff')).toEqual(
    [],
  );
});
