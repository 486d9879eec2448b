/** Placements of loans with agencies, the agencies and their figures. */
import type { PlainDate } from '../domain/date.ts';
import type { Instant } from '../domain/instant.ts';
import type { NotPerforming } from '../domain/partnerState.ts';
import type { Agency } from '../domain/placementState.ts';
import type { PlacementView } from '../domain/placementView.ts';
import type { Queries } from './pool.ts';
import type { SignedCommand } from './signature.ts';

/** The case under which contracts with agencies are signed; no workflow runs it. */
export const agencyCase = (id: string): string => `agency/${id}`;

export async function saveAgency(q: Queries, id: string, given: SignedCommand, at: Instant): Promise<void> {
  await q.run('insert into agency (id, given, given_at) values ($1, $2, $3)', [id, JSON.stringify(given), at]);
}

/**
 * Agencies as their contracts were signed, with what is placed there; a row that nobody signed so is none.
 * @param lock those whose room is about to be used: two placements never fill the same room
 */
export async function agencies(
  q: Queries,
  verify: (command: SignedCommand) => boolean,
  lock: readonly string[] = [],
): Promise<Agency[]> {
  if (lock.length > 0)
    await q.rows('select id from person where id = any($1) order by id for no key update', [[...lock].sort()]);
  const rows = await q.rows<{
    readonly id: string;
    readonly given: SignedCommand;
    readonly placed: number;
    readonly marked: NotPerforming | null;
  }>(
    `select distinct on (a.id) a.id, a.given,
            coalesce((select sum(p.placed_minor) from placement p
                       where p.agency_id = a.id and p.status = 'placed'), 0)::bigint as placed,
            (select c.state->'notPerforming' from case_file c where c.id = 'partner/' || a.id) as marked
       from agency a order by a.id, a.n desc`,
  );
  return rows.flatMap(({ id, given, placed, marked }) => {
    const { licenceUntil, maxPlacedMinor, currency, commissionBasisPoints } = given.content as unknown as Agency;
    if (given.caseId !== agencyCase(id) || !verify(given)) return [];
    const one = { id, licenceUntil, maxPlacedMinor, currency, commissionBasisPoints, placedMinor: placed };
    return [marked === null ? one : { ...one, notPerforming: marked }];
  });
}

/** Brings the rows of a loan up to its state; called only for loans that were placed. */
export async function writePlacements(q: Queries, caseId: string, views: readonly PlacementView[]): Promise<void> {
  await q.run(
    `insert into placement (placement_id, case_id, agency_id, placed_on, until, status, ended_on, placed_minor, cash_minor,
       through_agency_minor, commission_minor, contacts, conversations, violations, complaints, promises_kept,
       promises_judged)
     select r.id, $1, r."agencyId", r."placedOn", r.until, r.status, r."endedOn", r."placedMinor", r."cashMinor",
            r."throughAgencyMinor", r."commissionMinor", r.contacts, r.conversations, r.violations, r.complaints,
            r."promisesKept", r."promisesJudged"
       from jsonb_to_recordset($2) as r(id text, "agencyId" text, "placedOn" date, until date, status text,
         "endedOn" date, "placedMinor" bigint, "cashMinor" bigint, "throughAgencyMinor" bigint, "commissionMinor" bigint,
         contacts int, conversations int, violations int, complaints int, "promisesKept" int, "promisesJudged" int)
     on conflict (placement_id) do update set until = excluded.until, status = excluded.status,
       ended_on = excluded.ended_on, cash_minor = excluded.cash_minor,
       through_agency_minor = excluded.through_agency_minor, commission_minor = excluded.commission_minor,
       contacts = excluded.contacts, conversations = excluded.conversations, violations = excluded.violations,
       complaints = excluded.complaints, promises_kept = excluded.promises_kept,
       promises_judged = excluded.promises_judged`,
    [caseId, JSON.stringify(views)],
  );
}

export interface PlacementRow extends Omit<PlacementView, 'id'> {
  readonly placementId: string;
  readonly caseId: string;
  readonly loanId: string;
  readonly debtorId: string;
  readonly branch: string;
  readonly currency: string;
}

const columns = `p.placement_id as "placementId", p.case_id as "caseId", v.loan_id as "loanId", v.debtor_id as "debtorId",
  v.branch, v.currency, p.agency_id as "agencyId", p.placed_on as "placedOn", p.until, p.status, p.ended_on as "endedOn",
  p.placed_minor as "placedMinor", p.cash_minor as "cashMinor", p.through_agency_minor as "throughAgencyMinor",
  p.commission_minor as "commissionMinor", p.contacts, p.conversations, p.violations, p.complaints,
  p.promises_kept as "promisesKept", p.promises_judged as "promisesJudged"`;

export async function readPlacement(q: Queries, id: string): Promise<PlacementRow | null> {
  return q.row<PlacementRow>(
    `select ${columns} from placement p join loan_view v on v.case_id = p.case_id where p.placement_id = $1`,
    [id],
  );
}

/** Placements by the day on which they end, then id, after the last one of the page before. */
export async function listPlacements(
  q: Queries,
  filter: { readonly status?: string; readonly agencyId?: string; readonly loanId?: string },
  after: { readonly until: PlainDate; readonly id: string } | null,
  limit: number,
): Promise<PlacementRow[]> {
  return q.rows<PlacementRow>(
    `select ${columns} from placement p join loan_view v on v.case_id = p.case_id
      where ($1::text is null or p.status = $1) and ($2::text is null or p.agency_id = $2)
        and ($3::text is null or v.loan_id = $3)
        and ($4::date is null or (p.until, p.placement_id) > ($4, $5))
      order by p.until, p.placement_id limit $6`,
    [
      filter.status ?? null,
      filter.agencyId ?? null,
      filter.loanId ?? null,
      after?.until ?? null,
      after?.id ?? '',
      limit,
    ],
  );
}

export interface AgencyFigures {
  readonly agencyId: string;
  readonly currency: string;
  readonly placements: number;
  readonly placedMinor: number;
  readonly cashMinor: number;
  readonly throughAgencyMinor: number;
  readonly commissionMinor: number;
  readonly contacts: number;
  readonly conversations: number;
  readonly violations: number;
  readonly complaints: number;
  readonly promisesKept: number;
  readonly promisesJudged: number;
}

/** The work of each agency over the cohort that was placed in `[from, to]`, with what each share is a share of. */
export async function agencyFigures(q: Queries, from: PlainDate, to: PlainDate): Promise<AgencyFigures[]> {
  return q.rows<AgencyFigures>(
    `select p.agency_id as "agencyId", v.currency, count(*)::int as placements, sum(p.placed_minor)::bigint as "placedMinor",
            sum(p.cash_minor)::bigint as "cashMinor", sum(p.through_agency_minor)::bigint as "throughAgencyMinor",
            sum(p.commission_minor)::bigint as "commissionMinor", sum(p.contacts)::int as contacts,
            sum(p.conversations)::int as conversations, sum(p.violations)::int as violations,
            sum(p.complaints)::int as complaints, sum(p.promises_kept)::int as "promisesKept",
            sum(p.promises_judged)::int as "promisesJudged"
       from placement p join loan_view v on v.case_id = p.case_id
      where p.placed_on between $1 and $2 group by p.agency_id, v.currency order by p.agency_id, v.currency`,
    [from, to],
  );
}

/** A file with data of placed loans, as it was taken; its content is not kept. */
export interface TakenFile {
  readonly fileId: string;
  readonly agencyId: string;
  readonly by: string;
  readonly sha256: string;
  readonly fields: readonly string[];
  readonly rows: number;
}

export async function saveFile(
  q: Queries,
  { fileId, agencyId, by, sha256, fields, rows }: TakenFile,
  at: Instant,
): Promise<void> {
  await q.run(
    'insert into placement_file (id, agency_id, taken_by, taken_at, sha256, fields, rows) values ($1, $2, $3, $4, $5, $6, $7)',
    [fileId, agencyId, by, at, sha256, fields, rows],
  );
}
