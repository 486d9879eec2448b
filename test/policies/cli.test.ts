import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runCheck, runExplain, runList, runSchema } from '../../cli/policy.ts';
import { policiesFolder } from '../../policies/index.ts';
import { basePolicy, broken, lineOf } from './base.ts';

const folder = mkdtempSync(join(tmpdir(), 'recoup-policy-'));
const good = join(folder, 'good.yaml');
const bad = join(folder, 'bad.yaml');
const badText = broken('id: second', 'collectionLetter', 'nothing');
writeFileSync(good, basePolicy);
writeFileSync(bad, badText);
afterAll(() => rmSync(folder, { recursive: true }));

let out = '';
let errors = '';
beforeEach(() => {
  out = '';
  errors = '';
  vi.spyOn(console, 'log').mockImplementation((line: string) => void (out += `${line}\n`));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void (errors += `${line}\n`));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => (out += String(text)) !== '');
});
afterEach(() => vi.restoreAllMocks());

describe('recoup policy check', () => {
  it('says that a sound policy has no fault, and closes with 0', () => {
    expect(runCheck([good], {})).toBe(0);
    expect(out).toContain('good.yaml: no fault (base v1, ');
  });
  it('prints file, line, column, rule, path and remedy of each fault, and closes with 1', () => {
    expect(runCheck([good, bad], {})).toBe(1);
    const line = lineOf(badText, 'template: nothing');
    const column = (badText.split('\n')[line - 1] ?? '').indexOf('template') + 1;
    expect(out).toContain(
      `${bad}:${line}:${column} UNKNOWN_TEMPLATE at ladder[1].action.template\n    there is no template nothing;`,
    );
  });
  it('closes with 2 when a file cannot be read, and still checks the others', () => {
    expect(runCheck([join(folder, 'none.yaml'), bad], {})).toBe(2);
    expect(errors).toContain('none.yaml: cannot be read');
    expect(out).toContain('UNKNOWN_TEMPLATE');
  });
  it('prints one JSON array', () => {
    expect(runCheck([good, bad], { json: true })).toBe(1);
    const [first, second] = JSON.parse(out) as unknown[];
    expect(first).toMatchObject({ file: good, policy: { id: 'base', version: 1 }, problems: [] });
    expect(second).toMatchObject({ file: bad, problems: [{ rule: 'UNKNOWN_TEMPLATE' }] });
  });
  it('asks the calendar for the day given', () => {
    expect(runCheck([good], { on: '2099-01-01' })).toBe(1);
    expect(out).toContain(`${good}:${lineOf(basePolicy, 'calendar:')}:1 CALENDAR_ENDED`);
    expect(runCheck([good], { on: '2025-02-30' })).toBe(2);
    expect(errors).toContain('--on 2025-02-30 is not a date');
  });
});

describe('recoup policy explain, list and schema', () => {
  it('explains a shipped policy by its id, in the language asked for', () => {
    expect(runExplain('cn-car-loan', { lang: 'en' })).toBe(0);
    expect(out).toContain('buy-back by the dealer');
  });
  it('explains a file in its own language', () => {
    expect(runExplain(good, {})).toBe(0);
    expect(out).toContain('基本 (base, v1)');
  });
  it.each([
    [bad, {}, 1, 'UNKNOWN_TEMPLATE'],
    ['nobody', {}, 2, 'recoup policy list'],
    [good, { lang: 'fr' }, 2, 'zh-CN and en'],
  ] as const)('refuses %s %j with %s', (which, options, code, words) => {
    expect(runExplain(which, options)).toBe(code);
    expect(errors).toContain(words);
  });
  it('lists what ships, as text and as JSON', () => {
    expect(runList({})).toBe(0);
    expect(out).toContain('cn-working-capital');
    out = '';
    runList({ json: true });
    expect(JSON.parse(out)).toHaveLength(4);
  });
  it('prints the published schema', () => {
    expect(runSchema()).toBe(0);
    expect(out).toBe(readFileSync(`${policiesFolder}policy.schema.json`, 'utf8'));
  });
});
