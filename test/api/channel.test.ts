import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { homePages } from '../../api/home.ts';
import { Counts } from '../../api/metrics.ts';
import { createApi } from '../../api/server.ts';
import { contactRules } from '../../policies/contact.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld, type Reply } from './world.ts';

/** Friday noon in Shanghai, ten days after the first of eight instalments fell due: the first call is asked for. */
const FRIDAY = '2025-04-11T04:00:00.000Z';
const TOMORROW = '2025-04-11T16:00:00.000Z';
const counts = new Counts();
let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld('live', { counts, rates: { call: 2 } });
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.clear();
  world.setNow(FRIDAY);
});

const supervisor = { 'recoup-actor': 'wang;role=supervisor' };
const post = (path: string, body: object = {}, headers: Record<string, string> = supervisor): Promise<Reply> =>
  ask(world.app, 'POST', path, body, headers);
const channel = async (name: string): Promise<Record<string, unknown>> => {
  const { channels } = (await ask(world.app, 'GET', '/v1/channels')).body as { channels: Record<string, unknown>[] };
  return channels.find((one) => one['channel'] === name) ?? {};
};

async function openCalls(...loanIds: readonly string[]): Promise<void> {
  for (const [at, loanId] of loanIds.entries()) {
    const schedule = {
      kind: 'given',
      instalments: Array.from({ length: 8 }, (_, nth) => ({
        ...{ number: nth + 1, dueOn: `2025-${String(nth + 4).padStart(2, '0')}-01`, principal: '1000.00' },
      })),
    };
    const debtor = { ...party(`P-${loanId}`), phone: `+861381234567${at}` };
    const body = loanBody(loanId, { principal: '8000.00', disbursedOn: '2025-03-01', schedule, debtor });
    expect(await post('/v1/loans', body)).toMatchObject({ status: 201 });
  }
}
const dial = async (loanId: string): Promise<Reply> => {
  const path = `/v1/tasks/${encodeURIComponent(`${loanId}/overdueCall/2025-04-02`)}`;
  const collector = { 'recoup-actor': 'liu;role=collector' };
  await post(`${path}/claim`, {}, collector);
  return post(`${path}/dial`, {}, collector);
};

describe('calls are a channel like the others', () => {
  test('with a backlog of their own: due, planned for later, not known how they ended', async () => {
    await openCalls('L1', 'L2', 'L3');
    expect(await channel('call')).toMatchObject({
      ...{ stopped: null, backlog: { due: 3, waiting: 0, unsettled: 0, parked: 0 }, ratePerSecond: 2 },
      ...{ today: { messages: 0, cost: '0.00' } },
    });
    expect(await dial('L1')).toMatchObject({ status: 200 });
    const path = `/v1/tasks/${encodeURIComponent('L2/overdueCall/2025-04-02')}`;
    await dial('L2');
    const later = { result: 'NA', callBackAt: '2025-04-11T08:00:00.000Z' };
    expect(await post(`${path}/outcome`, later, { 'recoup-actor': 'liu;role=collector' })).toMatchObject({
      status: 200,
    });
    expect(await channel('call')).toMatchObject({
      backlog: { due: 2, waiting: 1, unsettled: 1, parked: 0, nextAt: '2025-04-11T08:00:00.000Z' },
      today: { messages: 2 },
    });
  });

  test('with a budget at which they stop by themselves, until the next day or until a person starts them', async () => {
    await openCalls('L1', 'L2');
    await post('/v1/channels/call/budget', { dayMessagesMax: 1, unitCost: '0.30' });
    expect(await dial('L1')).toMatchObject({ status: 200 });
    const stopped = await dial('L2');
    expect(stopped).toMatchObject({ status: 503, body: { code: 'CALLS_STOPPED' } });
    expect(stopped.body['reason']).toContain(TOMORROW);
    expect(await channel('call')).toMatchObject({
      stopped: { reason: 'BUDGET', by: 'breaker', until: TOMORROW, localUntil: '2025-04-12 00:00' },
      today: { messages: 1, units: 1, cost: '0.30' },
    });
    expect((await world.db.rows('select 1 from call_attempt')).length).toBe(1);
    // Another day, another budget.
    world.setNow('2025-04-12T04:00:00.000Z');
    expect(await dial('L2')).toMatchObject({ status: 200 });
  });

  test('with a kill switch, which says who threw it, and costs nothing', async () => {
    await openCalls('L1');
    await post('/v1/channels/call/stop', { reason: 'complaints' });
    expect(await dial('L1')).toMatchObject({ status: 503, body: { code: 'CALLS_STOPPED' } });
    expect(await channel('call')).toMatchObject({
      stopped: { reason: 'complaints', by: 'wang;supervisor' },
      today: { messages: 0 },
    });
    await post('/v1/channels/call/start');
    expect(await dial('L1')).toMatchObject({ status: 200 });
  });
});

describe('a channel that is stopped', () => {
  const page = async (language: string): Promise<string> => {
    const app = createApi(world.deps);
    homePages(app, { ...world.deps, contactRulesOf: contactRules });
    try {
      return (await app.inject({ url: `/?lang=${language}`, headers: { host: '127.0.0.1' } })).body;
    } finally {
      await app.close();
    }
  };
  const alertIn = (body: string): string =>
    (/<div class="stopped" role="alert">.*?<\/div>/su.exec(body)?.[0] ?? '')
      .replace(/<[^>]+>|\s+/gu, ' ')
      .replace(/ +/gu, ' ')
      .trim();

  test('stands on the first page with reason, since when, until when and by whom, in both languages', async () => {
    expect(alertIn(await page('en'))).toBe('');
    await post('/v1/channels/sms/stop', { reason: 'complaints <b>' });
    await post('/v1/channels/call/budget', { dayMessagesMax: 0 });
    await openCalls('L1');
    await dial('L1');
    expect(alertIn(await page('en'))).toBe(
      'Contact is stopped call the day&#39;s budget is spent since 2025-04-11 12:00 · until 2025-04-12 00:00 · by the breaker' +
        ' text message complaints &lt;b&gt; since 2025-04-11 12:00 · until somebody starts it (recoup channel start) · wang (supervisor)',
    );
    expect(alertIn(await page('zh-CN'))).toContain('已停止对外联系 电话 当日预算已用完 自 2025-04-11 12:00');
    await world.owner.run(`update deployment set sends_stopped = 'DATABASE_BEHIND'`);
    expect(alertIn(await page('en'))).toContain('every channel DATABASE_BEHIND until somebody starts it');
  });

  test('and what providers told are figures for a monitor, without any content', async () => {
    counts.add('signatureWrong');
    await post('/v1/channels/sms/stop', { reason: 'complaints' });
    const { body, headers } = await world.app.inject({ url: '/metrics', headers: { host: '127.0.0.1' } });
    expect(headers['content-type']).toContain('text/plain');
    const lines = body.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'recoup_provider_events_total{what="signatureWrong"} 1',
        'recoup_channel_stopped{channel="sms"} 1',
        'recoup_channel_stopped{channel="call"} 0',
        'recoup_channel_backlog{channel="letter",state="due"} 0',
      ]),
    );
  });
});
