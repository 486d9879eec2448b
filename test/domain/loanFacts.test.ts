import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case.ts';
import { dayOf } from '../../domain/day.ts';
import { loan } from '../../domain/loan.ts';
import type { LoanState } from '../../domain/loanState.ts';
import type { Posting } from '../../domain/posting.ts';
import { chargeBack, pay, reverse } from './sampleLoan.ts';
import { LoanLife } from './support/loanLife.ts';
import { CLAIM, policyOf, rung } from './support/loanWorld.ts';

const policy = policyOf({
  ladder: [rung('sms', 1, { mustReach: { withinDays: 9 } }), rung('claim', 4, { action: CLAIM, after: null })],
});

/** On 10 February 2025 an SMS is with the provider and a claim is open. */
function waiting(): LoanLife {
  return new LoanLife({ policy, provider: () => [] }).at('2025-02-20');
}

function fact(id: string, type: string, content: CaseEvent['content']): CaseEvent {
  return { id, kind: 'fact', type, receivedAt: '2025-02-20T01:00:00.000Z', content };
}
const posting = (one: Posting): CaseEvent => fact(one.id, 'posting', { ...one });
const notice = (status: string, on: string): CaseEvent =>
  fact(`notice/${status}`, 'noticeReported', { key: 'L1/sms/2025-02-06', status, at: `${on}T02:00:00.000Z` });
const track = (
  seq: number,
  status: string,
  carriedOut: boolean,
  ended: boolean,
  deadlineOn: string | null,
): CaseEvent =>
  fact(`report/claim/L1/1/${seq}`, 'trackReported', {
    ...{ trackId: 'claim/L1/1', status, carriedOut, ended, deadlineOn },
    on: '2025-02-12',
  });

const SETS: Readonly<Record<string, readonly CaseEvent[]>> = {
  postings: [
    posting(pay('p1', '2025-02-04', 1000, '2025-02-18')),
    posting(pay('p2', '2025-02-18', 700)),
    posting(reverse('x2', 'p2', '2025-02-19')),
    posting(pay('p3', '2025-02-19', 1500)),
    posting(chargeBack('c3', 'p3', '2025-02-20', 400)),
  ],
  'reports about a message': [notice('accepted', '2025-02-06'), notice('delivered', '2025-02-08')],
  'reports of which one says failed': [
    notice('accepted', '2025-02-06'),
    notice('failed', '2025-02-07'),
    notice('delivered', '2025-02-08'),
  ],
  'reports of a track': [
    track(3, 'approved', false, false, '2025-02-20'),
    track(5, 'demanded', true, false, '2025-02-22'),
    track(9, 'performed', true, true, null),
  ],
};

/** Lists sorted, for their order is only that of arrival; the channel in use means nothing once one has delivered. */
function shapeOf(state: LoanState): unknown {
  const byId = [...state.postings].sort((left, right) => left.id.localeCompare(right.id));
  const steps = state.steps
    .map((step) => (step.status === 'delivered' ? { ...step, channelAt: 0 } : step))
    .sort((left, right) => (left.step + left.occurrence).localeCompare(right.step + right.occurrence));
  return { ...state, postings: byId, steps, owed: dayOf(state, policy, '2025-02-20').assessment };
}

function applied(state: LoanState, life: LoanLife, events: readonly CaseEvent[]): LoanState {
  return events.reduce((current, event) => {
    const { outcomes } = loan.apply(current, event, life.world, life.now);
    return outcomes.reduce<LoanState>((folded, outcome) => loan.fold(folded, outcome), current);
  }, state);
}

describe('facts that reach a loan before one decision', () => {
  const life = waiting();
  for (const [name, events] of Object.entries(SETS))
    it(`leave the same loan in whatever order they come: ${name}`, () => {
      const orderly = shapeOf(applied(life.loan, life, events));
      const property = fc.property(fc.shuffledSubarray([...events], { minLength: events.length }), (shuffled) => {
        expect(shapeOf(applied(life.loan, life, shuffled))).toEqual(orderly);
      });
      fc.assert(property, { seed: 7, numRuns: 120 });
    });

  it('change nothing when a posting comes twice, and say so', () => {
    const twice = new LoanLife({ policy });
    twice.at('2025-02-10').post(pay('p1', '2025-02-10'));
    expect(twice.post(pay('p1', '2025-02-10'))).toMatchObject({ ok: false, code: 'DUPLICATE' });
    expect(twice.loan.postings).toHaveLength(1);
  });

  it('keep a reversal that comes before its payment until that comes', () => {
    const early = new LoanLife({ policy }).at('2025-02-10');
    expect(early.post(reverse('x', 'p', '2025-02-10'))).toEqual({ ok: true, waitingFor: 'p' });
    expect(early.post(pay('p', '2025-02-10'))).toEqual({ ok: true });
    expect(dayOf(early.loan, policy, '2025-02-10').assessment.overdueAmountMinor).toBe(1000);
  });

  it('count proof of delivery for an attempt before the last one, and take the next message back', () => {
    const life = new LoanLife({ policy, provider: () => [] }).at('2025-02-07');
    life.fact('noticeReported', { key: 'L1/sms/2025-02-06', status: 'failed', at: life.now });
    const next = life.at('2025-02-08').queued;
    expect(next).toEqual(['L1/sms/2025-02-06~1']);
    life.fact('noticeReported', { key: 'L1/sms/2025-02-06', status: 'delivered', at: life.now });
    expect(life.loan.steps.find(({ step }) => step === 'sms')?.status).toBe('delivered');
    expect(life.queued).toEqual([]);
  });

  it('tell a track that its instalment is not the oldest one any more, where the policy restarts', () => {
    const life = new LoanLife({ policy: { ...policy, partPayment: 'restart' } }).at('2025-03-20');
    life.post(pay('p', '2025-03-20'));
    expect(life.since('2025-03-20')).toContain('2025-03-20 09:00 claim/L1/1 told arrearsEnded');
  });
});
