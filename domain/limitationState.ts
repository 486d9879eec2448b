import type { Outcome } from './case.ts';
import type { PlainDate } from './date.ts';
import type { DocumentRef } from './evidence.ts';

/** The claim on the borrower (诉讼时效), and the claim on the guarantor (保证期间, then 诉讼时效). */
export const RIGHTS = ['debt', 'guarantee'] as const;
export type RightName = (typeof RIGHTS)[number];

/** Who has to be reached for a right to be kept. */
export type RightParty = 'debtor' | 'guarantor';

/** What keeps a right alive besides money and promises, which the loan knows by itself. */
export interface RightKept {
  /** Key of the message, id of the track, or id of the command that recorded it. */
  readonly id: string;
  readonly party: RightParty;
  readonly how: 'demand' | 'acknowledgement' | 'suit';
  /** The day on which it was received, signed or filed. */
  readonly on: PlainDate;
  /** A suit: from here on the period runs again. Absent while it lasts. */
  readonly endedOn?: PlainDate;
  /** Recorded in error: it does not count. */
  readonly withdrawn?: true;
}

/** The alarm that was raised last for a right, for one day of lapse. */
export interface RaisedAlarm {
  readonly lapsesOn: PlainDate;
  readonly daysBefore: number;
  readonly taskId: string;
  readonly raised: readonly { readonly role: string; readonly on: PlainDate; readonly daysBefore: number }[];
}

/** The part of a loan's case file about its limitation clock; every member is absent while it is not used. */
export interface LimitationState {
  /** By day, then id. */
  readonly kept?: readonly RightKept[];
  readonly alarms?: Readonly<Partial<Record<RightName, RaisedAlarm>>>;
  /** Rights that were recorded as lapsed, by their last day. */
  readonly lapsed?: Readonly<Partial<Record<RightName, PlainDate>>>;
  /** So many alarms had tasks: the next one has a number of its own. */
  readonly tasks?: number;
}

/** Journal rows of the limitation clock, in the journal of the loan. */
export type LimitationOutcome =
  | (Outcome & {
      readonly type: 'rightKept';
      readonly kept: RightKept;
      readonly by: string;
      /** What shows it, where a person recorded it. */
      readonly documents?: readonly DocumentRef[];
    })
  | (Outcome & { readonly type: 'suitOver'; readonly id: string; readonly on: PlainDate })
  | (Outcome & {
      readonly type: 'keepingWithdrawn';
      readonly id: string;
      readonly reason: string;
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'lapseAlarm';
      readonly right: RightName;
      readonly lapsesOn: PlainDate;
      readonly because: string;
      readonly daysBefore: number;
      readonly role: string;
      readonly taskId: string;
      readonly on: PlainDate;
    })
  /** The alarm is over: the right lapses on another day, or does not run any more. */
  | (Outcome & {
      readonly type: 'lapseMoved';
      readonly right: RightName;
      readonly from: PlainDate;
      readonly lapsesOn: PlainDate | null;
      readonly because: string;
      readonly on: PlainDate;
    })
  /** A defect (domain.md §7): nobody kept the right. */
  | (Outcome & {
      readonly type: 'rightLapsed';
      readonly right: RightName;
      readonly lapsedOn: PlainDate;
      readonly because: string;
      /** Who had been alarmed, and when; empty when it lapsed before recoup had the loan. */
      readonly alarmed: RaisedAlarm['raised'];
      readonly beforeTakeOver: boolean;
      readonly on: PlainDate;
    })
  /** By what is known now it had not lapsed: corrects the row before. */
  | (Outcome & {
      readonly type: 'rightStands';
      readonly right: RightName;
      readonly was: PlainDate;
      readonly lapsesOn: PlainDate | null;
      readonly because: string;
      readonly on: PlainDate;
    });
