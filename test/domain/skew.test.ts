// Clocks that are wrong by as much as is allowed let nothing leave outside the hours of the person.
import { expect, test } from 'vitest';
import { subjectOf } from '../../domain/contactState.ts';
import { addMilliseconds, localTime } from '../../domain/instant.ts';
import { SKEW_ALLOWANCE_MS, mayContact } from '../../domain/world.ts';
import { contactRules } from '../../policies/contact.ts';

const zones = ['Asia/Shanghai', 'America/New_York', 'Asia/Kolkata'];

test.each([
  ['cn', '08:00:00', '22:00:00'],
  ['us-regf', '08:00:00', '21:00:00'],
  ['in-rbi', '08:00:00', '19:00:00'],
])('%s: whoever asks by a clock that is five minutes wrong contacts from %s to %s only', (set, opens, closes) => {
  const rules = { contactRules: contactRules(set) };
  let sent = 0;
  for (const timeZone of zones) {
    // The person moves at noon UTC: one zone before, the next one after.
    const zone = zones[(zones.indexOf(timeZone) + 1) % zones.length] ?? timeZone;
    const moved = '2025-03-09T12:00:00.000Z';
    const subject = subjectOf({ id: 'P1', timeZone, contact: { moves: [{ id: 'F1', from: moved, zone }] } }, 'debtor');
    const person = { id: 'P1', kind: 'person', channels: ['call'], subject, log: [] } as const;
    for (let minute = 0; minute < 48 * 60; minute += 1) {
      const really = addMilliseconds('2025-03-08T12:00:00.000Z', minute * 60_000);
      for (const wrongMs of [-SKEW_ALLOWANCE_MS, 0, SKEW_ALLOWANCE_MS]) {
        const permission = mayContact(rules, person, 'call', 'L1', addMilliseconds(really, wrongMs));
        if (permission.answer !== 'allowed') continue;
        sent += 1;
        const local = localTime(really, really < moved ? timeZone : zone);
        if (local < opens || local >= closes) expect.fail(`${local} in ${timeZone} at ${really}, ${wrongMs} ms wrong`);
      }
    }
  }
  expect(sent).toBeGreaterThan(5_000);
});
