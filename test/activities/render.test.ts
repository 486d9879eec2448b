import { describe, expect, test } from 'vitest';
import { ranges, type MessageData } from '../../activities/fill.ts';
import { createRenderMessage } from '../../activities/render.ts';
import { addDecimals, formatAmount, formatDate } from '../../activities/wording.ts';
import type { LetterContent } from '../../activities/typeset.ts';
import { dataFields, derivedFields, isField } from '../../policies/templateFields.ts';
import { loadTemplates } from '../../policies/templates.ts';
import { chinese, english } from './facts.ts';

const templates = loadTemplates();
const letters: LetterContent[] = [];
const render = createRenderMessage(templates, (content) => {
  letters.push(content);
  return Buffer.from('%PDF-');
});
const dataOf = (language: string): MessageData => (language === 'en' ? english : chinese);
const every = templates.all.flatMap((t) => t.channels.map((channel) => [channel, t.id, t.language] as const));

describe('every template that ships', () => {
  test.each(every)('%s %s %s renders whole and carries its reference', (channel, id, language) => {
    const message = render(channel, id, language, dataOf(language));
    const shown = message.channel === 'letter' ? JSON.stringify(letters.at(-1)) : message.text;
    expect(shown).not.toMatch(/\{\{(?!pages?\}\})|undefined|NaN|(?<!"account":)null,/u);
    expect(shown).toContain('N-7F3K2Q9A');
  });

  test.each(every)('%s %s %s is refused when any field it names is missing', (channel, id, language) => {
    const template = templates.find(channel, id, language);
    for (const name of template?.fields ?? []) {
      if (!isField(name) || Object.hasOwn(derivedFields, name)) continue;
      const data = { ...dataOf(language), [name]: ' ' };
      expect(() => render(channel, id, language, data), name).toThrow(
        expect.objectContaining({ code: 'MISSING_FIELD', field: name }),
      );
    }
  });
});

test('the frame asks for its own fields: a mail to a person names how to stop mails', () => {
  const data = { ...english, optOut: '' };
  expect(() => render('email', 'overdue1', 'en', data)).toThrow(expect.objectContaining({ field: 'optOut' }));
  expect(render('email', 'dealerDemand', 'en', data).channel).toBe('email');
});

describe('the account that payments go to', () => {
  const timesIn = (id: string, change: Partial<MessageData> = {}): readonly number[] => {
    const data = { ...english, ...change };
    const count = (shown: string): number => shown.split(english.paymentAccount ?? '?').length - 1;
    render('letter', id, 'en', data);
    return [count(JSON.stringify(letters.at(-1))), count(render('email', id, 'en', data).text)];
  };

  test.each([
    ['a demand shows it', 'collectionLetter', [1, 1]],
    ['a rest names it in its text, and not once more below', 'claimRemainder', [1, 1]],
    ['the answer to a contest likewise', 'guarantorContestRejected', [1, 1]],
    ['a refund shows none', 'claimRefund', [0, 0]],
    ['a surplus shows none', 'collateralSurplus', [0, 0]],
    ['a subrogation sends nobody to us', 'subrogationNotice', [0, 0]],
    ['heirs are not sent to it', 'estateClaim', [0, 0]],
  ])('%s', (_, id, times) => {
    expect(timesIn(id)).toEqual(times);
  });

  test('where a text refers to it, a message without it is refused', () => {
    expect(() => timesIn('collectionLetter', { paymentAccount: '' })).toThrow(
      expect.objectContaining({ code: 'MISSING_FIELD', field: 'paymentAccount' }),
    );
    expect(timesIn('overdue1', { paymentAccount: '' })).toHaveLength(2);
  });
});

test('a new schedule gives each date a line of its own; an SMS keeps to one line', () => {
  const { text, html } = render('email', 'reliefPlan', 'en', english);
  expect(text).toContain('\n8 August 2025 $4,115.20\n8 September 2025 $4,115.20\n8 October 2025 $4,115.20\n');
  expect(html.split('$4,115.20</td></tr>')).toHaveLength(4);
  expect(render('sms', 'reliefPlan', 'en', english).text).toContain('8 August 2025 $4,115.20; 8 September 2025 ');
});

test('a message about no loan is refused', () => {
  expect(() => render('sms', 'overdue1', 'en', { ...english, loans: [] })).toThrow(
    expect.objectContaining({ code: 'MISSING_FIELD', field: 'loans' }),
  );
});

test.each([
  ['a date that does not exist', { date: '2025-02-30' }, 'date'],
  ['a day and month the wrong way round', { respondBy: '18/07/2025' }, 'respondBy'],
  ['an amount with a comma', { claimAmount: '1,000' }, 'claimAmount'],
])('%s is refused', (_, change, field) => {
  expect(() => render('email', 'dealerDemand', 'en', { ...english, ...change, currency: 'USD' })).toThrow(
    expect.objectContaining({ code: 'BAD_FIELD', field }),
  );
});

test('an unknown template is refused by name', () => {
  expect(() => render('sms', 'finalLetter', 'en', english)).toThrow(
    expect.objectContaining({ code: 'UNKNOWN_TEMPLATE', field: 'en/finalLetter.sms' }),
  );
});

test('an SMS lists all loans of the debtor, each in the words of its own state', () => {
  const [first, second] = english.loans;
  if (first === undefined || second === undefined) throw new Error('two loans are given');
  const data = { ...english, loans: [first, { ...second, overdueDays: 0, dueOn: '2025-08-01' }] };
  expect(render('sms', 'overdue1', 'en', data).text).toBe(
    'Harbour Consumer Finance: Ada Example, a friendly reminder: we have not received your payment yet. ' +
      'L2024000123: $10,260.60, 94 day(s) overdue; L2024000777: $2,085.00 due 1 August 2025. ' +
      'Paid already? Ignore this. In difficulty? Call +1 202 555 0100. Ref N-7F3K2Q9A. Reply STOP to opt out',
  );
});

test('totals are those of the rows', () => {
  const { text } = render('email', 'finalLetter', 'zh-CN', chinese);
  expect(text).toContain('应还金额合计12,345.60元');
  expect(text).toContain('未偿还余额合计98,735.55元');
});

test('a name cannot break out of a line, a subject or the HTML', () => {
  const borrowerName = 'Ada\r\nBcc: x@example.com <script>alert("1")</script> \u202Etxet {{lenderName}} **x**';
  const mail = render('email', 'overdue1', 'en', { ...english, borrowerName });
  expect(mail.html).not.toContain('<script');
  expect(mail.html).toContain('&lt;script&gt;');
  expect(mail.html).toContain('{{lenderName}} **x**');
  const { text } = render('sms', 'overdue1', 'en', { ...english, borrowerName });
  expect(text).not.toMatch(/[\r\n\u202E]/u);
});

test('the same facts make the same mail, other facts another', () => {
  const one = render('email', 'overdue1', 'en', english);
  expect(render('email', 'overdue1', 'en', { ...english })).toEqual(one);
  expect(render('email', 'overdue1', 'en', { ...english, borrowerName: 'Eva' })).not.toEqual(one);
});

test.each([
  ['1234567.50', 'CNY', 'zh-CN', '1,234,567.50元'],
  ['1234567.50', 'CNY', 'en', 'CNY 1,234,567.50'],
  ['999', 'USD', 'en', '$999'],
  ['-1000.00', 'EUR', 'zh-CN', 'EUR -1,000.00'],
  ['1e3', 'USD', 'en', undefined],
  ['.5', 'USD', 'en', undefined],
] as const)('%s %s in %s reads %s', (amount, currency, language, shown) => {
  expect(formatAmount(amount, currency, language)).toBe(shown);
});

test.each([
  ['2024-02-29', 'en', '29 February 2024'],
  ['2024-02-29', 'zh-CN', '2024年2月29日'],
  ['2025-02-29', 'en', undefined],
  ['2025-13-01', 'en', undefined],
] as const)('%s in %s reads %s', (iso, language, shown) => {
  expect(formatDate(iso, language)).toBe(shown);
});

test.each([
  [['0.1', '0.2'], '0.3'],
  [['9007199254740993.00', '0.01'], '9007199254740993.01'],
  [['5.00', '-7.5'], '-2.50'],
  [['1', 'x'], undefined],
])('%j add up to %s without loss', (amounts, sum) => {
  expect(addDecimals(amounts)).toBe(sum);
});

test.each([
  [[6, 4, 5], '4–6'],
  [[1, 3, 4, 9], '1, 3–4, 9'],
  [[], '–'],
])('instalments %j are written %s', (numbers, shown) => {
  expect(ranges(numbers)).toBe(shown);
});

test('every field is explained in both languages', () => {
  for (const fact of Object.values({ ...dataFields, ...derivedFields })) {
    expect(fact.meaning).not.toBe('');
    expect(fact.meaningZh).toMatch(/\p{Script=Han}/u);
  }
});
