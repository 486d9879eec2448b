/** The bodies with which facts about contact come in, and the facts that they are. */
import { z } from 'zod';
import type { ContactFactContent } from '../domain/contactState.ts';
import { CHANNELS } from '../domain/contact.ts';
import { HOLD_KINDS, PLACES } from '../domain/contactState.ts';
import type { LocalTimes } from '../domain/contact.ts';
import { isPlainDate } from '../domain/date.ts';
import { instantAt, isInstant } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { idShape } from './context.ts';

const channels = z.array(z.enum(CHANNELS)).min(1);
const hold = z.enum(HOLD_KINDS as [(typeof HOLD_KINDS)[number], ...(typeof HOLD_KINDS)[number][]]);
const moment = z
  .string()
  .refine((text) => isPlainDate(text) || isInstant(text), 'a date YYYY-MM-DD, or an instant 2025-04-05T01:00:00.000Z')
  .describe('a date is the beginning of that day where the person lives');
const clock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'a local time HH:MM');
const times = z.strictObject({
  from: clock,
  to: clock.describe('excluded; not after from: it ends on the following day'),
  weekdays: z.array(z.int().min(1).max(7)).min(1).optional().describe('1 Monday … 7 Sunday; default every day'),
  channels: channels.optional().describe('default every channel'),
  validFrom: moment.optional(),
  validUntil: moment.optional(),
});
const zone = z.string().min(1).max(80);

export const contactBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('held'),
    hold,
    from: moment.optional(),
    until: moment.optional().describe('first moment after it; default: until released'),
    debt: idShape.optional().describe('a loan id; default every debt'),
  }),
  z.strictObject({ kind: z.literal('released'), hold, debt: idShape.optional() }),
  z.strictObject({ kind: z.literal('consented'), channels, given: z.boolean() }),
  z.strictObject({ kind: z.literal('agreed'), times }),
  z.strictObject({ kind: z.literal('inconvenient'), times }),
  z.strictObject({ kind: z.literal('placeRefused'), place: z.enum(PLACES) }),
  z.strictObject({ kind: z.literal('withdrawn'), of: z.string().min(1).max(200) }),
  z.strictObject({
    kind: z.literal('moved'),
    zone: z.union([zone, z.array(zone).min(1).max(10)]).describe('several when it is not known which'),
    from: moment.optional().describe('default: now'),
  }),
  z.strictObject({ kind: z.literal('reachable'), reachable: z.boolean().nullable() }),
  z.strictObject({ kind: z.literal('related'), related: z.boolean() }),
]);
export type ContactBody = z.infer<typeof contactBody>;

/** The fact that a body is; its dates begin in the person's zone. Optional fields that are not given are absent. */
export function contentOf(body: ContactBody, timeZone: string, now: Instant): ContactFactContent {
  const at = (text: string): Instant => (isPlainDate(text) ? instantAt(text, '00:00', timeZone) : text);
  const timesOf = ({ from, to, weekdays, channels: on, validFrom, validUntil }: z.infer<typeof times>): LocalTimes => ({
    ...{ from, to },
    ...(weekdays === undefined ? {} : { weekdays }),
    ...(on === undefined ? {} : { channels: on }),
    ...(validFrom === undefined ? {} : { validFrom: at(validFrom) }),
    ...(validUntil === undefined ? {} : { validUntil: at(validUntil) }),
  });
  switch (body.kind) {
    case 'held': {
      const { from, until, debt } = body;
      return {
        ...{ kind: body.kind, hold: body.hold },
        ...(from === undefined ? {} : { from: at(from) }),
        ...(until === undefined ? {} : { until: at(until) }),
        ...(debt === undefined ? {} : { debt }),
      };
    }
    case 'released': {
      const { kind, debt } = body;
      return { kind, hold: body.hold, ...(debt === undefined ? {} : { debt }) };
    }
    case 'agreed':
    case 'inconvenient':
      return { kind: body.kind, times: timesOf(body.times) };
    case 'moved':
      return { kind: body.kind, zone: body.zone, from: body.from === undefined ? now : at(body.from) };
    case 'consented':
    case 'placeRefused':
    case 'withdrawn':
    case 'reachable':
    case 'related':
      return body;
  }
}
