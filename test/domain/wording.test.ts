import { describe, expect, it } from 'vitest';
import type { Wording } from '../../domain/wording.ts';
import { cannotBeMade } from '../../domain/wording.ts';
import { monthly } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { notify, PEOPLE, policyOf, rung, someone, termsOf } from './support/loanWorld.ts';

/** One template on every channel; a letter also names where it goes. */
const wording = (needs: Wording['needs'], given: readonly string[] = ['lenderName']): Wording => ({
  needs: { 'sms/t/en': [], 'email/t/en': [], 'letter/t/en': [], ...needs },
  given: { 'sms/en': given, 'email/en': given, 'letter/en': given },
});

describe('a message that lacks a field', () => {
  const policy = policyOf({ ladder: [rung('s1', 1, { action: notify(['sms', 'email']) }), rung('s2', 5)] });
  const people = { ...PEOPLE, debtor: someone('debtor', ['sms', 'email']) };
  const life = (asked: Wording) => new LoanLife({ policy, terms: termsOf(monthly()), wording: asked, people });
  const firstMissed = (one: LoanLife): string[] =>
    one
      .at('2025-03-20')
      .since('2025-02-01')
      .filter((line) => line.includes(' s1 ') || line.includes(' s2 '));

  it('is not decided: the next channel is, and the row says which one was passed over and why', () => {
    const one = life(wording({ 'sms/t/en': ['officerName'] }));
    const [first] = firstMissed(one);
    expect(first).toMatch(/ s1 \S+ by email$/u);
    const decided = one.outcomes.flatMap(({ outcome }) => (outcome.type === 'noticeDecided' ? [outcome] : []));
    expect(decided[0]?.passed).toEqual([{ channel: 'sms', code: 'MISSING_FIELD officerName' }]);
  });

  it('on its last channel is refused for that reason, which counts as carried out, and nothing is queued', () => {
    const lacks = ['officerName'];
    const one = life(wording({ 'sms/t/en': lacks, 'email/t/en': lacks }));
    const [first, second] = firstMissed(one);
    expect(first).toMatch(/ s1 refused MISSING_FIELD officerName$/u);
    expect(second).toMatch(/ s2 refused MISSING_FIELD officerName$/u);
    expect(one.queued).toEqual([]);
  });

  it('is not held for hours in which it could not be sent either', () => {
    const night = { ...policy, contactTime: { at: '23:00', spreadMinutes: 0 } };
    const lacks = { 'sms/t/en': ['officerName'], 'email/t/en': [] };
    const one = new LoanLife({ policy: night, terms: termsOf(monthly()), wording: wording(lacks) });
    one.at('2025-03-20');
    const held = one.outcomes.flatMap(({ outcome }) => (outcome.type === 'noticeHeld' ? [outcome] : []));
    expect(held[0]).toMatchObject({ channelAt: 1, passed: [{ channel: 'sms', code: 'MISSING_FIELD officerName' }] });
  });

  it('whose fields are there is decided as ever', () => {
    const one = life(wording({ 'sms/t/en': ['lenderName', 'recipientName', 'borrowerName'] }));
    expect(firstMissed(one)[0]).toMatch(/ s1 \S+ by sms$/u);
    expect(one.outcomes.some(({ outcome }) => 'passed' in outcome)).toBe(false);
  });
});

describe('what a message lacks', () => {
  const debtor = { id: 'debtor', language: 'en', known: ['name', 'email'] };
  const forgotten = { id: 'guarantor', language: 'zh-CN', known: [] };
  const people = { debtor, guarantor: forgotten };
  const needs = (field: string): Wording => ({
    needs: { 'email/t/en': [field], 'email/t/zh-CN': [field], 'letter/a/en': ['recipientAddress'] },
    given: { 'email/en': ['lenderName'], 'email/zh-CN': ['lenderName', 'paymentAccount'] },
  });
  const people2 = { borrowerName: 'debtor', guarantorName: 'guarantor' };
  it.each<[string, string, object, { id: string; language?: string; known?: string[] }, string | null]>([
    ['the lender gives it', 'lenderName', {}, debtor, null],
    ['the lender does not give it in this language', 'paymentAccount', {}, debtor, 'MISSING_FIELD paymentAccount'],
    ['the lender gives it in the other language', 'paymentAccount', {}, { ...debtor, language: 'zh-TW' }, null],
    ['the line has it', 'claimAmount', { fields: { claimAmount: '1.00' } }, debtor, null],
    ['the line does not have it', 'claimAmount', {}, debtor, 'MISSING_FIELD claimAmount'],
    ['the recipient is the borrower', 'borrowerName', {}, debtor, null],
    ['the recipient is nameless', 'recipientName', {}, forgotten, 'MISSING_FIELD recipientName'],
    ['the address is not known', 'recipientAddress', {}, debtor, 'MISSING_FIELD recipientAddress'],
    ['someone else is named', 'borrowerName', { people: people2 }, forgotten, null],
    ['who is named was forgotten', 'guarantorName', { people: people2 }, debtor, 'MISSING_FIELD guarantorName'],
    ['nobody of that part is named', 'partnerName', { people: people2 }, debtor, 'MISSING_FIELD partnerName'],
    ['nothing is said of the recipient', 'recipientAddress', {}, { id: 'debtor' }, null],
  ])('%s', (_name, field, line, to, code) => {
    expect(cannotBeMade(needs(field), { channel: 'email', template: 't', line }, to, people)).toBe(code);
  });

  it('the letter that goes along lacks its address, or has no template', () => {
    const message = { channel: 'email', template: 't', line: {} };
    const asked = needs('lenderName');
    expect(cannotBeMade(asked, { ...message, attach: 'a' }, debtor, people)).toBe('MISSING_FIELD recipientAddress');
    const home = { ...debtor, known: ['name', 'address'] };
    expect(cannotBeMade(asked, { ...message, attach: 'a' }, home, people)).toBeNull();
    expect(cannotBeMade(asked, { ...message, attach: 'b' }, home, people)).toBe('UNKNOWN_TEMPLATE b');
    expect(cannotBeMade(asked, { ...message, channel: 'sms' }, debtor, people)).toBe('UNKNOWN_TEMPLATE t');
    expect(cannotBeMade(undefined, { ...message, channel: 'sms' }, debtor, people)).toBeNull();
  });
});
