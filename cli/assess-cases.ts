import { z } from 'zod';
import { problemOfOrder } from '../domain/allocation.ts';
import { validateBuckets } from '../domain/bucket.ts';
import { components, validateContract } from '../domain/contract.ts';
import type { Contract, Instalment } from '../domain/contract.ts';
import { isPlainDate } from '../domain/date.ts';
import type { PlainDate } from '../domain/date.ts';
import { exponentOf, MoneyError, parseAmount } from '../domain/money.ts';
import type { Minor } from '../domain/money.ts';
import { effectiveOn } from '../domain/posting.ts';
import type { Posting } from '../domain/posting.ts';
import { DEFAULT_RULES, statuses } from '../domain/rules.ts';
import type { AllocationEntry, AssessRules } from '../domain/rules.ts';

const date = z.string().refine(isPlainDate, 'not a date that exists; write YYYY-MM-DD');
const amount = z.string({ error: 'not a decimal text; write the amount in quotes, such as "1250.00"' });
const id = z.string().min(1);
const component = z.enum(components);
const bookedOn = date.exactOptional();

const instalment = z.object({
  number: z.int(),
  dueOn: date,
  principal: amount.default('0'),
  interest: amount.default('0'),
  fee: amount.default('0'),
  penalty: amount.default('0'),
});
const instalments = z.array(instalment);

const entry = z.templateLiteral([z.enum(statuses), '.', component]);
const tolerance = z.coerce.number().min(0).max(1);
const rules = z
  .object({
    dayCount: z.enum(['exclusive', 'inclusive']),
    graceDays: z.int().min(0),
    buckets: z.array(z.object({ name: z.string(), from: z.int(), to: z.int().nullable().default(null) })),
    allocation: z
      .object({
        direction: z.enum(['horizontal', 'vertical']),
        order: z.array(entry),
        future: z.enum(['next', 'last', 'reamortise']),
      })
      .partial(),
    missed: z
      .object({ cutoff: z.enum(['due', 'due+grace', 'nextDue']), tolerance, window: z.enum(['life', '24m']) })
      .partial(),
  })
  .partial();

const payer = z.enum(['borrower', 'dealer', 'insurer', 'guarantor', 'agency']).exactOptional();
const onInstalment = { instalment: z.int(), component, amount, valueDate: date };
const event = z.discriminatedUnion('type', [
  z.object({ type: z.literal('payment'), id, bookedOn, valueDate: date, amount, payer }),
  z.object({ type: z.literal('reversal'), id, bookedOn, of: id, valueDate: date.exactOptional() }),
  z.object({ type: z.literal('chargeback'), id, bookedOn, of: id, valueDate: date, amount }),
  z.object({ type: z.literal('pause'), id, bookedOn, from: date, to: date }),
  z.object({ type: z.literal('resume'), id, bookedOn, on: date }),
  z.object({ type: z.literal('charge'), id, bookedOn, ...onInstalment }),
  z.object({ type: z.literal('waiver'), id, bookedOn, ...onInstalment }),
  z.object({ type: z.literal('writeOff'), id, bookedOn, on: date }),
  z.object({
    type: z.literal('reschedule'),
    id,
    bookedOn,
    on: date,
    instalments,
    counts: z.enum(['reset', 'carry']),
  }),
]);
type Event = z.infer<typeof event>;

const assessCase = z.object({
  contract: z.object({ currency: z.string(), disbursedOn: date, instalments }),
  rules: rules.default({}),
  events: z.array(event).default([]),
  expect: z.array(z.looseObject({ asOf: date })),
});

/** A case ready to be computed: what is expected is not in it, only the days that are asked for. */
export interface AssessCase {
  readonly contract: Contract;
  readonly rules: AssessRules;
  readonly postings: readonly Posting[];
  readonly asOf: readonly PlainDate[];
}

/** One entry of `expect`, as it stands in the file. */
export type Expectation = Readonly<Record<string, unknown>> & { readonly asOf: PlainDate };

/** What is wrong with a case, a line per fault, each with its path in the JSON. */
export class CaseError extends Error {
  override readonly name = 'CaseError';
}

/** Reads a case of the common form `assess`. Throws CaseError. */
export function parseAssessCase(json: string): { one: AssessCase; expected: readonly Expectation[] } {
  const parsed = assessCase.safeParse(readJson(json));
  if (!parsed.success) throw new CaseError(parsed.error.issues.map(lineOf).join('\n  '));
  const { contract: terms, events, expect } = parsed.data;
  at('contract.currency', () => exponentOf(terms.currency));
  const contract: Contract = {
    currency: terms.currency,
    disbursedOn: terms.disbursedOn,
    instalments: instalmentsOf(terms.instalments, terms.currency, 'contract.instalments'),
  };
  const problems = validateContract(contract);
  if (problems.length > 0)
    throw new CaseError(
      problems.map(({ field, rule, remedy }) => `contract.${field}: ${rule}; ${remedy}`).join('\n  '),
    );
  const one = {
    contract,
    rules: rulesOf(parsed.data.rules),
    postings: postingsOf(events, terms.currency),
    asOf: expect.map((expectation) => expectation.asOf),
  };
  return { one, expected: expect };
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new CaseError(
      `not JSON (${error instanceof Error ? error.message : 'unreadable'}); save it as JSON in UTF-8`,
    );
  }
}

function lineOf({ path, message }: z.core.$ZodIssue): string {
  return `${path.map(String).join('.') || '(whole file)'}: ${message}`;
}

/** Runs `read` and says where it stood if it refuses an amount. */
function at<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof MoneyError) throw new CaseError(`${path}: ${error.message}; ${error.remedy}`);
    throw error;
  }
}

function instalmentsOf(list: z.infer<typeof instalments>, currency: string, path: string): Instalment[] {
  return list.map(({ number, dueOn, ...parts }, index) => {
    const read = (name: (typeof components)[number]): Minor =>
      at(`${path}.${index}.${name}`, () => parseAmount(parts[name], currency));
    return {
      number,
      dueOn,
      penalty: read('penalty'),
      fee: read('fee'),
      interest: read('interest'),
      principal: read('principal'),
    };
  });
}

function rulesOf(given: z.infer<typeof rules>): AssessRules {
  const order: readonly AllocationEntry[] = given.allocation?.order ?? DEFAULT_RULES.allocation.order;
  const wrong = problemOfOrder(order);
  if (wrong !== null) throw new CaseError(`rules.allocation.order: ${wrong}; name each of the twelve once`);
  const buckets = given.buckets ?? DEFAULT_RULES.buckets;
  const [problem] = validateBuckets(buckets);
  if (problem !== undefined) throw new CaseError(`rules.buckets: ${problem}; correct the ranges`);
  return {
    dayCount: given.dayCount ?? DEFAULT_RULES.dayCount,
    graceDays: given.graceDays ?? DEFAULT_RULES.graceDays,
    buckets,
    allocation: {
      direction: given.allocation?.direction ?? DEFAULT_RULES.allocation.direction,
      order,
      future: given.allocation?.future ?? 'next',
    },
    missed: {
      cutoff: given.missed?.cutoff ?? DEFAULT_RULES.missed.cutoff,
      tolerance: given.missed?.tolerance ?? DEFAULT_RULES.missed.tolerance,
      window: given.missed?.window ?? DEFAULT_RULES.missed.window,
    },
  };
}

function postingsOf(events: readonly Event[], currency: string): Posting[] {
  const postings = new Map<string, Posting>();
  const reversals: Posting[] = [];
  const rest: Posting[] = [];
  events.forEach((one, index) => {
    if (one.type === 'reversal') return;
    const posting = postingOf(one, currency, `events.${index}`);
    rest.push(posting);
    if (!postings.has(posting.id)) postings.set(posting.id, posting);
  });
  events.forEach((one, index) => {
    if (one.type !== 'reversal') return;
    // Without any date of its own a reversal is known as soon as what it undoes.
    const known = one.bookedOn ?? one.valueDate ?? postings.get(one.of)?.bookedOn;
    if (known === undefined)
      throw new CaseError(`events.${index}.bookedOn: missing, and nothing is called ${one.of}; name the booking date`);
    reversals.push({ type: 'reversal', id: one.id, of: one.of, bookedOn: known });
  });
  return [...rest, ...reversals];
}

function postingOf(one: Exclude<Event, { type: 'reversal' }>, currency: string, path: string): Posting {
  const minor = (text: string): Minor => at(`${path}.amount`, () => parseAmount(text, currency));
  const known = (posting: Posting): Posting => ({ ...posting, bookedOn: one.bookedOn ?? effectiveOn(posting) });
  switch (one.type) {
    case 'payment':
    case 'chargeback':
    case 'charge':
    case 'waiver': {
      const { amount: text, ...posting } = one;
      return known({ ...posting, bookedOn: one.valueDate, amountMinor: minor(text) });
    }
    case 'pause':
      return known({ ...one, bookedOn: one.from });
    case 'resume':
    case 'writeOff':
      return known({ ...one, bookedOn: one.on });
    case 'reschedule':
      return known({
        ...one,
        bookedOn: one.on,
        instalments: instalmentsOf(one.instalments, currency, `${path}.instalments`),
      });
  }
}
