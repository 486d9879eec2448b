import { expect, test } from 'vitest';
import { permit } from '../../domain/contact.ts';
import { contactRules } from '../../policies/contact.ts';
import { attempts } from '../oracle/attempts.ts';
import type { Attempt } from '../oracle/attempts.ts';
import { agree, bruteForce } from '../oracle/contact.ts';
import { handOffset, handZones } from '../oracle/zones.ts';

const attemptCount = 20_000;

test(`brute force agrees on ${attemptCount} generated attempts, people who move and wrong clocks among them`, () => {
  const wrong: (Attempt & { permission: unknown; verdict: unknown })[] = [];
  const seen = { allowed: 0, notBefore: 0, never: 0 };
  let done = 0;
  for (const attempt of attempts(1_006_014)) {
    const { set, subject, log, ask, skewMs } = attempt;
    const permission = permit(contactRules(set), subject, log, ask, { skewAllowanceMs: skewMs });
    const verdict = bruteForce(set, subject, log, ask, skewMs);
    seen[permission.answer] += 1;
    if (!agree(permission, verdict)) wrong.push({ ...attempt, permission, verdict });
    done += 1;
    if (done === attemptCount) break;
  }
  expect(wrong.slice(0, 3)).toEqual([]);
  // A generator that asks only easy questions would agree too.
  expect(Math.min(seen.allowed, seen.notBefore, seen.never)).toBeGreaterThan(attemptCount / 10);
});

test('the zones by hand are those of the runtime, hour by hour through 2026 and 2027', () => {
  for (const zone of handZones) {
    const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2028, 0, 1); ms += 3 * 3_600_000) {
      const shown = Date.parse(`${clock.format(ms).replace(' ', 'T')}Z`);
      if (shown - ms !== handOffset(zone, ms)) expect.fail(`${zone} at ${new Date(ms).toISOString()}`);
    }
  }
});
