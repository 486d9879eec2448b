/** Do the layouts of letters and files compile? Asked before anything is sent, with made-up content, so that its words may be shown. */
import { join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { TemplatesInvalid, loadTemplates, templatesFolder } from '../policies/templates.ts';
import type { BundleContent } from '../policies/bundle.ts';
import type { Labels, Language, TemplateProblem, TemplateSet } from '../policies/templates.ts';
import type { LetterContent } from './typeset.ts';

const piece = [
  { text: '0', bold: true },
  { text: '0', bold: false },
];
const date = { dueOn: '0', amount: '0' };

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
    { kind: 'schedule', dates: [date] },
    // A long one stands in two columns.
    { kind: 'schedule', dates: Array.from({ length: 13 }, () => date) },
  ],
  rows: [{ loanId: '0', instalments: '0', dueOn: '0', overdueDays: '0', amountDue: '0', outstanding: '0' }],
  ...{ totalDue: '0', totalOutstanding: '0', account: '0', footer: '0' },
});

/** A letter that lacks whatever a letter may lack. */
const bare = (full: LetterContent): LetterContent => ({
  ...{ ...full, contact: [], address: null, particulars: [], account: null },
  blocks: full.blocks.filter(({ kind }) => kind !== 'loans' && kind !== 'schedule'),
});

/** The file of a suit or of a write-off: sections with everything, and with nothing. */
const bundleProbe = (language: Language): BundleContent => ({
  ...{ language, sender: '0', title: '0', particulars: [['0', '0']], day: { year: 2025, month: 1, day: 1 } },
  ...{ contents: '0', page: '{{page}} / {{pages}}', footer: '0' },
  sections: [
    {
      ...{ title: '0', note: '0', facts: [['0', '0']], empty: '0' },
      table: { head: ['0', '0'], right: [false, true], widths: [0, 1], rows: [['0', 'a'.repeat(64)]] },
    },
    { title: '0', note: null, facts: [], table: null, empty: '0' },
  ],
});

/** What is wrong with a layout, with its line; nothing when all of these can be set. */
function problemsOf(compiler: NodeCompiler, folder: string, file: string, all: readonly Record<string, string>[]) {
  for (const inputs of all) {
    const error = compiler.compile({ mainFilePath: join(folder, file), inputs }).takeError();
    if (error === null) continue;
    const found = compiler.fetchDiagnostics(error) as readonly {
      readonly message: string;
      readonly range: { readonly start: { readonly line: number } } | null;
    }[];
    return found.map(({ message, range }): TemplateProblem => ({
      ...{ file, line: (range?.start.line ?? 0) + 1, rule: 'LAYOUT_BROKEN' },
      remedy: `Typst says: ${message}; put it right, or take back the last change`,
    }));
  }
  return [];
}

/** What is wrong with `letter.typ` and `bundle.typ`; nothing when both can be set in every language. */
export function layoutProblems(templates: Pick<TemplateSet, 'labels'>, folder = templatesFolder): TemplateProblem[] {
  const compiler = NodeCompiler.create({ workspace: folder });
  const languages = ['zh-CN', 'en'] as const;
  const letters = languages.flatMap((language) => {
    const full = probe(language, templates.labels[language]);
    return [full, bare(full)].map((letter) => ({ letter: JSON.stringify(letter) }));
  });
  const bundles = languages.map((language) => ({ bundle: JSON.stringify(bundleProbe(language)) }));
  return [
    ...problemsOf(compiler, folder, 'letter.typ', letters),
    ...problemsOf(compiler, folder, 'bundle.typ', bundles),
  ];
}

/** Templates and layout, ready to be sent from. @throws TemplatesInvalid with file, line, rule and remedy of each problem */
export function loadSendable(folder = templatesFolder): TemplateSet {
  const templates = loadTemplates(folder);
  const problems = layoutProblems(templates, folder);
  if (problems.length > 0) throw new TemplatesInvalid(problems);
  return templates;
}
