/** Previews of templates, made by the very functions that make what is sent (docs/templates.md, "Looking at one"). */
import { createHash } from 'node:crypto';
import { dayOf, partyId } from '../domain/day.ts';
import type { Instant } from '../domain/instant.ts';
import { localDate } from '../domain/instant.ts';
import type { LoanState } from '../domain/loanState.ts';
import { formatAmount } from '../domain/money.ts';
import { lineFor, noticeLine } from '../domain/notice.ts';
import type { NoticeLine } from '../domain/notice.ts';
import type { Party, Policy } from '../domain/policy.ts';
import { readPerson } from '../db/person.ts';
import type { Db, Queries } from '../db/pool.ts';
import { exampleData, exampleLoans } from '../policies/templateExample.ts';
import { rowOf } from '../policies/templateList.ts';
import type { Preview, PreviewAsk, PreviewRefused } from '../policies/templatePreview.ts';
import type { Template, TemplateSet } from '../policies/templates.ts';
import { RenderError } from './render.ts';
import type { MessageData } from './render.ts';
import { smsSize } from './segments.ts';
import { MessageRefused, composeMessage, make } from './send/message.ts';
import type { LenderFacts, MessageOptions } from './send/fields.ts';
import type { Made } from './send/message.ts';

export interface TemplateDeskDeps {
  readonly templates: TemplateSet;
  readonly message: Omit<MessageOptions, 'sealer'>;
}

/** What a preview for a loan reads besides the template. */
export interface LoanDeps {
  readonly db: Db;
  readonly sealer: MessageOptions['sealer'];
  readonly now: (q: Queries) => Promise<Instant>;
}

export interface LoanAsk extends PreviewAsk {
  readonly state: LoanState;
  readonly policy: Policy;
}

/** What stands where a message has its own reference. */
const REFERENCE = 'PREVIEW';

/** A message filled with the made-up case and what the lender says of itself. */
export function previewSample(deps: TemplateDeskDeps, ask: PreviewAsk): Preview | PreviewRefused {
  const { id, channel, language } = ask;
  const template = deps.templates.find(channel, id, language);
  if (template === undefined) return unknown;
  const example = exampleData[language];
  const reference = ask.reference ?? example.reference;
  const { optOut, ...lender } = deps.message.lender[language];
  const stop = channel === 'call' ? {} : { optOut: stopOf(deps, optOut, channel, reference) };
  const data: MessageData = { ...example, ...lender, ...stop, reference, loans: exampleLoans };
  return orRefused(() => {
    if (channel === 'call') return callPreview(template, deps.message.renderMessage('call', id, language, data).text);
    const recipient = { name: example.recipientName, address: example.recipientAddress };
    const draft = { reference, recipient, template: id, language };
    return previewOf(template, make(deps.message.renderMessage, channel, draft, data));
  });
}

/** A message as the loan would be sent it now: its own figures, and the names and address of its people. */
export async function previewForLoan(
  deps: TemplateDeskDeps,
  { db, sealer, now }: LoanDeps,
  ask: LoanAsk,
): Promise<Preview | PreviewRefused> {
  const { id, channel, language, state, policy, reference = REFERENCE } = ask;
  const template = deps.templates.find(channel, id, language);
  if (template === undefined) return unknown;
  // A call script is spoken, never composed: the task of a call shows it (docs/calls.md).
  if (channel === 'call') return { refused: 'NOT_SENT', field: null };
  const at = await now(db);
  const party = partyOf(template, state);
  const recipientId = partyId(state.terms, party);
  if (recipientId === null) return { refused: 'NO_ADDRESSEE', field: party };
  const read = await readPerson(db, sealer, recipientId);
  if (read?.kind !== 'open') return { refused: 'FORGOTTEN', field: party };
  const line = lineOf(state, policy, template, party, recipientId, at);
  const draft = { reference, channel, template: id, language, recipient: read.person, now: at };
  const composed = { ...draft, lines: [{ template: id, line, attach: null }] };
  return orRefusedLater(async () =>
    previewOf(
      template,
      await composeMessage(db, { ...deps.message, sealer }, channel, composed, () => Promise.resolve(null)),
    ),
  );
}

/** Whom a template speaks to, on this loan. */
function partyOf({ audience, id }: Template, { terms }: LoanState): Party {
  if (audience !== 'partner') return audience === 'borrower' ? 'debtor' : 'guarantor';
  const insurer = id.startsWith('insurer') || terms.dealerId === null;
  return insurer ? 'insurer' : 'dealer';
}

/** A reminder speaks of the next instalment, everything else of what is past due; a promise of the latest one. */
function lineOf(
  state: LoanState,
  policy: Policy,
  { id }: Template,
  party: Party,
  recipientId: string,
  at: Instant,
): NoticeLine {
  const { terms, promises = [] } = state;
  const { assessment, on } = dayOf(state, policy, localDate(at, policy.timeZone));
  const reminds = policy.reminders.some(({ action }) => action.do === 'notify' && action.template === id);
  const next = reminds
    ? assessment.instalments.find(({ dueOn, openMinor }) => openMinor > 0 && dueOn >= on)?.number
    : undefined;
  const date = promises.at(-1)?.dates[0];
  const promised =
    date === undefined
      ? {}
      : { promisedOn: date.dueOn, promisedAmount: formatAmount(date.amountMinor, terms.contract.currency) };
  return lineFor(party, recipientId, terms.debtorId, noticeLine(terms, assessment, next), promised);
}

function stopOf(
  { message: { unsubscribeUrl } }: TemplateDeskDeps,
  optOut: LenderFacts['optOut'],
  channel: keyof LenderFacts['optOut'],
  reference: string,
): string {
  const url = channel === 'email' ? unsubscribeUrl?.(reference) : undefined;
  return url === undefined ? optOut[channel] : `${optOut[channel]} ${url}`;
}

const unknown: PreviewRefused = { refused: 'UNKNOWN_TEMPLATE', field: null };

function refusalOf(error: unknown): PreviewRefused {
  if (error instanceof RenderError && error.code !== 'TYPESETTING_FAILED')
    return { refused: error.code, field: error.field };
  if (error instanceof MessageRefused) return { refused: 'NOT_SENT', field: error.message };
  throw error;
}

function orRefused(made: () => Preview): Preview | PreviewRefused {
  try {
    return made();
  } catch (error) {
    return refusalOf(error);
  }
}

async function orRefusedLater(made: () => Promise<Preview>): Promise<Preview | PreviewRefused> {
  try {
    return await made();
  } catch (error) {
    return refusalOf(error);
  }
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

function callPreview(template: Template, text: string): Preview {
  const none = { subject: null, html: null, pdf: null, sms: null };
  return { ...rowOf(template, 'call'), ...none, text, contentSha256: sha256(text), characters: lengthOf(text) };
}

const lengthOf = (text: string): number => Array.from(text).length;

function previewOf(template: Template, { message, content }: Made): Preview {
  const row = { ...rowOf(template, message.channel), contentSha256: sha256(content) };
  switch (message.channel) {
    case 'sms': {
      const { text } = message;
      const size = { characters: lengthOf(text), sms: smsSize(text) };
      return { ...row, ...size, text, subject: null, html: null, pdf: null };
    }
    case 'email': {
      const { subject, text, html } = message;
      return { ...row, subject, text, html, pdf: null, characters: lengthOf(text), sms: null };
    }
    case 'letter':
      return { ...row, subject: null, text: null, html: null, pdf: message.pdf, characters: 0, sms: null };
  }
}
