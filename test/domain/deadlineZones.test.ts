// Days are those of the lender's zone, on both sides of its midnight, whatever day it is elsewhere.
import { describe, expect, test } from 'vitest';
import { claim } from '../../domain/claim.ts';
import { addDays } from '../../domain/date.ts';
import { instantAt } from '../../domain/instant.ts';
import { ACTIONS, PEOPLE, TrackLife, person } from './trackLife.ts';

const covering = { id: 'none', from: '2025-01-01', to: '2028-12-31', holidays: [], workingWeekends: [] };

/** A demand that leaves at 10:00 of a day, to be answered within 10 days. */
function demanded(zone: string, on: string): TrackLife {
  const life = new TrackLife(claim, ACTIONS.advance, { timeZone: zone });
  life.calendar = covering;
  const there = Object.entries(PEOPLE).map(([id, one]) => [
    id,
    { ...one, subject: { ...one.subject, timeZone: zone } },
  ]);
  life.people = Object.fromEntries(there) as typeof PEOPLE;
  life.now = instantAt(on, '10:00', zone);
  life.fact('opened', openingOf(on));
  // The provider's word comes with the next decision.
  life.decide([]);
  return life;
}

function openingOf(on: string): Record<string, unknown> {
  const model = new TrackLife(claim, ACTIONS.advance).open('dealer').track;
  const { trackId, loanCaseId, step, oldestDueOn, line, facts } = model;
  return {
    trackId,
    track: 'claim',
    loanCaseId,
    step,
    occurrence: on,
    partnerId: 'dealer',
    on,
    oldestDueOn,
    line,
    facts,
  };
}

const tables: readonly (readonly [zone: string, on: string, deadline: string, wake: string])[] = [
  ['Asia/Shanghai', '2025-02-10', '2025-02-20', '2025-02-21T02:00:00.000Z'],
  // 10:00 there is the evening of the day before in Greenwich.
  ['Pacific/Kiritimati', '2025-02-10', '2025-02-20', '2025-02-20T20:00:00.000Z'],
  ['Pacific/Honolulu', '2025-02-10', '2025-02-20', '2025-02-21T20:00:00.000Z'],
  // The clock goes forward on 9 March 2025 and back on 2 November.
  ['America/New_York', '2025-03-03', '2025-03-13', '2025-03-14T14:00:00.000Z'],
  ['America/New_York', '2025-10-27', '2025-11-06', '2025-11-07T15:00:00.000Z'],
  ['America/St_Johns', '2025-03-03', '2025-03-13', '2025-03-14T12:30:00.000Z'],
  ['Asia/Shanghai', '2028-02-19', '2028-02-29', '2028-03-01T02:00:00.000Z'],
  ['Europe/London', '2025-02-19', '2025-03-01', '2025-03-02T10:00:00.000Z'],
];

describe.each(tables)('a demand of 10 days in %s on %s', (zone, on, deadline, wake) => {
  test('lapses after its last day there, at the hour of steps', () => {
    const life = demanded(zone, on);
    expect(life.track).toMatchObject({ status: 'demanded', demandedOn: on, deadlineOn: deadline });
    expect(life.wakeAt).toBe(wake);
    life.now = wake;
    life.decide([]);
    expect(life.track).toMatchObject({ ended: { as: 'notPerformed', on: addDays(deadline, 1) } });
  });

  test.each([
    ['23:59', deadline],
    ['00:00', addDays(deadline, 1)],
  ])('an answer at %s is one of that day there', (time, day) => {
    const life = demanded(zone, on);
    life.now = instantAt(day, time, zone);
    expect(life.command('answer', person('a'), { answer: 'accepted' })).toMatchObject({ ok: true });
    expect(life.track).toMatchObject({ status: 'accepted', statusOn: day });
  });
});
