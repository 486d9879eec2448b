/** Where the contact with each person stands, from its facts alone: the part of a rebuild that belongs to no case. */
import { foldContact } from '../domain/contactState.ts';
import type { ContactFact } from '../domain/contactState.ts';
import { columnsOf } from './contactFact.ts';
import type { Queries } from './pool.ts';

/** What makes a row of the contact of a person; who has none has no row. */
export const contactInUse = `select id as person_id, contact, opted_out, failed from public.person
  where contact <> '{}' or opted_out <> '{}' or failed <> '{}'`;

const PEOPLE_AT_ONCE = 500;

/** Makes the empty copy; `schema` is that of the rebuild. */
export const copyOfContact = (schema: string): string =>
  `create table ${schema}.person_contact (person_id text primary key, contact jsonb, opted_out text[], failed text[])`;

/** Folds the facts of every person into the copy. */
export async function foldPeople(q: Queries): Promise<void> {
  for (let after = ''; ;) {
    const people = await q.rows<{ id: string; facts: ContactFact[] }>(
      `select f.person_id as id, jsonb_agg(jsonb_build_object('id', f.id, 'content', f.content,
              'at', to_char(f.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by f.n) as facts
         from public.contact_fact f
        where f.refused is null and f.person_id in
              (select distinct person_id from public.contact_fact where person_id > $1 order by 1 limit ${PEOPLE_AT_ONCE})
        group by f.person_id order by f.person_id`,
      [after],
    );
    for (const { id, facts } of people) {
      const contact = foldContact(facts);
      if (Object.keys(contact).length === 0) continue;
      await q.run('insert into person_contact (person_id, contact, opted_out, failed) values ($1, $2, $3, $4)', [
        id,
        JSON.stringify(contact),
        ...columnsOf(contact),
      ]);
    }
    const last = people.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** Puts the copy in the place of what is in use. */
export const replaceContact = (schema: string): string =>
  `update public.person p
      set contact = coalesce(r.contact, '{}'), opted_out = coalesce(r.opted_out, '{}'), failed = coalesce(r.failed, '{}')
     from public.person o left join ${schema}.person_contact r on r.person_id = o.id
    where o.id = p.id and (p.contact, p.opted_out, p.failed) is distinct from
          (coalesce(r.contact, '{}'), coalesce(r.opted_out, '{}'), coalesce(r.failed, '{}'))`;
