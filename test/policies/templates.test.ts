import { describe, expect, test } from 'vitest';
import { languages, loadTemplates, parseTemplate } from '../../policies/templates.ts';
import { checkSet } from '../../policies/templateRules.ts';

const head = (more = ''): string =>
  `---\nsubject: S\nchannels: [email, letter]\ntone: demand\naudience: borrower\n${more}---\n`;
const sms = '---\nchannels: [sms]\ntone: reminder\naudience: borrower\n---\n';

const rulesOf = (name: string, source: string): readonly string[] => {
  const read = parseTemplate('en', name, source);
  return 'id' in read ? [] : read.map((problem) => `${problem.line} ${problem.rule}`);
};

const ids = {
  sms: ['preDue', 'dueToday', 'interestReminder', 'maturityNotice', 'overdue1', 'overdue2', 'promiseBroken'],
  document: [
    ...['preDue', 'dueToday', 'interestReminder', 'maturityNotice', 'overdue1', 'overdue2', 'promiseBroken'],
    ...['collectionLetter', 'finalLetter', 'guarantorNotice', 'dealerDemand', 'dealerBuyBack', 'insurerDemand'],
    'recoveryNotice',
  ],
};

describe('the set that ships', () => {
  const set = loadTemplates();
  test.each(languages)('holds every rung in %s', (language) => {
    for (const id of ids.sms) expect(set.find('sms', id, language), id).toBeDefined();
    for (const id of ids.document) {
      expect(set.find('email', id, language), id).toBeDefined();
      expect(set.find('letter', id, language), id).toBeDefined();
    }
    expect(set.find('letter', 'lawyerLetter', language)).toBeDefined();
    expect(set.find('call', 'callScript', language)).toBeDefined();
  });

  test('speaks of courts in the last demand and the letter of counsel alone', () => {
    const legal = new Set(set.all.filter((t) => t.tone === 'legal').map((t) => t.id));
    expect(legal).toEqual(new Set(['finalLetter', 'lawyerLetter', 'lawyerLetterEarly']));
  });
});

test.each([
  ['no head', 'x.md', 'Dear', ['1 NO_HEAD']],
  ['an unknown setting', 'x.md', `${head('colour: red\n')}Dear`, ['2 HEAD_INVALID']],
  ['an unknown placeholder', 'x.md', `${head()}Dear\n\n{{borowerName}}`, ['9 UNKNOWN_PLACEHOLDER']],
  ['a broken placeholder', 'x.md', `${head()}Dear {{borrowerName}`, ['7 BROKEN_PLACEHOLDER']],
  ['bold left open', 'x.md', `${head()}Dear **you`, ['7 OPEN_BOLD']],
  ['a table inside a sentence', 'x.md', `${head()}See {{loans}} now`, ['7 TABLE_INSIDE_TEXT']],
  ['no text', 'x.md', head(), ['1 EMPTY']],
  ['a threat of court below the last rung', 'x.md', `${head()}We will go to court.`, ['7 LEGAL_THREAT']],
  ['a threat of court in Chinese', 'x.md', `${head()}我们将提起诉讼。`, ['7 LEGAL_THREAT']],
  ['a tone above its rung', 'overdue2.md', `${head().replace('demand', 'legal')}Pay.`, ['1 TONE_TOO_HIGH']],
  ['a reminder that demands', 'preDue.md', `${head()}Pay.`, ['1 TONE_TOO_HIGH']],
  ['a threat of prison', 'finalLetter.md', `${head().replace('demand', 'legal')}Prison.`, ['7 FORBIDDEN_WORD']],
  ['an SMS without its reference', 'x.sms.txt', `${sms}{{lenderName}} {{optOut}}`, ['1 FIELD_REQUIRED']],
  ['an SMS without a way to stop', 'x.sms.txt', `${sms}{{lenderName}} {{reference}}`, ['1 FIELD_REQUIRED']],
  [
    'a refund above an account',
    'claimRefund.md',
    `${head().replace('demand', 'reminder')}Dear`,
    ['1 ACCOUNT_MISLEADS'],
  ],
  [
    'an account where there is none',
    'x.md',
    `${head('account: none\n')}Pay {{paymentAccount}}`,
    ['8 ACCOUNT_MISLEADS'],
  ],
  ['an account that may lack', 'x.md', `${head()}Pay to the account named below.`, ['7 ACCOUNT_MAY_LACK']],
  ['the same in Chinese', 'x.md', `${head()}请汇入本函所列账户。`, ['7 ACCOUNT_MAY_LACK']],
  ['a document without a subject', 'x.md', `${head().replace('subject: S\n', '')}Dear`, ['1 NO_SUBJECT']],
])('%s is refused with its line', (_, name, source, rules) => {
  expect(rulesOf(name, source)).toEqual(rules);
});

test('a file from another system reads the same', () => {
  const read = parseTemplate(
    'en',
    'x.md',
    `\uFEFF${head()}Dear {{borrowerName}},\n\n- one\n- two`.replaceAll('\n', '\r\n'),
  );
  expect(read).toMatchObject({
    id: 'x',
    letterhead: 'lender',
    blocks: [{ kind: 'paragraph' }, { kind: 'list', ordered: false }],
  });
});

test('a text that refers to the account and asks for it, or names it, is right', () => {
  expect(rulesOf('x.md', `${head('account: required\n')}Pay to the account named below.`)).toEqual([]);
  expect(rulesOf('x.md', `${head()}The account named is {{paymentAccount}}.`)).toEqual([]);
});

test('languages that differ in the account are refused', () => {
  const [zh, en] = languages.map((language, index) =>
    parseTemplate(language, 'x.md', `${head(index === 0 ? 'account: none\n' : '')}Dear`),
  );
  if (zh === undefined || en === undefined || !('id' in zh) || !('id' in en)) throw new Error('both are right alone');
  expect(checkSet([zh, en], languages).map((p) => p.rule)).toEqual(['LANGUAGES_DIFFER', 'LANGUAGES_DIFFER']);
});

test('a template that one language lacks is refused', () => {
  const only = parseTemplate('en', 'x.md', `${head()}Dear`);
  expect('id' in only ? checkSet([only], languages).map((p) => p.rule) : []).toEqual(['NOT_TRANSLATED']);
});
