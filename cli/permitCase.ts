import { z } from 'zod';
import { CHANNELS, CONTACT_RESULTS } from '../domain/contact.ts';
import type { ContactAsk, ContactEntry, ContactSubject } from '../domain/contact.ts';
import { isTimeZone } from '../domain/instant.ts';
import { contactRuleSets } from '../policies/contact.ts';

const channel = z.enum(CHANNELS);
const role = z.enum(['debtor', 'guarantor', 'contact', 'relative']);
const instant = z.iso.datetime({ offset: true, error: 'not an instant such as 2026-03-02T21:59:00+08:00' });
const zone = z.string().refine(isTimeZone, 'not a time zone of the IANA database');
const zones = z.union([zone, z.array(zone).min(1)]);
const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'not a local time HH:MM');
const text = z.string().min(1);

const times = z.array(
  z.object({
    from: clock,
    to: clock,
    weekdays: z.array(z.int().min(1).max(7)).exactOptional(),
    channels: z.array(channel).exactOptional(),
    validFrom: instant.exactOptional(),
    validUntil: instant.exactOptional(),
  }),
);

const person: z.ZodType<ContactSubject> = z.object({
  role,
  timeZone: zones,
  timeZones: z.array(z.object({ from: instant, zone: zones })).exactOptional(),
  person: text.exactOptional(),
  debtorReachable: z.boolean().exactOptional(),
  debtRelated: z.boolean().exactOptional(),
  holds: z
    .array(
      z.object({
        kind: z.enum(['dispute', 'hardship', 'bereavement', 'bankruptcy', 'death', 'fraud', 'lawyer']),
        from: instant.exactOptional(),
        until: instant.exactOptional(),
        debt: text.exactOptional(),
      }),
    )
    .exactOptional(),
  consents: z.partialRecord(channel, z.enum(['given', 'withdrawn'])).exactOptional(),
  agreedTimes: times.exactOptional(),
  inconvenientTimes: times.exactOptional(),
  refusedPlaces: z.array(text).exactOptional(),
  unusable: z.array(z.object({ channel, number: text.exactOptional() })).exactOptional(),
});

const entry: z.ZodType<ContactEntry> = z.object({
  channel,
  at: instant,
  result: z.enum(CONTACT_RESULTS),
  direction: z.enum(['inbound', 'outbound']).exactOptional(),
  debt: text.exactOptional(),
  person: text.exactOptional(),
  role: role.exactOptional(),
  number: text.exactOptional(),
  names: z.array(channel).exactOptional(),
});

const ask: z.ZodType<ContactAsk> = z.object({
  channel,
  at: instant,
  debt: text.exactOptional(),
  number: text.exactOptional(),
  place: text.exactOptional(),
  disclosesDebt: z.boolean().exactOptional(),
  carriesOptOut: z.boolean().exactOptional(),
});

const expected = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('allowed') }),
  z.object({ answer: z.literal('notBefore'), at: instant.optional(), rule: text.optional() }),
  z.object({ answer: z.literal('never'), rule: text.optional() }),
]);

const permitCase = z.object({
  rules: z.enum(contactRuleSets),
  person,
  log: z.array(entry).default([]),
  ask: z.array(ask),
  expect: z.array(expected).optional(),
});

export type PermitCase = z.infer<typeof permitCase>;
export type ExpectedPermission = z.infer<typeof expected>;

/**
 * Reads a case of the common form `permit` from JSON text. Fields that it does not know are left aside. Throws an
 * Error that says in one line per fault where the text departs from the form.
 */
export function parsePermitCase(json: string): PermitCase {
  const parsed = permitCase.safeParse(JSON.parse(json));
  if (parsed.success) return parsed.data;
  throw new Error(
    parsed.error.issues.map(({ path, message }) => `${path.join('.') || '(whole file)'}: ${message}`).join('\n  '),
  );
}
