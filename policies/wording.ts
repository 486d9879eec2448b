/** What decisions know of templates and lender: names of fields, so that no message is queued that cannot be made. */
import type { Wording } from '../domain/wording.ts';
import { languages, type Language, type TemplateSet } from './templates.ts';
import { needsOf } from './templateNeeds.ts';
import type { DataField } from './templateFields.ts';

/** What every message has of itself (activities/send/fields.ts). */
const always: readonly DataField[] = ['reference', 'letterNumber', 'date', 'respondBy', 'currency'];
const sent = ['sms', 'email', 'letter'] as const;

/** What a lender says of itself, with how to stop messages by channel; an empty value is a missing one. */
export type Said = Readonly<Partial<Record<Exclude<DataField, 'optOut'>, string>>> & {
  readonly optOut: Readonly<Record<(typeof sent)[number], string>>;
};

export function wordingOf(templates: Pick<TemplateSet, 'all'>, lender: Readonly<Record<Language, Said>>): Wording {
  const needs = templates.all.flatMap((template) =>
    template.channels.map((channel): [string, readonly DataField[]] => [
      `${channel}/${template.id}/${template.language}`,
      needsOf(template, channel),
    ]),
  );
  const given = languages.flatMap((language) => {
    const { optOut, ...said } = lender[language];
    return sent.map((channel): [string, readonly string[]] => {
      const values = Object.entries({ ...said, optOut: optOut[channel] });
      return [
        `${channel}/${language}`,
        [...always, ...values.flatMap(([field, value]) => (value.trim() === '' ? [] : [field]))],
      ];
    });
  });
  return { needs: Object.fromEntries(needs), given: Object.fromEntries(given) };
}
