import type { Assessment } from './assess.ts';
import type { PlainDate } from './date.ts';
import type { Instant } from './instant.ts';
import type { DecisionFacts, LoanTerms } from './loanState.ts';
import { formatAmount } from './money.ts';
import type { NoticeChannel, Party } from './policy.ts';

/** What a message says about one loan: figures only, never personal data. Amounts in minor units. */
export interface NoticeLine {
  readonly loanId: string;
  readonly currency: string;
  readonly asOf: PlainDate;
  /** What the message asks for: what falls due next, or what is past due. */
  readonly about: 'due' | 'arrears';
  /** Open and past due. */
  readonly overdueMinor: number;
  readonly overdueDays: number;
  /** Due date of the oldest of it; null when nothing is. */
  readonly oldestDueOn: PlainDate | null;
  /** Numbers of the instalments that are open past due. */
  readonly overdueInstalments: readonly number[];
  /** The instalment spoken of: the next one, or the one of the reminder; null when none is left. */
  readonly dueOn: PlainDate | null;
  readonly dueMinor: number;
  readonly dueInstalment: number | null;
  readonly outstandingMinor: number;
  /** Further fields of the template, in its own form: dates as YYYY-MM-DD, amounts as decimals. */
  readonly fields?: Readonly<Partial<Record<NoticeField, string>>>;
  /** Opaque ids of the people a message names beside its recipient; such a message is about one loan, unless `together`. */
  readonly people?: Readonly<Partial<Record<'borrowerName' | 'guarantorName' | 'partnerName', string>>>;
  /** A demand on a guarantor: with others of its kind, to the same person and by the same day, it stands in one message. */
  readonly together?: true;
}

/** What every kind of case writes down of a message that it decided. */
export interface DecidedNotice {
  readonly type: 'noticeDecided';
  readonly step: string;
  readonly occurrence: string;
  readonly key: string;
  readonly party: Party;
  readonly personId: string;
  readonly channel: NoticeChannel;
  readonly template: string;
  readonly rank: number;
  readonly notBefore: Instant;
  readonly line: NoticeLine;
  readonly facts: DecisionFacts;
  readonly on: PlainDate;
  readonly channelAt: number;
  readonly attempt: number;
}

/** Fields of templates that follow from no figure of the line; a schedule as `2025-03-05=100.00 2025-04-05=100.00`. */
export type NoticeField =
  | 'respondBy'
  | 'claimAmount'
  | 'claimOn'
  | 'receivedAmount'
  | 'remainingAmount'
  | 'refundAmount'
  | 'promisedAmount'
  | 'promisedOn'
  | 'saleOn'
  | 'saleAmount'
  | 'wholeAmount'
  | 'noticeDays'
  | 'ground'
  | 'reliefAmount'
  | 'reliefUntil'
  | 'schedule';

/** The line of a loan as of the day of an assessment; `instalment` chooses the instalment that a reminder speaks of. */
export function noticeLine(terms: LoanTerms, assessment: Assessment, instalment?: number): NoticeLine {
  const { asOf, writtenOff } = assessment;
  // A debt that was written off is asked for whole, less what was recovered (账销案存).
  const leftMinor = assessment.outstandingMinor - assessment.recoveredMinor;
  const open = assessment.instalments.filter((item) => item.openMinor > 0);
  const spoken = writtenOff
    ? undefined
    : instalment === undefined
      ? open.find((item) => item.dueOn >= asOf)
      : open.find((item) => item.number === instalment);
  return {
    loanId: terms.loanId,
    currency: terms.contract.currency,
    asOf,
    about: instalment === undefined && assessment.overdueAmountMinor > 0 ? 'arrears' : 'due',
    overdueMinor: assessment.overdueAmountMinor,
    overdueDays: assessment.overdueDays,
    oldestDueOn: assessment.oldestDueOn,
    overdueInstalments: open.filter((item) => item.dueOn < asOf).map((item) => item.number),
    dueOn: spoken?.dueOn ?? null,
    dueMinor: writtenOff ? leftMinor : (spoken?.openMinor ?? 0),
    dueInstalment: spoken?.number ?? null,
    outstandingMinor: leftMinor,
  };
}

/** The line for a party: for someone else than the debtor it names the people and the amount that is asked for. */
export function lineFor(
  party: Party,
  partyId: string,
  debtorId: string,
  line: NoticeLine,
  fields: NonNullable<NoticeLine['fields']> = {},
): NoticeLine {
  const claimed = { claimAmount: formatAmount(line.overdueMinor, line.currency), ...fields };
  switch (party) {
    case 'debtor':
      return { ...line, ...(Object.keys(fields).length === 0 ? {} : { fields }) };
    case 'guarantor':
      return { ...line, fields: claimed, people: { borrowerName: debtorId, guarantorName: partyId } };
    case 'dealer':
    case 'insurer':
      return { ...line, fields: claimed, people: { borrowerName: debtorId, partnerName: partyId } };
  }
}

/** The line of a demand: of one on a guarantor, who may have guaranteed several loans. */
export function demandLine(party: Party, line: NoticeLine): NoticeLine {
  return party === 'guarantor' ? { ...line, together: true } : line;
}
