import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRenderMessage } from '../../activities/render.ts';
import { runCheck, runList, runPreview, runShow } from '../../cli/template.ts';
import { exampleData } from '../../policies/templateExample.ts';
import { fields } from '../../policies/templateFields.ts';
import { placeholdersOf } from '../../policies/templateList.ts';
import { loadTemplates, templatesFolder } from '../../policies/templates.ts';
import { lenderFacts } from '../../worker/lender.ts';

let out = '';
let errors = '';
let folder = '';
beforeEach(() => {
  out = '';
  errors = '';
  folder = mkdtempSync(join(tmpdir(), 'recoup-template-'));
  vi.spyOn(console, 'log').mockImplementation((line: string) => void (out += `${line}\n`));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void (errors += `${line}\n`));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const templates = loadTemplates();
const deps = () => ({
  templates,
  message: {
    renderMessage: createRenderMessage(templates, () => new Uint8Array([37])),
    lender: lenderFacts({}),
    timeZone: 'Asia/Shanghai',
  },
});

describe('recoup template list and show', () => {
  it('lists a channel in a language with tone and audience', () => {
    expect(runList({ channel: 'letter', lang: 'en' })).toBe(0);
    expect(out).toMatch(/^lawyerLetter +letter +en +legal +borrower +en\/lawyerLetter\.md$/mu);
    expect(out).not.toContain(' sms ');
    expect(runList({ channel: 'fax' })).toBe(2);
    expect(errors).toContain('--channel fax: there are sms, email, letter, call');
  });

  it('shows each placeholder with meaning, unit and example, those of the frame too', () => {
    expect(runShow('promiseReminder', { lang: 'en' })).toBe(0);
    expect(out).toMatch(/\{\{promisedAmount\}\} +decimal in \{\{currency\}\} +2000\.00 +amount promised .* text$/mu);
    expect(out).toMatch(/\{\{letterNumber\}\} +text +CL-2025-000123 +number of the letter .* frame$/mu);
    expect(runShow('overdue2', { lang: 'en' })).toBe(0);
    expect(out).toMatch(/\{\{loans\}\} .* loans$/mu);
    expect(runShow('nothing', {})).toBe(1);
  });

  it('no placeholder of any template lacks meaning or example, and what is named is what has to be given', () => {
    for (const template of templates.all)
      for (const channel of template.channels) {
        const listed = placeholdersOf(template, channel);
        expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining([...template.fields]));
        for (const { name, example } of listed)
          expect([name, example === '', name in fields]).toEqual([name, false, true]);
      }
  });
});

describe('recoup template preview', () => {
  it.each([
    ['en', 'GSM-7'],
    ['zh-CN', 'UCS-2'],
  ])('counts characters and segments of an SMS in %s', (lang, encoding) => {
    expect(runPreview('overdue1', { channel: 'sms', lang, reference: 'N-1' }, deps)).toBe(0);
    const [said = ''] = out.split('\n\n');
    expect(said).toContain('N-1');
    const characters = Array.from(said).length;
    expect(out).toContain(`${characters} characters, ${encoding}, `);
  });

  it.each(
    templates.all.flatMap(({ id, language, channels }) => channels.map((channel) => [id, channel, language] as const)),
  )('the made-up case fills %s %s %s', (id, channel, lang) => {
    expect(runPreview(id, { channel, lang }, deps)).toBe(0);
    expect(out).not.toContain('{{');
  });

  it('keeps the PDF of a letter, and says what there is not', () => {
    const file = join(folder, 'letter.pdf');
    expect(runPreview('finalLetter', { channel: 'letter', lang: 'en', out: file }, deps)).toBe(0);
    expect([...readFileSync(file)]).toEqual([37]);
    expect(runPreview('lawyerLetter', { channel: 'sms', lang: 'en' }, deps)).toBe(1);
    expect(errors).toContain('UNKNOWN_TEMPLATE');
  });

  it('names the field that is missing instead of leaving it blank', () => {
    const { lender, ...message } = deps().message;
    const bare = { ...lender, en: { ...lender.en, lenderPhone: '' } };
    const wanting = () => ({ templates, message: { ...message, lender: bare } });
    expect(exampleData.en.lenderPhone).not.toBe('');
    expect(runPreview('finalLetter', { channel: 'letter', lang: 'en' }, wanting)).toBe(1);
    expect(errors).toContain('MISSING_FIELD (lenderPhone)');
  });
});

describe('recoup template check', () => {
  it('finds no fault in what ships', () => {
    expect(runCheck(templatesFolder, {})).toBe(0);
    expect(out).toMatch(/no fault in \d+ files/u);
  });

  it('names file and line of each problem, and closes with 1', () => {
    cpSync(templatesFolder, folder, { recursive: true });
    const file = join(folder, 'en', 'overdue2.md');
    const text = `${readFileSync(file, 'utf8')}\nWe will take you to court. {{nobody}}\n`;
    writeFileSync(file, text);
    const line = text.split('\n').findIndex((one) => one.includes('court')) + 1;
    expect(runCheck(folder, {})).toBe(1);
    expect(out).toContain(`en/overdue2.md:${line} LEGAL_THREAT`);
    expect(out).toContain(`en/overdue2.md:${line} UNKNOWN_PLACEHOLDER`);
  });

  it('says that a folder cannot be read, and closes with 2', () => {
    expect(runCheck(join(folder, 'nowhere'), {})).toBe(2);
  });
});
