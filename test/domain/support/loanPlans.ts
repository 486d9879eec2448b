import fc from 'fast-check';
import { addDays, addMonths } from '../../../domain/date.ts';
import type { PlainDate } from '../../../domain/date.ts';
import type { Contract } from '../../../domain/contract.ts';
import type { LoanTerms } from '../../../domain/loanState.ts';
import type { Policy, Step } from '../../../domain/policy.ts';
import type { Condition } from '../../../domain/condition.ts';
import type { Posting } from '../../../domain/posting.ts';
import { DEFAULT_DISPUTES } from '../../../domain/disputeRules.ts';
import { formatAmount } from '../../../domain/money.ts';
import { DEFAULT_PROMISES } from '../../../domain/promiseRules.ts';
import { DEFAULT_RULES } from '../../../domain/rules.ts';
import { due } from '../sampleLoan.ts';
import type { LoanLife, Reply, Setting, TrackWord } from './loanLife.ts';
import { CALL, CLAIM, LEGAL, notify, policyOf, reminder, rung, termsOf, text, WRITE_OFF } from './loanWorld.ts';

const START = '2024-12-20';
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ overdueDaysAtLeast: fc.integer({ min: 1, max: 100 }) }),
  fc.record({ overdueDaysAtMost: fc.integer({ min: 0, max: 100 }) }),
  fc.record({ consecutiveMissedAtLeast: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ cumulativeMissedAtLeast: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ cumulativeMissedAtMost: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ paidInstalmentsAtLeast: fc.integer({ min: 0, max: 4 }) }),
  fc.record({ outstandingAtLeastMinor: fc.integer({ min: 0, max: 9000 }) }),
  fc.record({ classificationAtLeast: fc.constantFrom('specialMention' as const, 'substandard' as const) }),
  fc.constant({ pastDue: false }),
  fc.constant({ has: 'dealer' as const }),
  fc.record({
    any: fc.constant([{ consecutiveMissedAtLeast: 3 }, { cumulativeMissedAtLeast: 4 }, { overdueDaysAtLeast: 45 }]),
  }),
);
const sometimes = <T>(value: fc.Arbitrary<T>, freq = 2): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq });
const workdays = fc.constantFrom('same' as const, 'next' as const);
const action = fc.constantFrom(
  ...[notify(), notify(['letter', 'email']), notify(['sms'], 'guarantor'), CALL, CALL, CLAIM, LEGAL, WRITE_OFF],
);

function stepWith(step: Step, when: Condition | undefined, segments: readonly string[] | undefined): Step {
  return { ...step, ...(when === undefined ? {} : { when }), ...(segments === undefined ? {} : { segments }) };
}

const segments = sometimes(fc.constantFrom(['bad'], ['good'], ['bad', 'good']), 3);
const reminderStep = fc
  .record({
    anchor: fc.constantFrom('due' as const, 'maturity' as const, 'settlement' as const, 'monthEnd' as const),
    offsetDays: fc.integer({ min: -40, max: 0 }),
    onNonWorkingDay: fc.constantFrom('same' as const, 'previous' as const),
    when: sometimes(condition, 1),
    segments,
  })
  .map(({ when, segments: within, ...rest }) => stepWith(reminder('r', rest.offsetDays, rest), when, within));
const ladderStep = fc
  .record({
    anchor: fc.constantFrom('firstMissed' as const, 'firstMissed' as const, 'trigger' as const, 'step' as const),
    offsetDays: fc.integer({ min: 0, max: 60 }),
    onNonWorkingDay: workdays,
    when: sometimes(condition, 1),
    segments,
    action,
    free: fc.boolean(),
    mustReach: fc.boolean(),
  })
  .map(({ anchor, when, segments: within, free, mustReach, ...rest }) => (id: string, before: string | undefined) => {
    const proof = mustReach && rest.action.do === 'notify' ? { mustReach: { withinDays: 9 } } : {};
    const anchored = anchor === 'step' ? (before === undefined ? 'firstMissed' : { step: before }) : anchor;
    const step = { ...rung(id, anchor === 'trigger' ? 0 : rest.offsetDays, rest), anchor: anchored, ...proof };
    return stepWith(free ? { ...step, after: null } : step, when, within);
  });
const recoveryStep = fc
  .record({ offsetDays: fc.integer({ min: 0, max: 200 }), onNonWorkingDay: workdays })
  .map((rest) => rung('v', rest.offsetDays, { ...rest, anchor: 'writeOff' }));

const small: fc.Arbitrary<Policy> = fc
  .record({
    assess: fc.record({
      dayCount: fc.constantFrom('exclusive' as const, 'inclusive' as const),
      graceDays: fc.constantFrom(0, 0, 3, 7),
      missed: fc.record({
        cutoff: fc.constantFrom('due' as const, 'due+grace' as const, 'nextDue' as const),
        tolerance: fc.constantFrom(0, 0, 0.1),
        window: fc.constantFrom('life' as const, '24m' as const),
      }),
    }),
    partPayment: fc.constantFrom('continue' as const, 'restart' as const),
    minGapDays: fc.integer({ min: 0, max: 8 }),
    chargebackWindowDays: fc.constantFrom(0, 10, 60),
    settlementDay: fc.constantFrom(1, 20, 31),
    split: condition,
    reminders: fc.array(reminderStep, { maxLength: 4 }),
    ladder: fc.array(ladderStep, { maxLength: 7 }),
    recovery: fc.array(recoveryStep, { maxLength: 3 }),
    asks: fc.boolean(),
    promises: fc.record({
      graceDays: fc.integer({ min: 0, max: 3 }),
      resumeDays: fc.integer({ min: 0, max: 2 }),
      mostOpen: fc.integer({ min: 1, max: 2 }),
    }),
    pauses: fc.boolean(),
  })
  .map(({ assess, split, reminders, ladder, asks, recovery, promises, pauses, ...rest }) =>
    policyOf({
      ...rest,
      assess: { ...DEFAULT_RULES, ...assess },
      promises: { ...DEFAULT_PROMISES, ...promises, reminder: { daysBefore: 1, channels: ['sms'] } },
      disputes: { ...DEFAULT_DISPUTES, pausesDays: pauses ? ['dispute'] : [] },
      segments: [
        { id: 'bad', title: text, when: split },
        { id: 'good', title: text },
      ],
      reminders: reminders.map((step, at) => ({ ...step, id: `r${at}` })),
      ladder: ladder.map((make, at) => make(`s${at}`, at === 0 ? undefined : `s${at - 1}`)),
      recovery: recovery.map((step, at) => ({ ...step, id: `v${at}` })),
      ...(asks
        ? {
            maturityDecision: {
              askDaysBefore: 30,
              answerDaysBefore: 10,
              options: ['settle' as const],
              role: 'creditOfficer',
              escalateTo: 'creditHead',
            },
          }
        : {}),
    }),
  );

const contract: fc.Arbitrary<Contract> = fc
  .record({
    count: fc.integer({ min: 1, max: 14 }),
    day: fc.constantFrom(5, 15, 31),
    back: fc.integer({ min: 0, max: 30 }),
  })
  .map(({ count, day, back }) => {
    const first = addMonths('2025-01-31', -back);
    return {
      currency: 'CNY',
      disbursedOn: addDays(first, -40),
      instalments: Array.from({ length: count }, (_, at) => due(at + 1, addMonths(first, at, day))),
    };
  });

/** Something that reaches the loan on a day, at some hour. */
interface Deed {
  readonly on: PlainDate;
  readonly time: string;
  readonly act: (life: LoanLife) => void;
}

const deed: fc.Arbitrary<Deed> = fc
  .record({
    day: fc.integer({ min: 0, max: 330 }),
    time: fc.constantFrom('07:00', '07:00', '10:00', '13:30', '23:10'),
    kind: fc.constantFrom(
      ...([
        'pay',
        'pay',
        'pay',
        'all',
        'backdated',
        'reverse',
        'chargeback',
        'pause',
        'hold',
        'resume',
        'charge',
        'renew',
        'promise',
        'promise',
        'promise',
        'withdraw',
        'dispute',
        'answer',
      ] as const),
    ),
    amountMinor: fc.constantFrom(400, 1000, 1000, 2000, 3500),
    days: fc.integer({ min: 1, max: 45 }),
  })
  .map(({ day, time, kind, amountMinor, days }) => ({
    on: addDays(START, day),
    time,
    act: actOf(kind, amountMinor, days),
  }));

type Kind =
  | 'pay'
  | 'all'
  | 'backdated'
  | 'reverse'
  | 'chargeback'
  | 'pause'
  | 'hold'
  | 'resume'
  | 'charge'
  | 'renew'
  | 'promise'
  | 'withdraw'
  | 'dispute'
  | 'answer';

function actOf(kind: Kind, amountMinor: number, days: number): (life: LoanLife) => void {
  return (life) => {
    const { today } = life;
    const id = `${kind}${life.outcomes.length}@${life.now}`;
    const paid = life.loan.postings.filter((posting) => posting.type === 'payment').map((posting) => posting.id);
    const of = paid[days % Math.max(1, paid.length)] ?? 'none';
    const stamped = { id: `${kind}-${today}-${amountMinor}-${days}`, bookedOn: today };
    switch (kind) {
      case 'pay':
      case 'all':
        life.post({
          ...stamped,
          type: 'payment',
          valueDate: today,
          amountMinor: kind === 'all' ? 20_000 : amountMinor,
        });
        return;
      case 'backdated':
        life.post({ ...stamped, type: 'payment', valueDate: addDays(today, -days), amountMinor });
        return;
      case 'reverse':
        life.post({ ...stamped, type: 'reversal', of });
        return;
      case 'chargeback':
        life.post({ ...stamped, type: 'chargeback', of, valueDate: today, amountMinor: 400 });
        return;
      case 'pause':
        life.post({ ...stamped, type: 'pause', from: addDays(today, (days % 9) - 4), to: addDays(today, days + 5) });
        return;
      case 'charge':
        life.post({ ...stamped, type: 'charge', instalment: 1, component: 'fee', amountMinor: 50, valueDate: today });
        return;
      case 'hold':
        life.command('hold', { reason: id, ...(days % 3 === 0 ? {} : { to: addDays(today, days) }) });
        return;
      case 'resume':
        life.command('resume');
        return;
      case 'promise': {
        const dates = days % 3 === 0 ? [days % 7, 9] : [days % 12];
        const instalments = dates.map((ahead) => ({
          dueOn: addDays(today, ahead),
          amount: formatAmount(3 * amountMinor, 'CNY'),
        }));
        life.command('promise', { instalments });
        return;
      }
      case 'withdraw':
        life.command('withdrawPromise', { promise: life.loan.promises?.at(-1)?.id, because: 'borrowerAsked' });
        return;
      case 'dispute':
        life.command('dispute', {
          kind: days % 2 === 0 ? 'dispute' : 'complaint',
          about: days % 3 === 0 ? 'fraud' : 'amount',
          ownerId: 'ann',
        });
        return;
      case 'answer':
        life.command('resolveDispute', {
          dispute: life.loan.disputes?.find(({ outcome }) => outcome === undefined)?.id,
          outcome: 'rejected',
        });
        return;
      case 'renew': {
        const { instalments } = life.loan.terms.contract;
        const number = instalments.length + 1;
        const on = addDays(today, days);
        const posting: Posting = {
          ...stamped,
          type: 'reschedule',
          on: today,
          counts: 'carry',
          instalments: [due(number, on), due(number + 1, addMonths(on, 1))],
        };
        life.post(posting);
        return;
      }
    }
  };
}

const reply = fc.constantFrom<readonly Reply[]>(
  [{ status: 'accepted', afterMinutes: 1, quiet: true }],
  [
    { status: 'accepted', afterMinutes: 1, quiet: true },
    { status: 'delivered', afterMinutes: 3 * 1440, quiet: false },
  ],
  [{ status: 'failed', afterMinutes: 2, quiet: false }],
  [
    { status: 'accepted', afterMinutes: 1, quiet: true },
    { status: 'failed', afterMinutes: 2000, quiet: false },
  ],
);
const words = fc.constantFrom<readonly TrackWord[]>(
  [],
  [{ afterDays: 2, status: 'demanded', carriedOut: true, ended: false, deadlineAfterDays: 12 }],
  [{ afterDays: 3, status: 'rejected', carriedOut: true, ended: true }],
  [
    { afterDays: 2, status: 'demanded', carriedOut: true, ended: false, deadlineAfterDays: 12 },
    { afterDays: 9, status: 'writtenOff', carriedOut: true, ended: true },
  ],
);

/** A whole life: who, on which policy, what the outside makes of it, and what happens when. */
export interface Story {
  readonly setting: Setting;
  readonly deeds: readonly Deed[];
  readonly until: PlainDate;
}

export function stories(policies: readonly Policy[], smallOnes = true): fc.Arbitrary<Story> {
  const shipped = fc.constantFrom(...policies);
  return fc
    .record({
      policy: smallOnes ? small : shipped,
      contract,
      deeds: fc.array(deed, { maxLength: 9 }),
      before: fc.integer({ min: 0, max: 20 }),
      replies: fc.array(reply, { minLength: 1, maxLength: 4 }),
      words: fc.array(words, { minLength: 1, maxLength: 3 }),
      callDays: sometimes(fc.integer({ min: 0, max: 5 }), 1),
      dealer: fc.boolean(),
      days: fc.constantFrom(120, 240, 240, 400, 800),
    })
    .map(({ policy, contract: agreed, deeds, before, replies, words: told, callDays, dealer, days }) => {
      const takenOverOn = agreed.disbursedOn > START ? agreed.disbursedOn : START;
      const more: Partial<LoanTerms> = {
        takenOverOn,
        dealerId: dealer ? 'dealer' : null,
        policy: { id: policy.id, version: policy.version, hash: 'h' },
      };
      const postings: Posting[] = agreed.instalments
        .slice(0, before)
        .flatMap(({ number, dueOn }): Posting[] =>
          dueOn < takenOverOn
            ? [{ id: `b${number}`, type: 'payment', valueDate: dueOn, bookedOn: dueOn, amountMinor: 1000 }]
            : [],
        );
      return {
        setting: {
          policy,
          terms: termsOf(agreed, more),
          postings,
          provider: ({ key, channel }) => replies[(key.length + channel.length) % replies.length] ?? [],
          track: ({ trackId }) => told[trackId.length % told.length] ?? [],
          ...(callDays === undefined ? {} : { answerCallAfterDays: callDays }),
        },
        deeds: [...deeds].sort((left, right) => (left.on + left.time).localeCompare(right.on + right.time)),
        until: addDays(START, days),
      };
    });
}
