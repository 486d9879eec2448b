import { commands, pays } from './life.ts';
import type { Life } from './life.ts';

export const renewedAtMaturity: Life = {
  loanId: 'L-RENEW',
  title: 'bullet with monthly interest, renewed at maturity',
  loan: {
    policy: 'cn-working-capital',
    disbursedOn: '2025-02-20',
    instalments: [
      ['2025-03-20', '0.00', '250.00'],
      ['2025-04-20', '0.00', '250.00'],
      ['2025-05-20', '0.00', '250.00'],
      ['2025-06-20', '50000.00', '250.00'],
    ],
  },
  happenings: [
    pays('2025-03-20', '250.00'),
    pays('2025-04-21', '250.00'),
    commands('2025-05-12', ['lin', 'accountManager'], 'decideMaturity', { decision: 'renew' }),
    pays('2025-05-20', '250.00'),
    pays('2025-06-20', '50250.00'),
  ],
  table: `
    2025-02-20  opened
    2025-03-14  sms interestReminder (2025-03-20, 250.00)
    2025-03-20  borrower paid 250.00
    2025-04-15  sms interestReminder (2025-04-20, 250.00)
    2025-04-20  sms settlementToday (2025-04-20, 250.00) + sms dueToday (2, 250.00)
    2025-04-21  borrower paid 250.00
    2025-05-06  accountManager asked: maturityDecision maturity by 2025-06-05
    2025-05-06  email maturityEarly (4, 50250.00)
    2025-05-12  at maturity: renew (lin)
    2025-05-12  maturity/2025-06-20: renew (lin)
    2025-05-15  sms interestReminder (2025-05-20, 250.00)
    2025-05-20  borrower paid 250.00
    2025-05-21  sms maturityNotice (4, 50250.00)
    2025-06-10  sms maturityNear (4, 50250.00)
    2025-06-13  sms interestReminder (2025-06-20, 50250.00)
    2025-06-20  borrower paid 50250.00
    2025-06-20  settled
    2025-08-19  closed as renewed
  `,
  figures: {
    '2025-04-20': '0 days, overdue 0.00, outstanding 50750.00, 连0 累0, credit 0.00, recovered 0.00',
    '2025-04-21': '0 days, overdue 0.00, outstanding 50500.00, 连0 累1, credit 0.00, recovered 0.00',
    '2025-08-19': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00',
  },
  stage: 'renewed',
};
