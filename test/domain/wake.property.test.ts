import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daysBetween } from '../../domain/date.ts';
import { loadCalendar } from '../../policies/calendar.ts';
import { contactRules as loadContactRules } from '../../policies/contact.ts';
import { shippedPolicies } from '../../policies/index.ts';
import { LoanLife } from './support/loanLife.ts';
import type { Setting } from './support/loanLife.ts';
import { stories } from './support/loanPlans.ts';
import type { Story } from './support/loanPlans.ts';

const SHIPPED = [...shippedPolicies().values()].map(({ policy }) => policy);

function live({ setting, deeds, until }: Story, more: Partial<Setting> = {}): LoanLife {
  const life = new LoanLife({ ...setting, ...more });
  for (const { on, time, act } of deeds) if (on >= life.today) act(life.at(on, time));
  return life.at(until);
}

/** What was done on which day and minute; when a quiet report was taken along does not matter. */
function done(life: LoanLife): string[] {
  return life.story.filter((line) => !/ (delivered|failed)$/.test(line));
}

function sameWhenWokenDaily(story: Story): void {
  const woken = live(story);
  const daily = live(story, { daily: true });
  expect(done(woken)).toEqual(done(daily));
  // A year without events: no more than sixty.
  const years = daysBetween(woken.loan.terms.takenOverOn, story.until) / 365;
  expect(woken.wakes).toBeLessThanOrEqual(60 * years + 4 * story.deeds.length + 2 * woken.story.length);
}

describe('a loan that is woken when it asked to be', { timeout: 120_000 }, () => {
  it('does the same steps on the same minutes as one that is woken every day', () => {
    fc.assert(fc.property(stories(SHIPPED), sameWhenWokenDaily), {
      seed: 20250405,
      numRuns: 150,
    });
  });

  it('does so on every policy that ships', () => {
    const property = fc.property(stories(SHIPPED, false), (story) => {
      const { policy } = story.setting;
      const setting = {
        ...story.setting,
        calendar: loadCalendar(policy.calendar),
        contactRules: loadContactRules(policy.contactRules),
      };
      sameWhenWokenDaily({ ...story, setting });
    });
    fc.assert(property, { seed: 20250406, numRuns: 25 });
  });
});
