/** The shape of what a policy says about requests and relief; domain/reliefRules.ts explains every member. */
import { z } from 'zod';
import { components } from '../../domain/contract.ts';
import type { RequestRules } from '../../domain/requestRules.ts';
import { approval } from './approval.ts';
import { channels, classification, id } from './shapes.ts';

const days = z.int().min(1).max(3660).exactOptional();
const graceDays = z.int().min(0).max(30);
const months = z.int().min(1).max(600);
const rests = z.array(z.enum(['ladder', 'reminders']));
const counts = z.enum(['reset', 'carry']).exactOptional();
const asked = { roles: z.array(id).min(1), documents: z.array(id).max(20), approval };
const request = z.strictObject(asked);
const common = {
  ...asked,
  mostTimes: z.int().min(0).max(100).exactOptional(),
  despite: z.array(z.enum(['suit', 'writeOff'])).exactOptional(),
  tell: z.union([channels, z.array(z.never()).length(0)]).exactOptional(),
};
const rest = { ...common, mostDays: days, rests: rests.exactOptional(), penaltyStops: z.boolean().exactOptional() };
const waiver = z.strictObject({
  ...common,
  components: z.array(z.enum(components)).min(1).exactOptional(),
  condition: z.strictObject({ mostDays: z.int().min(1).max(366), graceDays, rests }).exactOptional(),
});
const deferment = z.strictObject({
  ...rest,
  mode: z.enum(['pause', 'shift']).exactOptional(),
  moves: z.enum(['all', 'tail']).exactOptional(),
  counts,
});
const plan = z.strictObject({
  ...common,
  mostDays: days,
  mostDates: z.int().min(1).max(60).exactOptional(),
  graceDays: graceDays.exactOptional(),
  covers: z
    .array(z.enum(['pastDue', 'all']))
    .min(1)
    .exactOptional(),
  onBroken: z.enum(['back', 'accelerate']).exactOptional(),
});
const restructure = z.strictObject({
  ...common,
  mostMonths: months.exactOptional(),
  counts,
  capitalisesInterest: z.boolean().exactOptional(),
  observation: z
    .strictObject({ periodsOnTime: z.int().min(0).max(60), months: z.int().min(0).max(120), atLeast: classification })
    .exactOptional(),
});
const temporaryLoan = z.strictObject({ ...rest, mostMinor: z.int().min(1).exactOptional() });
const limit = z.strictObject({
  termUptoMonths: months.exactOptional(),
  mostPercentOfTerm: z.int().min(0).max(1000).exactOptional(),
  mostMonths: z.int().min(0).max(600).exactOptional(),
});
const extension = z.strictObject({
  ...common,
  counts,
  limits: z.array(limit).min(1).exactOptional(),
  source: z.string().min(1).max(200).exactOptional(),
  whilePastDue: z.boolean().exactOptional(),
  consent: id.exactOptional(),
});

/** The section `requests` of a policy. */
export const requests: z.ZodType<RequestRules> = z.strictObject({
  waiver: waiver.exactOptional(),
  deferment: deferment.exactOptional(),
  plan: plan.exactOptional(),
  restructure: restructure.exactOptional(),
  temporaryLoan: temporaryLoan.exactOptional(),
  extension: extension.exactOptional(),
  acceleration: request.exactOptional(),
  placement: request.exactOptional(),
  reinstatement: request.exactOptional(),
});
