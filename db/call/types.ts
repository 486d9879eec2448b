/** What is asked of the desk that people call from, and what it answers; the API and the desk speak these words. */
import type { Actor } from '../../domain/case.ts';
import type { Permission } from '../../domain/contact.ts';
import type { Instant } from '../../domain/instant.ts';
import type { NoticeLine } from '../../domain/notice.ts';
import type { CallRequest } from './attempt.ts';
import type { Dialled } from './dial.ts';

export interface DialAsk {
  readonly taskId: string;
  readonly actor: Actor;
  /** The same key again dials nothing and answers the same. */
  readonly key: string;
  /** Rung first, E.164; not kept. Default: that of the settings. */
  readonly collectorPhone?: string;
}

export type DialAnswer =
  | {
      readonly kind: 'dialled';
      readonly dialId: string;
      readonly at: Instant;
      readonly how: 'voice' | 'manual';
      readonly request: CallRequest;
      /** The provider's, when it placed nothing or did not answer. */
      readonly code: string | null;
      /** The number to dial, where no provider dials it. */
      readonly phone?: string;
    }
  | { readonly kind: 'collectorPhoneMissing' | 'collectorPhoneInvalid' | 'tooManyCalls' | 'busy' }
  | Exclude<Dialled, { readonly kind: 'dialled' }>;

/** When the person may be called. */
export interface CallTimes {
  readonly permission: Permission;
  /** Local times of the rule that opens and closes the day; null when no rule does. */
  readonly hours: { readonly opensAt: string; readonly closesAt: string; readonly rule: string } | null;
  readonly timeZone: string;
}

export interface ScriptAsk {
  readonly template: string;
  readonly language: string;
  readonly personId: string;
  readonly debtorId: string;
  readonly reference: string;
  /** What is owed on each loan that is spoken of. */
  readonly lines: readonly NoticeLine[];
}
/** `missing` names what the text lacks, never a value. */
export type Script = { readonly text: string } | { readonly missing: string };
