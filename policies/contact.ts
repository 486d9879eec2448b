import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CHANNELS, CONTACT_RESULTS } from '../domain/contact.ts';
import type { ContactRules } from '../domain/contact.ts';

const channel = z.enum(CHANNELS);
const channels = z.array(channel).min(1);
const roles = z.array(z.enum(['debtor', 'guarantor', 'contact', 'relative'])).min(1);
const result = z.enum(CONTACT_RESULTS);
const holdKinds = ['dispute', 'hardship', 'bereavement', 'bankruptcy', 'death', 'fraud', 'lawyer'] as const;
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a local time HH:MM from 00:00 to 23:59');
const named = { id: z.string().min(1), source: z.string().min(1) };

const rule = z.discriminatedUnion('kind', [
  z.strictObject({
    ...named,
    kind: z.literal('hours'),
    opensAt: clock,
    closesAt: clock,
    channels,
    unlessAgreed: z.boolean(),
  }),
  z.strictObject({
    ...named,
    kind: z.literal('cap'),
    asks: channels,
    counts: z.strictObject({
      channels,
      results: z.array(result).min(1),
      direction: z.enum(['inbound', 'outbound', 'any']),
    }),
    max: z.int().min(1),
    days: z.int().min(1).max(90),
    scope: z.enum(['debtor', 'personDebt', 'number']),
  }),
  z.strictObject({ ...named, kind: z.literal('inconvenient') }),
  z.strictObject({ ...named, kind: z.literal('holds'), holds: z.array(z.enum(holdKinds)).min(1) }),
  z.strictObject({ ...named, kind: z.literal('optOut') }),
  z.strictObject({ ...named, kind: z.literal('consent'), channels }),
  z.strictObject({ ...named, kind: z.literal('bounced'), channels }),
  z.discriminatedUnion('only', [
    z.strictObject({ ...named, kind: z.literal('thirdParty'), roles, only: z.enum(['never', 'unreachable']) }),
    z.strictObject({
      ...named,
      kind: z.literal('thirdParty'),
      roles,
      only: z.literal('lost'),
      failuresInRow: z.int().min(1),
    }),
  ]),
  z.strictObject({ ...named, kind: z.literal('refusal'), roles }),
  z.strictObject({ ...named, kind: z.literal('disclosure'), roles, unlessRelated: z.boolean() }),
  z.strictObject({ ...named, kind: z.literal('optOutNotice'), channels }),
]);

const ruleSet = z
  .strictObject({
    id: z.string().min(1),
    name: z.string().min(1),
    source: z.string().min(1),
    note: z.string().min(1).optional(),
    rules: z.array(rule).min(1),
  })
  .superRefine(({ rules }, context) => {
    const ids = rules.map(({ id }) => id);
    const twice = ids.find((id, index) => ids.indexOf(id) !== index);
    if (twice !== undefined) context.addIssue(`rule id ${twice} is given twice; give each rule an id of its own`);
    // What every set must honour, whatever the jurisdiction: domain.md §5, "Always".
    for (const kind of ['optOut', 'bounced', 'inconvenient', 'holds'] as const) {
      if (!rules.some((one) => one.kind === kind)) context.addIssue(`no rule of kind ${kind}; every set needs one`);
    }
    const held = rules.flatMap((one) => (one.kind === 'holds' ? one.holds : []));
    for (const kind of holdKinds) {
      if (!held.includes(kind)) context.addIssue(`no rule honours a ${kind} hold; add it to the rule of kind holds`);
    }
    for (const one of rules) {
      if (one.kind === 'hours' && one.opensAt >= one.closesAt) {
        context.addIssue(`rule ${one.id} opens at ${one.opensAt}, not before it closes at ${one.closesAt}`);
      }
    }
  });

/**
 * Reads a rule set from the text of a JSON file. Throws an Error that names the file, the path within it and what is
 * wrong there.
 */
export function parseContactRules(text: string, file: string): ContactRules {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Error(`${file} is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`, { cause: error });
  }
  const parsed = ruleSet.safeParse(json);
  if (parsed.success) {
    const { note, ...set } = parsed.data;
    return note === undefined ? set : { ...set, note };
  }
  const faults = parsed.error.issues.map(({ path, message }) => `  ${path.join('.') || '(whole file)'}: ${message}`);
  throw new Error(`${file} is not a set of contact rules:\n${faults.join('\n')}`);
}

/** Ids of the rule sets that are shipped (domain.md §5). */
export const contactRuleSets = ['cn', 'cn-cba', 'us-regf', 'in-rbi', 'uk-conc'] as const;

const loaded = new Map<string, ContactRules>();

/** The shipped rule set of this id. Throws an Error that lists the known ids when there is none. */
export function contactRules(id: string): ContactRules {
  const known = loaded.get(id);
  if (known !== undefined) return known;
  const shipped = contactRuleSets.find((one) => one === id);
  if (shipped === undefined)
    throw new Error(`no contact rules ${JSON.stringify(id)}; known are ${contactRuleSets.join(', ')}`);
  const rules = parseContactRules(
    readFileSync(new URL(`./contact/${shipped}.json`, import.meta.url), 'utf8'),
    `policies/contact/${shipped}.json`,
  );
  loaded.set(id, rules);
  return rules;
}
