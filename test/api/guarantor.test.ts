// A guarantor of several loans: written to once, counted over all of them, and left alone once released.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPermitted } from '../../activities/permitted.ts';
import { createRenderMessage } from '../../activities/render.ts';
import { createPrepare } from '../../activities/send/message.ts';
import type { LetterContent } from '../../activities/typeset.ts';
import { claim } from '../../db/outbox.ts';
import type { Claimed } from '../../db/outbox.ts';
import { policyByHash } from '../../db/policy.ts';
import { contactRules } from '../../policies/contact.ts';
import { loadTemplates } from '../../policies/templates.ts';
import { lenderFacts } from '../../worker/lender.ts';
import { live } from './days.ts';
import { ask, loanBody, party, startApiWorld, type ApiWorld } from './world.ts';

const WANG = { 'recoup-actor': 'wang;role=creditHead' };
/** The notice to the guarantor is due 40 days after 10 July 2025; it is decided then, and waits to be sent. */
const NOTICE = '2025-08-19';
const upToTheNotice = async (): Promise<void> => {
  await live(world, '2025-07-11', '2025-08-18');
  world.setNow(`${NOTICE}T06:00:00.000Z`);
  for (const loan of ['L1', 'L2']) await world.deps.cases.poke(`loan/${loan}`);
};

let world: ApiWorld;
const letters: LetterContent[] = [];
beforeAll(async () => {
  world = await startApiWorld();
});
beforeEach(async () => {
  await world.clear();
  letters.length = 0;
  world.setNow('2025-06-20T01:00:00.000Z');
  const guarantor = { ...party('G1'), name: '担保人甲', language: 'zh-CN' };
  for (const [loanId, id, name] of [
    ['L1', 'P1', '借款人一'],
    ['L2', 'P2', '借款人二'],
  ] as const) {
    const schedule = { kind: 'given', instalments: [{ number: 1, dueOn: '2025-07-10', principal: '3000.00' }] };
    const terms = { product: 'auto', principal: '3000.00', disbursedOn: '2025-06-20', schedule, guarantor };
    expect((await post('/v1/loans', loanBody(loanId, { ...terms, debtor: { ...party(id), name } }))).status).toBe(201);
  }
});
afterAll(() => world.stop());

const post = (url: string, body: object) => ask(world.app, 'POST', url, body, WANG);

/** What waits for a person: the loans of each message. */
const waiting = async (personId: string): Promise<string[]> =>
  (
    await world.db.rows<{ loans: string }>(
      `select string_agg(substr(n.case_id, 6), ' ' order by n.case_id) as loans
         from outbox o join notice n on n.outbox_id = o.id and not n.cancelled
        where o.person_id = $1 and o.status = 'queued' group by o.id order by o.id`,
      [personId],
    )
  ).map(({ loans }) => loans);

const send = (now: string): Promise<Claimed<unknown>> => {
  const renderMessage = createRenderMessage(loadTemplates(), (content) => {
    letters.push(content);
    return new Uint8Array();
  });
  const options = { sealer: world.deps.sealer, renderMessage, lender: lenderFacts({}), timeZone: 'Asia/Shanghai' };
  return claim(world.db, {
    ...{ channel: 'letter', epoch: 1, limit: 10, sealer: world.deps.sealer },
    now: () => Promise.resolve(now),
    wallNow: () => now,
    permitted: createPermitted({ policyOf: policyByHash, contactRulesOf: contactRules }),
    render: createPrepare(options, 'letter'),
  });
};

describe('a guarantor of two loans of different borrowers', () => {
  test('gets one letter that names both, asks for the sum', async () => {
    await upToTheNotice();
    expect(await waiting('G1')).toEqual(['L1 L2']);
    expect((await send(`${NOTICE}T06:30:00.000Z`)).kind).toBe('claimed');
    const letter = letters.find(({ recipient }) => recipient === '担保人甲');
    const said = JSON.stringify(letter);
    expect(said).toContain('借款人一、借款人二');
    expect(letter?.rows.map(({ loanId }) => loanId).sort()).toEqual(['L1', 'L2']);
    expect(JSON.stringify(letter?.blocks.find(({ kind }) => kind === 'list'))).toContain('6,000.00');
  });

  test('is called no more often for guaranteeing more: conversations count over all loans', async () => {
    for (const n of [1, 2, 3])
      await world.db.run(
        `insert into contact_log (id, person_id, channel, at, result, direction, debt)
         values ($1, 'G1', 'call', $2, 'conversation', 'outbound', 'L1')`,
        [`c${n}`, `2025-06-20T0${n}:30:00.000Z`],
      );
    world.setNow('2025-06-20T06:00:00.000Z');
    const { body } = await ask(world.app, 'GET', '/v1/persons/G1/contact');
    const permissions = body['permissions'] as { loan: string; channels: { call: object } }[];
    expect(permissions.map(({ loan, channels }) => [loan, channels.call])).toMatchObject([
      ['L1', { answer: 'notBefore', local: '2025-06-21 08:05' }],
      ['L2', { answer: 'notBefore', local: '2025-06-21 08:05' }],
    ]);
  });
});

describe('a guarantor who was released', () => {
  const release = async (): Promise<void> => {
    const content = Buffer.from('yes').toString('base64');
    const kinds = ['guarantorConsent', 'guarantorRelease'];
    const documents: unknown[] = [];
    for (const kind of kinds) documents.push((await post('/v1/loans/L1/documents', { kind, content })).body['id']);
    const given = { guarantor: { ...party('G2'), name: '担保人乙' }, replaces: 'G1', documents };
    expect(await post('/v1/loans/L1/securities/given', given)).toMatchObject({ status: 200 });
  };

  test('is written to no more about that loan; whoever guarantees it now is', async () => {
    await upToTheNotice();
    world.setNow(`${NOTICE}T06:10:00.000Z`);
    await release();
    expect(await waiting('G1')).toEqual(['L2']);
    expect(await waiting('G2')).toEqual(['L1']);
  });

  test.each([
    ['a third person who may not be contacted', undefined, 'cn.third-party'],
    ['not even where the borrower cannot be reached: the debt is not disclosed', 'reachable', 'cn.no-disclosure'],
  ])('is, to the sender, %s', async (_, fact, rule) => {
    await upToTheNotice();
    world.setNow(`${NOTICE}T06:10:00.000Z`);
    await release();
    if (fact !== undefined) await post('/v1/persons/G1/contact', { kind: 'reachable', reachable: false });
    // The word that took it back was lost: the sender asks for itself.
    await world.db.run(
      `update notice set cancelled = false where case_id = 'loan/L1' and line->'people'->>'guarantorName' = 'G1'`,
    );
    await send(`${NOTICE}T06:30:00.000Z`);
    const letter = letters.find(({ recipient }) => recipient === '担保人甲');
    expect(letter?.rows.map(({ loanId }) => loanId)).toEqual(['L2']);
    const refused = await world.db.rows(
      `select content->>'code' as code from inbox where case_id = 'loan/L1' and content->>'status' = 'failed'`,
    );
    expect(JSON.stringify(refused)).toContain('NOT_PERMITTED');
    const rules = await world.db.rows(
      `select content->>'rule' as rule from inbox where case_id = 'loan/L1' and content ? 'rule'`,
    );
    expect(JSON.stringify(rules)).toContain(rule);
  });
});
