import { expect, test } from 'vitest';
import { inPlainWords } from '../../api/words/plain.ts';

const said = { type: 'taskEscalated', taskId: 'T', to: 'creditHead', role: 'supervisor', on: '2025-05-01' } as const;

test('roles are told in the language of the reader', () => {
  expect(inPlainWords(said, 'zh-CN')).toMatchObject({ to: '信贷负责人', role: '主管', taskId: 'T' });
  expect(inPlainWords(said, 'en')).toMatchObject({ to: 'credit head', role: 'supervisor' });
});

test.each([
  ['no answer by 2025-04-18', '截至 2025-04-18 未获答复'],
  ['accepted, not performed by 2025-04-18', '截至 2025-04-18 未履行'],
  ['nothing is past due any more', '已无逾期'],
  ['he paid in cash, no answer by 2025-04-18', 'he paid in cash, no answer by 2025-04-18'],
])('"%s": what the core wrote is told in Chinese, what a person wrote stays', (because, told) => {
  const ended = { type: 'ended', as: 'notPerformed', because, by: 'clock', on: '2025-04-19' } as const;
  expect(inPlainWords(ended, 'zh-CN')).toMatchObject({ because: told, by: '系统' });
  expect(inPlainWords(ended, 'en')).toMatchObject({ because, by: 'clock' });
});

test('the roles inside an approval and a deadline are told, and the row itself is left as it is', () => {
  const row = { actorId: 'li', role: 'riskHead', decision: 'approved', on: '2025-05-01' };
  const given = { type: 'approvalGiven', row, complete: false } as const;
  expect(inPlainWords(given, 'zh-CN')).toMatchObject({ row: { actorId: 'li', role: '风险负责人' } });
  expect(given.row.role).toBe('riskHead');
  const set = { type: 'deadlineSet', deadline: { kind: 'appeal', owner: 'legalCounsel' } };
  expect(inPlainWords(set, 'zh-CN')).toMatchObject({ deadline: { kind: 'appeal', owner: '法务' } });
});

test('what came of a task is told in Chinese', () => {
  const closed = { type: 'taskClosed', taskId: 'T', result: 'filed', by: 'chen', on: '2025-05-01' } as const;
  expect(inPlainWords(closed, 'zh-CN')).toMatchObject({ result: '已立案', by: 'chen' });
});
