import type { TemplateRow } from './templateList.ts';
import type { Language, TemplateChannel } from './templates.ts';

export interface PreviewAsk {
  readonly id: string;
  readonly channel: TemplateChannel;
  readonly language: Language;
  /** What the message would be known by. */
  readonly reference?: string;
}

/** A message as it would leave, and what it measures. */
export interface Preview extends TemplateRow {
  readonly subject: string | null;
  /** The words; null for a letter, which is a PDF. */
  readonly text: string | null;
  readonly html: string | null;
  readonly pdf: Uint8Array | null;
  /** SHA-256 of what is kept of such a message: of these bytes. */
  readonly contentSha256: string;
  /** Characters of the text; 0 for a letter. */
  readonly characters: number;
  /** What an SMS is billed by; null elsewhere. */
  readonly sms: { readonly encoding: 'GSM-7' | 'UCS-2'; readonly units: number; readonly segments: number } | null;
}

/** Why there is nothing to show: `field` names what is missing or malformed. */
export interface PreviewRefused {
  readonly refused: 'UNKNOWN_TEMPLATE' | 'MISSING_FIELD' | 'BAD_FIELD' | 'NO_ADDRESSEE' | 'FORGOTTEN' | 'NOT_SENT';
  readonly field: string | null;
}
