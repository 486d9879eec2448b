/** Turns a draft into what the channel sends: figures from its lines, names and address unsealed for this moment only. */
import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { addDays, type PlainDate } from '../../domain/date.ts';
import { localDate } from '../../domain/instant.ts';
import { formatAmount } from '../../domain/money.ts';
import type { NoticeLine } from '../../domain/notice.ts';
import { mayJoin } from '../../domain/tone.ts';
import { templateLanguage } from '../../domain/wording.ts';
import type { Draft, Rendering } from '../../db/outbox.ts';
import { attachedId } from '../../db/document.ts';
import type { LetterNumber } from '../../db/letterNumber.ts';
import { readPerson } from '../../db/person.ts';
import type { PersonalData } from '../../db/person.ts';
import type { Queries } from '../../db/pool.ts';
import type { Sealer } from '../../db/seal.ts';
import type { Language } from '../../policies/templates.ts';
import type { Channel, OutgoingMessage } from '../channel.ts';
import { RenderError } from '../render.ts';
import { addDecimals } from '../wording.ts';
import { smsSize } from '../segments.ts';
import type { LoanRow, MessageData, RenderMessage } from '../render.ts';

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
async function namesOf(
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

function dataOf(
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

/** 催字〔2025〕000123号 or CL-2025-000123: the language is that of the letter, the number that of the register. */
export function letterNumberText({ year, n }: LetterNumber, language: Language): string {
  const padded = String(n).padStart(6, '0');
  return language === 'zh-CN' ? `催字〔${year}〕${padded}号` : `CL-${year}-${padded}`;
}

/** What leaves, and what of it is kept. */
export interface Made {
  readonly message: OutgoingMessage;
  readonly content: Uint8Array;
  /** The letter that goes along with it. */
  readonly attached?: Uint8Array;
}

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** An e-mail with a letter: what is kept of the text names the letter by its hash. */
function withLetter({ message }: Made, pdf: Uint8Array, letterNumber: string): Made {
  if (message.channel !== 'email') throw new RenderError('BAD_FIELD', 'attach');
  const { subject, text, html } = message;
  const filename = `${letterNumber}.pdf`;
  const content = Buffer.from(JSON.stringify({ subject, text, html, attached: [{ filename, sha256: sha256(pdf) }] }));
  const attachments = [{ filename, content: pdf, contentType: 'application/pdf' }];
  return { message: { ...message, attachments }, content, attached: pdf };
}

/** Fills the template of a channel: for what is sent and for a preview alike. @throws RenderError */
export function make(
  render: RenderMessage,
  channel: Channel,
  draft: Pick<Composable, 'reference' | 'recipient' | 'template' | 'language'>,
  data: MessageData,
): Made {
  const { reference, recipient, template } = draft;
  const language = templateLanguage(draft.language);
  const to = recipient[({ sms: 'phone', email: 'email', letter: 'address' } as const)[channel]] ?? '';
  switch (channel) {
    case 'sms': {
      const { text } = render('sms', template, language, data);
      return { message: { channel, reference, to, text }, content: Buffer.from(text) };
    }
    case 'email': {
      const { subject, text, html } = render('email', template, language, data);
      const content = Buffer.from(JSON.stringify({ subject, text, html }));
      return { message: { channel, reference, to, subject, text, html }, content };
    }
    case 'letter': {
      const { pdf } = render('letter', template, language, data);
      return { message: { channel, reference, to, pdf, letterNumber: data.letterNumber ?? reference }, content: pdf };
    }
  }
}

/** Number of the letter that a message is or brings along, in the register under the document's id. */
type NumberOf = (documentId: string, year: number) => Promise<LetterNumber | null>;

/**
 * Makes a message: the one function behind what is sent and what a preview shows.
 * @param numberOf gives a letter its number; null: the reference stands in its place
 * @throws RenderError MISSING_FIELD, BAD_FIELD or UNKNOWN_TEMPLATE with the name of what is missing
 * @throws MessageRefused NO_LINES, TONE_NOT_REACHED
 */
export async function composeMessage(
  q: Queries,
  options: MessageOptions,
  channel: Channel,
  draft: Composable,
  numberOf: NumberOf,
): Promise<Made> {
  const [top, ...rest] = draft.lines.map(({ line }) => line as MessageLine);
  if (top === undefined) throw new MessageRefused('NO_LINES');
  if (!draft.lines.every((line, _at, [highest = line]) => mayJoin(line, highest)))
    throw new MessageRefused('TONE_NOT_REACHED');
  const { reference, now } = draft;
  const language = templateLanguage(draft.language);
  const names = await namesOf(q, options.sealer, [top, ...rest], draft.recipient, language);
  // Of the loans that share an e-mail, the highest rung that asks for a letter has it written in its own words.
  const asks = channel === 'email' ? draft.lines.find(({ attach }) => attach !== null) : undefined;
  const year = Number(localDate(now, options.timeZone).slice(0, 4));
  const documentId = asks === undefined ? reference : attachedId(reference);
  const number = channel === 'letter' || asks !== undefined ? await numberOf(documentId, year) : null;
  const letterNumber = number === null ? reference : letterNumberText(number, language);
  const data = dataOf(options, draft, [top, ...rest], names, letterNumber);
  const made = make(options.renderMessage, channel, draft, data);
  if (asks?.attach === undefined || asks.attach === null) return made;
  const own = top.together === true ? data : { ...data, ...(asks.line as MessageLine).fields };
  return withLetter(made, options.renderMessage('letter', asks.attach, language, own).pdf, letterNumber);
}

/** A message that is not made, whatever its fields are. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
}

/** Prepares the messages of one channel. What cannot be rendered is unsendable, with the name of what is missing. */
export function createPrepare(options: MessageOptions, channel: Channel) {
  return async (q: Queries, draft: Draft): Promise<Rendering<OutgoingMessage>> => {
    const { reference, numbered, numbers } = draft;
    // To set a page takes the thread for long: between two of them what is under way goes on.
    if (channel !== 'sms') await breathe();
    try {
      let entered: (() => Promise<void>) | undefined;
      const made = await composeMessage(q, options, channel, draft, async (documentId, year) => {
        const number = numbered ?? (await numbers.next(year));
        entered = () => numbers.enter(documentId, reference, number);
        return number;
      });
      // A number is entered for a letter that was made; of one that was not, it is given to the next.
      await entered?.();
      const { message } = made;
      return { kind: 'ready', ...made, units: message.channel === 'sms' ? smsSize(message.text).segments : 1 };
    } catch (error) {
      if (error instanceof RenderError || error instanceof MessageRefused)
        return { kind: 'unsendable', code: error.message };
      throw error;
    }
  };
}
