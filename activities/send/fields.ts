/** What a template is given to speak of: figures of the loans, names of people, what the lender says of itself. */
import { addDays, type PlainDate } from '../../domain/date.ts';
import { localDate } from '../../domain/instant.ts';
import { formatAmount } from '../../domain/money.ts';
import type { NoticeLine } from '../../domain/notice.ts';
import { templateLanguage } from '../../domain/wording.ts';
import type { Draft } from '../../db/outbox.ts';
import { readPerson } from '../../db/person.ts';
import type { PersonalData } from '../../db/person.ts';
import type { Queries } from '../../db/pool.ts';
import type { Sealer } from '../../db/seal.ts';
import type { Language } from '../../policies/templates.ts';
import type { Channel } from '../channel.ts';
import { RenderError } from '../render.ts';
import type { LoanRow, MessageData, RenderMessage } from '../render.ts';
import { addDecimals } from '../wording.ts';

/** Names that a template may speak of beside its recipient. */
type Named = 'borrowerName' | 'guarantorName' | 'partnerName';

/** A line of the outbox: the figures, and what only some templates need. No personal data. */
export interface MessageLine extends NoticeLine {
  /** Further fields of the template, in its own form: dates as YYYY-MM-DD, amounts as decimals. */
  readonly fields?: Partial<
    Record<
      | 'respondBy'
      | 'claimAmount'
      | 'claimOn'
      | 'promisedAmount'
      | 'promisedOn'
      | 'saleOn'
      | 'saleAmount'
      | 'officerName',
      string
    >
  >;
  /** Ids of the people named. Left out: the recipient is the borrower. */
  readonly people?: Partial<Record<Named, string>>;
}

/** What the lender says of itself, in one language. */
export interface LenderFacts {
  readonly lenderName: string;
  readonly lenderAddress: string;
  readonly lenderPhone: string;
  readonly paymentAccount?: string;
  readonly officerName?: string;
  /** The law firm that lawyer's letters come from; demands to partners name their partner instead. */
  readonly partnerName?: string;
  /** How to stop messages, by channel. */
  readonly optOut: Readonly<Record<Channel, string>>;
}

export interface MessageOptions {
  readonly sealer: Sealer;
  readonly renderMessage: RenderMessage;
  readonly lender: Readonly<Record<Language, LenderFacts>>;
  /** Zone of the lender's business day, by which messages are dated. */
  readonly timeZone: string;
  /** Page on which the recipient of an e-mail stops further ones, by reference; shown under the text. */
  readonly unsubscribeUrl?: (reference: string) => string;
  /** Days to answer, where the policy sets none. Default 7. */
  readonly respondWithinDays?: number;
}

/** A reminder asks for the instalment it speaks of, everything else for what is past due. */
export function loanRow(line: NoticeLine): LoanRow {
  const { loanId, currency, asOf, overdueMinor, overdueDays, overdueInstalments, dueInstalment } = line;
  const outstanding = formatAmount(line.outstandingMinor, currency);
  if (line.about === 'arrears') {
    const amountDue = formatAmount(overdueMinor, currency);
    const dueOn = line.oldestDueOn ?? asOf;
    return { loanId, instalments: overdueInstalments, dueOn, overdueDays, amountDue, outstanding };
  }
  const instalments = dueInstalment === null ? [] : [dueInstalment];
  const amountDue = formatAmount(line.dueMinor, currency);
  return { loanId, instalments, dueOn: line.dueOn ?? asOf, overdueDays: 0, amountDue, outstanding };
}

/**
 * Names of the people that the lines speak of, each once; someone forgotten has none, and a template that needs it is not
 * sent.
 */
export async function namesOf(
  q: Queries,
  sealer: Sealer,
  lines: readonly [MessageLine, ...MessageLine[]],
  recipient: PersonalData,
  language: Language,
): Promise<MessageNames> {
  const [top] = lines;
  if (top.people === undefined) return { borrowerName: recipient.name };
  const names: MessageNames = {};
  for (const field of Object.keys(top.people) as Named[]) {
    const ids = new Set(lines.flatMap(({ people }) => people?.[field] ?? []));
    const read = await Promise.all([...ids].map((id) => readPerson(q, sealer, id)));
    const open = read.flatMap((one) => (one?.kind === 'open' ? [one.person.name] : []));
    if (open.length === ids.size) names[field] = open.join(language === 'en' ? ', ' : '、');
  }
  return names;
}

/** What several loans ask for together; what else they name is the same in all of them. */
function fieldsOf([top, ...rest]: readonly [MessageLine, ...MessageLine[]]): MessageLine['fields'] {
  if (top.together !== true || rest.length === 0) return top.fields;
  const claimed = [top, ...rest].flatMap(({ fields }) => fields?.claimAmount ?? []);
  const claimAmount = addDecimals(claimed);
  return { ...top.fields, ...(claimAmount === undefined ? {} : { claimAmount }) };
}

type MessageNames = Partial<Record<Named, string>>;

/** What a message is made from: of a draft all but what only its journal needs. */
export type Composable = Pick<Draft, 'reference' | 'channel' | 'template' | 'language' | 'recipient' | 'now'> & {
  readonly lines: readonly Pick<Draft['lines'][number], 'template' | 'line' | 'attach'>[];
};

/** All that a template may speak of. @throws RenderError BAD_FIELD for loans in several currencies */
export function dataOf(
  options: Pick<MessageOptions, 'lender' | 'timeZone' | 'unsubscribeUrl' | 'respondWithinDays'>,
  draft: Composable,
  lines: readonly [MessageLine, ...MessageLine[]],
  names: MessageNames,
  letterNumber: string,
): MessageData {
  const { reference, channel, recipient, language, now } = draft;
  const [top] = lines;
  if (lines.some(({ currency }) => currency !== top.currency)) throw new RenderError('BAD_FIELD', 'currency');
  const { optOut, ...lender } = options.lender[templateLanguage(language)];
  const date: PlainDate = localDate(now, options.timeZone);
  return {
    ...lender,
    optOut: stopWords(options, optOut, channel, reference),
    respondBy: addDays(date, options.respondWithinDays ?? 7),
    ...fieldsOf(lines),
    ...names,
    reference,
    letterNumber,
    date,
    recipientName: recipient.name,
    // Opened when a template names it; an empty field is a missing one.
    get recipientAddress() {
      return recipient.address ?? '';
    },
    currency: top.currency,
    loans: lines.map(loanRow),
  };
}

function stopWords(
  { unsubscribeUrl }: Pick<MessageOptions, 'unsubscribeUrl'>,
  optOut: LenderFacts['optOut'],
  channel: Draft['channel'],
  reference: string,
): string {
  const words = channel in optOut ? optOut[channel as Channel] : '';
  return channel === 'email' && unsubscribeUrl !== undefined ? `${words} ${unsubscribeUrl(reference)}` : words;
}
