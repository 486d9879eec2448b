import { expect, it } from 'vitest';
import { armFact } from '../../domain/armFigure.ts';
import type { AssessedInstalment } from '../../domain/assess.ts';

/** An instalment of 100: due, and paid off (`-`: open, with 40 paid). */
function instalment(fact: string): AssessedInstalment {
  const [dueOn = '', paid = '-'] = fact.split(' ');
  const open = paid === '-' ? 60 : 0;
  const of = (principal: number) => ({ penalty: 0, fee: 0, interest: 0, principal });
  const amounts = { openMinor: open, open: of(open), paid: of(100 - open) };
  return { number: 1, dueOn, ...amounts, bucket: null, paidOffOn: paid === '-' ? null : paid, missed: false };
}

it.each<[string, string[], string, string]>([
  ['paid on the day is never late', ['2025-03-01 2025-03-01'], '2025-06-01', 'no'],
  ['paid ten days late', ['2025-03-01 2025-03-11'], '2025-06-01', 'cured'],
  ['paid on the last of the thirty days', ['2025-03-01 2025-04-01'], '2025-06-01', 'cured'],
  ['paid a day later', ['2025-03-01 2025-04-02'], '2025-06-01', 'not cured'],
  ['still open', ['2025-03-01 -'], '2025-06-01', 'not cured'],
  ['thirty days are not over yet', ['2025-03-01 2025-03-03'], '2025-03-31', 'no'],
  ['thirty days are just over', ['2025-03-01 2025-03-03'], '2025-04-01', 'cured'],
  ['arrears that touch are one', ['2025-03-01 2025-03-20', '2025-03-19 2025-04-20'], '2025-06-01', 'not cured'],
  ['arrears that come later are others', ['2025-03-01 2025-03-10', '2025-04-01 -'], '2025-06-01', 'cured'],
  ['what ended before the assignment does not count', ['2025-01-01 2025-02-10'], '2025-06-01', 'no'],
  ['what stood on it counts from it', ['2025-01-01 2025-03-10'], '2025-06-01', 'cured'],
])('%s', (_name, instalments, asOf, expected) => {
  const { matured, cured } = armFact({ asOf, instalments: instalments.map(instalment) }, '2025-02-15');
  expect(matured ? (cured ? 'cured' : 'not cured') : 'no').toBe(expected);
});

it('counts as due what fell due from the assignment on and before today, and of it what is paid', () => {
  const instalments = ['2025-02-14 -', '2025-02-15 2025-02-15', '2025-03-15 -', '2025-06-01 -'].map(instalment);
  expect(armFact({ asOf: '2025-06-01', instalments }, '2025-02-15')).toMatchObject({ dueMinor: 200, paidMinor: 140 });
});
