import type { Channel, Party } from './format.ts';

/** A message the policy asks for. `date` is the day it is sent; `occurrence` as in docs/policy.md. */
export interface ExpectedNotice {
  loanId: string;
  step: string;
  occurrence: string;
  date: string;
  party: Party;
  channel: Channel;
  template: string;
}

/** A call task. `notWorkedOn`: the day on which it ran out without an outcome, if it did. */
export interface ExpectedCall {
  loanId: string;
  step: string;
  occurrence: string;
  date: string;
  party: Party;
  notWorkedOn: string | null;
}

/** A claim, legal action or write-off. `demandedOn` is null while (or because) nobody approved it. */
export interface ExpectedTrack {
  loanId: string;
  step: string;
  occurrence: string;
  kind: 'claim' | 'legal' | 'writeOff';
  openedOn: string;
  demandedOn: string | null;
  /** The day on which the answer to the demand was not there. */
  notPerformedOn: string | null;
  ended: { on: string; how: 'withdrawn' | 'cured' } | null;
}

/** A step that could not be sent on any channel: it counts as carried out and leaves no message. */
export interface ExpectedRefusal {
  loanId: string;
  step: string;
  occurrence: string;
  date: string;
}

/** A partner that counts as not performing from the day on, and the claims that speak against it: `loan step occurrence`. */
export interface ExpectedMark {
  partnerId: string;
  date: string;
  claims: string[];
}

/** A claim that was not made, or is not waited for, because its partner does not perform. */
export interface ExpectedLeftBehind {
  loanId: string;
  step: string;
  occurrence: string;
  partnerId: string;
  date: string;
  how: 'passedOver' | 'notAwaited';
}

/** The question what happens at maturity, put to a person. */
export interface ExpectedDecision {
  loanId: string;
  askedOn: string;
  escalatedOn: string | null;
}

/** The first day on which the case is closed. */
export interface ExpectedEnd {
  loanId: string;
  closedOn: string;
}

export interface MonthEnd {
  loanId: string;
  asOf: string;
  openInstalments: number;
  overdueDays: number;
  overdueAmountMinor: number;
}

export interface Expected {
  notices: ExpectedNotice[];
  calls: ExpectedCall[];
  tracks: ExpectedTrack[];
  refusals: ExpectedRefusal[];
  marks: ExpectedMark[];
  leftBehind: ExpectedLeftBehind[];
  decisions: ExpectedDecision[];
  ends: ExpectedEnd[];
  monthEnds: MonthEnd[];
}

export function nothingExpected(): Expected {
  return {
    notices: [],
    calls: [],
    tracks: [],
    refusals: [],
    marks: [],
    leftBehind: [],
    decisions: [],
    ends: [],
    monthEnds: [],
  };
}
