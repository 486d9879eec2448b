/** What a worker and its mail carrier say to each other; `n` numbers the mails of one worker. */
import type { Slip } from '../send/slip.ts';
import type { Mail, SmtpOptions, SmtpOutcome } from '../smtp.ts';

export type ToCarrier =
  /** First of all, and once: the password is in no argument and no variable. */
  | { readonly kind: 'server'; readonly options: SmtpOptions }
  | { readonly kind: 'mail'; readonly n: number; readonly mail: Mail }
  /** The answer to `leaving`. Only now may the server get the last line. */
  | { readonly kind: 'leave'; readonly n: number; readonly leaving: boolean | Slip }
  /** Nobody waits for it any more: dropped, if it has not left. */
  | { readonly kind: 'drop'; readonly n: number };

export type FromCarrier =
  /** All but the last line has been handed over. */
  | { readonly kind: 'leaving'; readonly n: number }
  | { readonly kind: 'outcome'; readonly n: number; readonly outcome: SmtpOutcome };
