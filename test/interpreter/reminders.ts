import { previousWorkingDay } from './calendar.ts';
import { inMonthOf, isoOf, monthEndOf, type Day } from './days.ts';
import type { Step } from './format.ts';
import { applies } from './fits.ts';
import { isPutOff, isStopped, take, wasTaken, type Life } from './life.ts';

/** An anchor day of a reminder, the name of its occurrence, and whether there is still something to remind of. */
interface AnchorDay {
  day: Day;
  occurrence: string;
  isOpen: boolean;
}

/** Reminders due on the day (docs/policy.md, "Reminders"). */
export function remind(life: Life, day: Day): void {
  if (isStopped(life, day)) return;
  for (const step of life.policy.reminders) {
    for (const anchor of anchorDays(life, step, day)) {
      if (anchor.day < day || !anchor.isOpen || wasTaken(life, step, anchor.occurrence)) continue;
      const from = reminderDay(life, step, anchor.day, day);
      if (from < life.takeOver || from > day) continue;
      if (applies(step, life.policy, life.loan, life.owed, day) && !isPutOff(life, step, day))
        take(life, step, anchor.occurrence, day);
    }
  }
}

/** R = adjust(A + offsetDays). A day more than a fortnight off is left as it is, so that no far year is asked for. */
function reminderDay(life: Life, step: Step, anchor: Day, today: Day): Day {
  const day = anchor + step.offsetDays;
  return step.onNonWorkingDay === 'previous' && day <= today + 14 ? previousWorkingDay(day, life.isWorked) : day;
}

/** The anchor days that may matter today: every instalment, or the month's day in this and the coming months. */
function anchorDays(life: Life, step: Step, today: Day): AnchorDay[] {
  const { instalments, owed, policy } = life;
  const byNumber = instalments.map(({ number, due }) => ({
    day: due,
    occurrence: String(number),
    isOpen: !owed.isPaid(number, today),
  }));
  switch (step.anchor) {
    case 'due':
      return byNumber;
    case 'maturity':
      return byNumber.slice(-1);
    case 'settlement':
      return monthDays(today, step, policy.settlementDay ?? 0).map((day) => ({
        day,
        occurrence: isoOf(day),
        isOpen: instalments.some(
          ({ number, due }) => monthEndOf(due) === monthEndOf(day) && !owed.isPaid(number, today),
        ),
      }));
    case 'monthEnd':
      return monthDays(today, step, 31).map((day) => ({
        day,
        occurrence: isoOf(day),
        isOpen: owed.outstanding(today) > 0,
      }));
    case 'firstMissed':
    case 'trigger':
    case 'writeOff':
    default:
      throw new Error(`reminder ${step.id}: unknown anchor ${JSON.stringify(step.anchor)}`);
  }
}

function monthDays(today: Day, step: Step, dayOfMonth: number): Day[] {
  if (dayOfMonth === 0) throw new Error(`reminder ${step.id}: the policy has no settlementDay`);
  const days: Day[] = [];
  // Month by month, from this one to the one that the offset can reach into from today.
  for (
    let month = monthEndOf(today);
    month <= monthEndOf(today - step.offsetDays + 14);
    month = monthEndOf(month + 1)
  ) {
    days.push(inMonthOf(month, dayOfMonth));
  }
  return days;
}
