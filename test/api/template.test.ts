import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingMessage } from '../../activities/channel.ts';
import { createRenderMessage } from '../../activities/render.ts';
import { drainOnce, hostClocks } from '../../activities/send.ts';
import type { SendDeps } from '../../activities/send.ts';
import { createSmsAdapter } from '../../activities/sms.ts';
import { sandboxAccount, startSmsSandbox, type SmsSandbox } from '../../embedded/sms-sandbox.ts';
import { loadTemplates } from '../../policies/templates.ts';
import { lenderFacts } from '../../worker/lender.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

let world: ApiWorld;
let sms: SmsSandbox;
let adapter: ReturnType<typeof createSmsAdapter>;
const mails: OutgoingMessage[] = [];
beforeAll(async () => {
  world = await startApiWorld();
  sms = await startSmsSandbox();
  adapter = createSmsAdapter({ ...sandboxAccount, from: '+15005550006', baseUrl: sms.url });
});
afterAll(async () => {
  await adapter.close();
  await sms.stop();
  await world.stop();
});
beforeEach(async () => {
  mails.length = 0;
  await world.clear();
});

const get = (path: string, headers: Record<string, string> = {}) =>
  ask(world.app, 'GET', `/v1/templates${path}`, undefined, headers);
const as = { 'recoup-actor': 'li;role=collector' };

const later = '2025-04-20T06:00:00.000Z';

function sender(): SendDeps {
  const lender = lenderFacts({});
  const renderMessage = createRenderMessage(loadTemplates(), () => new Uint8Array());
  return {
    ...{ db: world.db, sealer: world.deps.sealer, clocks: hostClocks },
    adapters: {
      sms: adapter,
      email: {
        channel: 'email',
        send: (message) => {
          mails.push(message);
          return Promise.resolve({ kind: 'accepted', providerId: 'E' });
        },
        close: () => Promise.resolve(),
      },
    },
    message: { renderMessage, lender, timeZone: 'Asia/Shanghai' },
    permitted: () => ({ answer: 'allowed' }),
    now: () => Promise.resolve(later),
    signalCases: () => Promise.resolve(),
  };
}

/** 12,000.00 of which the first third falls due in the days that the tests live through. */
const soonDue = {
  disbursedOn: '2025-04-01',
  schedule: {
    kind: 'given',
    instalments: [4, 5, 6].map((month) => ({ number: month - 3, dueOn: `2025-0${month}-18`, principal: '4000.00' })),
  },
};

/** Days pass until the loan has a message on the channel; then it is due. */
async function queuedOn(channel: 'sms' | 'email', loanId: string): Promise<{ reference: string; template: string }> {
  for (let day = 5; day <= 29; day += 1) {
    world.setNow(`2025-04-${String(day).padStart(2, '0')}T06:00:00.000Z`);
    await world.deps.cases.tick(`loan/${loanId}`);
    const found = await world.db.row<{ reference: string; template: string }>(
      `select reference, template from outbox where channel = $1 and status = 'queued' order by id desc limit 1`,
      [channel],
    );
    if (found !== null) {
      // Sent on the day on which it was decided: the figures of both are of that day.
      await world.owner.run(`update outbox set not_before = $1`, [
        `2025-04-${String(day).padStart(2, '0')}T06:00:00.000Z`,
      ]);
      return found;
    }
  }
  throw new Error('nothing was queued');
}

describe('a preview of a loan', () => {
  it.each(['sms', 'email'] as const)('by %s is what is sent, to the last character', async (channel) => {
    const loanId = `L-${channel}`;
    const phone = channel === 'sms' ? '+8613800008801' : '';
    const debtor = { id: `P-${loanId}`, name: 'Wang Xiaoming', language: 'zh-CN' };
    const reached = channel === 'sms' ? { phone } : { email: 'wang@example.com' };
    const started = await ask(
      world.app,
      'POST',
      '/v1/loans',
      loanBody(loanId, { ...soonDue, debtor: { ...debtor, ...reached } }),
    );
    expect(started.status).toBe(201);
    const { reference, template } = await queuedOn(channel, loanId);
    const query = `?channel=${channel}&lang=zh-CN&loan=${loanId}&reference=${reference}`;
    const { status, body } = await get(`/${template}/preview${query}`, as);
    expect([status, body['template'] ?? body['id'], body['loanId']]).toEqual([200, template, loanId]);
    const now = world.deps.wallNow?.();
    expect(await drainOnce({ ...sender(), now: () => Promise.resolve(now ?? later) }, channel)).toEqual({
      accepted: 1,
    });
    if (channel === 'sms') expect(sms.texts(phone).map((sent) => sent.body)).toEqual([body['text']]);
    else {
      const { subject, text, html } = body;
      expect(mails).toEqual([expect.objectContaining({ subject, text, html })]);
    }
    const kept = await world.db.row<{ sha256: string }>('select sha256 from document');
    expect(body['contentSha256']).toBe(kept?.sha256);
  });

  it('names who looks, and refuses with the field that is missing as sending would', async () => {
    await ask(world.app, 'POST', '/v1/loans', loanBody('L1'));
    expect((await get('/overdue1/preview?channel=sms&loan=L1')).body).toMatchObject({ code: 'ACTOR_MISSING' });
    const { status, body } = await get('/promiseReminder/preview?channel=sms&loan=L1', as);
    expect([status, body['code'], body['field']]).toEqual([422, 'MISSING_FIELD', 'promisedOn']);
    expect((await get('/guarantorNotice/preview?channel=sms&loan=L1', as)).body).toMatchObject({
      ...{ code: 'NO_ADDRESSEE', field: 'guarantor' },
    });
    expect((await get('/overdue1/preview?channel=sms&loan=L9', as)).body).toMatchObject({ code: 'LOAN_UNKNOWN' });
  });
});

describe('templates', () => {
  it('are listed by language and channel with tone and audience', async () => {
    const { body } = await get('?lang=en&channel=letter');
    expect(body['templates']).toContainEqual(
      expect.objectContaining({ id: 'finalLetter', tone: 'legal', audience: 'borrower', language: 'en' }),
    );
  });

  it('show every placeholder with meaning, unit and example', async () => {
    const { body } = await get('/overdue1?lang=en');
    expect(JSON.stringify(body)).toContain('"name":"optOut","meaning":"how to stop messages on this channel"');
    expect((await get('/nothing')).body).toMatchObject({ code: 'TEMPLATE_UNKNOWN' });
  });

  it('are previewed for a made-up case with characters and segments, naming nobody', async () => {
    const { body } = await get('/overdue1/preview?channel=sms&lang=en');
    expect(body['sms']).toMatchObject({ encoding: 'GSM-7' });
    expect(body['characters']).toBe(Array.from(String(body['text'])).length);
    expect(body['text']).toContain('Ann Example');
    expect((await get('/lawyerLetter/preview?channel=sms')).status).toBe(404);
  });
});
