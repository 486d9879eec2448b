import { pay, reverse } from './sampleLoan.ts';
import type { BookLife } from './support/bookLife.ts';
import type { Money, MoneyTable } from './support/moneyMatrix.ts';
import { inState } from './support/writtenOff.ts';
import type { WriteOffStage } from './support/writtenOff.ts';

/** 400.00 comes, the last payment is reversed, 400.00 with value date 20 February is told, or the dealer pays everything. */
function move(life: BookLife, money: Money): void {
  const { today } = life;
  switch (money) {
    case 'payment':
      life.post(pay('m', today, 40_000));
      return;
    case 'reversal': {
      const last = life.loan.postings.findLast(({ type }) => type === 'payment');
      life.post(reverse('m', last?.id ?? '', today));
      return;
    }
    case 'backDated':
      life.post(pay('m', '2025-02-20', 40_000, today));
      return;
    case 'advance':
      life.post(pay('m', today, 170_000, today, 'dealer'));
      return;
  }
}

export const writeOffMoney: MoneyTable<WriteOffStage, BookLife> = {
  track: 'writeOff',
  states: ['gathering', 'awaitingApproval', 'approved', 'writtenOff', 'recovered', 'undone'],
  reach: inState,
  move,
  until: '2025-03-20',
  pairs: {
    gathering: {
      payment: {
        outcome: 'It is booked; the pack goes on being gathered for what is left.',
        story: ['2025-03-06 10:30 payment m', '2025-03-16 10:00 writeOff escalated to president'],
      },
      reversal: {
        outcome: 'The debt grows; the pack goes on being gathered.',
        story: ['2025-03-06 10:30 reversal m', '2025-03-16 10:00 writeOff escalated to president'],
      },
      backDated: {
        outcome: 'It is booked by its value date; the pack goes on being gathered.',
        story: ['2025-03-06 10:30 payment m', '2025-03-16 10:00 writeOff escalated to president'],
      },
      advance: {
        outcome: 'Nothing is past due any more: the write-off is withdrawn.',
        story: [
          '2025-03-06 10:30 payment m',
          '2025-03-06 10:30 settled',
          '2025-03-06 10:30 writeOff/L1/1 told arrearsEnded',
          '2025-03-06 10:30 writeOff task closed noLongerNeeded',
          '2025-03-06 10:30 writeOff ended withdrawn',
        ],
      },
    },
    awaitingApproval: {
      payment: {
        outcome: 'It is booked; who approves sees the figures of the day of the approval.',
        story: ['2025-03-10 09:00 payment m', '2025-03-15 10:00 writeOff escalated to president'],
      },
      reversal: {
        outcome: 'It is booked; who approves sees the figures of the day of the approval.',
        story: ['2025-03-10 09:00 reversal m', '2025-03-15 10:00 writeOff escalated to president'],
      },
      backDated: {
        outcome: 'It is booked by its value date; the approval goes on.',
        story: ['2025-03-10 09:00 payment m', '2025-03-15 10:00 writeOff escalated to president'],
      },
      advance: {
        outcome: 'Nothing is past due any more: the approval is withdrawn with the write-off.',
        story: [
          '2025-03-10 09:00 payment m',
          '2025-03-10 09:00 settled',
          '2025-03-10 09:00 writeOff/L1/1 told arrearsEnded',
          '2025-03-10 09:00 writeOff task closed noLongerNeeded',
          '2025-03-10 09:00 writeOff ended withdrawn',
        ],
      },
    },
    approved: {
      payment: {
        outcome: 'The ground still holds: what is left is written off when the hold has ended.',
        story: [
          '2025-03-11 09:00 payment m',
          '2025-03-15 10:00 hold ended',
          '2025-03-15 10:00 writeOff ended writtenOff',
          '2025-03-15 10:00 written off 130000 for loss',
          '2025-03-15 10:00 rita recovers it',
          '2025-03-15 10:00 writeOff writeOff/L1/1',
        ],
      },
      reversal: {
        outcome: 'The ground holds all the more: the debt is written off when the hold has ended.',
        story: [
          '2025-03-11 09:00 reversal m',
          '2025-03-15 10:00 hold ended',
          '2025-03-15 10:00 writeOff ended writtenOff',
          '2025-03-15 10:00 written off 220000 for loss',
          '2025-03-15 10:00 rita recovers it',
          '2025-03-15 10:00 writeOff writeOff/L1/1',
        ],
      },
      backDated: {
        outcome: 'By its value date the ground still holds: what is left is written off when the hold has ended.',
        story: [
          '2025-03-11 09:00 payment m',
          '2025-03-15 10:00 hold ended',
          '2025-03-15 10:00 writeOff ended writtenOff',
          '2025-03-15 10:00 written off 130000 for loss',
          '2025-03-15 10:00 rita recovers it',
          '2025-03-15 10:00 writeOff writeOff/L1/1',
        ],
      },
      advance: {
        outcome: 'Approved or not, nothing is past due any more: withdrawn.',
        story: [
          '2025-03-11 09:00 payment m',
          '2025-03-11 09:00 settled',
          '2025-03-11 09:00 writeOff/L1/1 told arrearsEnded',
          '2025-03-11 09:00 writeOff ended withdrawn',
          '2025-03-15 10:00 hold ended',
        ],
      },
    },
    writtenOff: {
      payment: {
        outcome: 'It is a recovery; the debt on file stands as it was written off.',
        story: ['2025-03-12 09:00 payment m'],
      },
      reversal: {
        outcome: 'A payment from before the write-off cannot be undone after it: kept aside with the reason.',
        story: ['2025-03-12 09:00 reversal m', '2025-03-12 09:00 m set aside BEFORE_WRITE_OFF'],
      },
      backDated: {
        outcome: 'A payment cannot be back-dated to before the write-off: kept aside with the reason.',
        story: ['2025-03-12 09:00 payment m', '2025-03-12 09:00 m set aside BEFORE_WRITE_OFF'],
      },
      advance: {
        outcome: 'It is a recovery, whoever paid; nothing is owed any more.',
        story: ['2025-03-12 09:00 payment m', '2025-03-12 09:00 settled'],
      },
    },
    recovered: {
      payment: {
        outcome: 'It is a further recovery.',
        story: ['2025-03-14 09:00 payment m'],
      },
      reversal: {
        outcome: 'The recovery is undone; the debt on file stands as it was written off.',
        story: ['2025-03-14 09:00 reversal m'],
      },
      backDated: {
        outcome: 'A payment cannot be back-dated to before the write-off: kept aside with the reason.',
        story: ['2025-03-14 09:00 payment m', '2025-03-14 09:00 m set aside BEFORE_WRITE_OFF'],
      },
      advance: {
        outcome: 'Recovered in full: nothing is owed any more.',
        story: ['2025-03-14 09:00 payment m', '2025-03-14 09:00 settled'],
      },
    },
    undone: {
      payment: {
        outcome: 'The write-off never was: it is booked on the debt as any other.',
        story: ['2025-03-14 09:00 payment m'],
      },
      reversal: {
        outcome: 'The write-off never was: an older payment can be undone again.',
        story: ['2025-03-14 09:00 reversal m'],
      },
      backDated: {
        outcome: 'The write-off never was: it is booked by its value date.',
        story: ['2025-03-14 09:00 payment m'],
      },
      advance: {
        outcome: 'The write-off never was: the loan is settled.',
        story: ['2025-03-14 09:00 payment m', '2025-03-14 09:00 settled'],
      },
    },
  },
};
