import type { NoticeLine } from './notice.ts';

/** What messages are made from, as a decision sees it: names of fields, never their content. */
export interface Wording {
  /** Fields that a message needs, by `channel/template/language`; what follows from the figures of its line apart. */
  readonly needs: Readonly<Record<string, readonly string[]>>;
  /** Fields that every message has of itself, or that the lender gives, by `channel/language`. */
  readonly given: Readonly<Record<string, readonly string[]>>;
}

/** A channel that a decision went past, and why, as it is journalled with the message that went by another. */
export interface PassedOver {
  readonly channel: string;
  readonly code: string;
}

/** Templates are written in two languages; whoever reads another one gets English. */
export const templateLanguage = (language: string): 'zh-CN' | 'en' =>
  language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';

/** Of a person: in which language they are written to, and which of their own fields are kept. */
export interface Addressee {
  readonly id: string;
  readonly language?: string;
  /** `name`, `phone`, `email`, `address`; of whom was forgotten, none. */
  readonly known?: readonly string[];
}

interface Message {
  readonly channel: string;
  readonly template: string;
  /** Template of the letter that goes along. */
  readonly attach?: string | undefined;
  readonly line: Pick<NoticeLine, 'fields' | 'people'>;
}

const named = ['borrowerName', 'guarantorName', 'partnerName'] as const;

/** Fields that this message has. Nobody's fields are missing where nothing is said about them. */
function fieldsOf(
  { line }: Message,
  to: Addressee,
  people: Readonly<Record<string, Addressee>>,
  given: readonly string[],
): ReadonlySet<string> {
  const knows = (id: string, field: string): boolean => people[id]?.known?.includes(field) ?? true;
  const own = (field: string): boolean => to.known?.includes(field) ?? true;
  const names = named.filter((field) => {
    const id = line.people?.[field] ?? (line.people === undefined && field === 'borrowerName' ? to.id : undefined);
    return id !== undefined && (id === to.id ? own('name') : knows(id, 'name'));
  });
  return new Set([
    ...given,
    ...Object.keys(line.fields ?? {}),
    ...names,
    ...(own('name') ? ['recipientName'] : []),
    ...(own('address') ? ['recipientAddress'] : []),
  ]);
}

/**
 * Why a message cannot be made, as the code that is recorded: `MISSING_FIELD` with the field's name, or
 * `UNKNOWN_TEMPLATE`; null when it can (domain.md §5: templates are not sent with a missing field).
 */
export function cannotBeMade(
  wording: Wording | undefined,
  message: Message,
  to: Addressee,
  people: Readonly<Record<string, Addressee>>,
): string | null {
  if (wording === undefined) return null;
  const language = templateLanguage(to.language ?? 'en');
  const has = fieldsOf(message, to, people, wording.given[`${message.channel}/${language}`] ?? []);
  const asked = [
    [message.channel, message.template],
    ...(message.attach === undefined ? [] : [['letter', message.attach]]),
  ];
  for (const [channel = '', template = ''] of asked) {
    const needs = wording.needs[`${channel}/${template}/${language}`];
    if (needs === undefined) return `UNKNOWN_TEMPLATE ${template}`;
    const missing = needs.find((field) => !has.has(field));
    if (missing !== undefined) return `MISSING_FIELD ${missing}`;
  }
  return null;
}
