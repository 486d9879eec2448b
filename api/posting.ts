/** Facts about money: payments, reversals and returned debits, and those that wait for their loan. */
import { z } from 'zod';
import { acceptFact, bookedBefore, holdFact, unmatched, wakeAside } from '../db/inbox.ts';
import type { Fact } from '../db/inbox.ts';
import { loanCaseId, openedLoan } from '../db/loanRecord.ts';
import type { OpenedLoan } from '../db/loanRecord.ts';
import { instantAt, localDate } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';
import type { Posting } from '../domain/posting.ts';
import type { FastifyRequest } from 'fastify';
import { idempotencyKey } from './actor.ts';
import {
  amountShape,
  currencyShape,
  dateShape,
  eventIdShape,
  loanParams,
  nowOf,
  openObject,
  openPage,
  languageShape,
} from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { giveFact, idReused, poke } from './give.ts';
import { decimal, positiveOf } from './money.ts';
import { pageOf, pageQuery, placeOf } from './page.ts';
import { Problem } from './problem.ts';
import type { Language } from './context.ts';
import { codeWords, said } from './words/codes.ts';

/** A held payment of a demo is posted at this time of the lender on its booking date. */
const POSTING_TIME = '07:00';

const booked = {
  id: eventIdShape.optional().describe('default: the Idempotency-Key; unique for ever, the same whenever it is sent'),
  bookedOn: dateShape.optional().describe("default: the lender's today"),
};
const currency = currencyShape.optional().describe("has to be the loan's; needed for loans that are not known yet");
const valueDate = dateShape.optional().describe('default: the booking date');
const payer = z.enum(['borrower', 'dealer', 'insurer', 'guarantor', 'agency']);

const payment = z.object({ ...booked, currency, valueDate, amount: amountShape, payer: payer.optional() });
const reversal = z.object({ ...booked, of: eventIdShape.describe('the posting that is undone') });
const chargeback = z.object({ ...booked, currency, valueDate, of: eventIdShape, amount: amountShape });

/** What a posting is read with: from its loan, or from the lender while nobody knows the loan. */
interface Reading {
  readonly id: string;
  readonly bookedOn: string;
  readonly currency: string;
}

export function postingRoutes(app: Routes, deps: ApiDeps): void {
  const response = { 200: openObject, 202: openObject };
  app.post(
    '/loans/:id/payments',
    { schema: { summary: 'A payment was received', tags: ['money'], params: loanParams, body: payment, response } },
    async (request, reply) => {
      const { body } = request;
      const made = await book(deps, request, request.params.id, body, (reading): Posting => ({
        ...{ id: reading.id, type: 'payment', bookedOn: reading.bookedOn },
        valueDate: body.valueDate ?? reading.bookedOn,
        amountMinor: positiveOf(body.amount, reading.currency, 'amount'),
        ...(body.payer === undefined || body.payer === 'borrower' ? {} : { payer: body.payer }),
      }));
      return reply.code(made.status).send(made.body);
    },
  );
  app.post(
    '/loans/:id/reversals',
    { schema: { summary: 'A posting never was', tags: ['money'], params: loanParams, body: reversal, response } },
    async (request, reply) => {
      const { of } = request.body;
      const made = await book(deps, request, request.params.id, request.body, ({ id, bookedOn }) => ({
        ...{ id, type: 'reversal', bookedOn, of },
      }));
      return reply.code(made.status).send(made.body);
    },
  );
  app.post(
    '/loans/:id/chargebacks',
    { schema: { summary: 'A debit was returned', tags: ['money'], params: loanParams, body: chargeback, response } },
    async (request, reply) => {
      const { body } = request;
      const made = await book(deps, request, request.params.id, body, (reading) => ({
        ...{ id: reading.id, type: 'chargeback', bookedOn: reading.bookedOn, of: body.of },
        valueDate: body.valueDate ?? reading.bookedOn,
        amountMinor: positiveOf(body.amount, reading.currency, 'amount'),
      }));
      return reply.code(made.status).send(made.body);
    },
  );
  app.get(
    '/unmatched',
    {
      schema: {
        summary: 'Facts whose loan nobody has opened; they are applied when it arrives',
        tags: ['money'],
        querystring: z.object({ lang: languageShape.default('zh-CN'), ...pageQuery }),
        response: { 200: openPage },
      },
    },
    async ({ query: { limit, cursor, lang } }) => {
      const after = placeOf(cursor, z.number()) ?? 0;
      const page = pageOf(await unmatched(deps.db, after, limit + 1), limit, ({ n }) => n);
      return { rows: page.rows.map((row) => shownUnmatched(row, lang)), next: page.next };
    },
  );
}

function shownUnmatched(
  { caseId, eventId, type, content, receivedAt }: Awaited<ReturnType<typeof unmatched>>[number],
  language: Language,
) {
  const { amountMinor, currency: read, ...rest } = content;
  const amount =
    typeof amountMinor === 'number' && typeof read === 'string'
      ? { amount: decimal(amountMinor, read), currency: read }
      : {};
  const { posting } = codeWords[language];
  return {
    ...{ loanId: caseId.replace(/^loan\//, ''), eventId, event: type, receivedAt, content: { ...rest, ...amount } },
    typeText: said(posting, typeof rest['type'] === 'string' ? rest['type'] : type),
  };
}

interface Made {
  readonly status: 200 | 202;
  readonly body: Record<string, unknown>;
}

/**
 * Books a posting: applied (200), accepted and not answered in time, held for its day in a demo, or kept aside because
 * nobody knows the loan (202).
 */
async function book(
  deps: ApiDeps,
  request: FastifyRequest,
  loanId: string,
  body: {
    readonly id?: string | undefined;
    readonly bookedOn?: string | undefined;
    readonly currency?: string | undefined;
  },
  read: (reading: Reading) => Posting,
): Promise<Made> {
  const id = body.id ?? idempotencyKey(request);
  if (id === undefined)
    throw new Problem(
      400,
      'ID_MISSING',
      'a posting has an id, so that a repeat changes nothing',
      'send `id`, or the header Idempotency-Key',
      'id',
    );
  const loan = await openedLoan(deps.db, loanId);
  if (loan !== null && body.currency !== undefined && body.currency !== loan.currency)
    throw new Problem(
      422,
      'CURRENCY_OF_LOAN',
      `the loan is in ${loan.currency}`,
      'correct the currency or the loan id',
      'currency',
    );
  const now = await nowOf(deps);
  const timeZone = loan?.policy.timeZone ?? deps.lender.timeZone;
  const today = localDate(now, timeZone);
  // A repeat after midnight is still the same posting.
  const bookedOn = body.bookedOn ?? (await bookedBefore(deps.db, loanCaseId(loanId), id)) ?? today;
  const reading = { id, bookedOn, currency: loan?.currency ?? body.currency ?? deps.lender.currency };
  const posting = read(reading);
  if (posting.type !== 'reversal' && 'valueDate' in posting && posting.valueDate > bookedOn)
    throw new Problem(
      422,
      'VALUE_AFTER_BOOKING',
      `its value date ${posting.valueDate} is after its booking date ${bookedOn}`,
      'post it on its day',
      'valueDate',
    );
  const fact: Fact = {
    caseId: loanCaseId(loanId),
    eventId: id,
    type: 'posting',
    content: { ...posting },
    quiet: false,
  };
  if (bookedOn > today) return heldUntil(deps, fact, instantAt(bookedOn, POSTING_TIME, timeZone), bookedOn, today);
  if (loan === null) return keepAside(deps, fact, reading.currency, now);
  return applied(deps, fact, loan, now);
}

async function applied(deps: ApiDeps, fact: Fact, loan: OpenedLoan, now: Instant): Promise<Made> {
  const { duplicate, answer } = await giveFact(deps, fact, now);
  const body = { id: fact.eventId, duplicate, applied: answer !== null, currency: loan.currency, ...answered(answer) };
  return { status: answer === null && !duplicate ? 202 : 200, body };
}

function answered(answer: object | null): object {
  if (answer === null) return {};
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== 'ok'));
}

/** Nothing is lost because it came early: it waits, visible, and is applied when the loan arrives. */
async function keepAside(deps: ApiDeps, fact: Fact, currencyRead: string, now: Instant): Promise<Made> {
  const aside: Fact = { ...fact, content: { ...fact.content, currency: currencyRead }, quiet: true };
  const acceptance = await deps.db.tx((q) => acceptFact(q, aside, now));
  if (acceptance === 'reused') throw idReused(fact.eventId);
  // The loan may have been opened meanwhile, by a transaction that could not see this fact.
  if (await wakeAside(deps.db, fact.caseId)) await poke(deps, fact.caseId);
  return {
    status: 202,
    body: { id: fact.eventId, duplicate: acceptance === 'duplicate', applied: false, waiting: true },
  };
}

/** A demo holds it until its day; real time does not take what has not happened. */
async function heldUntil(deps: ApiDeps, fact: Fact, postAt: Instant, bookedOn: string, today: string): Promise<Made> {
  if (deps.mode === 'live')
    throw new Problem(
      422,
      'FUTURE_BOOKING',
      `it is booked on ${bookedOn}, today is ${today}`,
      'send it on the day on which it is booked',
      'bookedOn',
    );
  const acceptance = await deps.db.tx((q) => holdFact(q, fact, postAt));
  if (acceptance === 'reused') throw idReused(fact.eventId);
  return {
    status: 202,
    body: { id: fact.eventId, duplicate: acceptance === 'duplicate', applied: false, heldUntil: postAt },
  };
}
