// The words in which a life is told: the loan, what happens to it from outside by date, and the table that must come out.
import type { Payer } from '../../domain/posting.ts';

export interface LoanWish {
  readonly policy: 'cn-consumer' | 'cn-car-loan' | 'cn-working-capital';
  readonly disbursedOn: string;
  /** Due date, principal and interest of each instalment, in decimal. */
  readonly instalments: readonly (readonly [dueOn: string, principal: string, interest?: string])[];
  readonly parties?: readonly ('guarantor' | 'dealer' | 'insurer')[];
  /** The id of a dealer that other loans have as well; `parties` names none then. */
  readonly dealer?: string;
  /** Others who come into it later: `executor` is the person `executor-L-…`. */
  readonly others?: readonly string[];
  /** An agency with a contract: `agency-L-…`. */
  readonly agency?: boolean;
  /** The day on which recoup takes it over; default: that of the disbursement. */
  readonly takenOverOn?: string;
}

/** What comes from outside on a day: at 07:00 when money is posted, at 09:00 when a person acts. */
export type Happening = { readonly on: string } & (
  | {
      readonly does: 'pay';
      readonly amount: string;
      readonly id: string;
      readonly valueDate: string;
      readonly payer?: Payer;
      readonly moment: Moment;
    }
  | { readonly does: 'reverse'; readonly of: string }
  | { readonly does: 'prove'; readonly step: string; readonly track: string | null }
  | {
      readonly does: 'command';
      readonly by: string;
      readonly role: string;
      readonly type: string;
      readonly track: string | null;
      readonly content: Readonly<Record<string, unknown>>;
    }
);

/** `justDecided`: half a minute after the hour at which the loan's steps are taken, so that what was decided still waits. */
export type Moment = 'morning' | 'justDecided';

export interface Life {
  readonly loanId: string;
  readonly title: string;
  readonly loan: LoanWish;
  readonly happenings: readonly Happening[];
  /** `date  what happened`, a line for each thing, in order. */
  readonly table: string;
  /** What `assess` says as of some days. */
  readonly figures: Readonly<Record<string, string>>;
  /** How the loan stands at the end. */
  readonly stage: string;
}

/** The lines of the table, without the margin that they have in their file. */
export const linesOf = ({ table }: Pick<Life, 'table'>): string[] =>
  table.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));

interface PaymentMore {
  readonly id?: string;
  readonly valueDate?: string;
  readonly payer?: Payer;
  readonly moment?: Moment;
}

export const pays = (on: string, amount: string, more: PaymentMore = {}): Happening => ({
  ...{ does: 'pay', on, amount, id: more.id ?? on, valueDate: more.valueDate ?? on, moment: more.moment ?? 'morning' },
  ...(more.payer === undefined ? {} : { payer: more.payer }),
});

export const reverses = (on: string, of: string): Happening => ({ does: 'reverse', on, of });

/** The post brings the receipt of the latest letter of a step (回执). */
export const proves = (on: string, step: string, track: string | null = null): Happening => ({
  ...{ does: 'prove', on, step, track },
});

/** A person gives a command to the loan, to one of its tracks: `claim/1`, or to the partner `partner/<id>`. */
export const commands = (
  on: string,
  person: readonly [id: string, role: string],
  type: string,
  content: Readonly<Record<string, unknown>> = {},
  track: string | null = null,
): Happening => ({ does: 'command', on, by: person[0], role: person[1], type, track, content });

type Person = readonly [id: string, role: string];

/** A document that was handed in, as a command names it. */
export const paper = (loanId: string, kind: string): { id: string; kind: string; sha256: string } => ({
  ...{ id: `evidence/${loanId}/${kind}/1`, kind, sha256: 'a'.repeat(64) },
});

interface Asked {
  readonly terms: object;
  readonly papers?: readonly string[];
  readonly maker?: Person;
}

/** Something is asked for a loan, and approved by others on the day. */
export const asks = (
  loanId: string,
  on: string,
  kind: string,
  { terms, papers = [], maker = ['li', 'supervisor'] }: Asked,
  approvers: readonly Person[] = [],
  number = 1,
): Happening[] => [
  commands(on, maker, 'request', {
    ...{ kind, terms, reason: 'as agreed', documents: papers.map((name) => paper(loanId, name)) },
  }),
  ...approvers.map((person) => commands(on, person, 'approveRequest', { request: `${loanId}/request/${number}` })),
];
