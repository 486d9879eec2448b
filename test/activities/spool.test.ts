import { mkdtempSync, readdirSync, rmSync, truncateSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendResult } from '../../activities/channel.ts';
import { depart, keepAnswer } from '../../activities/send/slip.ts';
import type { Slip } from '../../activities/send/slip.ts';
import { openSpool } from '../../activities/send/spool.ts';
import type { Outcome } from '../../db/outbox.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recoup-spool-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const mail = { id: 7, attempt: 'a1' };
const open = (boot: string | null = 'boot1') => openSpool(folder, boot);
/** False when nothing can be kept too. */
const leaves = (slip: Slip | null): boolean => slip !== null && depart(slip);
/** What the carrier writes when it has outlived its worker. */
const answered = (result: SendResult): void => {
  const slip = open().ask(mail);
  if (slip !== null && depart(slip)) keepAnswer(slip, result);
};
const notTaken = { kind: 'retry', afterMs: 0, code: 'NOT_TAKEN', uncounted: true };
const accepted: Outcome = { kind: 'accepted', providerId: '<M1@lender.example>' };

describe('what the next sender knows of a mail whose sender was killed', () => {
  it.each<[string, () => void, unknown]>([
    ['nothing was begun', () => undefined, null],
    ['it had not left', () => void open().ask(mail), notTaken],
    ['it had left', () => void leaves(open().ask(mail)), null],
    [
      'it had an answer',
      () => {
        leaves(open().ask(mail));
        open().keep(mail, accepted);
      },
      accepted,
    ],
    ['it knew that it was not taken', () => open().keep(mail, notTaken as Outcome), notTaken],
    ['its carrier had the answer', () => answered({ kind: 'accepted', providerId: '<M1@lender.example>' }), accepted],
    [
      'its carrier heard that there is no such mailbox',
      () => answered({ kind: 'permanent', code: 'SMTP_550' }),
      { kind: 'failed', code: 'SMTP_550', badAddress: true },
    ],
    ['its carrier heard nothing', () => answered({ kind: 'ambiguous', code: 'ETIMEDOUT' }), null],
    ['it had given up', () => open().keep(mail, { kind: 'ambiguous', code: 'NO_ANSWER' }), null],
    ['another attempt had not left', () => void open().ask({ id: 7, attempt: 'a2' }), null],
    ['the machine went down too, so that a mark may be missing', () => void open('boot0').ask(mail), null],
    ['the system does not name its boot', () => void open(null).ask(mail), null],
    [
      'the answer is torn',
      () => {
        open().keep(mail, accepted);
        truncateSync(join(folder, '7.a1.answer'), 10);
      },
      null,
    ],
  ])('%s', (_name, before, known) => {
    before();
    expect(open().settle(mail)).toEqual(known);
    expect(open().settle(mail)).toEqual(known);
  });
});

it('a mail that was taken back cannot leave any more, however late its sender wakes', () => {
  const slip = open().ask(mail);
  const next = open();
  expect(next.settle(mail)).toEqual(notTaken);
  expect(leaves(slip)).toBe(false);
  next.forget(mail);
  expect(leaves(slip)).toBe(false);
});

it('where there is no boot to go by, mails leave as if nothing were kept', () => {
  expect(open(null).ask(mail)).toBeNull();
});

it('what the database has is forgotten, and what was left over goes after seven days', () => {
  const spool = open();
  leaves(spool.ask(mail));
  spool.keep(mail, accepted);
  spool.forget(mail);
  expect(readdirSync(folder)).toEqual([]);
  for (const attempt of ['old', 'new']) spool.keep({ id: 8, attempt }, accepted);
  const daysAgo = (days: number): Date => new Date(Date.now() - days * 86_400_000);
  utimesSync(join(folder, '8.old.answer'), daysAgo(8), daysAgo(8));
  utimesSync(join(folder, '8.new.answer'), daysAgo(6), daysAgo(6));
  open();
  expect(readdirSync(folder)).toEqual(['8.new.answer']);
});
