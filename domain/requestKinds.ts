import { acceleration } from './acceleration.ts';
import { clashWith } from './admission.ts';
import type { PlainDate } from './date.ts';
import type { Day } from './day.ts';
import { deferment } from './deferment.ts';
import type { DocumentRef } from './evidence.ts';
import { extension } from './extension.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import type { Minor } from './money.ts';
import type { NoticeLine } from './notice.ts';
import { plan } from './plan.ts';
import type { NoticeChannel, Policy } from './policy.ts';
import { placement } from './placement.ts';
import type { Posting } from './posting.ts';
import type { Running } from './reliefState.ts';
import type { LoanRequest, RequestKindName, RequestTerms } from './requestState.ts';
import { reinstatement } from './reinstatement.ts';
import { restructure } from './restructure.ts';
import { temporaryLoan } from './temporaryLoan.ts';
import { waiver } from './waiver.ts';
import type { World } from './world.ts';

/** Why something cannot be asked, or cannot be carried out any more. */
export interface RequestFault {
  readonly code: string;
  readonly reason: string;
  readonly remedy: string;
}

/** What a request reads besides its loan. */
export type RequestWorld = Pick<World, 'policy' | 'calendar' | 'agencies'>;

/** The loan on the day on which it is looked at. */
export interface RequestSite {
  readonly state: LoanState;
  readonly world: RequestWorld;
  readonly day: Day;
  /** Id of the request; its postings are named after it. */
  readonly id: string;
  /** What was handed in with it; absent where it was read before. */
  readonly documents?: readonly DocumentRef[];
}

/** What carrying out does to the loan. */
export interface RequestEffects {
  /** The amount that the level of approval goes by, in minor units. */
  readonly atStakeMinor: Minor;
  readonly postings: readonly Posting[];
  /** What it will book later, where it books nothing at once: for what it comes to. */
  readonly later?: readonly Posting[];
  /** Of what could be given up, so many percent, rounded up: levels may go by it. Absent: they cannot. */
  readonly atStakePercent?: number;
  /** Rows besides the postings, after them. */
  readonly outcomes?: readonly LoanOutcome[];
  /** What goes on from then on. */
  readonly running?: Running;
  /** A later day for which the simulation tells the figures too. */
  readonly aheadOn?: PlainDate;
}

/** A message that tells the borrower what became of a request. */
export interface Told {
  readonly channels: readonly NoticeChannel[];
  readonly template: string;
  readonly fields: NonNullable<NoticeLine['fields']>;
}

/** What sets one kind of request apart: everything else is the machine that all kinds share. */
export interface RequestKind<T> {
  /** The terms as they were asked, in minor units and plain dates. */
  read(terms: Readonly<Record<string, unknown>>, site: RequestSite): T | RequestFault;
  /** What it does if it is carried out on the day; a fault when it does not fit the loan as it stands. */
  effects(terms: T, site: RequestSite): RequestEffects | RequestFault;
  /** Kinds of documents that this loan needs, besides those that the policy names. */
  documents?(terms: T, site: RequestSite): readonly string[];
  /** The first day on which it does not fit any more, whatever is paid: an open request lapses then. */
  lapsesOn?(terms: T, day: Day): PlainDate | null;
  /** What the borrower is told when it was carried out (`granted`) or refused; absent: nobody is told. */
  told?(terms: T, request: LoanRequest, state: LoanState, policy: Policy): Told;
}

/** Every kind of request; a new one is a file of its own and a line here. */
const KINDS: { readonly [K in RequestKindName]: RequestKind<RequestTerms[K]> } = {
  ...{ waiver, deferment, plan, restructure, temporaryLoan, extension, acceleration, reinstatement, placement },
};

export const REQUEST_KINDS = Object.keys(KINDS) as readonly RequestKindName[];

export function isFault(value: object): value is RequestFault {
  return 'code' in value && 'remedy' in value;
}

/** A kind as the machine uses it: only its own `read` has made the terms that reach it. */
export function requestKind(name: RequestKindName): RequestKind<LoanRequest['terms']> {
  return KINDS[name];
}

/** What a request does on the day, or why it does not fit any more. */
export function effectsOf(
  { kind, terms }: Pick<LoanRequest, 'kind' | 'terms'>,
  site: RequestSite,
): RequestEffects | RequestFault {
  const effects = requestKind(kind).effects(terms, site);
  return isFault(effects) ? effects : (clashOf(effects.postings, site) ?? effects);
}

const remedyFor = ({ type }: Posting): string =>
  type === 'pause' ? 'end the other pause first' : 'ask anew on the next day';

/** What it books shares days with a pause that stands, or puts aside what was booked before; null: it fits. */
function clashOf(postings: readonly Posting[], { state }: RequestSite): RequestFault | null {
  let known = state.postings;
  for (const posting of postings) {
    const clash = clashWith(state.terms.contract, known, posting);
    if (clash !== undefined) return { code: clash.code, reason: clash.reason, remedy: remedyFor(posting) };
    known = [...known, posting];
  }
  return null;
}

/** The postings that show what a request comes to, be they booked at once or later. */
export function comesTo({ postings, later = [] }: RequestEffects): readonly Posting[] {
  return [...postings, ...later];
}

/** What the borrower is told about a request that has ended; null when the kind tells nobody. */
export function toldOf(request: LoanRequest, state: LoanState, policy: Policy): Told | null {
  return requestKind(request.kind).told?.(request.terms, request, state, policy) ?? null;
}
