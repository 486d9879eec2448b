/** Turns a draft into what the channel sends: figures from its lines, names and address unsealed for this moment only. */
import { createHash } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { localDate } from '../../domain/instant.ts';
import { mayJoin } from '../../domain/tone.ts';
import { templateLanguage } from '../../domain/wording.ts';
import type { Draft, Rendering } from '../../db/outbox.ts';
import { attachedId } from '../../db/document.ts';
import type { LetterNumber } from '../../db/letterNumber.ts';
import type { Queries } from '../../db/pool.ts';
import type { Language } from '../../policies/templates.ts';
import type { Channel, OutgoingMessage } from '../channel.ts';
import { RenderError } from '../render.ts';
import { smsSize } from '../segments.ts';
import type { MessageData, RenderMessage } from '../render.ts';
import { dataOf, namesOf } from './fields.ts';
import type { Composable, MessageLine, MessageOptions } from './fields.ts';

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
        if (numbered !== null) return numbered;
        const number = await numbers.next(year);
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
