import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startMailbox, type Mailbox } from '../../embedded/mailbox.ts';

const folder = mkdtempSync(join(tmpdir(), 'recoup-mail-'));
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await startMailbox({ folder });
});
afterAll(async () => {
  await mailbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

const pdf = Buffer.from('%PDF-1.7 not much of a letter');
const send = (to: string, extra: object = {}): Promise<unknown> => {
  const transport = createTransport(`${mailbox.smtpUrl}?socketTimeout=400`);
  const mail = {
    from: 'lender@example.com',
    to,
    subject: '还款提醒 1',
    text: '您好，<b>本月</b>应还 1,234.50 元。',
    ...extra,
  };
  return transport.sendMail(mail).finally(() => transport.close());
};
const errorOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'accepted',
    (error: unknown) =>
      (error as { responseCode?: number; code?: string }).responseCode ?? (error as { code?: string }).code,
  );

test('a mail is kept with its Chinese text, its header and its attachment', async () => {
  const attachments = [{ filename: '催收函.pdf', content: pdf }];
  await send('wang@example.com', { attachments, headers: { 'X-Notice': 'n-1' } });
  const [mail] = mailbox.mails();
  expect(mail).toMatchObject({
    from: 'lender@example.com',
    to: ['wang@example.com'],
    subject: '还款提醒 1',
    attachments: [{ filename: '催收函.pdf', mimeType: 'application/pdf', bytes: pdf.length }],
  });
  expect(mail?.text).toContain('应还 1,234.50 元');
  expect(mail?.headers['x-notice']).toBe('n-1');
});

test('the web inbox lists it, shows its text as text, and hands out the attachment', async () => {
  const id = mailbox.mails()[0]?.id ?? '';
  const list = await (await fetch(mailbox.url)).text();
  const detail = await (await fetch(`${mailbox.url}/mail/${id}`)).text();
  const file = await fetch(`${mailbox.url}/mail/${id}/attachments/0`);
  const json = (await (await fetch(`${mailbox.url}/api/messages?to=wang@example.com`)).json()) as { count: number };
  expect(list).toContain('<html lang="zh-CN">');
  expect(list).toContain('还款提醒 1');
  expect(detail).toContain('&lt;b&gt;本月&lt;/b&gt;');
  expect(Buffer.from(await file.arrayBuffer()).equals(pdf)).toBe(true);
  expect(file.headers.get('content-disposition')).toContain('attachment');
  expect(json.count).toBe(1);
});

test('a refused recipient gets 550, and nothing is kept', async () => {
  expect(await errorOf(send('bounce+17@example.com'))).toBe(550);
  expect(mailbox.mails()).toHaveLength(1);
});

test('a greylisted recipient gets 451 and is accepted the next time', async () => {
  mailbox.behave({ greylistNext: 1 });
  expect(await errorOf(send('li@example.com'))).toBe(451);
  expect(await errorOf(send('li@example.com'))).toBe('accepted');
});

test('a mail can be kept without an answer, so that its sender cannot know', async () => {
  mailbox.behave({ silentNext: 1 });
  expect(await errorOf(send('zhao@example.com'))).toBe('ETIMEDOUT');
  expect(mailbox.mails()[0]?.to).toEqual(['zhao@example.com']);
});

test('mail survives a restart', async () => {
  const before = mailbox.mails();
  await mailbox.stop();
  mailbox = await startMailbox({ folder });
  expect(mailbox.mails()).toEqual(before);
});
