/** The words in which the life of a loan is told; both languages have every key, by type and by test. */
import type { CampaignOutcome } from '../../domain/campaignState.ts';
import type { CollateralOutcome } from '../../domain/collateralState.ts';
import type { DecisionFacts, LoanOutcome } from '../../domain/loanState.ts';
import type { PartnerOutcome } from '../../domain/partnerState.ts';
import type { Classification, Party } from '../../domain/policy.ts';
import type { Posting } from '../../domain/posting.ts';
import type { TrackEnd, TrackOutcome } from '../../domain/trackState.ts';
import type { Language } from '../context.ts';
import type { NextWake } from '../next.ts';
import type { CallWords } from './call.ts';
import type { LegalWords } from './legal.ts';

/** What turns the values of one loan into text. */
export interface Telling {
  readonly money: (amountMinor: number) => string;
  /** Title of a step in the policy of the loan; its id when the policy does not know it any more. */
  readonly step: (id: string) => string;
  readonly segment: (id: string) => string;
  /** Day and time on the lender's clock. */
  readonly local: (at: string) => string;
}

export type Tellers<O extends { readonly type: string }> = {
  readonly [T in O['type']]: (outcome: Extract<O, { readonly type: T }>, telling: Telling) => string;
};
export type PostingTellers = {
  readonly [T in Posting['type']]: (posting: Extract<Posting, { readonly type: T }>, telling: Telling) => string;
};

export interface Words {
  readonly loan: Tellers<LoanOutcome>;
  readonly track: Tellers<TrackOutcome>;
  readonly collateral: Tellers<CollateralOutcome>;
  readonly partner: Tellers<PartnerOutcome>;
  readonly campaign: Tellers<CampaignOutcome>;
  readonly posting: PostingTellers;
  readonly call: CallWords;
  readonly stage: Readonly<Record<string, string>>;
  readonly trackKind: Readonly<Record<'claim' | 'legalAction' | 'writeOff' | 'collateral', string>>;
  readonly trackStatus: Readonly<Record<string, string>>;
  readonly legal: LegalWords;
  readonly trackEnd: Readonly<Record<TrackEnd, string>>;
  readonly channel: Readonly<Record<string, string>>;
  readonly messageStatus: Readonly<Record<string, string>>;
  readonly party: Readonly<Record<Party, string>>;
  readonly task: Readonly<Record<string, string>>;
  readonly classification: Readonly<Record<Classification, string>>;
  readonly facts: (facts: DecisionFacts, telling: Telling) => string;
  /** `when`: day and time on the lender's clock. */
  readonly next: (next: NextWake, when: string, language: Language) => string;
}
