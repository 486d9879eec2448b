import type {
  Channel,
  ContactHold,
  ContactRole,
  ContactSubject,
  HoldKind,
  LocalTimes,
  Zones,
} from './contact/types.ts';
import type { Instant } from './instant.ts';

export const HOLD_KINDS: readonly HoldKind[] = [
  'dispute',
  'hardship',
  'bereavement',
  'bankruptcy',
  'death',
  'fraud',
  'lawyer',
];
/** Where a person may not be reached. A fixed list: what is free text may be personal data. */
export const PLACES = ['home', 'work', 'school', 'other'] as const;
export type Place = (typeof PLACES)[number];

/** What became known about contact with a person. It names channels, times and ids, never a number or a name. */
export type ContactFactContent =
  /** Contact has to stop: about one debt (a loan id), or about every debt. */
  | {
      readonly kind: 'held';
      readonly hold: HoldKind;
      readonly from?: Instant;
      readonly until?: Instant;
      readonly debt?: string;
    }
  /** Every hold of the kind that runs ends now; with `debt`, only that of this debt. */
  | { readonly kind: 'released'; readonly hold: HoldKind; readonly debt?: string }
  /** Yes or no to channels: STOP, START, a word on the phone, the refusal of a third person. */
  | { readonly kind: 'consented'; readonly channels: readonly Channel[]; readonly given: boolean }
  | { readonly kind: 'agreed'; readonly times: LocalTimes }
  | { readonly kind: 'inconvenient'; readonly times: LocalTimes }
  | { readonly kind: 'placeRefused'; readonly place: Place }
  /** An agreed or inconvenient time, or a refused place, does not hold any more; `of` is the id of its fact. */
  | { readonly kind: 'withdrawn'; readonly of: string }
  /** The person lives by another clock from an instant on; several zones when it is not known which. */
  | { readonly kind: 'moved'; readonly zone: Zones; readonly from: Instant }
  /** 失联 and its end; null: not known, so the attempts are counted. */
  | { readonly kind: 'reachable'; readonly reachable: boolean | null }
  /** A third person who answers for the debt too (债务相关第三人), or does not. */
  | { readonly kind: 'related'; readonly related: boolean }
  /** The address of the channel failed for good, or a person corrected it. */
  | { readonly kind: 'failed'; readonly channel: Channel }
  | { readonly kind: 'corrected'; readonly channels: readonly Channel[]; readonly mark: string };

export interface ContactFact {
  /** Unique for ever. */
  readonly id: string;
  /** Business time at which it was said or seen. */
  readonly at: Instant;
  readonly content: ContactFactContent;
}

type Named<T> = T & { readonly id: string };

/** Where the contact with a person stands: the fold of its facts. Fields are absent when unused. Plain JSON. */
export interface ContactState {
  readonly holds?: readonly Named<ContactHold>[];
  readonly consents?: Readonly<Partial<Record<Channel, 'given' | 'withdrawn'>>>;
  readonly agreedTimes?: readonly Named<LocalTimes>[];
  readonly inconvenientTimes?: readonly Named<LocalTimes>[];
  readonly refusedPlaces?: readonly { readonly id: string; readonly place: Place }[];
  readonly moves?: readonly { readonly id: string; readonly from: Instant; readonly zone: Zones }[];
  readonly debtorReachable?: boolean;
  readonly debtRelated?: boolean;
  /** Channels whose address failed for good and was not corrected since. */
  readonly failed?: readonly Channel[];
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The state that facts come to: by the instant at which they were said, however late they arrive; those of one instant
 * in the order in which they are given. Consults neither rule nor clock.
 */
export function foldContact(facts: readonly ContactFact[]): ContactState {
  return facts.toSorted((a, b) => byText(a.at, b.at)).reduce<ContactState>(fold, {});
}

function fold(state: ContactState, { id, at, content }: ContactFact): ContactState {
  switch (content.kind) {
    case 'held': {
      const { hold: kind, from = at, until, debt } = content;
      const hold = {
        id,
        kind,
        from,
        ...(until === undefined ? {} : { until }),
        ...(debt === undefined ? {} : { debt }),
      };
      return { ...state, holds: [...(state.holds ?? []), hold] };
    }
    case 'released':
      return listed(state, 'holds', (state.holds ?? []).flatMap(endedAt(content, at)));
    case 'consented': {
      const word = content.given ? 'given' : 'withdrawn';
      return {
        ...state,
        consents: { ...state.consents, ...Object.fromEntries(content.channels.map((c) => [c, word])) },
      };
    }
    case 'agreed':
      return { ...state, agreedTimes: [...(state.agreedTimes ?? []), { id, ...content.times }] };
    case 'inconvenient':
      return { ...state, inconvenientTimes: [...(state.inconvenientTimes ?? []), { id, ...content.times }] };
    case 'placeRefused':
      return { ...state, refusedPlaces: [...(state.refusedPlaces ?? []), { id, place: content.place }] };
    case 'withdrawn': {
      const left = <T extends { readonly id: string }>(rows: readonly T[] | undefined): T[] =>
        (rows ?? []).filter((row) => row.id !== content.of);
      const agreed = listed(state, 'agreedTimes', left(state.agreedTimes));
      const times = listed(agreed, 'inconvenientTimes', left(state.inconvenientTimes));
      return listed(times, 'refusedPlaces', left(state.refusedPlaces));
    }
    case 'moved': {
      // Said later about the same instant: the later word holds.
      const others = (state.moves ?? []).filter(({ from }) => from !== content.from);
      const moves = [...others, { id, from: content.from, zone: content.zone }];
      return { ...state, moves: moves.sort((a, b) => byText(a.from, b.from)) };
    }
    case 'reachable': {
      const { debtorReachable: _before, ...rest } = state;
      return content.reachable === null ? rest : { ...rest, debtorReachable: content.reachable };
    }
    case 'related':
      return { ...state, debtRelated: content.related };
    case 'failed':
      return { ...state, failed: [...new Set([...(state.failed ?? []), content.channel])] };
    case 'corrected':
      return listed(
        state,
        'failed',
        (state.failed ?? []).filter((channel) => !content.channels.includes(channel)),
      );
  }
}

/** A list that is empty is absent. */
function listed<K extends 'holds' | 'agreedTimes' | 'inconvenientTimes' | 'refusedPlaces' | 'failed'>(
  state: ContactState,
  field: K,
  rows: NonNullable<ContactState[K]>,
): ContactState {
  const { [field]: _before, ...rest } = state;
  return rows.length === 0 ? rest : { ...rest, [field]: rows };
}

type HeldRow = NonNullable<ContactState['holds']>[number];

/** What a release leaves of a hold: its past. One that had not begun goes altogether. */
const endedAt =
  (release: { readonly hold: HoldKind; readonly debt?: string }, at: Instant) =>
  (hold: HeldRow): HeldRow[] => {
    if (!isReleased(hold, release) || (hold.until !== undefined && hold.until <= at)) return [hold];
    return hold.from !== undefined && hold.from >= at ? [] : [{ ...hold, until: at }];
  };

/** Does a release speak of the hold? One that names no debt ends them all. */
export const isReleased = (
  hold: Pick<HeldRow, 'kind' | 'debt'>,
  release: { readonly hold: HoldKind; readonly debt?: string },
): boolean => hold.kind === release.hold && (release.debt === undefined || hold.debt === release.debt);

/** What is known of a person besides the log of contacts. */
export interface KnownPerson {
  readonly id: string;
  /** IANA zone before any move. */
  readonly timeZone: string;
  readonly contact: ContactState;
}

/** The subject that permission is asked about: the same for whoever asks, deciding or sending. */
export function subjectOf({ id, timeZone, contact }: KnownPerson, role: ContactRole): ContactSubject {
  const { holds, consents, agreedTimes, inconvenientTimes, refusedPlaces, moves, failed } = contact;
  const { debtorReachable, debtRelated } = contact;
  return {
    role,
    timeZone,
    person: id,
    ...(holds === undefined ? {} : { holds }),
    ...(consents === undefined ? {} : { consents }),
    ...(agreedTimes === undefined ? {} : { agreedTimes }),
    ...(inconvenientTimes === undefined ? {} : { inconvenientTimes }),
    ...(refusedPlaces === undefined ? {} : { refusedPlaces: refusedPlaces.map(({ place }) => place) }),
    ...(moves === undefined ? {} : { timeZones: moves }),
    ...(failed === undefined ? {} : { unusable: failed.map((channel) => ({ channel })) }),
    ...(debtorReachable === undefined ? {} : { debtorReachable }),
    ...(debtRelated === undefined ? {} : { debtRelated }),
  };
}

/** The loan that a case is about, as rules about one debt know it: `claim/L1/2` is about `L1`. */
export const debtOf = (caseId: string): string => caseId.split('/')[1] ?? caseId;
