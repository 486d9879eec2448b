import { describe, expect, it } from 'vitest';
import { legalAction } from '../../domain/legalAction.ts';
import { DEFAULT_LEGAL, OPEN_LEGAL } from '../../domain/legalRules.ts';
import { wordsToTracks } from '../../domain/trackWords.ts';
import { dayOf } from '../../domain/day.ts';
import type { LoanState, TrackOfLoan } from '../../domain/loanState.ts';
import type { TrackStatus } from '../../domain/trackState.ts';
import { MONEY } from './support/moneyMatrix.ts';
import type { Money } from './support/moneyMatrix.ts';
import { ACTIONS, person, TrackLife } from './trackLife.ts';

const ann = person('ann');
const bob = person('bob', 'legalCounsel');
const PAPER = { id: 'evidence/L1/x/1', kind: 'x', sha256: 'a'.repeat(64) };

/** Every status in which a legal action is open. */
const STATUSES = [
  ...(['preserving', 'awaitingApproval', 'approved', 'demanded', 'accepted', 'contested', 'readyToFile'] as const),
  ...(['filed', 'served', 'judged', 'judgmentServed', 'appealed', 'effective', 'enforcement', 'terminated'] as const),
  'settling',
] as const satisfies readonly TrackStatus[];
type Status = (typeof STATUSES)[number];

const STAGES: readonly (readonly [Status, string, object])[] = [
  ['filed', '2025-02-26', { court: 'c', caseNumber: 'n' }],
  ['served', '2025-03-01', {}],
  ['judged', '2025-03-10', { result: 'for', amount: '20.00', costs: '1.00' }],
  ['judgmentServed', '2025-03-11', {}],
  ['effective', '2025-04-01', { performBy: '2025-04-10' }],
  ['enforcement', '2025-04-20', {}],
  ['terminated', '2025-05-01', { reason: 'nothing found' }],
];

function reach(status: Status): TrackLife {
  const life = new TrackLife(legalAction, ACTIONS.legal, { legal: DEFAULT_LEGAL });
  if (status === 'preserving')
    return life.open(null, { step: OPEN_LEGAL, asked: { by: 'cy', reason: 'r' }, early: true, only: 'preservation' });
  life.open();
  if (status === 'awaitingApproval') return life;
  if (status === 'approved') life.loan = { ...life.loan, hold: { reason: 'dispute', from: '2025-02-01', to: null } };
  life.at('2025-02-12').approve(ann, person('eve', 'riskHead'));
  if (status === 'approved') return life;
  life.at('2025-02-13', '12:00');
  if (status === 'demanded') return life;
  if (status === 'accepted' || status === 'contested') {
    life.command('answer', ann, { answer: status, reason: 'r' });
    return life;
  }
  life.until('2025-02-25');
  if (status === 'settling')
    life
      .at('2025-02-25')
      .command('settle', bob, { dates: [{ dueOn: '2025-06-01', amount: '5.00' }], documents: [PAPER] });
  const stages =
    status === 'appealed' ? STAGES.slice(0, 4) : STAGES.slice(0, STAGES.findIndex(([name]) => name === status) + 1);
  for (const [stage, on, more] of stages) life.at(on).command('recordStage', bob, { stage, ...more });
  if (status === 'appealed') life.at('2025-03-20').command('recordStage', bob, { stage: 'appealed' });
  return life;
}

/** What the loan makes of the money for its track: the arrears end, are back, or are as they were. */
function move(life: TrackLife, money: Money): void {
  switch (money) {
    case 'payment':
    case 'advance':
      life.pay(100_000_000, money === 'advance' ? 'dealer' : 'borrower');
      life.arrearsEnd(life.track.early === true ? 'nothing is outstanding any more' : undefined);
      return;
    case 'backDated':
      life.pay(100_000_000);
      life.fact('told', { what: 'notCalledFor', because: 'by what is known now it would not have been taken' });
      return;
    case 'reversal':
      life.pay(100_000_000).arrearsEnd();
      life.fact('told', { what: 'arrearsBack', because: 'a payment was returned' });
  }
}

interface Written {
  /** What it comes to, in one sentence. */
  readonly outcome: string;
  readonly status: string;
  readonly asks: readonly string[];
}
const same = (status: Status, outcome: string, ...asks: string[]): Written => ({ outcome, status, asks });
const ended = (as: string, outcome: string): Written => ({ outcome, status: as, asks: [] });

const beforeLetter = (status: Status): Record<Money, Written> => ({
  payment: ended('withdrawn', 'Nothing has left: it is withdrawn.'),
  advance: ended('withdrawn', 'The arrears are over: it is withdrawn.'),
  backDated: ended('withdrawn', 'It would not have been opened and nothing has left: it is withdrawn.'),
  reversal: ended('withdrawn', `It was withdrawn while ${status}; the ladder asks anew.`),
});
const afterLetter = (status: Status): Record<Money, Written> => ({
  payment: ended('cured', 'The letter has done its work.'),
  advance: ended('cured', 'The arrears are over.'),
  backDated: same(status, 'What was demanded stands; the loan corrects the step, and its arrears end by another word.'),
  reversal: ended('cured', 'It ended with the arrears; the ladder asks anew.'),
});
const inCourt = (status: Status): Record<Money, Written> => ({
  payment: same(status, 'It stays for its costs; somebody decides how it goes on.', 'afterPayment'),
  advance: same(status, 'It stays for its costs; somebody decides how it goes on.', 'afterPayment'),
  backDated: same(status, 'What was filed stands; the loan corrects the step.'),
  reversal: same(status, 'The debt is back: nothing is to be decided about a payment.'),
});

const PAIRS: Readonly<Record<Status, Readonly<Record<Money, Written>>>> = {
  preserving: { ...beforeLetter('preserving') },
  awaitingApproval: beforeLetter('awaitingApproval'),
  approved: beforeLetter('approved'),
  demanded: afterLetter('demanded'),
  accepted: afterLetter('accepted'),
  contested: afterLetter('contested'),
  readyToFile: afterLetter('readyToFile'),
  filed: inCourt('filed'),
  served: inCourt('served'),
  judged: inCourt('judged'),
  judgmentServed: inCourt('judgmentServed'),
  appealed: inCourt('appealed'),
  effective: inCourt('effective'),
  enforcement: inCourt('enforcement'),
  terminated: inCourt('terminated'),
  settling: {
    payment: ended('settled', 'Everything that was agreed has come: it is settled.'),
    advance: same('settling', "A dealer's money is not the debtor keeping the agreement, which is judged on its days."),
    backDated: ended('settled', 'By its value date it lies after the agreement and performs it.'),
    reversal: ended('settled', 'Judged while the money was there.'),
  },
};

const pairs = STATUSES.flatMap((status) => MONEY.map((money) => [status, money] as const));

describe('when money moves in the middle of a suit', () => {
  it.each(pairs)('%s × %s, what was written happens', (status, money) => {
    const life = reach(status);
    expect(life.track.status).toBe(status);
    const written = PAIRS[status][money];
    expect(written.outcome).toMatch(/\w+.*\.$/);
    move(life, money);
    const asks = (life.track.legal?.deadlines ?? []).filter(
      (one) => one.kind === 'afterPayment' && one.status === 'open',
    );
    expect({ status: life.track.status, asks: asks.map(({ kind }) => kind) }).toEqual({
      status: written.status,
      asks: written.asks,
    });
  });
});

describe('a loan tells its suit that money was taken back', () => {
  const track = (more: Partial<TrackOfLoan> = {}): TrackOfLoan => ({
    ...{ kind: 'legalAction', step: 's', status: 'closed', ended: true, told: ['arrearsEnded'], deadlineOn: null },
    ...{ arrearsEndedOn: '2025-03-01' },
    ...more,
  });
  const said = (one: TrackOfLoan, on: string): string[] => {
    const life = new TrackLife(legalAction, ACTIONS.legal);
    const loan: LoanState = { ...life.loan, tracks: { 'legalAction/L1/1': one } };
    return wordsToTracks(loan, life.policy, dayOf(loan, life.policy, on)).map((row) => String(row['what']));
  };
  it.each([
    ['when what was due before is open again', track(), ['arrearsBack']],
    ['not when only a later instalment is missed', track({ arrearsEndedOn: '2025-01-20' }), []],
    ['not when it was never told that the arrears had ended', track({ told: [] }), []],
    ['not twice', track({ told: ['arrearsBack'] }), []],
    ['and not a claim', track({ kind: 'claim' }), []],
  ])('%s', (_name, one, words) => {
    expect(said(one, '2025-03-02')).toEqual(words);
  });
});
