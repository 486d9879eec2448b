import { addDays } from './date.ts';
import type { PlainDate } from './date.ts';
import { hashOf32 } from './hash.ts';
import type { Action, NoticeChannel, Policy, Step } from './policy.ts';
import type { Experiment, Strategy } from './strategyRules.ts';

export type Arm = 'champion' | 'challenger';
/** Experiment → arm. */
export type Arms = Readonly<Record<string, Arm>>;

/** Shares are told apart to a hundredth of a percent. */
const PARTS = 10_000;

/** The arm of a debtor: of all their loans, in every release, whatever was imported when (docs/decisions/0006). */
export function armOf(experiment: Pick<Experiment, 'id' | 'sharePercent'>, debtorId: string): Arm {
  const part = hashOf32(`${experiment.id}\n${debtorId}`) % PARTS;
  return part < Math.round(experiment.sharePercent * 100) ? 'challenger' : 'champion';
}

/** The arms of a debtor in all experiments of the policy; undefined when it has none. */
export function armsOf({ experiments }: Pick<Policy, 'experiments'>, debtorId: string): Arms | undefined {
  if (experiments === undefined) return undefined;
  return Object.fromEntries(experiments.map((experiment) => [experiment.id, armOf(experiment, debtorId)]));
}

/** How the debtor is spoken to in the segment: the challenger's entry where they are in its arm, else the champion's. */
export function strategyFor(policy: Policy, segment: string, arms: Arms | undefined): Strategy | undefined {
  const entryFor = (entries: readonly Strategy[] | undefined): Strategy | undefined =>
    entries?.find((entry) => entry.segment === segment);
  const challenger = policy.experiments?.find(
    ({ id, challenger: entries }) => arms?.[id] === 'challenger' && entryFor(entries) !== undefined,
  );
  return entryFor(challenger?.challenger) ?? entryFor(policy.strategy);
}

/** True of a step whose style a strategy may choose; what rests on proof or approval is left as the policy says. */
export function isStyled({ action, mustReach }: Step): boolean {
  return mustReach === undefined && (action.do === 'notify' || action.do === 'call') && action.to === 'debtor';
}

/** True of a step that is a contact with the debtor. */
function isContact({ action }: Step): boolean {
  return (action.do === 'notify' || action.do === 'call') && action.to === 'debtor';
}

export function isSkipped(step: Step, strategy: Strategy | undefined): boolean {
  return strategy?.skip?.includes(step.id) === true && isStyled(step);
}

/** Delinquent days from which a rung is due: for the first call rung, where people take over earlier or later. */
export function offsetDaysOf(step: Step, policy: Policy, strategy: Strategy | undefined): number {
  if (strategy?.handOverAtDays === undefined || step.action.do !== 'call') return step.offsetDays;
  return step === firstCall(policy) ? strategy.handOverAtDays : step.offsetDays;
}

/** The rung with which people take over: the first call to the debtor that hangs on days. */
export function firstCall({ ladder }: Pick<Policy, 'ladder'>): Step | undefined {
  return ladder.find((step) => step.action.do === 'call' && isStyled(step) && step.anchor === 'firstMissed');
}

type Notify = Extract<Action, { do: 'notify' }>;

/** The channels of a notice in the order in which they are tried. */
export function channelsFor(step: Step, action: Notify, strategy: Strategy | undefined): readonly NoticeChannel[] {
  const first = strategy?.channels;
  if (first === undefined || !isStyled(step)) return action.channels;
  const allowed = first.filter((channel) => action.channels.includes(channel));
  return [...allowed, ...action.channels.filter((channel) => !allowed.includes(channel))];
}

/** The template of a notice: of the step in this segment, else of its template in this segment, else its own. */
export function templateFor(step: Step, action: Notify, strategy: Strategy | undefined): string {
  if (strategy?.templates === undefined || !isStyled(step)) return action.template;
  return strategy.templates[step.id] ?? strategy.templates[action.template] ?? action.template;
}

/** The letter that goes along with an e-mail: worded for the segment like the notice itself; undefined: none does. */
export function attachFor(step: Step, action: Notify, strategy: Strategy | undefined): string | undefined {
  const { attach } = action;
  if (attach === undefined || strategy?.templates === undefined || !isStyled(step)) return attach;
  return strategy.templates[attach] ?? attach;
}

/** Any 30 days stand for a month: a count by calendar months would allow twice as many around its turn. */
const MONTH_DAYS = 30;

interface Contacted {
  readonly step: string;
  readonly status: string;
  readonly on: PlainDate;
}

/**
 * Leaves out contacts that come too soon after others. Rungs come before reminders, each in the order of the list; what
 * a strategy may not touch is never put off, but counts.
 * @param records of the loan; each counts on the day of its latest sending
 */
export function spaced<D extends { readonly step: Step; readonly group: string }>(
  due: readonly D[],
  records: readonly Contacted[],
  policy: Policy,
  strategy: Strategy | undefined,
  on: PlainDate,
): readonly D[] {
  const { minDaysBetween = 0, maxPerMonth = Infinity } = strategy ?? {};
  if (due.length === 0 || (minDaysBetween === 0 && maxPerMonth === Infinity)) return due;
  const steps = new Set(
    [policy.reminders, policy.ladder, policy.recovery].flat().flatMap((step) => (isContact(step) ? [step.id] : [])),
  );
  const contacts = records.flatMap(({ step, status, on: day }) => (steps.has(step) && left.has(status) ? [day] : []));
  const put = new Set<D>();
  const rungsFirst = [
    ...due.filter((one) => one.group !== 'reminder'),
    ...due.filter((one) => one.group === 'reminder'),
  ];
  for (const one of rungsFirst) {
    if (isStyled(one.step)) {
      const tooSoon = contacts.some((day) => on < addDays(day, minDaysBetween));
      const inMonth = contacts.filter((day) => day > addDays(on, -MONTH_DAYS)).length;
      if (tooSoon || inMonth >= maxPerMonth) {
        put.add(one);
        continue;
      }
    }
    if (isContact(one.step)) contacts.push(on);
  }
  return due.filter((one) => !put.has(one));
}

/** Records of steps that went out, or are about to. */
const left: ReadonlySet<string> = new Set(['open', 'done', 'delivered']);
