import { claim } from '../../domain/claim.ts';
import { dayOf } from '../../domain/day.ts';
import type { LegalStage, TrackStatus } from '../../domain/trackState.ts';
import { pay, reverse } from './sampleLoan.ts';
import type { Money, MoneyTable, Pair } from './support/moneyMatrix.ts';
import { ACTIONS, person, TrackLife } from './trackLife.ts';

type State = Exclude<
  TrackStatus,
  LegalStage | 'gathering' | 'preserving' | 'settling' | 'unanswered' | 'readyToFile' | 'writtenOff' | 'settled'
>;

const ANN = person('ann');
const APPROVAL = { approvers: 1, roles: ['creditHead'], answerDays: 7, escalateTo: 'president' } as const;
const answered = (life: TrackLife, answer: string): TrackLife => {
  life.command('answer', ANN, { answer, reason: 'said so' });
  return life;
};

/** 1000 due on 5 February, 200 of it paid on the 4th: the dealer is asked for 800 on the 10th, and it is the 13th now. */
function reach(state: State): TrackLife {
  const asksFirst = state === 'awaitingApproval' || state === 'rejected' || state === 'expired';
  const approval = state === 'expired' ? { ...APPROVAL, expireDays: 3 } : APPROVAL;
  const wants = state === 'approved' ? { documents: ['contract'] } : {};
  const life = new TrackLife(claim, { ...ACTIONS.advance, ...wants, ...(asksFirst ? { approval } : {}) });
  life.post(pay('a', '2025-02-04', 200));
  if (state === 'demanding') life.provider = () => 'nothing';
  if (state === 'notDeliverable') life.provider = () => 'failed';
  life.open('dealer').at('2025-02-13');
  switch (state) {
    case 'awaitingApproval':
    case 'approved':
    case 'demanding':
    case 'demanded':
    case 'notDeliverable':
    case 'expired':
      return life;
    case 'notPerformed':
      return life.at('2025-02-22');
    case 'accepted':
    case 'contested':
    case 'refused':
      return answered(life, state);
    case 'conceded':
      answered(life, 'contested').command('resolveContest', person('mo', 'partnerManager'), {
        ...{ result: 'upheld', reason: 'so it is' },
      });
      return life;
    case 'partPerformed':
      life.post(pay('p', '2025-02-12', 300, '2025-02-13', 'dealer')).moneyMoves();
      return life;
    case 'performed':
      life.post(pay('p', '2025-02-12', 800, '2025-02-13', 'dealer')).moneyMoves();
      return life;
    case 'cured':
      life.post(pay('p', '2025-02-12', 800, '2025-02-13')).arrearsEnd();
      return life;
    case 'rejected':
      life.command('reject', ANN, { reason: 'no' });
      return life;
    case 'withdrawn':
      life.command('withdraw', ANN, { reason: 'agreed otherwise' });
      return life;
    case 'closed':
      life.command('close', ANN, { reason: 'insolvent' });
      return life;
  }
}

/** What moves, and what the loan says of it: that money moved, and that the arrears are over where they are. */
function move(life: TrackLife, money: Money): void {
  const { today } = life;
  switch (money) {
    case 'payment':
      life.post(pay('m', today, 800));
      break;
    case 'reversal':
      life.post(reverse('m', life.loan.postings.findLast(({ type }) => type === 'payment')?.id ?? '', today));
      break;
    case 'backDated':
      life.post(pay('m', '2025-02-11', 800, today));
      break;
    case 'advance':
      life.post(pay('m', today, 800, today, 'dealer'));
      break;
  }
  life.moneyMoves();
  if (life.track.ended === null && !dayOf(life.loan, life.policy, today).pastDue) life.arrearsEnd();
}

const told = '2025-02-13 10:00 moneyMoved';
const over = '2025-02-13 10:00 arrearsEnded';
const left = '2025-02-13 10:00 demand accepted';
const refundOf = (amountMinor: number): string[] => [
  `2025-02-13 10:00 refund owed ${amountMinor}, was 0`,
  '2025-02-13 10:00 task claimRefund for accounting by 2025-02-18',
  '2025-02-13 10:00 claim/L1/1/refund/1 by email to dealer',
];
const nobodyBooks = ['2025-02-18 10:00 demand accepted', '2025-02-18 10:00 escalated to supervisor'];
const unheard = (on: string): string[] => [`${on} 10:00 deadline passed`, `${on} 10:00 ended notPerformed`];
const pair = (outcome: string, ...story: readonly string[]): Pair => ({ outcome, story: [told, ...story] });

/** Nothing was demanded, or not any more, and whose money it is makes no difference to the claim. */
function untouched(why: string, advance?: Pair): Readonly<Record<Money, Pair>> {
  return {
    payment: pair(`${why}; the loan takes the money.`),
    reversal: pair(`${why}; the debt is open again, and the ladder of the loan goes on.`),
    backDated: pair(`${why}, whatever the value date.`),
    advance: advance ?? pair(`${why}: what the dealer pays all the same is booked on the loan.`),
  };
}

/** Nothing has left: whoever pays, the claim is withdrawn. */
function beforeDemand(closing: readonly string[], later: readonly string[]): Readonly<Record<Money, Pair>> {
  const ends = [over, ...closing, '2025-02-13 10:00 ended withdrawn'];
  return {
    payment: pair('The arrears are over before anything was demanded: withdrawn.', ...ends),
    reversal: pair('More is owed than before; the claim goes on, and names the figures of its own day.', ...later),
    backDated: pair('By the value date it makes no difference: the arrears are over, withdrawn.', ...ends),
    advance: pair('The dealer pays before being asked: nothing has to be demanded any more, withdrawn.', ...ends),
  };
}

/** The demand stands. */
function afterDemand(closing: readonly string[], later: readonly string[]): Readonly<Record<Money, Pair>> {
  const cured = [over, ...closing, '2025-02-13 10:00 ended cured'];
  return {
    payment: pair('The borrower pays what was demanded of the dealer: cured.', ...cured),
    reversal: pair("It was the borrower's money: what was demanded stands, and its deadline passes unused.", ...later),
    backDated: pair('Cured, and the loan is corrected by the value date.', ...cured),
    advance: pair(
      'The money of the dealer covers the demand: performed.',
      '2025-02-13 10:00 800 of 800 came',
      ...closing,
      '2025-02-13 10:00 ended performed',
    ),
  };
}

const closed = '2025-02-13 10:00 task closed noLongerNeeded';
const borrowerToo = [
  ...refundOf(300),
  left,
  over,
  '2025-02-13 10:00 ended cured',
  '2025-02-18 10:00 escalated to supervisor',
];

const pairs: Readonly<Record<State, Readonly<Record<Money, Pair>>>> = {
  awaitingApproval: beforeDemand([closed], ['2025-02-17 10:00 escalated to president']),
  approved: beforeDemand([closed], ['2025-02-15 10:00 escalated to supervisor']),
  demanding: beforeDemand(['2025-02-13 10:00 demand cancelled'], []),
  demanded: afterDemand([], unheard('2025-02-21')),
  accepted: afterDemand([], unheard('2025-02-24')),
  contested: afterDemand([closed], ['2025-02-23 10:00 escalated to creditHead']),
  partPerformed: {
    payment: {
      outcome:
        'The borrower pays also the part that the dealer had paid: cured, and that part is owed back to the dealer.',
      story: [left, told, ...borrowerToo],
    },
    reversal: {
      outcome: 'The part is taken back: all of it is asked for again, and the deadline passes unused.',
      story: [left, told, '2025-02-13 10:00 0 of 800 came', ...unheard('2025-02-24')],
    },
    backDated: {
      outcome: "The same by an earlier value date: what the dealer's part was for, the borrower had paid.",
      story: [left, told, ...borrowerToo],
    },
    advance: {
      outcome: 'More than was demanded has come: performed, and what is too much is owed back.',
      story: [
        left,
        told,
        '2025-02-13 10:00 1100 of 800 came',
        '2025-02-13 10:00 ended performed',
        ...refundOf(300),
        ...nobodyBooks,
      ],
    },
  },
  performed: {
    payment: pair('The borrower pays afterwards: the dealer is owed it back.', ...refundOf(800), ...nobodyBooks),
    reversal: pair(
      'The money of the dealer is taken back: the claim goes on with a deadline, which passes unused.',
      '2025-02-13 10:00 0 of 800 came',
      '2025-02-13 10:00 reopened, until 2025-02-23',
      ...unheard('2025-02-24'),
    ),
    backDated: pair(
      'The borrower had paid before the dealer did: owed back all the same.',
      ...refundOf(800),
      ...nobodyBooks,
    ),
    advance: pair(
      'The dealer pays a second time: what is too much is owed back.',
      '2025-02-13 10:00 1600 of 800 came',
      ...refundOf(800),
      ...nobodyBooks,
    ),
  },
  refused: untouched(
    'It was refused',
    pair(
      'The dealer pays after all: the end is corrected to performed, late.',
      '2025-02-13 10:00 800 of 800 came',
      '2025-02-13 10:00 refused corrected to performed',
    ),
  ),
  notPerformed: {
    payment: {
      outcome: 'The dealer did not perform, whatever the borrower pays later.',
      story: ['2025-02-22 10:00 moneyMoved'],
    },
    reversal: {
      outcome: 'Nothing of the dealer is taken back: the end stands.',
      story: ['2025-02-22 10:00 moneyMoved'],
    },
    backDated: {
      outcome: "The borrower's money of an earlier day does not make the dealer perform.",
      story: ['2025-02-22 10:00 moneyMoved'],
    },
    advance: {
      outcome: 'It comes late: the end is corrected to performed, and the figures count it as late.',
      story: [
        '2025-02-22 10:00 moneyMoved',
        '2025-02-22 10:00 800 of 800 came',
        '2025-02-22 10:00 notPerformed corrected to performed',
      ],
    },
  },
  notDeliverable: untouched('Nothing was demanded, for nothing arrived'),
  rejected: untouched('It was rejected before it left'),
  withdrawn: untouched(
    'The lender has taken it back',
    pair('A withdrawn claim stays withdrawn; what came is written down.', '2025-02-13 10:00 800 of 800 came'),
  ),
  cured: untouched(
    'The arrears were paid',
    pair(
      'The dealer pays too: performed, and owed back at once.',
      '2025-02-13 10:00 800 of 800 came',
      '2025-02-13 10:00 cured corrected to performed',
      ...refundOf(800),
      ...nobodyBooks,
    ),
  ),
  closed: untouched(
    'A person has closed it',
    pair('A closed claim stays closed; what came is written down.', '2025-02-13 10:00 800 of 800 came'),
  ),
  conceded: untouched(
    'Its contest was upheld',
    pair('Nothing is demanded; what came is written down.', '2025-02-13 10:00 800 of 0 came'),
  ),
  expired: untouched('Nobody approved it in time'),
};

export const claimMoney: MoneyTable<State, TrackLife> = {
  track: 'claim',
  states: [
    'awaitingApproval',
    'approved',
    'demanding',
    'demanded',
    'accepted',
    'contested',
    'partPerformed',
    'performed',
    'refused',
    'notPerformed',
    'notDeliverable',
    'rejected',
    'withdrawn',
    'cured',
    'closed',
    'conceded',
    'expired',
  ],
  reach,
  move,
  until: '2025-03-31',
  pairs,
};
