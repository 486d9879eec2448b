import type { CampaignSeen, CampaignSource } from './campaignState.ts';
import type { Circumstance } from './circumstanceState.ts';
import { permit } from './contact.ts';
import type { Channel, ContactEntry, ContactRules, ContactSubject, Permission } from './contact.ts';
import type { Delegation } from './delegation.ts';
import type { Instant } from './instant.ts';
import type { LoanState } from './loanState.ts';
import type { ClaimLimit } from './partnerLimit.ts';
import type { PartnerClaim, PartnerExposure, PartnersNotPerforming } from './partnerState.ts';
import type { Agency } from './placementState.ts';
import type { Policy } from './policy.ts';
import type { Calendar } from './calendar.ts';
import type { Addressee, Wording } from './wording.ts';

/** A person or partner as a decision sees it: no name, no number, only which channels have an address. */
export interface Contactable extends Addressee {
  readonly kind: 'person' | 'partner';
  readonly channels: readonly string[];
  readonly subject: ContactSubject;
  /** Earlier contacts over all loans of the person. */
  readonly log: readonly ContactEntry[];
}

/** Everything that a decision reads besides the state of its case. */
export interface World {
  readonly policy: Policy;
  readonly calendar: Calendar;
  readonly contactRules: ContactRules;
  readonly people: Readonly<Record<string, Contactable>>;
  /** Keys of this case's notices that are still queued, so that cancelling them is certain. */
  readonly queuedKeys: readonly string[];
  /** What messages are made from; absent: nothing is known, and the sender alone refuses what it cannot make. */
  readonly wording?: Wording;
  /** The loan that a track belongs to, as it stands; null for a loan itself. */
  readonly loan: LoanState | null;
  /** Authority lent to those who give commands in this decision; absent when nobody gave one. */
  readonly delegations?: readonly Delegation[];
  /** Of the partners that the loan names, those that do not perform; absent when all of them do. */
  readonly partners?: PartnersNotPerforming;
  /** A partner's own case: what was claimed of it, as the claims are now; absent for all other cases. */
  readonly partner?: { readonly claims: readonly PartnerClaim[]; readonly exposure: readonly PartnerExposure[] };
  /** The limit of the partner that a claim is opened on; absent where there is none. */
  readonly limit?: ClaimLimit;
  /** What is reported or known of people who become parties in this decision; absent when nobody does, or nothing is. */
  readonly circumstances?: readonly Circumstance[];
  /** Agencies by id, with what is placed there; absent when no command of this decision asks. */
  readonly agencies?: Readonly<Record<string, Agency>>;
  /** Campaigns that ask a loan, by event id, as they were signed; absent when none does. */
  readonly campaigns?: Readonly<Record<string, CampaignSeen>>;
  /** What a campaign itself reads; absent for every other kind. */
  readonly campaign?: CampaignSource;
}

/** A clock may be wrong by so much: permission is asked with windows narrowed by it (domain.md §5). */
export const SKEW_ALLOWANCE_MS = 5 * 60_000;

/** May this channel be used for this person now? Partners are businesses: contact rules protect people. */
export function mayContact(
  world: Pick<World, 'contactRules'>,
  person: Contactable,
  channel: Channel,
  debt: string,
  at: Instant,
): Permission {
  if (person.kind === 'partner') return { answer: 'allowed' };
  // Whatever is said about a loan discloses that there is a debt.
  const ask = { channel, at, debt, carriesOptOut: true, disclosesDebt: true };
  return permit(world.contactRules, person.subject, person.log, ask, { skewAllowanceMs: SKEW_ALLOWANCE_MS });
}
