import type { PlainDate } from './date.ts';
import type { MarkedBecause, PartnerState } from './partnerState.ts';

/** One partner for lists and figures; a function of the case file alone. */
export interface PartnerView {
  readonly partnerId: string;
  readonly status: 'performing' | 'notPerforming';
  readonly since: PlainDate | null;
  readonly because: MarkedBecause | null;
  readonly reinstatedOn: PlainDate | null;
  /** Questions that wait for a second person. */
  readonly proposals: number;
  /** Limits that are passed, such as `CNY claimed`. */
  readonly over: readonly string[];
}

export function standingOf({ terms, notPerforming, reinstatedOn, proposals, over = {} }: PartnerState): PartnerView {
  return {
    partnerId: terms.partnerId,
    status: notPerforming === undefined ? 'performing' : 'notPerforming',
    since: notPerforming?.since ?? null,
    because: notPerforming?.because ?? null,
    reinstatedOn: reinstatedOn ?? null,
    proposals: proposals.length,
    over: Object.keys(over).sort(),
  };
}
