export type RefusalCode =
  | 'DUPLICATE'
  | 'AMOUNT_NOT_POSITIVE'
  | 'BEFORE_DISBURSEMENT'
  | 'VALUE_AFTER_BOOKING'
  | 'UNKNOWN_POSTING'
  | 'NOT_REVERSIBLE'
  | 'ALREADY_REVERSED'
  | 'CHARGEBACK_EXCEEDS_PAYMENT'
  | 'PAUSE_EMPTY'
  | 'PAUSE_OVERLAPS'
  | 'NO_ACTIVE_PAUSE'
  | 'UNKNOWN_INSTALMENT'
  | 'BEFORE_WRITE_OFF'
  | 'ALREADY_WRITTEN_OFF'
  | 'NOT_WRITTEN_OFF'
  | 'RECOVERED_SINCE'
  | 'SCHEDULE_INVALID';

/** A posting that has no effect, and why. */
export interface Refusal {
  readonly id: string;
  readonly code: RefusalCode;
  readonly reason: string;
}
