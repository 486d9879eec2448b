import { permit } from '../../domain/contact.ts';
import type { Channel, ContactAsk, ContactEntry, ContactResult, ContactSubject } from '../../domain/contact.ts';
import { contactRules } from '../../policies/contact.ts';

export const debtor: ContactSubject = { role: 'debtor', timeZone: 'Asia/Shanghai' };
export const american: ContactSubject = { role: 'debtor', timeZone: 'America/New_York' };
export const minutes5 = 300_000;

/** `allowed`, `never RULE` or `INSTANT RULE`, so that a fact reads as one line. */
export function answer(
  set: string,
  subject: ContactSubject,
  log: readonly ContactEntry[],
  ask: ContactAsk,
  skewAllowanceMs = 0,
): string {
  const given = permit(contactRules(set), subject, log, ask, { skewAllowanceMs });
  if (given.answer === 'allowed') return 'allowed';
  return given.answer === 'never' ? `never ${given.rule}` : `${given.at.replace(':00.000Z', 'Z')} ${given.rule}`;
}

export const ask = (channel: Channel, at: string, more: Partial<ContactAsk> = {}): ContactAsk => ({
  channel,
  at,
  ...more,
});

/** Calls at noon of the dates, on the given side of the world. */
export const calls = (
  offset: string,
  ...facts: readonly (readonly [date: string, result: ContactResult])[]
): ContactEntry[] =>
  facts.map(([date, result], index) => ({
    channel: 'call',
    at: `${date}T12:${String(index).padStart(2, '0')}:00${offset}`,
    result,
    direction: 'outbound',
  }));

export const times = <T>(count: number, item: T): readonly T[] => Array.from({ length: count }, () => item);
