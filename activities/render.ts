/** Turns a template and the facts of a case into what a channel sends. */
import type { Language, Template, TemplateChannel, TemplateSet } from '../policies/templates.ts';
import { letterContent } from './compose.ts';
import { RenderError, fillWith, requireFields, type MessageData } from './fill.ts';
import { toHtml, toText, type Frame } from './markup.ts';
import { smsSize, type SmsSize } from './segments.ts';
import type { Typeset } from './typeset.ts';

export { RenderError, type LoanRow, type MessageData } from './fill.ts';

export interface RenderedSms extends Pick<SmsSize, 'encoding' | 'segments'> {
  readonly channel: 'sms';
  readonly text: string;
}
export interface RenderedEmail {
  readonly channel: 'email';
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}
export interface RenderedLetter {
  readonly channel: 'letter';
  readonly subject: string;
  readonly pdf: Uint8Array;
}
export interface RenderedCall {
  readonly channel: 'call';
  readonly text: string;
}
export type Rendered = RenderedSms | RenderedEmail | RenderedLetter | RenderedCall;
export type RenderedOf<C extends TemplateChannel> = Extract<Rendered, { readonly channel: C }>;

export interface Renderer {
  /** @throws RenderError MISSING_FIELD or BAD_FIELD, with the field's name */
  sms(template: Template, data: MessageData): RenderedSms;
  email(template: Template, data: MessageData): RenderedEmail;
  letter(template: Template, data: MessageData): RenderedLetter;
  call(template: Template, data: MessageData): RenderedCall;
}

/** The renderers of one set of templates. */
export function createRenderer(templates: TemplateSet, typeset: Typeset): Renderer {
  const frameOf = (template: Template, data: MessageData): Frame => {
    const filled = fillWith(data, template.language);
    requireFields(template, filled);
    return { filled, labels: templates.labels[template.language] };
  };
  return {
    sms(template, data) {
      const text = toText(template.blocks, frameOf(template, data), 'short');
      const { encoding, segments } = smsSize(text);
      return { channel: 'sms', text, encoding, segments };
    },
    email(template, data) {
      const { subject, text, html } = toHtml(template, frameOf(template, data));
      return { channel: 'email', subject, text, html };
    },
    letter(template, data) {
      const content = letterContent(template, frameOf(template, data), data);
      const pdf = typeset(content);
      return { channel: 'letter', subject: content.subject, pdf };
    },
    call(template, data) {
      const text = toText(template.blocks, frameOf(template, data), 'long');
      return { channel: 'call', text };
    },
  };
}

/** Renders by id: `renderMessage('sms', 'overdue1', 'zh-CN', data)`. */
export type RenderMessage = <C extends TemplateChannel>(
  channel: C,
  templateId: string,
  language: Language,
  data: MessageData,
) => RenderedOf<C>;

/**
 * The dispatch over a set of templates.
 * @throws RenderError UNKNOWN_TEMPLATE when the set has none of that id for the channel and language
 */
export function createRenderMessage(templates: TemplateSet, typeset: Typeset): RenderMessage {
  const renderer = createRenderer(templates, typeset);
  const by: { readonly [C in TemplateChannel]: (template: Template, data: MessageData) => RenderedOf<C> } = renderer;
  return (channel, templateId, language, data) => {
    const template = templates.find(channel, templateId, language);
    if (template === undefined) throw new RenderError('UNKNOWN_TEMPLATE', `${language}/${templateId}.${channel}`);
    return by[channel](template, data);
  };
}
