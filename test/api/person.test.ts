// Contact with a person over the API: what becomes known stops what is queued, and the journal says so.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPermitted } from '../../activities/permitted.ts';
import { claim } from '../../db/outbox.ts';
import type { Claimed } from '../../db/outbox.ts';
import { policyByHash } from '../../db/policy.ts';
import type { Instant } from '../../domain/instant.ts';
import { contactRules } from '../../policies/contact.ts';
import { ask, loanBody, startApiWorld, type ApiWorld, type Reply } from './world.ts';

const actor = { 'recoup-actor': 'li;role=collector' };
/** 11:30 of a Monday on the lender's clock; the eve of the first instalment, so a reminder is due. */
const eve = '2025-04-07T03:30:00.000Z';
const night = '2025-04-07T15:00:00.000Z';

const fresh = (loanId: string, more: Record<string, unknown> = {}): Record<string, unknown> =>
  loanBody(loanId, {
    disbursedOn: '2025-03-20',
    schedule: {
      kind: 'given',
      instalments: Array.from({ length: 12 }, (_, at) => ({
        number: at + 1,
        dueOn: `${at + 4 > 12 ? 2026 : 2025}-${String(((at + 3) % 12) + 1).padStart(2, '0')}-08`,
        principal: '1000.00',
      })),
    },
    ...more,
  });

describe('contact with a person', () => {
  let world: ApiWorld;
  beforeAll(async () => {
    world = await startApiWorld();
  });
  beforeEach(async () => {
    await world.clear();
    await ask(world.app, 'POST', '/v1/loans', fresh('L1'));
    await lookAt(eve);
  });
  afterAll(() => world.stop());

  const lookAt = async (now: Instant, ...loans: string[]): Promise<void> => {
    world.setNow(now);
    for (const loan of loans.length === 0 ? ['L1'] : loans) await world.deps.cases.poke(`loan/${loan}`);
  };
  const post = (url: string, body: object, key?: string): Promise<Reply> =>
    ask(world.app, 'POST', url, body, { ...actor, ...(key === undefined ? {} : { 'idempotency-key': key }) });
  const note = (body: object, key?: string): Promise<Reply> => post('/v1/persons/P-L1/contact', body, key);
  const outbox = async (): Promise<string[]> =>
    (await world.db.rows<{ row: string }>(`select channel || ' ' || status as row from outbox order by id`)).map(
      ({ row }) => row,
    );
  const timeline = async (loan = 'L1'): Promise<string[]> => {
    const { body } = await ask(world.app, 'GET', `/v1/loans/${loan}/timeline?lang=en&limit=500`);
    return (body['rows'] as { text: string }[]).map(({ text }) => text);
  };
  const send = (now: Instant): Promise<Claimed<null>> =>
    claim(world.db, {
      ...{ channel: 'sms', epoch: 1, limit: 10, sealer: world.deps.sealer },
      now: () => Promise.resolve(now),
      wallNow: () => now,
      permitted: createPermitted({ policyOf: policyByHash, contactRulesOf: contactRules }),
      render: () => ({ kind: 'ready', message: null, content: Buffer.from('text') }),
    });

  test('is shown with what is permitted now, the rule and until when', async () => {
    await note({ kind: 'held', hold: 'dispute', until: '2025-05-01' }, 'F1');
    await note({ kind: 'consented', channels: ['call'], given: false }, 'F2');
    const { status, body } = await ask(world.app, 'GET', '/v1/persons/P-L1/contact');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ name: 'W*** X*******', phone: '+86*******5678', timeZone: 'Asia/Shanghai' },
      contact: {
        holds: [{ id: 'F1', kind: 'dispute', until: '2025-04-30T16:00:00.000Z' }],
        consents: { call: 'withdrawn' },
      },
      permissions: [
        {
          ...{ case: 'loan/L1', role: 'debtor', rules: 'cn' },
          channels: {
            sms: { answer: 'notBefore', at: '2025-05-01T00:05:00.000Z', local: '2025-05-01 08:05' },
            call: { answer: 'never' },
          },
        },
      ],
      facts: [
        { id: 'F2', actor: 'li;collector' },
        { id: 'F1', refused: null },
      ],
      log: [{ channel: 'call', result: 'STOP', direction: 'inbound' }],
    });
  });

  test('a hold takes back what is queued and lets the step wait; its end lets it go', async () => {
    expect(await outbox()).toEqual(['sms queued']);
    expect((await note({ kind: 'held', hold: 'dispute' })).body).toMatchObject({ told: ['loan/L1'] });
    expect(await outbox()).toEqual(['sms cancelled']);
    expect((await timeline()).slice(-3)).toEqual([
      'Contact with P-L1 changed: contact is held',
      'A waiting message was cancelled: contact is not permitted any more (rule cn.hold)',
      expect.stringMatching(/^"reminder on the eve" is held back: no contact before 9999.* \(rule cn\.hold\)$/),
    ]);
    await note({ kind: 'released', hold: 'dispute' });
    expect(await outbox()).toEqual(['sms cancelled', 'sms queued']);
  });

  test('an opt-out takes back what is queued on its channel, and the next channel is taken', async () => {
    await note({ kind: 'consented', channels: ['sms'], given: false });
    expect(await outbox()).toEqual(['sms cancelled', 'email queued']);
    expect((await timeline()).slice(-3)).toEqual([
      'The customer opted out of text message',
      'A waiting message was cancelled: contact is not permitted any more (rule cn.opt-out)',
      'Decided: e-mail to the borrower, "reminder on the eve"',
    ]);
  });

  test('a payment takes back what is queued', async () => {
    await post('/v1/loans/L1/payments', { amount: '1000.00' }, 'bank-1');
    expect(await outbox()).toEqual(['sms cancelled']);
    expect((await timeline()).at(-1)).toBe('A waiting message was cancelled: it has been paid');
  });

  describe('at the instant of the claim, when the loan has not heard of it yet', () => {
    const later = '2025-04-07T03:35:00.000Z';
    beforeEach(() => world.pauseEngine(true));

    test('a hold stops the message, and the journal says by which rule', async () => {
      await note({ kind: 'held', hold: 'dispute' });
      expect(await send(later)).toMatchObject({ claims: [], spared: ['held'] });
      world.pauseEngine(false);
      await lookAt(later);
      expect(await outbox()).toEqual(['sms cancelled']);
      expect((await timeline()).join('\n')).toMatch(/cancelled: contact is not permitted any more \(rule cn\.hold\)/);
    });

    test('an opt-out stops the message', async () => {
      await note({ kind: 'consented', channels: ['sms'], given: false });
      expect(await send(later)).toMatchObject({ claims: [], spared: ['optedOut'] });
      world.pauseEngine(false);
      await lookAt(later);
      expect(await outbox()).toEqual(['sms optedOut', 'email queued']);
    });

    test('a payment that is not booked yet lets the message wait until it is', async () => {
      await post('/v1/loans/L1/payments', { amount: '1000.00' }, 'bank-1');
      expect(await send(later)).toMatchObject({ claims: [], spared: ['held'] });
      world.pauseEngine(false);
      await lookAt(later);
      expect(await outbox()).toEqual(['sms cancelled']);
    });
  });

  test('who has moved is not written to in the night of the new place', async () => {
    // 22:30 in Shanghai is no time; where the person lives now it is afternoon, and the other way round.
    await note({ kind: 'moved', zone: 'America/New_York' });
    expect(await send('2025-04-07T03:35:00.000Z')).toMatchObject({ claims: [], spared: ['held'] });
    expect(await send('2025-04-07T12:10:00.000Z')).toMatchObject({ claims: [{ personId: 'P-L1' }] });
  });

  test.each([
    ['that its loan has decided about takes it out of the message', false, 'A waiting message was cancelled'],
    ['that only the sender sees leaves it out of the message', true, 'The message failed (NOT_PERMITTED)'],
  ])('a dispute about one of two loans %s, and the other is still told', async (_what, asleep, says) => {
    const debtor = fresh('L1')['debtor'];
    await ask(world.app, 'POST', '/v1/loans', fresh('L2', { debtor }));
    await lookAt(eve, 'L2');
    expect(await outbox()).toEqual(['sms queued']);
    world.pauseEngine(asleep);
    await note({ kind: 'held', hold: 'dispute', debt: 'L2' });
    if (asleep) await world.db.run(`update inbox set applied_seq = 0 where type = 'contactChanged'`);
    const sent = await send('2025-04-07T03:35:00.000Z');
    expect(sent).toMatchObject({ claims: [{ lines: [{ caseId: 'loan/L1' }] }] });
    world.pauseEngine(false);
    await lookAt('2025-04-07T03:35:00.000Z', 'L1', 'L2');
    expect((await timeline('L2')).join('\n')).toContain(says);
    expect((await timeline('L1')).join('\n')).not.toContain(says);
  });

  test('of a message about two loans each timeline names the message and the other loan', async () => {
    const debtor = fresh('L1')['debtor'];
    await ask(world.app, 'POST', '/v1/loans', fresh('L2', { debtor }));
    await lookAt(eve, 'L2');
    const messageOf = async (loan: string): Promise<Record<string, unknown>> => {
      const { body } = await ask(world.app, 'GET', `/v1/loans/${loan}/timeline?lang=en&limit=500`);
      const rows = body['rows'] as { message: Record<string, unknown> | null }[];
      return rows.find(({ message }) => message !== null)?.message ?? {};
    };
    const [one, two] = [await messageOf('L1'), await messageOf('L2')];
    expect([one['withLoans'], two['withLoans']]).toEqual([['L2'], ['L1']]);
    expect(one['reference']).toBe(two['reference']);
  });

  test('the same fact twice is told once; another under its id is refused', async () => {
    const hold = { kind: 'held', hold: 'dispute' };
    expect((await note(hold, 'F1')).body).toMatchObject({ id: 'F1', duplicate: false });
    expect((await note(hold, 'F1')).body).toMatchObject({ id: 'F1', duplicate: true, told: [] });
    expect(await note({ kind: 'held', hold: 'hardship' }, 'F1')).toMatchObject({
      status: 409,
      body: { code: 'ID_REUSED' },
    });
  });

  test.each([
    [
      'an unknown person',
      '/v1/persons/P9/contact',
      { kind: 'held', hold: 'dispute' },
      404,
      'PERSON_UNKNOWN',
      undefined,
    ],
    [
      'a hold that has ended',
      undefined,
      { kind: 'held', hold: 'dispute', until: '2025-04-01' },
      422,
      'HOLD_ENDED',
      'until',
    ],
    ['a kind of hold that there is not', undefined, { kind: 'held', hold: 'mood' }, 400, 'INPUT_INVALID', 'hold'],
    ['an unknown loan', undefined, { kind: 'held', hold: 'dispute', debt: 'L9' }, 422, 'DEBT_UNKNOWN', 'debt'],
    ['a release of nothing', undefined, { kind: 'released', hold: 'death' }, 409, 'NOT_HELD', 'hold'],
    ['a zone that there is not', undefined, { kind: 'moved', zone: 'Mars/Base' }, 422, 'ZONE_UNKNOWN', 'zone'],
    [
      'a time that there is not',
      undefined,
      { kind: 'agreed', times: { from: '25:00', to: '26:00' } },
      400,
      'INPUT_INVALID',
      'times.from',
    ],
    ['an end of nothing', undefined, { kind: 'withdrawn', of: 'F9' }, 422, 'NOT_AGREED', 'of'],
    ['an impossible number', '/v1/persons/P-L1/address', { phone: '+1201555012' }, 400, 'INPUT_INVALID', 'phone'],
    ['no address at all', '/v1/persons/P-L1/address', {}, 400, 'INPUT_INVALID', 'body'],
  ])('refuses %s, and changes nothing', async (_what, url, body, status, code, field) => {
    const refused = await post(url ?? '/v1/persons/P-L1/contact', body);
    expect([refused.status, refused.body['code'], refused.body['field']]).toEqual([status, code, field]);
    expect((await ask(world.app, 'GET', '/v1/persons/P-L1/contact')).body).toMatchObject({ contact: {} });
    expect(await outbox()).toEqual(['sms queued']);
  });

  test('a hold that overlaps another is refused, and the refusal stands', async () => {
    await note({ kind: 'held', hold: 'dispute' });
    expect(await note({ kind: 'held', hold: 'dispute', until: '2025-06-01' })).toMatchObject({
      status: 409,
      body: { code: 'HOLD_OVERLAPS' },
    });
    const { body } = await ask(world.app, 'GET', '/v1/persons/P-L1/contact');
    expect(body).toMatchObject({ facts: [{ refused: { code: 'HOLD_OVERLAPS' } }, { refused: null }] });
  });

  test('a corrected number is sealed, told to the loans, and used again', async () => {
    await world.db.run(`update person set failed = '{sms}' where id = 'P-L1'`);
    const phone = '+8613912345678';
    expect((await post('/v1/persons/P-L1/address', { phone }, 'A1')).body).toMatchObject({ told: ['loan/L1'] });
    expect((await post('/v1/persons/P-L1/address', { phone }, 'A1')).body).toMatchObject({ duplicate: true });
    const { body } = await ask(world.app, 'GET', '/v1/persons/P-L1/contact');
    expect(body).toMatchObject({ phone: '+86*******5678', contact: {} });
    expect(JSON.stringify(await world.db.rows('select * from contact_fact'))).not.toContain('13912345678');
    expect((await world.db.row<{ failed: string[] }>('select failed from person'))?.failed).toEqual([]);
  });

  test('at night what waits is told until when, by the clock of the person', async () => {
    await lookAt(night);
    const { body } = await ask(world.app, 'GET', '/v1/persons/P-L1/contact');
    expect(body).toMatchObject({
      permissions: [{ channels: { sms: { answer: 'notBefore', local: '2025-04-08 08:05' } } }],
    });
  });
});
