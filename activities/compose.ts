/** The content of a letter: the filled template inside the letterhead of whoever sends it. */
import type { Template } from '../policies/templates.ts';
import type { Inline } from '../policies/templateText.ts';
import { accountBelow, fillLine, type MessageData, type Piece } from './fill.ts';
import { shortLoans, type Frame } from './markup.ts';
import type { LetterBlock, LetterContent } from './typeset.ts';

/** Puts a letter together. @throws RenderError when template or letterhead lack a field */
export function letterContent(template: Template, frame: Frame, data: MessageData): LetterContent {
  const { filled, labels } = frame;
  const line = (inlines: readonly Inline[]): readonly Piece[] => fillLine(inlines, filled, () => shortLoans(frame));
  const blocks = template.blocks.map((block, index): LetterBlock => {
    switch (block.kind) {
      case 'heading':
        return { kind: 'heading', line: line(block.inlines) };
      case 'paragraph':
        return { kind: 'paragraph', opening: index === 0, lines: block.lines.map(line) };
      case 'list':
        return { kind: 'list', ordered: block.ordered, items: block.items.map(line) };
      case 'loans':
        return { kind: 'loans' };
      case 'schedule':
        return { kind: 'schedule', dates: filled.schedule() };
    }
  });
  const fromPartner = template.letterhead === 'partner';
  const sender = filled.field(fromPartner ? 'partnerName' : 'lenderName');
  const date = filled.field('date');
  const [year, month, day] = (data.date ?? '').split('-').map(Number);
  const subject = line(template.subject)
    .map((piece) => piece.text)
    .join('');
  return {
    language: template.language,
    words: labels.letter,
    table: labels.table,
    sender,
    // A law firm's letter names the client as the one to call and to pay.
    contact: [
      ...(fromPartner ? [filled.field('lenderName')] : []),
      filled.field('lenderAddress'),
      `${labels.letter.phone} ${filled.field('lenderPhone')}`,
    ],
    recipient: filled.field('recipientName'),
    address: filled.optional('recipientAddress') ?? null,
    particulars: [
      [labels.letter.letterNumber, filled.field('letterNumber')],
      [labels.letter.reference, filled.field('reference')],
      [labels.letter.date, date],
    ],
    date,
    day: { year: year ?? 0, month: month ?? 0, day: day ?? 0 },
    subject,
    blocks,
    rows: filled.rows(),
    totalDue: filled.field('totalDue'),
    totalOutstanding: filled.field('totalOutstanding'),
    account: accountBelow(template, filled) ?? null,
    footer: `${filled.field('lenderName')} · ${filled.field('letterNumber')} · ${filled.field('reference')}`,
  };
}
