/**
 * Contacts that agencies make: permission before, under the lock on the person, and the report after. Both stand in the
 * contact log that our own contacts are judged by, so that the caps are the same for all (domain.md §5).
 */
import type { Channel, ContactAsk, ContactEntry, ContactResult, Permission } from '../domain/contact.ts';
import { addMilliseconds, compare } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import { sameJson } from '../domain/sameJson.ts';
import type { AgencyContact } from '../domain/placementState.ts';
import { phoneMarkOf, possibleLogs } from './call/log.ts';
import { acceptFact } from './inbox.ts';
import type { Acceptance } from './inbox.ts';
import { factColumns } from './person.ts';
import type { PersonFacts } from './person.ts';
import type { Queries } from './pool.ts';

/** May this person be contacted so? Asked once for each thing that open attempts may have been. */
export type AgencyPermitted = (person: PersonFacts, log: readonly ContactEntry[], ask: ContactAsk) => Permission;

export interface PermitAsk {
  readonly id: string;
  readonly placementId: string;
  readonly caseId: string;
  readonly debt: string;
  readonly personId: string;
  readonly channel: Channel;
  readonly at: Instant;
  readonly validMs: number;
}

export interface AgencyPermit {
  readonly id: string;
  readonly placementId: string;
  readonly personId: string;
  readonly channel: Channel;
  readonly at: Instant;
  readonly allowed: boolean;
  readonly rule: string | null;
  readonly notBefore: Instant | null;
  readonly validUntil: Instant | null;
  readonly reportedId: string | null;
}

const columns = `id, placement_id as "placementId", person_id as "personId", channel, at, allowed, rule,
  not_before as "notBefore", valid_until as "validUntil", reported_id as "reportedId"`;

export const readPermit = (q: Queries, id: string): Promise<AgencyPermit | null> =>
  q.row<AgencyPermit>(`select ${columns} from agency_permit where id = $1`, [id]);

async function lockPerson(q: Queries, id: string): Promise<PersonFacts | null> {
  return q.row<PersonFacts>(`select ${factColumns} from person p where p.id = $1 for no key update`, [id]);
}

async function judged(
  q: Queries,
  person: PersonFacts,
  ask: PermitAsk | LateAsk,
  permitted: AgencyPermitted,
): Promise<Permission> {
  const mark = await phoneMarkOf(q, person.id);
  const contact: ContactAsk = {
    ...{ channel: ask.channel, at: ask.at, debt: ask.debt, carriesOptOut: true, disclosesDebt: true },
    ...(mark === null ? {} : { number: mark }),
  };
  for (const log of await possibleLogs(q, person.id, mark)) {
    const permission = permitted(
      person,
      log.filter(({ at }) => compare(at, ask.at) <= 0),
      contact,
    );
    if (permission.answer !== 'allowed') return permission;
  }
  return { answer: 'allowed' };
}

/** The answer is binding: what was allowed is a place in the caps from then on, whatever becomes of it. */
export async function permitContact(
  q: Queries,
  ask: PermitAsk,
  permitted: AgencyPermitted,
): Promise<AgencyPermit | null> {
  const person = await lockPerson(q, ask.personId);
  if (person === null) return null;
  const known = await readPermit(q, ask.id);
  if (known !== null) return known;
  const permission = await judged(q, person, ask, permitted);
  const allowed = permission.answer === 'allowed';
  const { id, placementId, caseId, personId, channel, at } = ask;
  await q.run(
    `insert into agency_permit (id, placement_id, case_id, person_id, channel, at, allowed, rule, not_before, valid_until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, placementId, caseId, personId, channel, at, allowed],
      permission.answer === 'allowed' ? null : permission.rule,
      permission.answer === 'notBefore' ? permission.at : null,
      allowed ? addMilliseconds(at, ask.validMs) : null,
    ],
  );
  if (allowed) await reserve(q, ask);
  return readPermit(q, id);
}

/** Until it is reported it is counted as whatever counts most against us. */
async function reserve(q: Queries, { id, personId, channel, at, debt }: PermitAsk): Promise<void> {
  await q.run(
    `insert into contact_log (id, person_id, channel, at, result, direction, debt, number_mark, unsettled)
     values ($1, $2, $3, $4, $5, 'outbound', $6, $7, $8) on conflict (id) do nothing`,
    [
      ...[
        `agency/${id}`,
        personId,
        channel,
        at,
        channel === 'call' || channel === 'visit' ? 'conversation' : 'delivered',
      ],
      ...[debt, channel === 'call' ? await phoneMarkOf(q, personId) : null, channel === 'call'],
    ],
  );
}

interface LateAsk {
  readonly channel: Channel;
  readonly at: Instant;
  readonly debt: string;
}

export interface Reported {
  readonly id: string;
  readonly placementId: string;
  readonly caseId: string;
  readonly debt: string;
  readonly personId: string;
  readonly channel: Channel;
  readonly at: Instant;
  /** `notMade`: the permission was not used; its place in the caps is free again. */
  readonly result: ContactResult | 'notMade';
  readonly permitId: string | null;
  /** False when the loan was not with the agency at that instant. */
  readonly whilePlaced: boolean;
}

export interface ReportAnswer {
  readonly acceptance: Acceptance | 'permitUnknown' | 'personUnknown';
  readonly violation: string | null;
}

/** A report counts whenever it comes, also when nobody had asked; why it should not have been made is written beside it. */
export async function reportContact(
  q: Queries,
  report: Reported,
  permitted: AgencyPermitted,
  now: Instant,
): Promise<ReportAnswer> {
  const person = await lockPerson(q, report.personId);
  if (person === null) return { acceptance: 'personUnknown', violation: null };
  const permit = report.permitId === null ? null : await readPermit(q, report.permitId);
  if (report.permitId !== null && (permit === null || permit.placementId !== report.placementId))
    return { acceptance: 'permitUnknown', violation: null };
  if (report.result === 'notMade') {
    if (permit === null) return { acceptance: 'permitUnknown', violation: null };
    if (permit.reportedId !== null)
      return { acceptance: permit.reportedId === report.id ? 'duplicate' : 'reused', violation: null };
    await settle(q, permit.id, report.id);
    await q.run('delete from contact_log where id = $1', [`agency/${permit.id}`]);
    return { acceptance: 'accepted', violation: null };
  }
  const known = await knownReport(q, report);
  if (known !== null) return known;
  const free = permit?.reportedId == null || permit.reportedId === report.id;
  const violation = await violationOf(q, person, report, free ? permit : null, permitted);
  const { id, personId, channel, at, result, permitId } = report;
  const contact: AgencyContact = { ...{ id, personId, channel, at, result, permitId }, violation };
  const content = { placement: report.placementId, contact };
  const fact = { caseId: report.caseId, eventId: `agency/${id}`, type: 'agencyContact', content, quiet: false };
  const acceptance = await acceptFact(q, fact, now);
  if (acceptance !== 'accepted') return { acceptance, violation };
  if (permit !== null && free) await settle(q, permit.id, id);
  const number = channel === 'call' ? await phoneMarkOf(q, personId) : null;
  // The place that the permission had taken becomes the contact itself.
  await q.run(
    `insert into contact_log (id, person_id, channel, at, result, direction, debt, number_mark)
     values ($1, $2, $3, $4, $5, 'outbound', $6, $7)
     on conflict (id) do update set at = excluded.at, result = excluded.result, unsettled = false`,
    [
      permit !== null && free ? `agency/${permit.id}` : `agency/report/${id}`,
      personId,
      channel,
      at,
      result,
      report.debt,
      number,
    ],
  );
  return { acceptance, violation };
}

/** The same again changes nothing, whatever is known of permission by now; other content under its id is refused. */
async function knownReport(
  q: Queries,
  { caseId, id, permitId, personId, channel, at, result }: Reported,
): Promise<ReportAnswer | null> {
  const row = await q.row<{ contact: AgencyContact }>(
    `select content->'contact' as contact from inbox where case_id = $1 and event_id = $2`,
    [caseId, `agency/${id}`],
  );
  if (row === null) return null;
  const { violation, ...before } = row.contact;
  const same = sameJson(before, { id, personId, channel, at, result, permitId });
  return { acceptance: same ? 'duplicate' : 'reused', violation };
}

async function settle(q: Queries, permitId: string, reportedId: string): Promise<void> {
  await q.run('update agency_permit set reported_id = $2 where id = $1', [permitId, reportedId]);
}

/** Clocks differ: a contact a little outside of its permission is inside of it. */
const CLOCKS_MS = 5 * 60_000;

async function violationOf(
  q: Queries,
  person: PersonFacts,
  report: Reported,
  permit: AgencyPermit | null,
  permitted: AgencyPermitted,
): Promise<string | null> {
  if (!report.whilePlaced) return 'notPlaced';
  const { at, channel, personId } = report;
  if (permit?.allowed === true && permit.personId === personId && permit.channel === channel) {
    const until = addMilliseconds(permit.validUntil ?? permit.at, CLOCKS_MS);
    if (compare(at, addMilliseconds(permit.at, -CLOCKS_MS)) >= 0 && compare(at, until) <= 0) return null;
  }
  const permission = await judged(q, person, report, permitted);
  return permission.answer === 'allowed' ? 'noPermit' : permission.rule;
}
