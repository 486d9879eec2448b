/** What can be said of templates without filling them: for lists, for whoever edits them, and for whoever calls. */
import { exampleOf } from './templateExample.ts';
import { fields, type FieldName } from './templateFields.ts';
import { needsOf } from './templateNeeds.ts';
import type { Language, Template, TemplateChannel, TemplateSet } from './templates.ts';

/** A template on one channel in one language. */
export interface TemplateRow {
  readonly id: string;
  readonly language: Language;
  readonly channel: TemplateChannel;
  readonly tone: Template['tone'];
  readonly audience: Template['audience'];
  /** Below `policies/templates/`. */
  readonly file: string;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

export interface Placeholder {
  readonly name: FieldName;
  readonly meaning: string;
  readonly meaningZh: string;
  /** How it is handed in: `YYYY-MM-DD`, `decimal in {{currency}}`, `days`, `text`. */
  readonly unit: string;
  readonly example: string;
  /** False: worked out from the loans of the message. */
  readonly handedIn: boolean;
  /** Named by the text; else by the frame around it: letterhead or footer. */
  readonly inText: boolean;
}

const units = {
  text: 'text',
  date: 'YYYY-MM-DD',
  amount: 'decimal in {{currency}}',
  number: 'days',
  schedule: 'YYYY-MM-DD=decimal …',
} as const;

export const rowOf = (template: Template, channel: TemplateChannel): TemplateRow => {
  const { id, language, tone, audience, file, sha256 } = template;
  return { id, language, channel, tone, audience, file, sha256 };
};

/** Every template, by id, channel and language. */
export function templateRows(
  { all }: Pick<TemplateSet, 'all'>,
  wanted: { readonly language?: Language; readonly channel?: TemplateChannel } = {},
): readonly TemplateRow[] {
  return all
    .flatMap((template) => template.channels.map((channel) => rowOf(template, channel)))
    .filter(({ language }) => wanted.language === undefined || language === wanted.language)
    .filter(({ channel }) => wanted.channel === undefined || channel === wanted.channel)
    .toSorted((a, b) => order(a).localeCompare(order(b), 'en'));
}

const order = ({ id, channel, language }: TemplateRow): string => `${id} ${channel} ${language}`;

/** Every placeholder that a message of this template is filled with, those of its frame included. */
export function placeholdersOf(template: Template, channel: TemplateChannel): readonly Placeholder[] {
  const names = new Set<FieldName>([...template.fields, ...needsOf(template, channel)]);
  return [...names].toSorted().map((name) => {
    const { kind, from, meaning, meaningZh } = fields[name];
    const example = exampleOf(name, template.language);
    return {
      ...{ name, meaning, meaningZh, unit: units[kind], example },
      ...{ handedIn: from === 'data', inText: template.fields.has(name) },
    };
  });
}
