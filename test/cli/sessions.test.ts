// Sessions at a terminal, played against real decisions and a real database: what is typed, and what is said to it.
// RECOUP_KEEP_SESSIONS=yes writes down what is said now; look at it before it is kept.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBundleSetter } from '../../activities/typeset.ts';
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

test('every command about tracks, relief and rights was done in a session', async () => {
  const groups = ['legal', 'claim', 'partner', 'collateral', 'track', 'request', 'approval', 'document', 'placement'];
  expect(await at.neverDone(...groups, 'security', 'acceleration', 'circumstance', 'limitation', 'writeoff')).toEqual(
    [],
  );
});
