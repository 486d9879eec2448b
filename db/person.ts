/** People and partners: what may be known of them in the open, and what only opens with their key. */
import type { ContactState } from '../domain/contactState.ts';
import { fieldPlace } from './seal.ts';
import type { DataKey, Sealer } from './seal.ts';
import type { Queries } from './pool.ts';

const personalFields = ['name', 'phone', 'email', 'address'] as const;
type PersonalField = (typeof personalFields)[number];

/** Sealed field by field, never written anywhere else. */
export interface PersonalData {
  readonly name: string;
  /** E.164. */
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
}

export interface Person extends PersonalData {
  readonly id: string;
  readonly kind: 'person' | 'partner';
  readonly language: string;
  /** IANA zone. */
  readonly timeZone: string;
}

/** What decisions rest on; no personal data. */
export interface PersonFacts {
  readonly id: string;
  readonly kind: 'person' | 'partner';
  readonly language: string;
  readonly timeZone: string;
  /** Channels that have an address at all. */
  readonly channels: readonly string[];
  readonly optedOut: readonly string[];
  /** Channels whose address failed for good and was not corrected since. */
  readonly failed: readonly string[];
  /** Fields that are kept of them, by name: `name`, `phone`, `email`, `address`. */
  readonly known: readonly string[];
  /** Where the contact stands, over all debts; `optedOut` and `failed` say a part of it. */
  readonly contact: ContactState;
}

/** The key row is gone: nothing of this person opens again. */
export interface Forgotten {
  readonly kind: 'FORGOTTEN';
}
export type Read<T> = ({ readonly kind: 'open' } & T) | Forgotten;

/** A forgotten person is not brought back under the same id. */
export class PersonForgotten extends Error {
  override readonly name = 'PersonForgotten';
  readonly code = 'PERSON_FORGOTTEN';
  constructor(personId: string) {
    super(`PERSON_FORGOTTEN ${personId}`);
  }
}

export const factColumns = `p.id, p.kind, p.language, p.time_zone as "timeZone", p.channels, p.opted_out as "optedOut",
  p.failed, array(select jsonb_object_keys(p.sealed)) as known, p.contact`;
/** Columns from which a person can be unsealed; needs `left join person_key k on k.person_id = p.id`. */
export const sealedColumns = 'p.sealed, k.wrapped';

export interface SealedRow {
  readonly id: string;
  readonly sealed: Readonly<Partial<Record<PersonalField, string>>>;
  readonly wrapped: Uint8Array | null;
}

/**
 * The personal data of a row that was selected with `sealedColumns`, and the key for further seals. Reading a field whose
 * seal is broken throws SealError SEAL_BROKEN.
 */
export function unsealPerson(sealer: Sealer, row: SealedRow): Read<{ data: PersonalData; key: DataKey }> {
  if (row.wrapped === null) return { kind: 'FORGOTTEN' };
  const key = sealer.openKey(row.id, row.wrapped);
  const open = (field: PersonalField): string | undefined => {
    const sealed = row.sealed[field];
    if (sealed === undefined) return undefined;
    return sealer.open(key, fieldPlace(row.id, field), Buffer.from(sealed, 'base64')).toString('utf8');
  };
  // Each field opens when it is read: a text message has no use for the postal address.
  const data: PersonalData = { name: '' };
  for (const field of personalFields) {
    if (row.sealed[field] === undefined) continue;
    let opened: string | undefined;
    Object.defineProperty(data, field, { enumerable: true, get: () => (opened ??= open(field)) });
  }
  return { kind: 'open', key, data };
}

const sealFields = (sealer: Sealer, key: DataKey, person: Person): Record<string, string> =>
  Object.fromEntries(
    personalFields.flatMap((field) => {
      const value = person[field];
      return value === undefined
        ? []
        : [[field, sealer.seal(key, fieldPlace(person.id, field), value).toString('base64')]];
    }),
  );

const channelsOf = (person: Person): string[] => [
  ...(person.phone === undefined ? [] : ['sms', 'call']),
  ...(person.email === undefined ? [] : ['email']),
  ...(person.address === undefined ? [] : ['letter', 'visit']),
];

const phoneMark = (sealer: Sealer, phone: string): string => sealer.mark('phone', phone);

/** By them a report about an earlier address is told from one about the present one. */
const addressMarks = (sealer: Sealer, { phone, email, address }: Person): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ sms: phone, email, letter: address }).flatMap(([channel, to]) =>
      to === undefined ? [] : [[channel, sealer.mark(channel, to)]],
    ),
  );

const openRow = (sealer: Sealer, key: DataKey, person: Person): Record<string, unknown> => ({
  id: person.id,
  kind: person.kind,
  language: person.language,
  time_zone: person.timeZone,
  channels: channelsOf(person),
  phone_mark: person.phone === undefined ? null : phoneMark(sealer, person.phone),
  marks: addressMarks(sealer, person),
  sealed: sealFields(sealer, key, person),
});

const rowType = `as r(id text, kind text, language text, time_zone text, channels text[], phone_mark text, marks jsonb, sealed jsonb)`;

/**
 * Saves many people in a few statements; who exists already is overwritten and keeps their key, opt-outs and failed
 * channels. Runs in the caller's transaction; ids are unique within the call.
 * @throws PersonForgotten
 */
export async function savePersons(q: Queries, sealer: Sealer, persons: readonly Person[]): Promise<void> {
  const added = await insertNew(q, sealer, persons);
  const rest = persons.filter(({ id }) => !added.has(id));
  if (rest.length === 0) return;
  const known = await q.rows<{ id: string; wrapped: Uint8Array | null }>(
    `select p.id, k.wrapped from person p left join person_key k on k.person_id = p.id
      where p.id = any($1) order by p.id for no key update of p`,
    [rest.map(({ id }) => id)],
  );
  const keys = new Map(known.map(({ id, wrapped }) => [id, wrapped]));
  const rows = rest.map((person) => {
    const wrapped = keys.get(person.id) ?? null;
    if (wrapped === null) throw new PersonForgotten(person.id);
    return openRow(sealer, sealer.openKey(person.id, wrapped), person);
  });
  await q.run(
    `update person p set kind = r.kind, language = r.language, time_zone = r.time_zone, channels = r.channels,
            phone_mark = r.phone_mark, marks = r.marks, sealed = r.sealed
       from jsonb_to_recordset($1) ${rowType} where p.id = r.id`,
    [JSON.stringify(rows)],
  );
}

async function insertNew(q: Queries, sealer: Sealer, persons: readonly Person[]): Promise<ReadonlySet<string>> {
  const made = persons.map((person) => {
    const { key, wrapped } = sealer.newKey(person.id);
    return { row: openRow(sealer, key, person), id: person.id, wrapped };
  });
  const added = await q.rows<{ id: string }>(
    `insert into person (id, kind, language, time_zone, channels, phone_mark, marks, sealed)
     select id, kind, language, time_zone, channels, phone_mark, marks, sealed from jsonb_to_recordset($1) ${rowType}
      order by id on conflict (id) do nothing returning id`,
    [JSON.stringify(made.map(({ row }) => row))],
  );
  const ids = new Set(added.map(({ id }) => id));
  const keys = made.filter(({ id }) => ids.has(id));
  await q.run('insert into person_key (person_id, wrapped) select * from unnest($1::text[], $2::bytea[])', [
    keys.map(({ id }) => id),
    keys.map(({ wrapped }) => wrapped),
  ]);
  return ids;
}

/** Saves one person; see {@link savePersons}. @throws PersonForgotten */
export const savePerson = (q: Queries, sealer: Sealer, person: Person): Promise<void> =>
  savePersons(q, sealer, [person]);

/** A person with their personal data; null when there is none of that id. @throws SealError SEAL_BROKEN */
export async function readPerson(q: Queries, sealer: Sealer, id: string): Promise<Read<{ person: Person }> | null> {
  const row = await q.row<SealedRow & Omit<Person, keyof PersonalData>>(
    `select p.id, p.kind, p.language, p.time_zone as "timeZone", ${sealedColumns}
       from person p left join person_key k on k.person_id = p.id where p.id = $1`,
    [id],
  );
  if (row === null) return null;
  const opened = unsealPerson(sealer, row);
  if (opened.kind === 'FORGOTTEN') return opened;
  const { kind, language, timeZone } = row;
  return { kind: 'open', person: { id, kind, language, timeZone, ...opened.data } };
}

/** What decisions may rest on, in the order of the ids; ids that do not exist are left out. */
export async function personFacts(q: Queries, ids: readonly string[]): Promise<PersonFacts[]> {
  return q.rows<PersonFacts>(`select ${factColumns} from person p where p.id = any($1) order by p.id`, [ids]);
}

/** Evidence of a fraud is frozen: whom it names is not forgotten before the case has ended. */
export class EvidenceFrozen extends Error {
  override readonly name = 'EvidenceFrozen';
  readonly code = 'EVIDENCE_FROZEN';
  constructor(personId: string) {
    super(`EVIDENCE_FROZEN ${personId}`);
  }
}

/** Deletes the key, and with it everything personal. False when there was none. @throws EvidenceFrozen */
export async function forgetPerson(q: Queries, id: string): Promise<boolean> {
  const frozen = await q.row(
    `select 1 as there from circumstance where person_id = $1 and kind in ('identityFraud', 'borrowerFraud')
        and status in ('reported', 'verified') limit 1`,
    [id],
  );
  if (frozen !== null) throw new EvidenceFrozen(id);
  await q.run(`update person set sealed = '{}', channels = '{}', phone_mark = null, marks = '{}' where id = $1`, [id]);
  await q.run('update outbox set address_mark = null where person_id = $1 and address_mark is not null', [id]);
  return (await q.run('delete from person_key where person_id = $1', [id])) > 0;
}

/** Ids of those who have the number; several may share it. */
export async function personsByPhone(q: Queries, sealer: Sealer, phone: string): Promise<string[]> {
  const rows = await q.rows<{ id: string }>('select id from person where phone_mark = $1 order by id', [
    phoneMark(sealer, phone),
  ]);
  return rows.map(({ id }) => id);
}

/** The data key of a person, to seal something for them; null when they were forgotten or are not known. */
export async function keyOf(q: Queries, sealer: Sealer, id: string): Promise<DataKey | null> {
  return (await keysOf(q, sealer, [id])).get(id) ?? null;
}

/** The keys of several people, by id; whoever is unknown or forgotten has none. */
export async function keysOf(
  q: Queries,
  sealer: Sealer,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DataKey>> {
  if (ids.length === 0) return new Map();
  const rows = await q.rows<{ id: string; wrapped: Uint8Array }>(
    'select person_id as id, wrapped from person_key where person_id = any($1)',
    [ids],
  );
  return new Map(rows.map(({ id, wrapped }) => [id, sealer.openKey(id, wrapped)]));
}
