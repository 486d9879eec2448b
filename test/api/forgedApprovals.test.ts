import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSigner, generateSigningKeys } from '../../db/signature.ts';
import type { SignedCommand } from '../../db/signature.ts';
import { addDays } from '../../domain/date.ts';
import type { Actor } from '../../domain/case.ts';
import type { LoanState } from '../../domain/loanState.ts';
import { withoutRequests } from './withoutRequests.ts';
import { ask, loanBody, startApiWorld, type ApiWorld } from './world.ts';

/** One day of deferment, so that many may stand side by side. */
const aDay = (after: number) => ({ fromOn: addDays('2025-04-06', after), toOn: addDays('2025-04-07', after) });

const LOANS = 8;
const BATCHES = 52;
const A_BATCH = 25;

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld('live', { policies: withoutRequests() });
  await world.clear();
});
afterAll(() => world.stop());

/** As the shell does it: a decision that found the case locked for too long is asked for again. */
async function decided(caseId: string, commands: SignedCommand[]): Promise<void> {
  for (;;)
    try {
      await world.decide(caseId, commands);
      return;
    } catch (error) {
      if (!(error instanceof Error) || error.message !== 'DATABASE_55P03') throw error;
    }
}

/** Numbers that look random and are the same in every run. */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const people: readonly Actor[] = ['mia', 'bob', 'eve', 'zoe', 'max'].flatMap((id) =>
  ['collector', 'creditHead', 'riskHead', 'guest'].map((role) => ({ id, role, authenticated: false })),
);
const stranger = createSigner(generateSigningKeys().privateKey);

/** Ways to get an approval past the rule; each makes of an honest command what an attacker would send. */
const forgeries: Readonly<
  Record<string, (honest: SignedCommand, other: SignedCommand, actor: Actor) => SignedCommand>
> = {
  'without a signature': (honest) => ({ ...honest, signature: '' }),
  'signed by a stranger': ({ signature: _signature, ...honest }) => stranger(honest),
  'in the name of another': (honest, _other, actor) => ({ ...honest, actor }),
  'with a higher role': (honest) => ({ ...honest, actor: { ...honest.actor, role: 'creditHead', id: 'ghost' } }),
  'as if signed in': (honest) => ({ ...honest, actor: { ...honest.actor, authenticated: true } }),
  'for another request': (honest) => ({ ...honest, content: { ...honest.content, request: 'L0/request/1' } }),
  'with the signature of another command': (honest, other) => ({ ...honest, signature: other.signature }),
  'turned from a rejection into an approval': (honest) => ({
    ...honest,
    type: 'approveRequest',
    content: { ...honest.content, reason: 'x' },
  }),
  'under another id': (honest) => ({ ...honest, id: `${honest.id}-again` }),
  'with the words of another command': (honest, other) => ({ ...other, id: honest.id }),
  'signed for another loan': ({ signature: _signature, ...honest }) =>
    world.deps.sign({ ...honest, caseId: 'loan/ELSEWHERE' }),
};

test(`${LOANS * BATCHES * A_BATCH} generated attempts, honest and forged and at once, carry out only what two who may have approved`, async () => {
  const genuine = new Map<string, Actor>();
  let forged = 0;
  const lanes = Array.from({ length: LOANS }, async (_, lane) => {
    const loanId = `L${lane}`;
    const caseId = `loan/${loanId}`;
    const random = seeded(lane + 1);
    const pick = <T>(list: readonly T[]): T => list[random(list.length)] as T;
    await ask(world.app, 'POST', '/v1/loans', loanBody(loanId));
    const commandOf = (id: string, type: string, actor: Actor): SignedCommand => {
      const ended = type === 'request';
      const content = ended
        ? { kind: 'deferment', terms: aDay(random(900)), reason: 'flood' }
        : { request: `${loanId}/request/${1 + random(6)}`, reason: 'no' };
      return world.deps.sign({ id, caseId, type, content, actor });
    };
    let other = commandOf(`${loanId}-0`, 'approveRequest', pick(people));
    const batch = (at: number): SignedCommand[] =>
      Array.from({ length: A_BATCH }, (_, place): SignedCommand => {
        const id = `${loanId}-${at}-${place}`;
        // Asked rarely, so that approvals meet open requests; rejected more rarely still.
        const type =
          random(12) === 0
            ? 'request'
            : random(30) === 0
              ? 'rejectRequest'
              : random(40) === 0
                ? 'withdrawRequest'
                : 'approveRequest';
        const honest = commandOf(id, type, pick(people));
        if (random(2) === 0) {
          genuine.set(id, honest.actor);
          other = honest;
          return honest;
        }
        forged += 1;
        return pick(Object.values(forgeries))(honest, other, pick(people));
      });
    // Two decisions about one loan at once, again and again.
    for (let at = 0; at < BATCHES; at += 2)
      await Promise.all([decided(caseId, batch(at)), decided(caseId, batch(at + 1))]);
  });
  await Promise.all(lanes);

  expect(forged).toBeGreaterThan(4_000);
  const cases = await world.db.rows<{ state: LoanState }>(`select state from case_file where kind = 'loan'`);
  const requests = cases.flatMap(({ state }) => state.requests ?? []);
  const carriedOut = requests.filter(({ ended }) => ended?.as === 'executed');
  expect(carriedOut.length).toBeGreaterThan(LOANS);
  for (const { approval } of carriedOut) {
    const approved = approval.rows.filter(({ decision }) => decision === 'approved');
    expect(new Set(approved.map(({ actorId }) => actorId)).size).toBeGreaterThanOrEqual(2);
    expect(approved.map(({ actorId }) => actorId)).not.toContain(approval.maker);
    expect(approved.every(({ role }) => approval.rule.roles.includes(role))).toBe(true);
  }
  // Every word that counted was said by the person whose word it is, and every posting rests on a request carried out.
  const accepted = await world.db.rows<{ id: string; by: string; role: string }>(
    `select event_id as id, content->'command'->'actor'->>'id' as by, content->'command'->'actor'->>'role' as role
       from inbox where kind = 'command' and answer->>'ok' = 'true'`,
  );
  for (const { id, by, role } of accepted) expect(genuine.get(id)).toMatchObject({ id: by, role });
  expect(accepted.length).toBeGreaterThan(carriedOut.length * 2);
  const pauses = cases.flatMap(({ state }) => state.postings.filter(({ type }) => type === 'pause'));
  expect(pauses).toHaveLength(carriedOut.length);
}, 240_000);

test.each<[says: string, row: { readonly id: string; readonly type: string }]>([
  ['another type', { id: 'A', type: 'approveRequest' }],
  ['another id', { id: 'B', type: 'rejectRequest' }],
])('a row of the inbox that says %s than its command, which is signed, counts for nothing', async (_says, row) => {
  const loanId = `INBOX-${row.id}`;
  const caseId = `loan/${loanId}`;
  await ask(world.app, 'POST', '/v1/loans', loanBody(loanId));
  const mia = { id: 'mia', role: 'collector', authenticated: false };
  const content = { kind: 'deferment', terms: aDay(1), reason: 'flood' };
  await decided(caseId, [world.deps.sign({ id: 'asked', caseId, type: 'request', content, actor: mia })]);
  const word = { request: `${loanId}/request/1`, reason: 'no' };
  const bob = { id: 'bob', role: 'creditHead', authenticated: false };
  const command = world.deps.sign({ id: 'A', caseId, type: 'rejectRequest', content: word, actor: bob });
  await world.owner.run(
    `insert into inbox (case_id, event_id, kind, type, content, content_hash, received_at)
     values ($1, $2, 'command', $3, $4, 'x', now())`,
    [caseId, row.id, row.type, JSON.stringify({ command })],
  );
  await decided(caseId, []);
  const answers = await world.db.rows<{ code: string | null }>(
    `select answer->>'code' as code from inbox where case_id = $1 and event_id = $2`,
    [caseId, row.id],
  );
  expect(answers).toEqual([{ code: 'SIGNATURE_INVALID' }]);
});
