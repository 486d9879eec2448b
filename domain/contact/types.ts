import type { Instant } from '../instant.ts';

export const CHANNELS = ['sms', 'email', 'letter', 'call', 'visit'] as const;
export type Channel = (typeof CHANNELS)[number];
export type ContactRole = 'debtor' | 'guarantor' | 'contact' | 'relative';
export const CONTACT_RESULTS = [
  'conversation',
  'no-answer',
  'voicemail',
  'busy',
  'out-of-service',
  'delivered',
  'failed',
  'STOP',
  'START',
] as const;
export type ContactResult = (typeof CONTACT_RESULTS)[number];
export type HoldKind = 'dispute' | 'hardship' | 'bereavement' | 'bankruptcy' | 'death' | 'fraud' | 'lawyer';

/** One IANA zone, or several when it is not known which of them holds: then the most restrictive decides. */
export type Zones = string | readonly string[];

/** An earlier contact, in any order within the log. What is left out of `debt`, `person`, `number` matches every ask. */
export interface ContactEntry {
  readonly channel: Channel;
  readonly at: Instant;
  readonly result: ContactResult;
  /** Who began it; default outbound (we did). */
  readonly direction?: 'inbound' | 'outbound';
  readonly debt?: string;
  readonly person?: string;
  /** Role of the person reached, when it is not the subject (the log of a debtor lists everybody around the debt). */
  readonly role?: ContactRole;
  /** Phone number or address used, as an opaque id. */
  readonly number?: string;
  /** Further channels that a STOP or START names beside its own. */
  readonly names?: readonly Channel[];
}

export interface ContactAsk {
  readonly channel: Channel;
  readonly at: Instant;
  readonly debt?: string;
  readonly number?: string;
  /** Where the contact would reach the person, in the words of `refusedPlaces`, such as `work`. */
  readonly place?: string;
  /** True when the message would disclose the debt. */
  readonly disclosesDebt?: boolean;
  /** False when the message is known to carry no opt-out notice. */
  readonly carriesOptOut?: boolean;
}

/** A range of local wall-clock time that returns every day, or on the named weekdays of its beginning. */
export interface LocalTimes {
  /** `HH:MM`, included. */
  readonly from: string;
  /** `HH:MM`, excluded, up to `24:00`; not after `from`: it ends on the following day. */
  readonly to: string;
  /** 1 Monday … 7 Sunday; default every day. */
  readonly weekdays?: readonly number[];
  /** Default every channel. */
  readonly channels?: readonly Channel[];
  readonly validFrom?: Instant;
  readonly validUntil?: Instant;
}

export interface ContactHold {
  readonly kind: HoldKind;
  /** Default: since ever. */
  readonly from?: Instant;
  /** Excluded; default: until it is lifted, so the answer is never. */
  readonly until?: Instant;
  /** Default every debt. */
  readonly debt?: string;
}

/** The person asked about, with all that was agreed with them. */
export interface ContactSubject {
  readonly role: ContactRole;
  readonly timeZone: Zones;
  /** Moves between zones: each holds from its instant on; before the first one `timeZone` holds. */
  readonly timeZones?: readonly { readonly from: Instant; readonly zone: Zones }[];
  /** Opaque id, compared with that of the log. */
  readonly person?: string;
  /** False when the debtor cannot be reached, is dead or incapable; left out: not known. */
  readonly debtorReachable?: boolean;
  /** A third person who answers for the debt too (债务相关第三人), such as a spouse for shared spending. */
  readonly debtRelated?: boolean;
  readonly holds?: readonly ContactHold[];
  readonly consents?: Readonly<Partial<Record<Channel, 'given' | 'withdrawn'>>>;
  readonly agreedTimes?: readonly LocalTimes[];
  readonly inconvenientTimes?: readonly LocalTimes[];
  readonly refusedPlaces?: readonly string[];
  /** Numbers and addresses marked as not working until corrected; without `number`, whatever is used on the channel. */
  readonly unusable?: readonly { readonly channel: Channel; readonly number?: string }[];
}

/** One rule of a set: its id is named in answers, its source is where the rule comes from. */
export type ContactRule = { readonly id: string; readonly source: string } & RuleBody;

export type RuleBody =
  /** Contact only from `opensAt` to before `closesAt`, local wall-clock time, or at times agreed with the person. */
  | {
      readonly kind: 'hours';
      readonly opensAt: string;
      readonly closesAt: string;
      readonly channels: readonly Channel[];
      readonly unlessAgreed: boolean;
    }
  /** No ask on `asks` while `max` counted contacts stand in the last `days` calendar dates, today included. */
  | {
      readonly kind: 'cap';
      readonly asks: readonly Channel[];
      readonly counts: {
        readonly channels: readonly Channel[];
        readonly results: readonly ContactResult[];
        readonly direction: 'inbound' | 'outbound' | 'any';
      };
      readonly max: number;
      readonly days: number;
      readonly scope: 'debtor' | 'personDebt' | 'number';
    }
  | { readonly kind: 'inconvenient' }
  | { readonly kind: 'holds'; readonly holds: readonly HoldKind[] }
  | { readonly kind: 'optOut' }
  /** Channels on which the person has to have consented beforehand. */
  | { readonly kind: 'consent'; readonly channels: readonly Channel[] }
  /** Channels on which a permanent failure makes the address unusable until something got through again. */
  | { readonly kind: 'bounced'; readonly channels: readonly Channel[] }
  | {
      readonly kind: 'thirdParty';
      readonly roles: readonly ContactRole[];
      /** `lost` (失联): told so, or an invalid number or `failuresInRow` failed attempts on the debtor. */
      readonly only: 'never' | 'unreachable' | 'lost';
      readonly failuresInRow?: number;
    }
  /** A person of these roles who said STOP on any channel is left alone on all of them. */
  | { readonly kind: 'refusal'; readonly roles: readonly ContactRole[] }
  | { readonly kind: 'disclosure'; readonly roles: readonly ContactRole[]; readonly unlessRelated: boolean }
  | { readonly kind: 'optOutNotice'; readonly channels: readonly Channel[] };

/** A rule set as data; the order of its rules breaks ties. */
export interface ContactRules {
  readonly id: string;
  readonly name: string;
  readonly source: string;
  readonly note?: string;
  readonly rules: readonly ContactRule[];
}

/** Answer to "may we contact this person?": instants are UTC, `rule` is the id of the rule that decides. */
export type Permission =
  | { readonly answer: 'allowed' }
  | { readonly answer: 'notBefore'; readonly at: Instant; readonly rule: string }
  | { readonly answer: 'never'; readonly rule: string };
