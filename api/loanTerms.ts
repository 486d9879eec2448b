/** The body that starts one loan, and the contract that is read from it. */
import { z } from 'zod';
import { admit } from '../domain/admission.ts';
import { validateContract } from '../domain/contract.ts';
import type { Contract, Instalment } from '../domain/contract.ts';
import { isTimeZone } from '../domain/instant.ts';
import type { PlainDate } from '../domain/date.ts';
import type { Posting } from '../domain/posting.ts';
import { scheduleOf } from '../domain/schedule.ts';
import {
  addressShape,
  amountShape,
  currencyShape,
  dateShape,
  emailShape,
  eventIdShape,
  idShape,
  languageShape,
  phoneShape,
} from './context.ts';
import { decimal, minorOf, positiveOf } from './money.ts';
import { Problem } from './problem.ts';

export const partyShape = z.object({
  id: idShape,
  name: z.string().min(1).max(200),
  phone: phoneShape.optional(),
  email: emailShape.optional(),
  address: addressShape.optional(),
  language: languageShape.optional().describe("default: the policy's"),
  timeZone: z.string().refine(isTimeZone, 'a zone of the IANA database').optional().describe("default: the policy's"),
});
export type Party = z.infer<typeof partyShape>;

const scheduleShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('given'),
    instalments: z
      .array(
        z.object({
          number: z.number().int().min(1),
          dueOn: dateShape,
          principal: amountShape,
          interest: amountShape.default('0'),
          fee: amountShape.default('0'),
          penalty: amountShape.default('0'),
        }),
      )
      .min(1)
      .max(1200),
  }),
  z.object({
    kind: z.enum(['equalInstalment', 'equalPrincipal', 'interestOnly', 'bullet']),
    annualRate: z.string().describe('share a year as decimal text: 0.0435 is 4.35 %'),
    months: z.number().int().min(1).max(1200),
    firstDueOn: dateShape.optional().describe('default: a month after disbursement'),
  }),
]);

export const startShape = z.object({
  loanId: idShape,
  product: z.string().min(1).max(80),
  branch: z.string().min(1).max(80),
  currency: currencyShape,
  principal: amountShape,
  disbursedOn: dateShape,
  schedule: scheduleShape,
  policy: z.string().optional().describe('id of a policy; default: the one that serves the product'),
  debtor: partyShape,
  guarantor: partyShape.optional(),
  guaranteeUntil: dateShape.optional().describe('last day of the guarantee period that the contract names (保证期间)'),
  lentFor: idShape.optional().describe('of a temporary loan after a disaster (临时贷款): the loan it was lent for'),
  dealer: partyShape.optional(),
  insurer: partyShape.optional(),
  payments: z
    .array(
      z.object({
        id: eventIdShape,
        amount: amountShape,
        valueDate: dateShape,
        bookedOn: dateShape.optional().describe('default: the value date'),
      }),
    )
    .max(5_000)
    .default([])
    .describe('what was received before recoup takes the loan over'),
});
export type StartBody = z.infer<typeof startShape>;

/** The contract of a body. @throws Problem with the code of the first thing that is wrong, and all of them */
export function contractOf(body: StartBody): Contract {
  const { currency, disbursedOn } = body;
  const principalMinor = positiveOf(body.principal, currency, 'principal');
  const contract = { currency, disbursedOn, principalMinor, instalments: instalmentsOf(body, principalMinor) };
  const [problem] = validateContract(contract);
  if (problem === undefined) return contract;
  if (problem.code === 'PRINCIPAL_MISMATCH') {
    const sumMinor = contract.instalments.reduce((sum, { principal }) => sum + principal, 0);
    const reason = `the principals add up to ${decimal(sumMinor, currency)}, the loan is ${decimal(principalMinor, currency)}`;
    throw new Problem(422, problem.code, reason, problem.remedy, 'schedule.instalments');
  }
  throw new Problem(422, problem.code, problem.rule, problem.remedy, `schedule.${problem.field}`);
}

function instalmentsOf({ schedule, currency, disbursedOn }: StartBody, principalMinor: number): Instalment[] {
  if (schedule.kind === 'given')
    return schedule.instalments.map(({ number, dueOn, ...amounts }, at) => {
      const minor = (component: keyof typeof amounts): number =>
        minorOf(amounts[component], currency, `schedule.instalments[${at}].${component}`);
      const [penalty, fee, interest, principal] = [
        minor('penalty'),
        minor('fee'),
        minor('interest'),
        minor('principal'),
      ];
      return { number, dueOn, penalty, fee, interest, principal };
    });
  const { kind, annualRate, months, firstDueOn } = schedule;
  try {
    return scheduleOf({
      ...{ kind, annualRate, months, principalMinor, disbursedOn },
      ...(firstDueOn === undefined ? {} : { firstDueOn }),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem(422, 'SCHEDULE_INVALID', error.message, 'correct the terms of the schedule', 'schedule');
  }
}

/** What was received before the take-over. @throws Problem with the code with which the core refuses one */
export function earlierPayments({ payments, currency }: StartBody, contract: Contract, today: PlainDate): Posting[] {
  const postings = payments.map(({ id, amount, valueDate, bookedOn = valueDate }, at): Posting => {
    const field = `payments[${at}]`;
    if (bookedOn > today)
      throw new Problem(
        422,
        'FUTURE_BOOKING',
        `payment ${id} is booked on ${bookedOn}, today is ${today}`,
        'send it on the day on which it is booked',
        `${field}.bookedOn`,
      );
    return {
      id,
      type: 'payment',
      valueDate,
      bookedOn,
      amountMinor: positiveOf(amount, currency, `${field}.amount`),
    };
  });
  const [refused] = admit(contract, postings).refused;
  if (refused === undefined) return postings;
  const at = postings.findIndex(({ id }) => id === refused.id);
  throw new Problem(422, refused.code, refused.reason, 'correct it at its source', `payments[${at}]`);
}
