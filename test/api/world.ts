// A deployment for the tests of the API: real PostgreSQL, real decisions, and a stand-in for the engine that decides at
// once where the engine would wake a workflow.
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { createCallDesk } from '../../activities/callDesk.ts';
import type { CallDeskDeps } from '../../activities/callDesk.ts';
import { createDecide } from '../../activities/decide.ts';
import type { DecideDeps } from '../../activities/decide.ts';
import { createRenderMessage } from '../../activities/render.ts';
import { previewForLoan, previewSample } from '../../activities/templateDesk.ts';
import { createApi } from '../../api/server.ts';
import type { ApiDeps } from '../../api/server.ts';
import { contactRulesId } from '../../db/call/loans.ts';
import { hashAt } from '../../db/caseFile.ts';
import { migrate } from '../../db/migrate.ts';
import { openDb, type Db } from '../../db/pool.ts';
import { createSealer } from '../../db/seal.ts';
import { createSigner, createVerifier, generateSigningKeys } from '../../db/signature.ts';
import type { SignedCommand } from '../../db/signature.ts';
import type { Answer } from '../../domain/case.ts';
import type { Policy } from '../../domain/policy.ts';
import { startPostgres, type Postgres } from '../../embedded/postgres.ts';
import type { Cases } from '../../engine/cases.ts';
import { loadCalendar } from '../../policies/calendar.ts';
import { contactRules } from '../../policies/contact.ts';
import { shippedPolicies } from '../../policies/index.ts';
import { loadTemplates } from '../../policies/templates.ts';
import { wordingOf } from '../../policies/wording.ts';
import { lenderFacts } from '../../worker/lender.ts';
import { emptied } from '../support/emptied.ts';

export interface ApiWorld {
  readonly app: FastifyInstance;
  readonly deps: ApiDeps;
  readonly db: Db;
  readonly owner: Db;
  readonly url: string;
  /** Commands as they were given to the engine. */
  readonly given: SignedCommand[];
  /** One decision about a case that is handed all of these; answers by id. */
  decide(caseId: string, commands: SignedCommand[]): Promise<Record<string, Answer>>;
  /** The wall clock of everything. */
  setNow(now: string): void;
  /** While true the engine takes nothing: facts stay in the inbox. */
  pauseEngine(paused: boolean): void;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export async function startApiWorld(
  mode: 'live' | 'demo' = 'live',
  more: Partial<ApiDeps> = {},
  desk: Partial<CallDeskDeps> = {},
  core: Partial<DecideDeps> = {},
): Promise<ApiWorld> {
  const postgres: Postgres = await startPostgres();
  const owner = openDb({ url: postgres.url, as: 'owner' });
  await migrate(owner);
  const db = openDb({ url: postgres.url, poolSize: 10 });
  const keys = generateSigningKeys();
  let now = '2025-04-05T04:00:00.000Z';
  let paused = false;
  const given: SignedCommand[] = [];
  const templates = loadTemplates();
  const decide = createDecide({
    ...{ db, verify: createVerifier(keys.publicKey), build: 'test', poke: () => undefined },
    policyOf: async (q, hash) =>
      (await q.row<{ body: Policy }>('select body from policy where hash = $1', [hash]))?.body ?? fail('NO_POLICY'),
    ...{ calendarOf: loadCalendar, contactRulesOf: contactRules },
    ...{ wording: wordingOf(templates, lenderFacts({})), ...core },
  });
  const decideNow = async (caseId: string, commands: SignedCommand[]): Promise<Record<string, Answer>> => {
    if (paused) throw new Error('ENGINE_PAUSED');
    const row = await db.row<{ seq: number }>('select seq from case_file where id = $1', [caseId]);
    const seq = row?.seq ?? 0;
    const after = { seq, head: (await hashAt(db, caseId, seq)) ?? '' };
    return (await decide({ caseId, epoch: 1, after, commands, now, runId: 'test' })).answers;
  };
  const cases: Cases = {
    poke: async (caseId) => {
      await decideNow(caseId, []);
    },
    command: async (signed) => {
      given.push(signed);
      const answers = await decideNow(signed.caseId, [signed]);
      return answers[signed.id] ?? fail('NO_ANSWER');
    },
    tick: async (caseId) => {
      await decideNow(caseId, []);
    },
  };
  const sealer = createSealer(randomBytes(32).toString('base64'));
  const sign = createSigner(keys.privateKey);
  const renderMessage = createRenderMessage(templates, () => new Uint8Array());
  const calls = createCallDesk({
    ...{ db, sealer, sign, voice: null, timeZone: 'Asia/Shanghai', lender: lenderFacts({}) },
    now: () => Promise.resolve(now),
    rulesOf: async (q, caseId) => contactRules(await contactRulesId(q, caseId)),
    ...{ renderMessage, ...desk },
  });
  const looked = { templates, message: { renderMessage, lender: lenderFacts({}), timeZone: 'Asia/Shanghai' } };
  const deps: ApiDeps = {
    ...{ db, cases, calls, sealer, sign, mode, clock: null, calendarOf: loadCalendar },
    policies: shippedPolicies(),
    templates: {
      templates,
      sample: (asked) => previewSample(looked, asked),
      forLoan: (asked) => previewForLoan(looked, { db, sealer, now: () => Promise.resolve(now) }, asked),
    },
    lender: { timeZone: 'Asia/Shanghai', currency: 'CNY' },
    wallNow: () => now,
    answerWithinMs: 400,
    ...more,
  };
  const app = createApi(deps);
  await app.ready();
  return {
    ...{ app, deps, db, owner, given, decide: decideNow, url: postgres.url },
    setNow: (next) => {
      now = next;
    },
    pauseEngine: (next) => {
      paused = next;
    },
    clear: async () => {
      given.length = 0;
      paused = false;
      now = '2025-04-05T04:00:00.000Z';
      await emptied(owner);
      await owner.run('insert into deployment (mode) values ($1)', [mode]);
      if (mode === 'demo') await owner.run('insert into clock (now) values ($1)', [now]);
    },
    stop: async () => {
      await app.close();
      await db.close();
      await owner.close();
      await postgres.stop();
    },
  };
}

function fail(code: string): never {
  throw new Error(code);
}

export const party = (id: string): Record<string, string> => ({
  id,
  name: 'Wang Xiaoming',
  phone: '+8613812345678',
  email: `${id.toLowerCase()}@example.com`,
  address: '1 Test Road',
});

/** Twelve instalments of 1,000.00 from 1 March 2025, two of them past due on 5 April. */
export const loanBody = (loanId: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  loanId,
  product: 'consumer',
  branch: 'east',
  currency: 'CNY',
  principal: '12000.00',
  disbursedOn: '2025-02-01',
  schedule: {
    kind: 'given',
    instalments: Array.from({ length: 12 }, (_, at) => ({
      number: at + 1,
      dueOn: `${at + 3 > 12 ? 2026 : 2025}-${String(((at + 2) % 12) + 1).padStart(2, '0')}-01`,
      principal: '1000.00',
    })),
  },
  debtor: party(`P-${loanId}`),
  ...more,
});

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly type: string;
}

/** Asks the API; a string as body is sent as it is. */
export async function ask(
  app: FastifyInstance,
  method: 'GET' | 'POST',
  url: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await app.inject({
    ...{ method, url, headers: { host: '127.0.0.1', ...headers } },
    ...(body === undefined ? {} : { payload: body }),
  });
  const type = response.headers['content-type'] ?? '';
  return { status: response.statusCode, type, body: type.includes('json') ? response.json() : {} };
}
