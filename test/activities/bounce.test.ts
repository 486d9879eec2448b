import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drainOnce } from '../../activities/send.ts';
import { returnAddress } from '../../activities/emailReturn.ts';
import { mailCounts } from '../../db/bounce.ts';
import { report } from '../../db/outbox.ts';
import { personFacts } from '../../db/person.ts';
import { unsubscribeUrl } from '../../db/token.ts';
import { reportMail } from '../../embedded/mail/bounce.ts';
import type { MailBehaviour } from '../../embedded/mailbox.ts';
import { runBounce } from '../../cli/mail.ts';
import { factsOf, noon, openCase, personOf, queue, savePeople, statusOf } from '../db/world.ts';
import { returnDomain, startSendWorld, type SendWorld } from './sendWorld.ts';

let world: SendWorld;
let listener: string | undefined;
beforeAll(async () => {
  world = await startSendWorld();
  listener = world.reportTo;
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.mail.behave(usual());
  await world.clear();
});

const usual = (more: Partial<MailBehaviour> = {}): Partial<MailBehaviour> => ({
  reports: [
    { recipient: /^gone/u, action: 'failed', status: '5.1.1', delayMs: 20, copies: 2 },
    { recipient: /^full/u, action: 'failed', status: '5.2.2', delayMs: 20 },
    { recipient: /^tired/u, action: 'failed', status: '4.4.7', delayMs: 20 },
    { recipient: /^slow/u, action: 'delayed', status: '4.4.1', delayMs: 20 },
    { recipient: /^there/u, action: 'delivered', status: '2.1.5', delayMs: 20 },
  ],
  ...more,
});

const reported = async (): Promise<void> => {
  for (let waited = 0; waited < 500 && world.mail.pendingReports() > 0; waited += 1) await sleep(10);
};
/** Sends one e-mail about loan A to the address, and waits until its server has reported. */
async function sendTo(email: string, mustReach = false): Promise<void> {
  await savePeople(world, personOf('P1', { email }));
  for (const loan of ['A', 'B']) await openCase(world.db, `loan/${loan}`, ['P1']);
  await openCase(world.db, 'loan/C', ['P1'], true);
  await queue(world.db, [{ reference: 'R1', personId: 'P1', loans: ['A'], channel: 'email', mustReach }]);
  expect(await drainOnce(world.deps, 'email')).toEqual({ accepted: 1 });
  await reported();
}
const failedChannels = async (): Promise<readonly string[]> => (await personFacts(world.db, ['P1']))[0]?.failed ?? [];
const toListener = (to: string, raw: string | Buffer): Promise<unknown> => {
  const transport = createTransport(listener ?? '');
  return transport.sendMail({ envelope: { from: '', to: [to] }, raw }).finally(() => transport.close());
};
const addressOf = (reference: string): string => returnAddress(world.sealer, 'bounce', reference, returnDomain);
const about = (action: 'failed' | 'delivered', status: string): Buffer =>
  Buffer.from(reportMail({ action, status, sender: addressOf('R1'), to: 'gone@x.example', raw: Buffer.alloc(0) }));

describe('an e-mail that was taken and bounced later, over SMTP', () => {
  it('to a mailbox that does not exist fails once, marks the address, and every open loan is told', async () => {
    await sendTo('gone@x.example');
    expect(await statusOf(world.db, 'R1')).toBe('failed');
    expect(await failedChannels()).toEqual(['email']);
    expect(await factsOf(world.db)).toEqual([
      'loan/A noticeReported accepted quiet',
      'loan/A noticeReported failed BOUNCE_5.1.1',
      'loan/A contactChanged',
      'loan/B contactChanged',
    ]);
    expect(new Set(world.woken)).toEqual(new Set(['loan/A', 'loan/B']));
    expect(await mailCounts(world.db)).toEqual({ reports: { failed: 1 }, refused: {} });
  });

  it.each([
    ['full@x.example', 'failed', ['loan/A noticeReported failed BOUNCE_5.2.2'], { mailboxFull: 1 }],
    ['tired@x.example', 'failed', ['loan/A noticeReported failed BOUNCE_4.4.7'], { gaveUp: 1 }],
    ['slow@x.example', 'accepted', [], { delayed: 1 }],
    ['there@x.example', 'delivered', ['loan/A noticeReported delivered quiet'], { delivered: 1 }],
    ['quiet@x.example', 'accepted', [], {}],
  ])('%s ends as %s and says nothing of the address', async (email, status, facts, reports) => {
    await sendTo(email);
    expect(await statusOf(world.db, 'R1')).toBe(status);
    expect(await failedChannels()).toEqual([]);
    expect(await factsOf(world.db)).toEqual(['loan/A noticeReported accepted quiet', ...facts]);
    expect((await mailCounts(world.db)).reports).toEqual(reports);
  });

  it('is refused at once where the server knows better: the address is marked just so', async () => {
    await savePeople(world, personOf('P1', { email: 'bounce@x.example' }));
    await openCase(world.db, 'loan/B', ['P1']);
    await queue(world.db, [{ reference: 'R1', personId: 'P1', loans: ['A'], channel: 'email' }]);
    expect(await drainOnce(world.deps, 'email')).toEqual({ failed: 1 });
    expect(await factsOf(world.db)).toEqual(['loan/A noticeReported failed SMTP_550', 'loan/B contactChanged']);
  });
});

describe('whatever the order', () => {
  it.each([
    ['failed, then delivered', ['failed', 'delivered']],
    ['delivered, then failed', ['delivered', 'failed']],
    ['failed twice, delivered, failed', ['failed', 'failed', 'delivered', 'failed']],
  ] as const)('%s ends as delivered, and the address is good', async (_, actions) => {
    await sendTo('quiet@x.example');
    for (const action of actions)
      await toListener(addressOf('R1'), about(action, action === 'failed' ? '5.1.1' : '2.1.5'));
    expect(await statusOf(world.db, 'R1')).toBe('delivered');
    expect(await failedChannels()).toEqual([]);
  });

  it('a bounce of an address that was corrected since says nothing of the new one', async () => {
    await sendTo('quiet@x.example');
    await savePeople(world, personOf('P1', { email: 'new@x.example' }));
    await toListener(addressOf('R1'), about('failed', '5.1.1'));
    expect(await statusOf(world.db, 'R1')).toBe('failed');
    expect(await failedChannels()).toEqual([]);
  });

  it('a mark that another message made stays when one is delivered after all', async () => {
    await sendTo('quiet@x.example');
    await queue(world.db, [{ reference: 'R2', personId: 'P1', loans: ['A'], channel: 'email' }]);
    await drainOnce(world.deps, 'email');
    const failed = { kind: 'failed', code: 'BOUNCE_5.1.1', badAddress: true } as const;
    await report(world.db, 'R1', failed, noon);
    await report(world.db, 'R2', failed, noon);
    await report(world.db, 'R1', { kind: 'delivered', providerId: 'x' }, noon);
    expect(await failedChannels()).toEqual(['email']);
  });
});

describe('what nobody may trust', () => {
  it.each([
    ['no token', `bounce+R1@${returnDomain}`],
    ['a made-up token', `bounce+R1.${'0'.repeat(24)}@${returnDomain}`],
    ['any other address', `collections@${returnDomain}`],
  ])('a report to %s is refused at RCPT, counted, and changes nothing', async (_, to) => {
    await sendTo('quiet@x.example');
    await expect(toListener(to, about('failed', '5.1.1'))).rejects.toMatchObject({ responseCode: 550 });
    expect(await statusOf(world.db, 'R1')).toBe('accepted');
    expect(await mailCounts(world.db)).toEqual({ reports: {}, refused: { bounce: 1 } });
  });

  it.each([
    ['that nobody can read', () => about('failed', 'none'), { unreadable: 1 }, 1],
    ['that is an answer', () => Buffer.from('From: a@b.example\r\n\r\nI am away'), { autoReply: 1 }, 0],
  ])('mail %s is counted, kept aside if it was a report, and changes nothing', async (_, raw, reports, aside) => {
    const before = readdirSync(world.asideFolder).length;
    await sendTo('quiet@x.example');
    await toListener(addressOf('R1'), raw());
    expect(await statusOf(world.db, 'R1')).toBe('accepted');
    expect((await mailCounts(world.db)).reports).toEqual(reports);
    expect(readdirSync(world.asideFolder)).toHaveLength(before + aside);
  });

  it('a report of a message that the database lost is kept aside', async () => {
    const before = readdirSync(world.asideFolder);
    const raw = about('failed', '5.1.1');
    await toListener(addressOf('R9'), raw);
    // The same again is the same.
    await toListener(addressOf('R9'), raw);
    expect((await mailCounts(world.db)).reports).toEqual({ unknownMessage: 1 });
    const [kept, ...more] = readdirSync(world.asideFolder).filter((file) => !before.includes(file));
    expect(more).toEqual([]);
    const text = readFileSync(`${world.asideFolder}/${kept ?? ''}`, 'utf8');
    expect(text).toContain('5.1.1');
    expect(await world.db.rows(`select id from person where failed <> '{}'`)).toEqual([]);
  });

  it('a report too big to be one is refused', async () => {
    const big = Buffer.concat([about('failed', '5.1.1'), Buffer.alloc(1_100_000, 'x\r\n')]);
    await expect(toListener(addressOf('R1'), big)).rejects.toMatchObject({ responseCode: 552 });
  });
});

describe('recoup mail bounce', () => {
  const said: string[] = [];
  const run = async (raw: Buffer): Promise<number> => {
    said.length = 0;
    const { log } = console;
    console.log = (line: string) => void said.push(line);
    const file = `${world.asideFolder}/given.eml`;
    const { writeFileSync, rmSync } = await import('node:fs');
    writeFileSync(file, raw);
    try {
      return await runBounce(world.mailReturn, [file], false);
    } finally {
      console.log = log;
      rmSync(file);
    }
  };

  it('takes a report from a file by its return address, twice with one effect', async () => {
    await sendTo('quiet@x.example');
    expect(await run(about('failed', '5.1.1'))).toBe(0);
    expect(await run(about('failed', '5.1.1'))).toBe(0);
    expect(said[0]).toMatch(/failed, message R1 \(known already\)$/u);
    expect(await failedChannels()).toEqual(['email']);
  });

  it('refuses a report without one', async () => {
    const raw = reportMail({
      action: 'failed',
      status: '5.1.1',
      sender: 'x@y.example',
      to: 'z@y.example',
      raw: Buffer.alloc(0),
    });
    expect(await run(Buffer.from(raw))).toBe(1);
    expect(said[0]).toMatch(/refused: none of its recipients/u);
  });
});

describe('stopping e-mails', () => {
  const urlOf = (reference: string): string => unsubscribeUrl(world.sealer, world.webhookUrl, reference);

  it('by the link in the mail: opening it changes nothing, the one click does, over all loans', async () => {
    await sendTo('quiet@x.example');
    const [sent] = world.mail.mails();
    const link = /<(http[^>]+)>/u.exec(sent?.headers['list-unsubscribe'] ?? '')?.[1] ?? '';
    expect(link).toBe(urlOf('R1'));
    expect(sent?.text).toContain(link);
    const shown = await fetch(link);
    expect(await shown.text()).toContain('<form method="post">');
    expect((await personFacts(world.db, ['P1']))[0]?.optedOut).toEqual([]);
    const oneClick = { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) };
    expect((await fetch(link, oneClick)).status).toBe(200);
    expect((await fetch(link, oneClick)).status).toBe(200);
    expect((await personFacts(world.db, ['P1']))[0]?.optedOut).toEqual(['email']);
    expect((await factsOf(world.db)).slice(1)).toEqual(['loan/A optedOut', 'loan/B optedOut']);
  });

  it('by a mail to the address in the header', async () => {
    await sendTo('quiet@x.example');
    await toListener(returnAddress(world.sealer, 'unsubscribe', 'R1', returnDomain), 'Subject: unsubscribe\r\n\r\n');
    expect((await personFacts(world.db, ['P1']))[0]?.optedOut).toEqual(['email']);
  });

  it.each([
    ['a made-up token', () => `${urlOf('R1').slice(0, -24)}${'0'.repeat(24)}`],
    [
      'the token of a return address',
      () => urlOf('R1').replace(/[^/]+$/u, addressOf('R1').slice(7).split('@')[0] ?? ''),
    ],
    ['the token of a message that is not', () => urlOf('R9')],
  ])('is refused and counted for %s', async (_, url) => {
    await sendTo('quiet@x.example');
    for (const method of ['GET', 'POST']) expect((await fetch(url(), { method })).status).toBe(403);
    expect((await personFacts(world.db, ['P1']))[0]?.optedOut).toEqual([]);
    expect((await mailCounts(world.db)).refused).toEqual({ unsubscribe: 2 });
  });
});
