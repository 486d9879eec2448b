/** What stands around the contact with one person: their open cases, and the correction of an address. */
import type { Channel } from '../domain/contact.ts';
import { casesOfPerson, recordContactFact } from './contactFact.ts';
import type { NewContactFact, Recorded } from './contactFact.ts';
import { forgiveFailures } from './contactLog.ts';
import { readPerson, savePerson } from './person.ts';
import type { Person, PersonalData } from './person.ts';
import type { Queries } from './pool.ts';
import type { Sealer } from './seal.ts';

export interface CaseOfPerson {
  readonly caseId: string;
  /** Id of the contact rules that its policy names. */
  readonly contactRules: string;
  /** The person is its debtor; else a guarantor or whom a track is about. */
  readonly own: boolean;
}

/** The open cases that may contact the person, by id. */
export async function openCasesOf(q: Queries, personId: string): Promise<CaseOfPerson[]> {
  return q.rows<CaseOfPerson>(
    `select c.id as "caseId", p.body->>'contactRules' as "contactRules", c.person_ids @> array[$2] as own
       from case_file c join policy p on p.hash = c.policy_hash where c.id = any($1) order by c.id`,
    [await casesOfPerson(q, personId), personId],
  );
}

export type Addresses = Pick<PersonalData, 'phone' | 'email' | 'address'>;

/** Channels that each address serves. */
const channelsOf: Readonly<Record<keyof Addresses, readonly Channel[]>> = {
  phone: ['sms', 'call'],
  email: ['email'],
  address: ['letter', 'visit'],
};

/**
 * A person corrected addresses: they are sealed anew, and earlier failures do not count against them. The fact names the
 * channels and a mark of the new values (the same correction again is harmless), never the values.
 * @returns `forgotten` when nothing of the person opens any more
 */
export async function correctAddress(
  q: Queries,
  sealer: Sealer,
  fact: Omit<NewContactFact, 'content'>,
  addresses: Addresses,
): Promise<Recorded | { readonly kind: 'forgotten' }> {
  const { personId } = fact;
  await q.run('select 1 from person where id = $1 for no key update', [personId]);
  const read = await readPerson(q, sealer, personId);
  if (read === null) return { kind: 'unknown' };
  if (read.kind === 'FORGOTTEN') return { kind: 'forgotten' };
  const given = (['phone', 'email', 'address'] as const).filter((field) => addresses[field] !== undefined);
  const channels = given.flatMap((field) => channelsOf[field]);
  const mark = sealer.mark('address', JSON.stringify(given.map((field) => [field, addresses[field]])));
  const person: Person = { ...read.person, ...addresses };
  const recorded = await recordContactFact(q, { ...fact, content: { kind: 'corrected', channels, mark } });
  if (recorded.kind !== 'recorded') return recorded;
  await savePerson(q, sealer, person);
  await forgiveFailures(q, personId, channels);
  return recorded;
}
