/** Does the layout of letters compile? Asked before anything is sent, with made-up content, so that its words may be shown. */
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { TemplatesInvalid, loadTemplates, templatesFolder } from '../policies/templates.ts';
import type { Labels, Language, TemplateProblem, TemplateSet } from '../policies/templates.ts';
import type { LetterContent } from './typeset.ts';

const piece = [{ text: '0', bold: true }];

/** A letter with a part of every kind. */
const probe = (language: Language, labels: Labels): LetterContent => ({
  ...{ language, words: labels.letter, table: labels.table, sender: '0', contact: ['0'], recipient: '0', address: '0' },
  ...{ particulars: [['0', '0']], date: '0', day: { year: 2025, month: 1, day: 1 }, subject: '0' },
  blocks: [
    { kind: 'heading', line: piece },
    { kind: 'paragraph', opening: true, lines: [piece, piece] },
    { kind: 'list', ordered: true, items: [piece] },
    { kind: 'list', ordered: false, items: [piece] },
    { kind: 'loans' },
  ],
  rows: [{ loanId: '0', instalments: '0', dueOn: '0', overdueDays: '0', amountDue: '0', outstanding: '0' }],
  ...{ totalDue: '0', totalOutstanding: '0', account: '0', footer: '0' },
});

/** What is wrong with `letter.typ`, with its line; nothing when letters can be set in every language. */
export function layoutProblems(templates: Pick<TemplateSet, 'labels'>, folder = templatesFolder): TemplateProblem[] {
  const compiler = NodeCompiler.create({ workspace: folder });
  for (const language of ['zh-CN', 'en'] as const) {
    const inputs = { letter: JSON.stringify(probe(language, templates.labels[language])) };
    const error = compiler.compile({ mainFilePath: join(folder, 'letter.typ'), inputs }).takeError();
    if (error === null) continue;
    const found = compiler.fetchDiagnostics(error) as readonly {
      readonly message: string;
      readonly range: { readonly start: { readonly line: number } } | null;
    }[];
    return found.map(({ message, range }) => ({
      ...{ file: 'letter.typ', line: (range?.start.line ?? 0) + 1, rule: 'LAYOUT_BROKEN' },
      remedy: `Typst says: ${message}; put it right, or take back the last change`,
    }));
  }
  return [];
}

/** Templates and layout, ready to be sent from. @throws TemplatesInvalid with file, line, rule and remedy of each problem */
export function loadSendable(folder = templatesFolder): TemplateSet {
  const templates = loadTemplates(folder);
  const problems = layoutProblems(templates, folder);
  if (problems.length > 0) throw new TemplatesInvalid(problems);
  return templates;
}
