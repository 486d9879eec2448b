/** What the database knows of the ids of an input, read before anything of it is stored. */
import type { PlainDate } from '../domain/date.ts';
import { personMark } from './imported.ts';
import { readPerson } from './person.ts';
import type { Queries } from './pool.ts';
import type { Sealer } from './seal.ts';

export interface KnownLoan {
  readonly loanId: string;
  readonly currency: string;
  readonly disbursedOn: PlainDate;
  /** The lender's zone, from the loan's policy. */
  readonly timeZone: string;
  /** False: stored, but its workflow has not decided anything yet. */
  readonly decided: boolean;
  /** Hash of what it was imported with; null when it was started another way. */
  readonly hash: string | null;
  /** What opened it, when it has no hash to compare. */
  readonly opened: Readonly<Record<string, unknown>> | null;
  readonly debtorId: string;
  readonly debtorForgotten: boolean;
  readonly closed: boolean;
  /** The loan that it was lent for, where it is a temporary one. */
  readonly lentFor: string | null;
}

/** A pledged thing that is stored. */
export interface KnownPledge {
  readonly kind: string;
  readonly valueMinor: number;
  readonly ownerId: string | null;
  /** Hash of what it was imported with; null when it was told another way. */
  readonly hash: string | null;
}

export interface KnownPerson {
  /** `person`, or what kind of partner; null when a partner's kind was never said. */
  readonly kind: string | null;
  readonly mark: string | null;
  readonly forgotten: boolean;
}

export interface Known {
  readonly loans: ReadonlyMap<string, KnownLoan>;
  readonly people: ReadonlyMap<string, KnownPerson>;
  /** Hash by payment id. */
  readonly payments: ReadonlyMap<string, string>;
  /** Content hash in the inbox by `case id, space, event id`. */
  readonly facts: ReadonlyMap<string, string>;
  /** Postings that can be undone, by `case id, space, posting id`. */
  readonly postings: ReadonlySet<string>;
  /** Currencies of payments that wait for the loan, by loan id. */
  readonly waiting: ReadonlyMap<string, readonly string[]>;
  /** By `loan id/item id`. */
  readonly pledges: ReadonlyMap<string, KnownPledge>;
  /** Hash by `id/version`. */
  readonly policies: ReadonlyMap<string, string>;
}

/** A posting of a loan: what is asked about. */
export interface PostingRef {
  readonly loanId: string;
  readonly id: string;
}

export interface Asked {
  readonly loanIds: readonly string[];
  readonly personIds: readonly string[];
  readonly payments: readonly PostingRef[];
  /** What reversals and chargebacks of the input refer to. */
  readonly undone: readonly PostingRef[];
  readonly pledges: readonly PostingRef[];
}

// Each question stays far below the statement timeout, whatever the size of the input.
const loansAtOnce = 500;
const idsAtOnce = 5_000;

export async function readKnown(q: Queries, sealer: Sealer, asked: Asked): Promise<Known> {
  const loans = await inParts(asked.loanIds, loansAtOnce, (ids) => knownLoans(q, ids));
  const people = await inParts(asked.personIds, idsAtOnce, (ids) => knownPeople(q, sealer, ids));
  const payments = await inParts(asked.payments, idsAtOnce, (refs) =>
    q.rows<{ id: string; hash: string }>(
      `select id, content_hash as hash from imported where kind = 'payment' and id = any($1)`,
      [refs.map(({ id }) => id)],
    ),
  );
  const facts = await inParts(asked.payments, idsAtOnce, (refs) =>
    q.rows<{ key: string; hash: string }>(
      `select i.case_id || ' ' || i.event_id as key, i.content_hash as hash
         from unnest($1::text[], $2::text[]) as r(case_id, id)
         join inbox i on i.case_id = r.case_id and i.event_id = r.id`,
      pairs(refs),
    ),
  );
  const postings = await inParts(asked.undone, loansAtOnce, (refs) => knownPostings(q, refs));
  const waiting = await inParts(asked.loanIds, idsAtOnce, (ids) => waitingCurrencies(q, ids));
  const pledges = await inParts(asked.pledges, loansAtOnce, (refs) => knownPledges(q, refs));
  const policies = await q.rows<{ key: string; hash: string }>(`select id || '/' || version as key, hash from policy`);
  return {
    loans: new Map(loans.map((loan) => [loan.loanId, loan])),
    people: new Map(people),
    payments: new Map(payments.map(({ id, hash }) => [id, hash])),
    facts: new Map(facts.map(({ key, hash }) => [key, hash])),
    postings: new Set(postings.map(({ key }) => key)),
    waiting: new Map(waiting.map(({ loanId, currencies }) => [loanId, currencies])),
    pledges: new Map(pledges.map(({ key, ...pledge }) => [key, pledge])),
    policies: new Map(policies.map(({ key, hash }) => [key, hash])),
  };
}

async function inParts<A, B>(all: readonly A[], size: number, ask: (part: readonly A[]) => Promise<B[]>): Promise<B[]> {
  const answers: B[] = [];
  for (let from = 0; from < all.length; from += size) answers.push(...(await ask(all.slice(from, from + size))));
  return answers;
}

const pairs = (refs: readonly PostingRef[]) => [refs.map(({ loanId }) => `loan/${loanId}`), refs.map(({ id }) => id)];

const knownLoans = (q: Queries, ids: readonly string[]): Promise<KnownLoan[]> =>
  q.rows<KnownLoan>(
    `select r.id as "loanId", i.content->'contract'->>'currency' as currency,
            i.content->'contract'->>'disbursedOn' as "disbursedOn", p.body->>'timeZone' as "timeZone",
            c.seq > 0 as decided, m.content_hash as hash, case when m.content_hash is null then i.content end as opened,
            i.content->>'debtorId' as "debtorId", i.content->>'lentFor' as "lentFor", c.closed,
            not exists (select from person_key k where k.person_id = i.content->>'debtorId') as "debtorForgotten"
       from unnest($1::text[]) as r(id)
       join case_file c on c.id = 'loan/' || r.id
       join policy p on p.hash = c.policy_hash
       join inbox i on i.case_id = c.id and i.type = 'opened'
       left join imported m on m.kind = 'loan' and m.id = r.id`,
    [ids],
  );

async function knownPeople(q: Queries, sealer: Sealer, ids: readonly string[]): Promise<[string, KnownPerson][]> {
  const rows = await q.rows<{ id: string; kind: string | null; mark: string | null; forgotten: boolean }>(
    `select p.id, coalesce(m.kind, case p.kind when 'person' then 'person' end) as kind, m.content_hash as mark,
            k.person_id is null as forgotten
       from person p
       left join person_key k on k.person_id = p.id
       left join imported m on m.kind in ('person', 'dealer', 'insurer') and m.id = p.id
      where p.id = any($1)`,
    [ids],
  );
  const known: [string, KnownPerson][] = [];
  for (const { id, kind, mark, forgotten } of rows) {
    // Entered by hand: compared by what is sealed.
    const read = mark === null && !forgotten ? await readPerson(q, sealer, id) : null;
    known.push([id, { kind, forgotten, mark: read?.kind === 'open' ? personMark(sealer, read.person) : mark }]);
  }
  return known;
}

const knownPostings = (q: Queries, refs: readonly PostingRef[]): Promise<{ key: string }[]> =>
  q.rows<{ key: string }>(
    `select r.case_id || ' ' || r.id as key from unnest($1::text[], $2::text[]) as r(case_id, id)
      where exists (select from inbox i where i.case_id = r.case_id and i.event_id = r.id and i.type = 'posting')
         or exists (select from held_posting h where h.case_id = r.case_id and h.event_id = r.id)
         or exists (select from inbox i where i.case_id = r.case_id and i.type = 'opened'
                       and i.content->'postings' @> jsonb_build_array(jsonb_build_object('id', r.id)))`,
    pairs(refs),
  );

const waitingCurrencies = (
  q: Queries,
  ids: readonly string[],
): Promise<{ loanId: string; currencies: readonly string[] }[]> =>
  q.rows<{ loanId: string; currencies: readonly string[] }>(
    `select r.id as "loanId", array_agg(distinct i.content->>'currency') as currencies
       from unnest($1::text[]) as r(id) join inbox i on i.case_id = 'loan/' || r.id
      where i.applied_seq is null and i.type = 'posting' and i.content ? 'currency' group by r.id`,
    [ids],
  );

/** By import, decided or not; by hand once decided. */
const knownPledges = (q: Queries, refs: readonly PostingRef[]): Promise<(KnownPledge & { key: string })[]> =>
  q.rows<KnownPledge & { key: string }>(
    `select r.key, coalesce(c.kind, '') as kind, coalesce(c.value_minor, 0) as "valueMinor", c.owner_id as "ownerId",
            m.content_hash as hash
       from (select l || '/' || i as key, 'loan/' || l as case_id, i as item_id
               from unnest($1::text[], $2::text[]) as given(l, i)) r
       left join imported m on m.kind = 'collateral' and m.id = r.key
       left join collateral_item c on c.case_id = r.case_id and c.item_id = r.item_id
      where m.id is not null or c.item_id is not null`,
    [refs.map(({ loanId }) => loanId), refs.map(({ id }) => id)],
  );
