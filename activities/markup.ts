/** Filled blocks as plain text (SMS, call script) and as the two bodies of a mail. */
import type { Labels, Template } from '../policies/templates.ts';
import type { Block, Inline } from '../policies/templateText.ts';
import { accountBelow, fillLine, type Filled, type FilledRow, type Piece } from './fill.ts';

export interface Frame {
  readonly filled: Filled;
  readonly labels: Labels;
}

export const columns = ['loanId', 'instalments', 'dueOn', 'overdueDays', 'amountDue', 'outstanding'] as const;

/** The loans in one line: `L1: $120.00, 5 days overdue; L2: …`. */
export function shortLoans({ filled, labels }: Frame): string {
  const line = (row: FilledRow): string => {
    const pattern = row.overdueDays === '0' ? labels.shortRow.due : labels.shortRow.overdue;
    return pattern.replace(/\{\{(\w+)\}\}/gu, (_, name: string) =>
      columns.flatMap((c) => (c === name ? [row[c]] : [])).join(''),
    );
  };
  return filled.rows().map(line).join(labels.shortRow.between);
}

const textOf = (pieces: readonly Piece[]): string => pieces.map((piece) => piece.text).join('');

/** Plain text. `short` puts the loans on one line each way (SMS); `long` gives each a line of its own. */
export function toText(blocks: readonly Block[], frame: Frame, loans: 'short' | 'long'): string {
  const fill = (inlines: readonly Inline[]): string => textOf(fillLine(inlines, frame.filled, () => shortLoans(frame)));
  const table = (): string => {
    if (loans === 'short') return shortLoans(frame);
    const head = frame.labels.table;
    return frame.filled
      .rows()
      .map((row) => columns.map((column) => `${head[column]} ${row[column]}`).join(' | '))
      .join('\n');
  };
  const parts = blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
        return fill(block.inlines);
      case 'paragraph':
        return block.lines.map(fill).join('\n');
      case 'list':
        return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '-'} ${fill(item)}`).join('\n');
      case 'loans':
        return table();
      case 'schedule':
        return frame.filled
          .schedule()
          .map(({ dueOn, amount }) => `${dueOn} ${amount}`)
          .join('\n');
    }
  });
  return parts.join(loans === 'short' ? '\n' : '\n\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escapeHtml = (text: string): string => text.replace(/[&<>"']/gu, (c) => entities[c] ?? c);

/** A footer line; the way to stop mails is a link where it has one. */
const footLine = (line: string): string =>
  escapeHtml(line).replace(/https?:\/\/[^\s<>"]+/gu, (url) => `<a href="${url}" style="color:#12406b">${url}</a>`);

const cell = 'padding:6px 10px;border-bottom:1px solid #d5dce4';
/** Figures stand under one another, as in the letter. */
const figures: readonly string[] = ['overdueDays', 'amountDue', 'outstanding'];
const cellOf = (column: string): string =>
  `${cell};text-align:${figures.includes(column) ? 'right;white-space:nowrap' : 'left'}`;

function htmlTable({ filled, labels }: Frame): string {
  const head = columns.map(
    (c) => `<th style="${cellOf(c)};background:#12406b;color:#fff">${escapeHtml(labels.table[c])}</th>`,
  );
  const rows = filled
    .rows()
    .map((row) => `<tr>${columns.map((c) => `<td style="${cellOf(c)}">${escapeHtml(row[c])}</td>`).join('')}</tr>`);
  const total = [filled.field('totalDue'), filled.field('totalOutstanding')].map(
    (sum) => `<td style="${cellOf('amountDue')}"><strong>${escapeHtml(sum)}</strong></td>`,
  );
  const foot = `<tr><td colspan="4" style="${cellOf('loanId')}"><strong>${escapeHtml(labels.table.total)}</strong></td>${total.join('')}</tr>`;
  return `<table style="border-collapse:collapse;width:100%;margin:16px 0;font-size:14px"><tr>${head.join('')}</tr>${rows.join('')}${foot}</table>`;
}

function htmlSchedule({ filled }: Frame): string {
  const row = (dueOn: string, amount: string): string =>
    `<tr><td style="${cellOf('dueOn')}">${escapeHtml(dueOn)}</td><td style="${cellOf('amountDue')}">${escapeHtml(amount)}</td></tr>`;
  const rows = filled.schedule().map(({ dueOn, amount }) => row(dueOn, amount));
  return `<table style="border-collapse:collapse;margin:16px 0;font-size:14px">${rows.join('')}</table>`;
}

/**
 * Subject and both bodies of a mail. Below the text stand the account, the sender, the reference and, for persons, how
 * to stop further mails.
 * @throws RenderError when template or frame lack a field
 */
export function toHtml(template: Template, frame: Frame): { subject: string; text: string; html: string } {
  const { filled, labels } = frame;
  const line = (inlines: readonly Inline[]): readonly Piece[] => fillLine(inlines, filled, () => shortLoans(frame));
  const html = (inlines: readonly Inline[]): string =>
    line(inlines)
      .map(({ text, bold }) => (bold ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text)))
      .join('');
  const body = template.blocks.map((block) => {
    switch (block.kind) {
      case 'heading':
        return `<h2 style="font-size:16px">${html(block.inlines)}</h2>`;
      case 'paragraph':
        return `<p>${block.lines.map(html).join('<br>')}</p>`;
      case 'list': {
        const tag = block.ordered ? 'ol' : 'ul';
        return `<${tag}>${block.items.map((item) => `<li>${html(item)}</li>`).join('')}</${tag}>`;
      }
      case 'loans':
        return htmlTable(frame);
      case 'schedule':
        return htmlSchedule(frame);
    }
  });
  const subject = `${textOf(line(template.subject))} [${filled.field('reference')}]`;
  const account = accountBelow(template, filled);
  const foot = [
    ...(account === undefined ? [] : [`${labels.letter.account} ${account}`]),
    filled.field('lenderName'),
    `${labels.letter.phone} ${filled.field('lenderPhone')}`,
    `${labels.letter.reference} ${filled.field('reference')}`,
    ...(template.audience === 'partner' ? [] : [filled.field('optOut')]),
  ];
  const page = [
    `<!doctype html><html lang="${template.language}"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    '<body style="margin:0;background:#f2f5f8"><div style="max-width:680px;margin:0 auto;padding:28px;background:#fff;',
    "font:15px/1.7 'Noto Sans SC','PingFang SC','Microsoft YaHei',Helvetica,Arial,sans-serif;color:#1d2733\">",
    `<div style="font-size:20px;font-weight:700;color:#12406b;border-bottom:2px solid #12406b;padding-bottom:10px">${escapeHtml(filled.field('lenderName'))}</div>`,
    ...body,
    `<p style="margin-top:28px;padding-top:12px;border-top:1px solid #d5dce4;font-size:13px;color:#5b6673">${foot.map(footLine).join('<br>')}</p>`,
    '</div></body></html>',
  ];
  return { subject, text: `${toText(template.blocks, frame, 'long')}\n\n${foot.join('\n')}\n`, html: page.join('') };
}
