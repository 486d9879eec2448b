import type { CaseEvent } from '../domain/case.ts';
import type { Circumstance } from '../domain/circumstanceState.ts';
import type { LoanState } from '../domain/loan.ts';
import type { ContactRules } from '../domain/contact.ts';
import { contactRoleOf } from '../domain/contactRole.ts';
import { subjectOf } from '../domain/contactState.ts';
import type { NoticeLine } from '../domain/notice.ts';
import type { Policy } from '../domain/policy.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Contactable, World } from '../domain/world.ts';
import type { Wording } from '../domain/wording.ts';
import { loanOf } from '../db/caseFile.ts';
import type { LockedCase } from '../db/caseFile.ts';
import { circumstancesOf } from '../db/circumstance.ts';
import { agencies } from '../db/placement.ts';
import { claimsOn } from '../db/partner.ts';
import { claimLimit, exposureOf } from '../db/partnerLimit.ts';
import { contactLog } from '../db/contactLog.ts';
import { delegationsTo } from '../db/delegation.ts';
import { personFacts } from '../db/person.ts';
import type { Queries } from '../db/pool.ts';
import type { SignedCommand } from '../db/signature.ts';
import { campaignSource, campaignsAsking } from './campaignWorld.ts';

export interface WorldDeps {
  /** A policy by the hash that the case is pinned to; cached, for what has this hash never changes. */
  readonly policyOf: (q: Queries, hash: string) => Promise<Policy>;
  readonly calendarOf: (id: string) => Calendar;
  readonly contactRulesOf: (id: string) => ContactRules;
  /** What the templates of this deployment need, and what its lender gives. */
  readonly wording?: Wording;
}

/** Everything a decision about this case reads besides its own state. */
export async function worldOf(
  q: Queries,
  deps: WorldDeps & { readonly verify: (command: SignedCommand) => boolean },
  row: LockedCase,
  events: readonly CaseEvent[],
): Promise<World> {
  const policy = await deps.policyOf(q, row.policyHash);
  // A case that is only being opened has its parties in the fact that opens it.
  const opening = events.find((event) => event.type === 'opened')?.content;
  const brought = await circumstancesBrought(q, row, events);
  const parties = partiesIn((row.state as { readonly terms?: Record<string, unknown> } | null)?.terms ?? opening ?? {});
  // Who becomes a party now may be written to in this very decision.
  const joining = [...events.flatMap(joinedBy), ...(brought.circumstances ?? []).flatMap(actingFor)];
  const others = [...new Set([...parties, ...joining])].filter((id) => !row.people.some((person) => person.id === id));
  const added = others.length === 0 ? [] : await personFacts(q, others);
  const logs = others.length === 0 ? row.contacts : new Map([...row.contacts, ...(await contactLog(q, others))]);
  const loan = ['loan', 'partner', 'campaign'].includes(row.kind) ? null : await loanOf(q, row.id);
  const about = row.kind === 'loan' ? (row.state as LoanState | null) : loan;
  const facts = [...row.people, ...added];
  const people = facts.map((person): [string, Contactable] => {
    const role = joining.includes(person.id) ? 'guarantor' : contactRoleOf(about, row.personIds, person.id);
    const { id, kind, channels, language, known } = person;
    const log = kind === 'person' ? (logs.get(id) ?? []) : [];
    return [id, { id, kind, channels, language, known, subject: subjectOf(person, role), log }];
  });
  const campaigns = row.kind === 'loan' ? await campaignsAsking(q, deps.verify, policy, row.id, events) : {};
  const deciders = Object.values(campaigns).flatMap(({ words }) => words.map(({ actor }) => actor.id));
  const signers = events.flatMap(({ actor }) => (actor === undefined || actor === null ? [] : [actor.id]));
  const actors = [...signers, ...deciders];
  return {
    policy,
    calendar: deps.calendarOf(policy.calendar),
    contactRules: deps.contactRulesOf(policy.contactRules),
    people: Object.fromEntries(people),
    queuedKeys: row.queuedKeys,
    ...(deps.wording === undefined ? {} : { wording: deps.wording }),
    loan,
    ...(row.notPerforming === null ? {} : { partners: row.notPerforming }),
    ...(row.kind === 'partner' ? { partner: await partnerSeen(q, row.id) } : {}),
    ...(actors.length === 0 ? {} : { delegations: await delegationsTo(q, actors, deps.verify) }),
    ...(await agenciesAsked(q, row, events, deps.verify)),
    ...(Object.keys(campaigns).length === 0 ? {} : { campaigns }),
    ...(row.kind === 'campaign' ? { campaign: await campaignSource(q, deps.policyOf, row.state, events) } : {}),
    ...brought,
    ...(row.kind === 'claim' ? await limitSeen(q, row.id, opening) : {}),
  };
}

/** Read only where somebody asks to place a loan, or approves it; then no other placement fills the room meanwhile. */
async function agenciesAsked(
  q: Queries,
  row: LockedCase,
  events: readonly CaseEvent[],
  verify: (command: SignedCommand) => boolean,
): Promise<Pick<World, 'agencies'>> {
  if (row.kind !== 'loan') return {};
  const asked = events.filter(({ type }) => type === 'request' || type === 'approveRequest');
  const open = ((row.state as LoanState | null)?.requests ?? []).flatMap((one) =>
    one.kind === 'placement' && one.ended === undefined ? [one.terms.agencyId] : [],
  );
  if (!asked.some(({ type, content }) => (type === 'request' ? content['kind'] === 'placement' : open.length > 0)))
    return {};
  const all = await agencies(q, verify, open);
  return { agencies: Object.fromEntries(all.map((one) => [one.id, one])) };
}

/** A partner's own case reads what was claimed of it, and what lies with it. */
async function partnerSeen(q: Queries, caseId: string): Promise<NonNullable<World['partner']>> {
  return { claims: await claimsOn(q, caseId), exposure: await exposureOf(q, caseId.slice('partner/'.length)) };
}

/** The limit of its partner, read once: when the claim is opened. */
async function limitSeen(
  q: Queries,
  caseId: string,
  opening: CaseEvent['content'] | undefined,
): Promise<Pick<World, 'limit'>> {
  const { partnerId, line } = (opening ?? {}) as { readonly partnerId?: unknown; readonly line?: NoticeLine };
  if (typeof partnerId !== 'string' || line === undefined) return {};
  const limit = await claimLimit(q, { partnerId, currency: line.currency, caseId });
  return limit === null ? {} : { limit };
}

/** Whoever acts for a bankrupt or the dead. */
const actingFor = ({ representative }: Circumstance): string[] =>
  representative === undefined ? [] : [representative.personId];

/** Who answers for the debt from this event on: a new guarantor, or somebody who acts for one of the parties. */
function joinedBy({ type, content }: CaseEvent): string[] {
  switch (type) {
    case 'provideSecurity':
      return partiesIn(content);
    case 'nameRepresentative':
      return typeof content['personId'] === 'string' ? [content['personId']] : [];
    case 'circumstanceTold': {
      const told = content['circumstance'] as Circumstance | undefined;
      return told === undefined ? [] : actingFor(told);
    }
    default:
      return [];
  }
}

/** Read only where people become parties of a loan: when it is opened, and when somebody guarantees it. */
async function circumstancesBrought(
  q: Queries,
  { kind }: LockedCase,
  events: readonly CaseEvent[],
): Promise<Pick<World, 'circumstances'>> {
  if (kind !== 'loan') return {};
  const joining = events.flatMap(({ type, content }) => {
    if (type !== 'opened' && type !== 'provideSecurity') return [];
    const { debtorId } = content;
    return [...partiesIn(content), ...(typeof debtorId === 'string' ? [debtorId] : [])];
  });
  const known = joining.length === 0 ? [] : await circumstancesOf(q, joining);
  return known.length === 0 ? {} : { circumstances: known };
}

function partiesIn(terms: Readonly<Record<string, unknown>>): string[] {
  return ['guarantorId', 'dealerId', 'insurerId', 'partnerId'].flatMap((field) => {
    const id = terms[field];
    return typeof id === 'string' ? [id] : [];
  });
}
