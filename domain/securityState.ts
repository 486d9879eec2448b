import type { Outcome } from './case.ts';
import type { PlainDate } from './date.ts';
import type { DocumentRef } from './evidence.ts';
import type { Minor } from './money.ts';

export const SECURITY_WANTED = ['guarantor', 'collateral', 'either'] as const;
export type SecurityWanted = (typeof SECURITY_WANTED)[number];

/** What was given: somebody who answers for the debt, or something that secures it. */
export type SecurityGiven =
  | { readonly what: 'guarantor'; readonly guarantorId: string; readonly replaces: string | null }
  | { readonly what: 'collateral'; readonly kind: string; readonly valueMinor: Minor };

export type SecurityEnd = 'provided' | 'missed' | 'withdrawn';

/** The borrower is asked for more security (补充担保, 弥补担保) by a day. */
export interface SecurityAsk {
  readonly id: string;
  readonly wanted: SecurityWanted;
  readonly reason: string;
  readonly askedOn: PlainDate;
  /** The last day on which it is in time. */
  readonly dueOn: PlainDate;
  readonly ended?: { readonly as: SecurityEnd; readonly on: PlainDate; readonly because: string };
}

/** Journal rows about it, in the journal of the loan. */
export type SecurityOutcome =
  | (Outcome & { readonly type: 'securityAsked'; readonly security: SecurityAsk; readonly by: string })
  | (Outcome & {
      readonly type: 'securityProvided';
      /** Null: nobody had asked for it. */
      readonly id: string | null;
      readonly given: SecurityGiven;
      readonly documents: readonly DocumentRef[];
      readonly by: string;
      readonly on: PlainDate;
    })
  | (Outcome & {
      readonly type: 'securityEnded';
      readonly id: string;
      readonly as: Exclude<SecurityEnd, 'provided'>;
      readonly because: string;
      readonly by: string;
      readonly on: PlainDate;
    });
