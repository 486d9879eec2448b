// The first minute of `npm start`, without a ceiling on its clock: the same parts, the same people, asserted from the API.
// Not yet: a promise that breaks, one-click sign-in and `replay`; they come with promises, sign-in and the audit.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { start } from '../../cli/start.ts';
import type { Started } from '../../cli/start.ts';

const PLAY_WITHIN_MS = 240_000;
const quiet = {
  step: <T>(_doing: string, work: () => Promise<T>): Promise<T> => work(),
  note: (): void => undefined,
};
const entry = z.object({
  case: z.string(),
  local: z.string(),
  type: z.string(),
  text: z.string(),
  clause: z.string().nullable(),
  rule: z.string().nullable(),
  actor: z.string().nullable(),
  message: z.object({ channel: z.string(), status: z.string(), document: z.boolean() }).nullable(),
});
type Entry = z.infer<typeof entry>;

const home = mkdtempSync(join(tmpdir(), 'recoup-first-minute-'));
let started: Started;
let lines: Entry[] = [];

const get = async <T>(path: string, shape: z.ZodType<T>): Promise<T> => {
  const answer = await fetch(`${started.api.url}${path}`);
  expect(answer.status, path).toBe(200);
  return shape.parse(await answer.json());
};
const page = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row) });

/** Every journal line of the book. */
async function everyLine(): Promise<Entry[]> {
  const { rows } = await get('/v1/loans?limit=100', page(z.object({ loanId: z.string() })));
  const lives = await Promise.all(
    rows.map(({ loanId }) => get(`/v1/loans/${loanId}/timeline?lang=en&limit=500`, page(entry))),
  );
  return lives.flatMap((life) => life.rows);
}

async function played(): Promise<void> {
  const clock = z.object({ now: z.string(), until: z.string().nullable() });
  for (const until = Date.now() + PLAY_WITHIN_MS; Date.now() < until; await sleep(200)) {
    const { now } = await get('/v1/clock', clock);
    if (now >= '2025-10-01T00:00:00.000Z') return;
  }
  throw new Error('the play did not come to its end');
}

const of = (type: string, text = ''): Entry[] => lines.filter((line) => line.type === type && line.text.includes(text));

beforeAll(async () => {
  started = await start({ mode: 'demo', home, daysPerSecond: null }, quiet);
  await played();
  lines = await everyLine();
}, PLAY_WITHIN_MS + 60_000);

afterAll(async () => {
  await started.stop();
  rmSync(home, { recursive: true, force: true });
}, 60_000);

test('a reminder comes before the due date, and the first text and letter land in the inboxes', async () => {
  expect(of('noticeDecided', 'reminder ten days before').length).toBeGreaterThan(20);
  expect(of('noticeDecided', 'notice a month before maturity').length).toBeGreaterThan(0);
  const inbox = await get('/v1/messages?channel=letter&limit=50', page(z.object({ document: z.boolean() })));
  expect(inbox.rows.filter(({ document }) => document).length).toBeGreaterThan(5);
  expect(lines.some(({ message }) => message?.channel === 'sms' && message.status === 'delivered')).toBe(true);
});

test('one send is held back at 22:05 with the rule shown, and leaves in the morning', () => {
  const [held] = of('noticeHeld');
  expect(held).toMatchObject({ local: expect.stringMatching(/ 22:05$/) as string, rule: 'cn.quiet-hours' });
  const morning = lines.find(
    (line) => line.type === 'noticeDecided' && line.case === held?.case && line.local > held.local,
  );
  expect(morning?.local).toMatch(/ 08:\d\d$/);
  expect(of('holdPlaced')).toHaveLength(1);
  expect(of('holdEnded')).toHaveLength(1);
});

test('a borrower pays, and the call that was pending is not needed any more', () => {
  expect(of('taskClosed', 'noLongerNeeded').length).toBeGreaterThan(0);
  expect(of('taskClosed', 'liu.yang').length).toBeGreaterThan(5);
});

test('a loan reaches three missed in a row: its approval waits, is given by two different people, one is turned down', () => {
  const legal = lines.filter(({ type, case: id }) => type === 'approvalGiven' && id.startsWith('legalAction/'));
  expect(new Set(legal.map(({ actor }) => actor)).size).toBe(2);
  const opened = lines.filter(
    ({ case: id, message }) => id.startsWith('legalAction/') && message?.channel === 'letter',
  );
  expect(opened.map(({ message }) => message?.status)).toContain('accepted');
  expect(of('approvalRefused')).toHaveLength(1);
  // E-mail brings no proof of delivery: that the provider took it is all that is known.
  const left = lines.filter(({ case: id, message }) => id.startsWith('claim/') && message?.status === 'accepted');
  expect(left.length).toBeGreaterThan(0);
});

test('a dealer accepts and pays an advance', () => {
  const accepted = of('answered', 'accepts').map((line) => line.case);
  expect(accepted.length).toBeGreaterThan(0);
  expect(of('posted', 'from the dealer').length).toBe(accepted.length);
  for (const id of accepted)
    expect(lines.some((line) => line.case === id && line.type === 'ended' && line.text.includes('performed'))).toBe(
      true,
    );
});

test('a dealer that lets claims lapse is passed over and not waited for, and somebody has looked at it', async () => {
  const passedOver = of('stepRefused', 'PARTNER_NOT_PERFORMING');
  expect(passedOver.length).toBeGreaterThan(0);
  expect(of('claimNotAwaited').length).toBeGreaterThan(0);
  for (const { rule, clause } of passedOver) {
    expect(rule).toBe('claims.notPerforming');
    expect(clause).toContain('dealer');
  }
  const partners = page(z.object({ partnerId: z.string() }));
  const { rows } = await get('/v1/partners?standing=notPerforming', partners);
  expect(rows.length).toBeGreaterThan(0);
  for (const { partnerId } of rows) {
    const { journal } = await get(
      `/v1/partners/${partnerId}`,
      z.object({ journal: z.array(z.object({ type: z.string() })) }),
    );
    expect(journal.map(({ type }) => type)).toContain('partnerReviewed');
  }
});

test('what becomes of a loan at maturity is decided before, and a loan closes as renewed', () => {
  expect(of('maturityDecided', 'renew').length).toBeGreaterThan(0);
  expect(of('closed', 'renewed').length).toBeGreaterThan(0);
});

test('a write-off passes two people, and the debt is asked for all the same', () => {
  const approved = lines.filter(({ type, case: id }) => type === 'approvalGiven' && id.startsWith('writeOff/'));
  const [first] = approved;
  const people = approved.filter((line) => line.case === first?.case).map(({ actor }) => actor);
  expect(people).toHaveLength(2);
  expect(new Set(people).size).toBe(2);
  expect(of('ended', 'written off').length).toBeGreaterThan(0);
  expect(of('noticeDecided', 'notice of recovery').length).toBeGreaterThan(0);
});

test('every decision names its clause', () => {
  expect(of('noticeDecided').filter(({ clause }) => clause === null)).toEqual([]);
});

test('the first page answers with whom next, in both languages', async () => {
  for (const [path, lang, words] of [
    ['/', 'zh-CN', '下一个联系谁'],
    ['/?lang=en', 'en', 'Whom next, and why'],
  ] as const) {
    const answer = await fetch(`${started.api.url}${path}`);
    const text = await answer.text();
    expect(text).toContain(`<html lang="${lang}">`);
    expect(text).toContain(words);
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  }
});

test('a second start goes on where the first stopped and repeats nothing', { timeout: 120_000 }, async () => {
  await started.stop();
  started = await start({ mode: 'demo', home, daysPerSecond: null }, quiet);
  await sleep(3_000);
  expect(await everyLine()).toEqual(lines);
});
