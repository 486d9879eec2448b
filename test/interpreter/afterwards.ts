import { isoOf, type Day } from './days.ts';
import { applies } from './fits.ts';
import { isAcceptable, isPutOff, isWrittenOff, take, type Life } from './life.ts';

/** Recovery after a write-off (docs/policy.md, "Recovery"): each rung once, each resting on the one before it. */
export function recover(life: Life, day: Day): void {
  const { writtenOffOn, policy } = life;
  if (writtenOffOn === null || writtenOffOn > day || life.owed.outstanding(day) === 0) return;
  if (life.holds.some((hold) => hold.from <= day && day < hold.to)) return;
  const occurrence = isoOf(writtenOffOn);
  let below: Day | null = writtenOffOn - policy.minGapDays;
  for (const step of policy.recovery) {
    const taken = life.taken.find((it) => it.stepId === step.id);
    const fits = applies(step, policy, life.loan, life.owed, day);
    if (taken === undefined && !fits) continue;
    if (taken?.call && step.action.do === 'call' && day >= taken.takenOn + step.action.workDays) {
      taken.call.notWorkedOn ??= isoOf(day);
      taken.carriedOutOn ??= day;
    }
    if (taken === undefined && below !== null && day >= below + policy.minGapDays) {
      if (day >= writtenOffOn + step.offsetDays && isAcceptable(life, step, day) && !isPutOff(life, step, day))
        take(life, step, occurrence, day);
    }
    below = life.taken.find((it) => it.stepId === step.id)?.carriedOutOn ?? null;
  }
}

/** Asks what shall happen at maturity, and escalates the question that nobody answers. */
export function decideMaturity(life: Life, day: Day): void {
  const rule = life.policy.maturityDecision;
  const maturity = life.instalments.at(-1)?.due;
  if (rule === undefined || maturity === undefined || isWrittenOff(life, day)) return;
  const asked = life.out.decisions.find((decision) => decision.loanId === life.loan.loan_id);
  const isOpen = life.owed.outstanding(day) > 0;
  if (asked === undefined) {
    if (!isOpen || day > maturity || day < maturity - rule.askDaysBefore) return;
    const isLate = day >= maturity - rule.answerDaysBefore;
    life.out.decisions.push({
      loanId: life.loan.loan_id,
      askedOn: isoOf(day),
      escalatedOn: isLate ? isoOf(day) : null,
    });
  } else if (asked.escalatedOn === null && isOpen && day >= maturity - rule.answerDaysBefore) {
    asked.escalatedOn = isoOf(day);
  }
}

/** Notes the first day on which the case is closed (docs/policy.md, "The end"). */
export function close(life: Life, day: Day): void {
  const { loan, owed, out, policy, writtenOffOn } = life;
  if (out.ends.some((end) => end.loanId === loan.loan_id)) return;
  if (!isEnded(owed.outstanding(day) === 0)) return;
  out.ends.push({ loanId: loan.loan_id, closedOn: isoOf(day) });

  function isEnded(isSettled: boolean): boolean {
    if (writtenOffOn !== null && writtenOffOn <= day) return day >= writtenOffOn + policy.recoveryDays;
    return isSettled && settledFor(day) >= policy.chargebackWindowDays && life.taken.every(hasEnded);
  }
  function settledFor(until: Day): number {
    let days = 0;
    while (days < policy.chargebackWindowDays && owed.outstanding(until - days - 1) === 0) days += 1;
    return days;
  }
  function hasEnded(taken: Life['taken'][number]): boolean {
    return taken.track === null || taken.track.ended !== null;
  }
}
