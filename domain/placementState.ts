import type { Outcome } from './case.ts';
import type { Channel, ContactResult } from './contact.ts';
import type { PlainDate } from './date.ts';
import type { Instant } from './instant.ts';
import type { Minor } from './money.ts';
import type { NotPerforming } from './partnerState.ts';

/** An agency as its contract stands, and how much is placed with it. */
export interface Agency {
  readonly id: string;
  /** Its licence and its contract hold before this day. */
  readonly licenceUntil: PlainDate;
  readonly maxPlacedMinor: Minor;
  readonly currency: string;
  /** Of the cash that its commission goes by, in hundredths of a percent. */
  readonly commissionBasisPoints: number;
  readonly placedMinor: Minor;
  /** It does not perform (docs/partners.md); absent: it is counted on. */
  readonly notPerforming?: NotPerforming;
}

export type PlacementEnd = 'recalled' | 'expired' | 'settled';

/** A contact that the agency has made, as it told us. */
export interface AgencyContact {
  readonly id: string;
  readonly personId: string;
  readonly channel: Channel;
  readonly at: Instant;
  readonly result: ContactResult;
  /** The permission that it was made under; null: it was made under none. */
  readonly permitId: string | null;
  /** Why it should not have been made; null when nothing speaks against it. */
  readonly violation: string | null;
}

/** The loan is with an agency (委外) in `[placedOn, until)`, unless it ends before. */
export interface Placement {
  readonly id: string;
  readonly requestId: string;
  readonly agencyId: string;
  readonly placedOn: PlainDate;
  readonly until: PlainDate;
  /** Everything open on the day of the placement. */
  readonly placedMinor: Minor;
  readonly commissionBasisPoints: number;
  /** What the policy said of our own steps to the borrower meanwhile. */
  readonly ladder: 'waits' | 'goesOn';
  readonly reminders: 'goOn' | 'stop';
  readonly contacts: readonly AgencyContact[];
  readonly ended?: { readonly as: PlacementEnd; readonly on: PlainDate; readonly because: string };
}

/** Journal rows of placements, in the journal of their loan. */
export type PlacementOutcome =
  | (Outcome & { readonly type: 'placed'; readonly placement: Placement })
  | (Outcome & {
      readonly type: 'placementExtended';
      readonly id: string;
      readonly until: PlainDate;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'placementEnded';
      readonly id: string;
      readonly as: PlacementEnd;
      readonly because: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & { readonly type: 'agencyContacted'; readonly id: string; readonly contact: AgencyContact })
  | (Outcome & {
      readonly type: 'placementHandedOver';
      readonly id: string;
      readonly fileId: string;
      readonly sha256: string;
      readonly fields: readonly string[];
      readonly by: string;
    });
