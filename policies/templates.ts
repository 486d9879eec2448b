/**
 * Templates of messages: one file per template and language under `policies/templates/<language>/`, read and checked
 * as a whole (docs/templates.md). Nothing is sent from a set that has a problem.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { tones } from '../domain/strategyRules.ts';
import type { FieldName } from './templateFields.ts';
import { checkSet, checkTemplate } from './templateRules.ts';
import { inlinesOf, parseBody, parseInline, type Block, type Inline, type LineProblem } from './templateText.ts';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

/** `call` is a script that a collector reads from; it is shown, not sent. */
export type TemplateChannel = 'sms' | 'email' | 'letter' | 'call';

const head = z.strictObject({
  channels: z.array(z.enum(['sms', 'email', 'letter', 'call'])).min(1),
  tone: z.enum(tones),
  audience: z.enum(['borrower', 'guarantor', 'partner']),
  letterhead: z.enum(['lender', 'partner']).default('lender'),
  // Printed under a letter or mail when the lender gives one; `required` where the text refers to it; `none` where
  // nothing is to be paid. A text that names it itself gets no second one.
  account: z.enum(['whenGiven', 'required', 'none']).default('whenGiven'),
  subject: z.string().min(1).optional(),
});

const labels = z.strictObject({
  table: z.strictObject({
    loanId: z.string(),
    instalments: z.string(),
    dueOn: z.string(),
    overdueDays: z.string(),
    amountDue: z.string(),
    outstanding: z.string(),
    total: z.string(),
  }),
  shortRow: z.strictObject({ due: z.string(), overdue: z.string(), between: z.string() }),
  letter: z.strictObject({
    to: z.string(),
    letterNumber: z.string(),
    reference: z.string(),
    date: z.string(),
    phone: z.string(),
    account: z.string(),
    closing: z.string(),
    seal: z.string(),
    page: z.string(),
  }),
});

/** The fixed words around the templates of a language: table heads, letterhead, short rows. */
export type Labels = z.infer<typeof labels>;

export interface Template extends Readonly<Omit<z.infer<typeof head>, 'subject'>> {
  readonly id: string;
  readonly language: Language;
  readonly file: string;
  readonly subject: readonly Inline[];
  readonly blocks: readonly Block[];
  /** Every field the text names; the frame around it (letterhead, footer) asks for its own. */
  readonly fields: ReadonlySet<FieldName>;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

export interface TemplateProblem extends LineProblem {
  readonly file: string;
}

export interface TemplateSet {
  readonly labels: Readonly<Record<Language, Labels>>;
  readonly all: readonly Template[];
  /** Undefined when no such template exists in that language for that channel. */
  find(channel: TemplateChannel, id: string, language: Language): Template | undefined;
}

/** Thrown by {@link loadTemplates}: every problem found, with file, line, rule and remedy. */
export class TemplatesInvalid extends Error {
  readonly code = 'TEMPLATES_INVALID';
  readonly problems: readonly TemplateProblem[];
  constructor(problems: readonly TemplateProblem[]) {
    super(problems.map((p) => `${p.file}:${p.line} ${p.rule}: ${p.remedy}`).join('\n'));
    this.name = 'TemplatesInvalid';
    this.problems = problems;
  }
}

/** The folder that ships with the project. */
export const templatesFolder = fileURLToPath(new URL('./templates', import.meta.url));

const fence = /^---\n([\s\S]*?)\n---\n/u;

/** Reads one template; `name` is the file's name, `collectionLetter.md` or `overdue1.sms.txt`. */
export function parseTemplate(language: Language, name: string, source: string): Template | readonly TemplateProblem[] {
  const file = `${language}/${name}`;
  const at = (line: number, rule: string, remedy: string): TemplateProblem => ({ file, line, rule, remedy });
  const unix = source.replace(/^\uFEFF/u, '').replaceAll('\r\n', '\n');
  const front = fence.exec(unix);
  if (front === null) return [at(1, 'NO_HEAD', 'start the file with --- lines around channels, tone and audience')];
  let yaml: unknown;
  try {
    yaml = parseYaml(front[1] ?? '');
  } catch {
    return [at(2, 'HEAD_NOT_YAML', 'write the head as `name: value` lines')];
  }
  const parsed = head.safeParse(yaml);
  if (!parsed.success) {
    return parsed.error.issues.map((issue) => at(2, 'HEAD_INVALID', `${issue.path.join('.')}: ${issue.message}`));
  }
  const problems: LineProblem[] = [];
  const blocks = parseBody(unix.slice(front[0].length), front[0].split('\n').length, problems);
  const subject = parseInline(parsed.data.subject ?? '', 2, problems);
  const named = [...inlinesOf(blocks), ...subject].flatMap((part) => (part.kind === 'field' ? [part.field] : []));
  const template: Template = {
    ...parsed.data,
    id: name.replace(/(\.sms\.txt|\.md)$/u, ''),
    language,
    file,
    subject,
    blocks,
    fields: new Set(named),
    sha256: createHash('sha256').update(source).digest('hex'),
  };
  const found = [...problems, ...checkTemplate(template, unix)];
  return found.length === 0 ? template : found.map((problem) => ({ file, ...problem }));
}

/**
 * Reads and checks every template of a folder.
 * @throws TemplatesInvalid with all problems at once
 */
export function loadTemplates(folder: string = templatesFolder): TemplateSet {
  const problems: TemplateProblem[] = [];
  const all: Template[] = [];
  const labelsOf = (language: Language): Labels => {
    const read = labels.safeParse(parseYaml(readFileSync(join(folder, language, 'labels.yaml'), 'utf8')));
    if (read.success) return read.data;
    throw new TemplatesInvalid(
      read.error.issues.map((issue) => ({
        file: `${language}/labels.yaml`,
        line: 1,
        rule: 'LABELS_INVALID',
        remedy: `${issue.path.join('.')}: ${issue.message}`,
      })),
    );
  };
  for (const language of languages) {
    for (const name of readdirSync(join(folder, language)).sort()) {
      if (!/(\.sms\.txt|\.md)$/u.test(name)) continue;
      const read = parseTemplate(language, name, readFileSync(join(folder, language, name), 'utf8'));
      if ('id' in read) all.push(read);
      else problems.push(...read);
    }
  }
  problems.push(...checkSet(all, languages));
  if (problems.length > 0) throw new TemplatesInvalid(problems);
  const byKey = new Map(all.flatMap((t) => t.channels.map((channel) => [`${channel} ${t.id} ${t.language}`, t])));
  return {
    labels: { 'zh-CN': labelsOf('zh-CN'), en: labelsOf('en') },
    all,
    find: (channel, id, language) => byKey.get(`${channel} ${id} ${language}`),
  };
}
