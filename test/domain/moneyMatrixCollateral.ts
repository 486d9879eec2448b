import { pay, reverse } from './sampleLoan.ts';
import type { BookLife } from './support/bookLife.ts';
import { disposal } from './support/disposed.ts';
import type { DisposalStage } from './support/disposed.ts';
import type { Money, MoneyTable } from './support/moneyMatrix.ts';

/** 300.00 comes, the last payment is reversed, 300.00 with value date 20 February is told, or the dealer pays everything. */
function move(life: BookLife, money: Money): void {
  const { today } = life;
  switch (money) {
    case 'payment':
      life.post(pay('m', today, 30_000));
      return;
    case 'reversal': {
      const last = life.loan.postings.findLast(({ type }) => type === 'payment');
      life.post(reverse('m', last?.id ?? '', today));
      return;
    }
    case 'backDated':
      life.post(pay('m', '2025-02-20', 30_000, today));
      return;
    case 'advance':
      life.post(pay('m', today, 160_000, today, 'dealer'));
      return;
  }
}

export const collateralMoney: MoneyTable<DisposalStage, BookLife> = {
  track: 'collateral',
  states: [
    'valuing',
    'valued',
    'awaitingApproval',
    'approved',
    'possessed',
    'onSale',
    'surplusOwed',
    'realised',
    'redeemed',
  ],
  reach: disposal,
  move,
  until: '2025-04-20',
  pairs: {
    valuing: {
      payment: {
        outcome: 'It is booked; the disposal goes on for what is left.',
        story: ['2025-03-15 10:30 payment m', '2025-03-30 10:00 collateral escalated to president'],
      },
      reversal: {
        outcome: 'The debt grows; the disposal goes on.',
        story: ['2025-03-15 10:30 reversal m', '2025-03-30 10:00 collateral escalated to president'],
      },
      backDated: {
        outcome: 'It is booked by its value date; the disposal goes on for what is left.',
        story: ['2025-03-15 10:30 payment m', '2025-03-30 10:00 collateral escalated to president'],
      },
      advance: {
        outcome: 'The arrears are over before anything was taken: redeemed, and pledged as before.',
        story: [
          '2025-03-15 10:30 payment m',
          '2025-03-15 10:30 settled',
          '2025-03-15 10:30 collateral/L1/1 told arrearsEnded',
          '2025-03-15 10:30 collateral task closed noLongerNeeded',
          '2025-03-15 10:30 collateral ended redeemed',
          '2025-03-15 10:30 car pledged',
        ],
      },
    },
    valued: {
      payment: {
        outcome: 'It is booked; the disposal goes on for what is left.',
        story: ['2025-03-15 10:30 payment m', '2025-03-30 10:00 collateral escalated to president'],
      },
      reversal: {
        outcome: 'The debt grows; the disposal goes on.',
        story: ['2025-03-15 10:30 reversal m', '2025-03-30 10:00 collateral escalated to president'],
      },
      backDated: {
        outcome: 'It is booked by its value date; the disposal goes on for what is left.',
        story: ['2025-03-15 10:30 payment m', '2025-03-30 10:00 collateral escalated to president'],
      },
      advance: {
        outcome: 'The arrears are over before anything was taken: redeemed, and pledged as before.',
        story: [
          '2025-03-15 10:30 payment m',
          '2025-03-15 10:30 settled',
          '2025-03-15 10:30 collateral/L1/1 told arrearsEnded',
          '2025-03-15 10:30 collateral task closed noLongerNeeded',
          '2025-03-15 10:30 collateral ended redeemed',
          '2025-03-15 10:30 car pledged',
        ],
      },
    },
    awaitingApproval: {
      payment: {
        outcome: 'It is booked; the disposal goes on for what is left.',
        story: ['2025-03-16 09:00 payment m', '2025-03-25 10:00 collateral escalated to president'],
      },
      reversal: {
        outcome: 'The debt grows; the disposal goes on.',
        story: ['2025-03-16 09:00 reversal m', '2025-03-25 10:00 collateral escalated to president'],
      },
      backDated: {
        outcome: 'It is booked by its value date; the disposal goes on for what is left.',
        story: ['2025-03-16 09:00 payment m', '2025-03-25 10:00 collateral escalated to president'],
      },
      advance: {
        outcome: 'The arrears are over before anything was taken: redeemed, and pledged as before.',
        story: [
          '2025-03-16 09:00 payment m',
          '2025-03-16 09:00 settled',
          '2025-03-16 09:00 collateral/L1/1 told arrearsEnded',
          '2025-03-16 09:00 collateral task closed noLongerNeeded',
          '2025-03-16 09:00 collateral ended redeemed',
          '2025-03-16 09:00 car pledged',
        ],
      },
    },
    approved: {
      payment: {
        outcome: 'It is booked; the disposal goes on for what is left.',
        story: ['2025-03-20 09:00 payment m'],
      },
      reversal: { outcome: 'The debt grows; the disposal goes on.', story: ['2025-03-20 09:00 reversal m'] },
      backDated: {
        outcome: 'It is booked by its value date; the disposal goes on for what is left.',
        story: ['2025-03-20 09:00 payment m'],
      },
      advance: {
        outcome: 'The arrears are over before anything was taken: redeemed, and pledged as before.',
        story: [
          '2025-03-20 09:00 payment m',
          '2025-03-20 09:00 settled',
          '2025-03-20 09:00 collateral/L1/1 told arrearsEnded',
          '2025-03-20 09:00 collateral task closed noLongerNeeded',
          '2025-03-20 09:00 collateral ended redeemed',
          '2025-03-20 09:00 car pledged',
        ],
      },
    },
    possessed: {
      payment: {
        outcome: 'It is booked; the disposal goes on for what is left.',
        story: ['2025-03-25 09:00 payment m'],
      },
      reversal: { outcome: 'The debt grows; the disposal goes on.', story: ['2025-03-25 09:00 reversal m'] },
      backDated: {
        outcome: 'It is booked by its value date; the disposal goes on for what is left.',
        story: ['2025-03-25 09:00 payment m'],
      },
      advance: {
        outcome: 'Redeemed before the sale: given back, and the costs so far are charged to the borrower.',
        story: [
          '2025-03-25 09:00 payment m',
          '2025-03-25 09:00 settled',
          '2025-03-25 09:00 collateral/L1/1 told arrearsEnded',
          '2025-03-25 09:00 collateral task closed noLongerNeeded',
          '2025-03-25 09:00 collateral ended redeemed',
          '2025-03-25 09:00 car pledged',
          '2025-03-25 09:00 charge collateral/L1/1/costs',
          '2025-03-25 09:00 reopened',
        ],
      },
    },
    onSale: {
      payment: {
        outcome: 'It is booked; the disposal goes on for what is left.',
        story: ['2025-04-10 09:00 payment m', '2025-04-18 10:00 collateral escalated to president'],
      },
      reversal: {
        outcome: 'The debt grows; the disposal goes on.',
        story: ['2025-04-10 09:00 reversal m', '2025-04-18 10:00 collateral escalated to president'],
      },
      backDated: {
        outcome: 'It is booked by its value date; the disposal goes on for what is left.',
        story: ['2025-04-10 09:00 payment m', '2025-04-18 10:00 collateral escalated to president'],
      },
      advance: {
        outcome: 'Redeemed before the sale: the auction is off, and the costs so far are charged to the borrower.',
        story: [
          '2025-04-10 09:00 payment m',
          '2025-04-10 09:00 settled',
          '2025-04-10 09:00 collateral/L1/1 told arrearsEnded',
          '2025-04-10 09:00 collateral task closed noLongerNeeded',
          '2025-04-10 09:00 collateral ended redeemed',
          '2025-04-10 09:00 car pledged',
          '2025-04-10 09:00 charge collateral/L1/1/costs',
          '2025-04-10 09:00 reopened',
        ],
      },
    },
    surplusOwed: {
      payment: {
        outcome: 'The debt was paid by the sale: it is credit of the borrower; the surplus is still owed to the owner.',
        story: ['2025-04-17 11:00 payment m'],
      },
      reversal: {
        outcome:
          'The proceeds were taken back: the debt is open again; the surplus is a matter of the account of the sale.',
        story: ['2025-04-17 11:00 reversal m', '2025-04-17 11:00 reopened'],
      },
      backDated: {
        outcome: 'The debt was paid by the sale: it is credit of the borrower.',
        story: ['2025-04-17 11:00 payment m'],
      },
      advance: { outcome: 'The debt was paid by the sale: it is credit.', story: ['2025-04-17 11:00 payment m'] },
    },
    realised: {
      payment: {
        outcome: 'It pays what the sale left owing.',
        story: ['2025-04-17 11:00 payment m', '2025-04-17 11:00 settled'],
      },
      reversal: {
        outcome: 'The proceeds were taken back: the debt is open again, the sale stands in the journal.',
        story: ['2025-04-17 11:00 reversal m'],
      },
      backDated: {
        outcome: 'It pays what the sale left owing, by its value date.',
        story: ['2025-04-17 11:00 payment m', '2025-04-17 11:00 settled'],
      },
      advance: {
        outcome: 'What the sale left owing is paid.',
        story: ['2025-04-17 11:00 payment m', '2025-04-17 11:00 settled'],
      },
    },
    redeemed: {
      payment: {
        outcome: 'It pays the costs that were charged; what is over is credit.',
        story: ['2025-04-12 09:00 payment m', '2025-04-12 09:00 settled'],
      },
      reversal: {
        outcome:
          'The money that redeemed it was taken back: the arrears are collected again; a person opens another disposal.',
        story: ['2025-04-12 09:00 reversal m'],
      },
      backDated: {
        outcome: 'It pays the costs that were charged; what is over is credit.',
        story: ['2025-04-12 09:00 payment m', '2025-04-12 09:00 settled'],
      },
      advance: {
        outcome: 'It pays the costs that were charged; what is over is credit.',
        story: ['2025-04-12 09:00 payment m', '2025-04-12 09:00 settled'],
      },
    },
  },
};
