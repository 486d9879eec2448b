/**
 * The small text format of templates: paragraphs, `## headings`, `- ` and `1. ` lists, `**bold**` and `{{field}}`.
 * It is parsed before anything is filled in, so that no name or address can ever become markup.
 */
import { isField, type FieldName } from './templateFields.ts';

export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly bold: boolean }
  | { readonly kind: 'field'; readonly field: FieldName; readonly bold: boolean };

export type Block =
  | { readonly kind: 'heading'; readonly inlines: readonly Inline[] }
  /** Each line of the source is a line of the message. */
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  /** `{{loans}}` alone on a line. */
  | { readonly kind: 'loans' }
  /** `{{schedule}}` alone on a line: each date and amount on a line of its own. */
  | { readonly kind: 'schedule' };

/** What is wrong on a line, before the file's name is known. */
export interface LineProblem {
  readonly line: number;
  readonly rule: string;
  readonly remedy: string;
}

const list = /^(-|\d+\.) (.*)$/u;

/**
 * Parses one line. `**` toggles bold. An unknown placeholder, or braces that are none, are reported and left out.
 * @param line number of the line in the file, from 1, for the report
 */
export function parseInline(source: string, line: number, problems: LineProblem[]): readonly Inline[] {
  const inlines: Inline[] = [];
  let bold = false;
  for (const part of source.split(/(\*\*|\{\{.*?\}\})/u)) {
    if (part === '') continue;
    if (part === '**') {
      bold = !bold;
      continue;
    }
    const name = /^\{\{(.*)\}\}$/u.exec(part)?.[1];
    if (name === undefined) {
      if (/\{\{|\}\}/u.test(part)) {
        problems.push({ line, rule: 'BROKEN_PLACEHOLDER', remedy: 'write a placeholder as {{name}} on one line' });
      }
      inlines.push({ kind: 'text', text: part, bold });
    } else if (isField(name)) {
      inlines.push({ kind: 'field', field: name, bold });
    } else {
      problems.push({ line, rule: 'UNKNOWN_PLACEHOLDER', remedy: `${part} is not on the list in docs/templates.md` });
    }
  }
  if (bold) problems.push({ line, rule: 'OPEN_BOLD', remedy: 'close ** on the line it was opened on' });
  return inlines;
}

/** Parses the body of a template; `firstLine` is the line of the file that the body starts on. */
export function parseBody(body: string, firstLine: number, problems: LineProblem[]): readonly Block[] {
  const blocks: Block[] = [];
  let run: { readonly kind: 'paragraph' | 'bullets' | 'numbers'; readonly lines: (readonly Inline[])[] } | undefined;
  const close = (): void => {
    if (run?.kind === 'paragraph') blocks.push({ kind: 'paragraph', lines: run.lines });
    else if (run !== undefined) blocks.push({ kind: 'list', ordered: run.kind === 'numbers', items: run.lines });
    run = undefined;
  };
  for (const [index, raw] of body.split('\n').entries()) {
    const line = firstLine + index;
    const source = raw.trim();
    if (source === '') {
      close();
    } else if (source.startsWith('## ')) {
      close();
      blocks.push({ kind: 'heading', inlines: parseInline(source.slice(3), line, problems) });
    } else if (source === '{{loans}}') {
      close();
      blocks.push({ kind: 'loans' });
    } else if (source === '{{schedule}}') {
      close();
      blocks.push({ kind: 'schedule' });
    } else {
      const item = list.exec(source);
      const kind = item === null ? 'paragraph' : item[1] === '-' ? 'bullets' : 'numbers';
      if (run?.kind !== kind) {
        close();
        run = { kind, lines: [] };
      }
      run.lines.push(parseInline(item?.[2] ?? source, line, problems));
    }
  }
  close();
  return blocks;
}

/** Every inline of the blocks, in order. */
export function inlinesOf(blocks: readonly Block[]): readonly Inline[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'heading':
        return block.inlines;
      case 'paragraph':
        return block.lines.flat();
      case 'list':
        return block.items.flat();
      case 'loans':
      case 'schedule':
        return [{ kind: 'field', field: block.kind, bold: false } as const];
    }
  });
}
