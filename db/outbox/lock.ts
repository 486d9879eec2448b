/** What a claim looks at: without a lock to choose, then again under its locks, persons before rows of the outbox. */
import type { Channel, ContactEntry } from '../../domain/contact.ts';
import type { Instant } from '../../domain/instant.ts';
import { entriesOf, entryColumns } from '../contactLog.ts';
import type { LoggedEntry } from '../contactLog.ts';
import { attachedOf } from '../document.ts';
import { numberOf } from '../letterNumber.ts';
import type { LetterNumber } from '../letterNumber.ts';
import { factColumns, sealedColumns } from '../person.ts';
import type { PersonFacts, SealedRow } from '../person.ts';
import type { Queries } from '../pool.ts';
import { limitsOf } from './budget.ts';
import type { Limits } from './budget.ts';
import type { Standing } from './settle.ts';
import type { Claimed, Line } from './types.ts';

/** May anything be sent by this sender? Read again in each transaction. */
type Refusal = Exclude<Claimed<never>, { kind: 'claimed' }>;

interface Deployed {
  readonly epoch: number | null;
  /** Why nothing may be sent; null: it may. */
  readonly reason: string | null;
  /** Business time. */
  readonly now: Instant;
  /** The clock row of a demo; null where there is none. */
  readonly clock: Instant | null;
}

/** Of the channel `$1`; business time is that of the clock row, else `$2`. */
const deployed = `
  select d.epoch, t.now, k.now as clock,
         coalesce(d.sends_stopped, (select s.reason from channel_stop s
                    where s.channel = $1 and (s.until is null or s.until > t.now))) as reason
    from (select) as one left join deployment d on true left join clock k on true
    cross join lateral (select coalesce(k.now, $2::timestamptz) as now) as t`;

export function refusal({ epoch, reason }: Deployed, mine: number): Refusal | null {
  if (epoch === null) return { kind: 'stopped', reason: 'NO_DEPLOYMENT' };
  if (epoch !== mine) return { kind: 'superseded' };
  return reason === null ? null : { kind: 'stopped', reason };
}

export interface Look extends Deployed {
  /** What is due, by `not_before`. */
  readonly ids: readonly number[];
}

/** Chooses messages that are due, without a lock: most looks find nothing, and cost one statement. */
export async function look(q: Queries, channel: Channel, wall: Instant, limit: number): Promise<Look> {
  const row = await q.row<Look>(
    `select d.*, (select coalesce(json_agg(due.id), '[]') from (
              select o.id from outbox o where o.channel = $1 and o.status = 'queued' and o.not_before <= d.now
               order by o.not_before, o.id limit $3) as due) as ids
       from (${deployed}) as d`,
    [channel, wall, limit],
  );
  return row ?? { epoch: null, reason: null, now: wall, clock: null, ids: [] };
}

/**
 * Locks the persons of the messages in the order of their ids, as every transaction does, then the messages that are
 * still due; who or what is locked by another is left for later. One message per person: the next one has to see this one
 * in the contact log. What is read of them is read by the next statement, which sees all that was written before the lock.
 */
export async function lockDue(q: Queries, ids: readonly number[], now: Instant): Promise<number[]> {
  const rows = await q.rows<{ id: number; personId: string }>(
    `with held as materialized (
       select p.id from person p where p.id in (select person_id from outbox where id = any($1))
        order by p.id for no key update skip locked)
     select o.id, o.person_id as "personId" from outbox o
      where o.id = any($1) and o.person_id in (select id from held) and o.status = 'queued' and o.not_before <= $2
      order by o.not_before, o.id for update of o skip locked`,
    [ids, now],
  );
  const seen = new Set<string>();
  return rows.flatMap(({ id, personId }) => {
    if (seen.has(personId)) return [];
    seen.add(personId);
    return [id];
  });
}

export type PersonRow = PersonFacts & SealedRow;

export interface QueuedLine extends Line {
  /** Money or a change of contact stands in the inbox of the case, and no decision has seen it yet. */
  readonly undecided: boolean;
}

/** A locked message with everything that is asked about it. */
export interface HeldMessage extends Omit<Standing, 'lines'> {
  /** What the register has for the letter that it is or brings along. */
  readonly numbered: LetterNumber | null;
  readonly person: PersonRow;
  readonly lines: readonly QueuedLine[];
  /** Every earlier contact with the person. */
  readonly log: readonly ContactEntry[];
}

export interface Held extends Deployed {
  readonly limits: Limits;
  readonly messages: readonly HeldMessage[];
}

type Read = Omit<HeldMessage, 'person' | 'log'> & {
  readonly facts: PersonFacts;
  readonly sealed: SealedRow['sealed'];
  readonly wrapped: SealedRow['wrapped'];
  readonly logged: readonly LoggedEntry[];
  readonly deployed: Deployed;
  readonly limits: Limits;
};

const lineRows = `
  select n.key, n.case_id as "caseId", n.must_reach as "mustReach", n.template, n.attach, n.rank,
         exists (select from inbox i where i.case_id = n.case_id and i.applied_seq is null
                    and i.type in ('posting', 'contactChanged') and not i.quiet) as "undecided",
         n.line, c.policy_hash as "policyHash", coalesce(c.person_ids @> array[o.person_id], false) as "ownDebt"
    from notice n left join case_file c on c.id = n.case_id
   where n.outbox_id = o.id and not n.cancelled`;

const logRows = `select ${entryColumns} from contact_log l where l.person_id = o.person_id`;

/** Everything about locked messages, in one statement: each round trip holds the locks. Null when none was locked. */
export async function readHeld(
  q: Queries,
  { channel, wall, on }: { readonly channel: Channel; readonly wall: Instant; readonly on: string },
  ids: readonly number[],
): Promise<Held | null> {
  if (ids.length === 0) return null;
  const rows = await q.rows<Read>(
    `select o.id, o.reference, o.person_id as "personId", o.channel, o.status, o.attempt, o.tries,
            (select to_json(f) from (select ${factColumns}) as f) as facts, ${sealedColumns},
            (select coalesce(json_agg(l order by l.rank desc, l.key), '[]') from (${lineRows}) as l) as lines,
            (select coalesce(json_agg(e order by e.at, e.n), '[]') from (${logRows}) as e) as logged,
            case o.channel when 'letter' then (${numberOf('o.reference')}) when 'email' then (${numberOf(attachedOf('o.reference'))})
            end as numbered,
            (select to_json(d) from (${deployed}) as d) as deployed, (${limitsOf('$1', '$4')}) as limits
       from outbox o join person p on p.id = o.person_id left join person_key k on k.person_id = p.id
      where o.id = any($3) order by o.not_before, o.id`,
    [channel, wall, ids, on],
  );
  const [first] = rows;
  if (first === undefined) return null;
  const messages = rows.map(({ facts, sealed, wrapped, logged, deployed: _d, limits: _l, ...row }) => ({
    ...row,
    person: { ...facts, sealed, wrapped },
    log: entriesOf(logged).get(row.personId) ?? [],
  }));
  const { now, clock, ...rest } = first.deployed;
  // An instant that came inside JSON is written as the rest of the program writes it.
  const instant = (text: string): Instant => new Date(text).toISOString();
  return { ...rest, now: instant(now), clock: clock === null ? null : instant(clock), limits: first.limits, messages };
}
