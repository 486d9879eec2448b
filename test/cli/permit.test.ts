import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { permitCommand, runPermit } from '../../cli/permit.ts';

const folder = mkdtempSync(join(tmpdir(), 'recoup-permit-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lines: string[] = [];
const errors: string[] = [];
beforeEach(() => {
  lines.length = 0;
  errors.length = 0;
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void errors.push(line));
});

const right = {
  rules: 'in-rbi',
  person: { role: 'debtor', timeZone: 'Asia/Kolkata' },
  log: [],
  ask: [
    { channel: 'call', at: '2026-03-02T18:59:00+05:30' },
    { channel: 'call', at: '2026-03-02T19:00:00+05:30' },
  ],
  expect: [{ answer: 'allowed' }, { answer: 'notBefore', at: '2026-03-03T08:00:00+05:30' }],
};

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('recoup permit', () => {
  test('prints one array of answers a line for each file, and does not read what is expected', () => {
    const wrong = { ...right, expect: [{ answer: 'never' }, { answer: 'never' }] };
    expect(runPermit([file('right.json', right), file('wrong.json', wrong)], {})).toBe(0);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toBe(lines[1]);
    expect(JSON.parse(lines[0] ?? '')).toEqual([
      { answer: 'allowed' },
      { answer: 'notBefore', at: '2026-03-03T02:30:00.000Z', rule: 'in-rbi.hours' },
    ]);
  });

  test('--check compares instants as instants and only the fields that are expected', () => {
    expect(runPermit([file('right.json', right)], { check: true })).toBe(0);
    expect(lines).toEqual(['2 passed, 0 failed']);
  });

  test.each([
    ['another answer', [{ answer: 'never' }, { answer: 'notBefore' }]],
    ['another instant', [{ answer: 'allowed' }, { answer: 'notBefore', at: '2026-03-03T08:01:00+05:30' }]],
    ['another rule', [{ answer: 'allowed' }, { answer: 'notBefore', rule: 'in-rbi.third-party' }]],
  ])('--check prints %s and ends with 1', (_, expected) => {
    expect(runPermit([file('off.json', { ...right, expect: expected })], { check: true })).toBe(1);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('off.json: ask ');
    expect(lines[1]).toBe('1 passed, 1 failed');
  });

  test.each([
    ['text that is not JSON', 'x', 'not valid JSON'],
    ['an unknown rule set', { ...right, rules: 'fr' }, 'rules: '],
    [
      'a zone that does not exist',
      { ...right, person: { role: 'debtor', timeZone: 'Mars/Olympus' } },
      'person.timeZone',
    ],
    ['an instant without offset', { ...right, ask: [{ channel: 'call', at: '2026-03-02T18:59:00' }] }, 'ask.0.at'],
    [
      'an unknown result',
      { ...right, log: [{ channel: 'call', at: '2026-03-02T18:59:00Z', result: 'hm' }] },
      'log.0.result',
    ],
  ])('%s is named, the other files are answered, and it ends with 2', (_, content, expected) => {
    expect(runPermit([file('bad.json', content), file('right.json', right)], {})).toBe(2);
    expect(errors.join()).toContain('bad.json is not a permit case');
    expect(errors.join()).toContain(expected);
    expect(lines).toHaveLength(1);
  });

  test('a missing file, and a check with fewer answers than asks, end with 2', () => {
    expect(runPermit([join(folder, 'none.json')], {})).toBe(2);
    expect(runPermit([file('short.json', { ...right, expect: [] })], { check: true })).toBe(2);
    expect(errors[1]).toContain('0 answers are expected for 2 asks');
  });

  test('is a command that takes files and sets the exit code', async () => {
    const program = new Command('recoup');
    permitCommand(program);
    const before = process.exitCode;
    await program.parseAsync(['node', 'recoup', 'permit', '--check', file('right.json', right)]);
    expect(process.exitCode).toBe(0);
    process.exitCode = before;
  });

  test('agrees with the shared cases, where they are present', () => {
    const cases = join(process.env['RECOUP_SHARED'] ?? '../shared', 'cases', 'permit');
    let names: string[] = [];
    try {
      names = readdirSync(cases).filter((name) => name.endsWith('.json'));
    } catch {
      process.stdout.write('skipped: shared permit cases are absent (RECOUP_SHARED)\n');
      return;
    }
    expect(
      runPermit(
        names.map((name) => join(cases, name)),
        { check: true },
      ),
    ).toBe(0);
    expect(lines.at(-1)).toMatch(/^[1-9]\d* passed, 0 failed$/);
  });
});
