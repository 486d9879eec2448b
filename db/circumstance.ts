/** Bankruptcy, death and fraud of people: what it does outside the journal of the loan on which it was reported. */
import { goesOn, isInForce } from '../domain/circumstanceRules.ts';
import { HOLD_OF } from '../domain/circumstanceState.ts';
import type { Circumstance } from '../domain/circumstanceState.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import { lockPerson, recordContactFact } from './contactFact.ts';
import { tell } from './inbox.ts';
import type { Queries } from './pool.ts';

/** A row that says something about the person, on the loan on which it was reported. */
export interface SaidRow {
  readonly type:
    | 'circumstanceReported'
    | 'circumstanceVerified'
    | 'circumstanceRefuted'
    | 'circumstanceEnded'
    | 'representativeNamed';
  readonly seq: number;
  readonly id: string;
  readonly by: string;
}

/**
 * The hold on the person, which every channel and every call of all their loans asks about, begins with the report and ends
 * where it was not so or is over; every other open loan that has the person is told as it stands. Returns the cases to wake.
 */
export async function carryOutCircumstance(
  q: Queries,
  caseId: string,
  { type, seq, id, by }: SaidRow,
  at: Instant,
): Promise<readonly string[]> {
  const row = await q.row<{ circumstances: readonly Circumstance[] | null }>(
    `select state->'circumstances' as circumstances from case_file where id = $1`,
    [caseId],
  );
  const one = row?.circumstances?.find((each) => each.id === id);
  if (one === undefined) return [];
  // A loan that this person joins at this moment reads what is known of them under the same lock.
  await lockPerson(q, one.personId);
  const others = await loansOf(q, one.personId, caseId);
  const facts = others.map((other) => ({
    ...{ caseId: other, eventId: `circumstance/${id}/${seq}`, type: 'circumstanceTold', quiet: false },
    content: { circumstance: { ...said(one), seq } },
  }));
  const woken = await tell(q, facts, at);
  return [...woken, ...(await hold(q, one, type, by, at))];
}

/**
 * What is reported or known of people, as the loans say on which it was reported, less what is those loans' own; the people
 * are locked meanwhile. Partners are not (design.md): a report about one goes to every loan that was opened before it.
 */
export async function circumstancesOf(q: Queries, personIds: readonly string[]): Promise<Circumstance[]> {
  await q.rows(`select id from person where id = any($1) and kind = 'person' order by id for no key update`, [
    personIds,
  ]);
  const rows = await q.rows<{ one: Circumstance; seq: number }>(
    `select e.one, f.seq from circumstance c
       join case_file f on f.id = c.case_id and f.id = 'loan/' || split_part(c.circumstance_id, '/', 1)
       cross join lateral jsonb_array_elements(f.state->'circumstances') as e(one)
      where c.person_id = any($1) and e.one->>'id' = c.circumstance_id order by c.circumstance_id`,
    [personIds],
  );
  return rows.flatMap(({ one, seq }) => (isInForce(one) ? [{ ...said(one), seq }] : []));
}

/** Without what is one loan's own. */
function said({
  claimedOn: _claimed,
  missed: _missed,
  task: _task,
  tasks: _tasks,
  recall: _recall,
  ...one
}: Circumstance) {
  return one;
}

/** Open loans that have the person as one of their parties. */
async function loansOf(q: Queries, personId: string, except: string): Promise<string[]> {
  const rows = await q.rows<{ id: string }>(
    `select id from case_file where kind = 'loan' and not closed and id <> $2
        and $1 in (state->'terms'->>'debtorId', state->'terms'->>'guarantorId', state->'terms'->>'dealerId',
                   state->'terms'->>'insurerId') order by id`,
    [personId, except],
  );
  return rows.map(({ id }) => id);
}

async function hold(
  q: Queries,
  { id, kind, personId, ending }: Circumstance,
  type: SaidRow['type'],
  actor: string,
  at: Instant,
): Promise<readonly string[]> {
  const word = HOLD_OF[kind];
  const over = type === 'circumstanceRefuted' || (type === 'circumstanceEnded' && goesOn(ending));
  if (word === null || (type !== 'circumstanceReported' && !over)) return [];
  const content = { kind: over ? 'released' : 'held', hold: word } as const;
  const recorded = await recordContactFact(q, { id: over ? `${id}/over` : id, personId, actor, at, content });
  return recorded.kind === 'recorded' ? recorded.woken : [];
}

/** Brings the rows of a loan up to its state; called only for loans that have circumstances. */
export async function writeCircumstances(
  q: Queries,
  caseId: string,
  circumstances: readonly Circumstance[],
): Promise<void> {
  await q.run(
    `insert into circumstance (case_id, circumstance_id, kind, person_id, status, source, reported_on, verified_on,
       happened_on, claim_by, claimed_on, missed, ended_on, ending, representative_id)
     select $1, c.id, c.kind, c."personId", c.status, c.source, c."reportedOn", c."verifiedOn", c."happenedOn", c."claimBy",
            c."claimedOn", coalesce(c.missed, false), c."endedOn", c.ending, c.representative->>'personId'
       from jsonb_to_recordset($2) as c(id text, kind text, "personId" text, status text, source text, "reportedOn" date,
         "verifiedOn" date, "happenedOn" date, "claimBy" date, "claimedOn" date, missed boolean, "endedOn" date, ending text,
         representative jsonb)
     on conflict (case_id, circumstance_id) do update set status = excluded.status, verified_on = excluded.verified_on,
       happened_on = excluded.happened_on, claim_by = excluded.claim_by, claimed_on = excluded.claimed_on,
       missed = excluded.missed, ended_on = excluded.ended_on, ending = excluded.ending,
       representative_id = excluded.representative_id`,
    [caseId, JSON.stringify(circumstances)],
  );
}

export interface CircumstanceRow {
  readonly circumstanceId: string;
  readonly loanId: string;
  readonly kind: string;
  readonly personId: string;
  readonly status: string;
  readonly source: string;
  readonly reportedOn: PlainDate;
  readonly verifiedOn: PlainDate | null;
  readonly happenedOn: PlainDate | null;
  readonly claimBy: PlainDate | null;
  readonly claimedOn: PlainDate | null;
  readonly missed: boolean;
  readonly endedOn: PlainDate | null;
  readonly ending: string | null;
  readonly representativeId: string | null;
}

/** By the last day for the claim, then circumstance and loan, after the last one of the page before. */
export async function listCircumstances(
  q: Queries,
  filter: {
    readonly status?: string;
    readonly kind?: string;
    readonly loanId?: string;
    readonly personId?: string;
    readonly unclaimed?: true;
  },
  after: { readonly claimBy: PlainDate; readonly id: string; readonly loanId: string } | null,
  limit: number,
): Promise<CircumstanceRow[]> {
  return q.rows<CircumstanceRow>(
    `select c.circumstance_id as "circumstanceId", v.loan_id as "loanId", c.kind, c.person_id as "personId", c.status, c.source,
            c.reported_on as "reportedOn", c.verified_on as "verifiedOn", c.happened_on as "happenedOn",
            c.claim_by as "claimBy", c.claimed_on as "claimedOn", c.missed, c.ended_on as "endedOn", c.ending,
            c.representative_id as "representativeId"
       from circumstance c join loan_view v on v.case_id = c.case_id
      where ($1::text is null or c.status = $1) and ($2::text is null or c.kind = $2)
        and ($3::text is null or v.loan_id = $3) and ($4::text is null or c.person_id = $4)
        and (not $5 or (c.status = 'verified' and c.claim_by is not null and c.claimed_on is null))
        and ($6::date is null or (coalesce(c.claim_by, 'infinity'), c.circumstance_id, v.loan_id) > ($6, $7, $8))
      order by coalesce(c.claim_by, 'infinity'), c.circumstance_id, v.loan_id limit $9`,
    [
      filter.status ?? null,
      filter.kind ?? null,
      filter.loanId ?? null,
      filter.personId ?? null,
      filter.unclaimed ?? false,
      after?.claimBy ?? null,
      after?.id ?? '',
      after?.loanId ?? '',
      limit,
    ],
  );
}
