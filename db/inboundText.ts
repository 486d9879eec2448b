/** What people write to us: kept once, sealed, beside the person when the number is known, aside when it is not. */
import type { Instant } from '../domain/instant.ts';
import { recordContactFact } from './contactFact.ts';
import { logContact } from './contactLog.ts';
import { askDesk } from './deskTask.ts';
import { inboundTextId, saveDocuments } from './document.ts';
import { personsByPhone } from './person.ts';
import type { Queries } from './pool.ts';
import { documentPlace } from './seal.ts';
import type { Sealer } from './seal.ts';

export type Said = 'stop' | 'start' | 'help' | 'text';

export interface InboundText {
  /** The provider's id: the same again changes nothing. */
  readonly id: string;
  /** E.164; only its keyed hash is stored. */
  readonly from: string;
  readonly text: string;
  readonly said: Said;
  /** Business time. */
  readonly at: Instant;
}

export interface Heard {
  readonly duplicate: boolean;
  /** Whose number it is; several may share it, nobody may have it. */
  readonly persons: readonly string[];
  /** Cases that must be woken. */
  readonly woken: readonly string[];
  /** The number was not given help within a day. */
  readonly helpDue: boolean;
}

const DAY_MS = 86_400_000;

/** Takes in one text: STOP and START become facts about contact, everything is logged and sealed. */
export async function hear(q: Queries, sealer: Sealer, one: InboundText): Promise<Heard> {
  const { id, from, text, said, at } = one;
  const persons = await personsByPhone(q, sealer, from);
  const mark = sealer.mark('phone', from);
  const helped = await q.row(
    `select 1 as there from inbound_text where mark = $1 and said = 'help' and id <> $2
        and at > $3::timestamptz - make_interval(secs => $4) limit 1`,
    [mark, id, at, DAY_MS / 1000],
  );
  const aside = persons.length > 0 ? null : sealAside(sealer, id, text);
  const added = await q.run(
    `insert into inbound_text (id, mark, at, said, persons, wrapped, sealed) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (id) do nothing`,
    [id, mark, at, said, persons, aside?.wrapped ?? null, aside?.sealed ?? null],
  );
  if (added === 0) return { duplicate: true, persons, woken: [], helpDue: false };
  const woken = new Set<string>();
  for (const personId of persons) for (const caseId of await note(q, sealer, one, personId)) woken.add(caseId);
  return { duplicate: false, persons, woken: [...woken], helpDue: said === 'help' && helped === null };
}

/** Of a number that nobody has: a key of its own, which stands beside it. */
function sealAside(
  sealer: Sealer,
  id: string,
  text: string,
): { readonly wrapped: Uint8Array; readonly sealed: Uint8Array } {
  const name = `inbound/${id}`;
  const { key, wrapped } = sealer.newKey(name);
  return { wrapped, sealed: sealer.seal(key, documentPlace(name), Buffer.from(text)) };
}

async function note(q: Queries, sealer: Sealer, one: InboundText, personId: string): Promise<readonly string[]> {
  const { id, text, said, at } = one;
  const row = await q.row<{ wrapped: Uint8Array }>('select wrapped from person_key where person_id = $1', [personId]);
  // Who was forgotten stays forgotten: what they write is not kept.
  if (row !== null) {
    const key = sealer.openKey(personId, row.wrapped);
    const document = { id: inboundTextId(id, personId), personId, kind: 'inboundText', madeAt: at };
    await saveDocuments(q, sealer, [{ ...document, content: Buffer.from(text), key }]);
  }
  if (said === 'help' || said === 'text') {
    const contact = { id: `${id}/${personId}`, personId, channel: 'sms', at, result: 'delivered' } as const;
    await logContact(q, { ...contact, direction: 'inbound' });
    // What no machine understands is read by a person.
    return said === 'text' ? askDesk(q, { kind: 'inboundText', personId, about: id, at }) : [];
  }
  const content = { kind: 'consented', channels: ['sms'], given: said === 'start' } as const;
  const fact = { id: `${id}/${said}/${personId}`, personId, actor: 'provider', at, content };
  const recorded = await recordContactFact(q, fact);
  return recorded.kind === 'recorded' ? recorded.woken : [];
}

/** Texts of numbers that nobody has. */
export async function unknownTexts(q: Queries): Promise<number> {
  return (await q.row<{ n: number }>(`select count(*) as n from inbound_text where persons = '{}'`))?.n ?? 0;
}
