import { asks, commands, pays } from '../life.ts';
import type { Life } from '../life.ts';
import { olga, rob, wang } from './people.ts';
import { dueInJanuary, remindedAndToBeCalled } from './unheeded.ts';

const loanId = 'L-PLACED';
const agencyId = `agency-${loanId}`;

/** 委外 */
export const placed: Life = {
  loanId,
  title: '委外: our ladder waits, money comes through the agency, the time runs out; placed again, it is recalled',
  loan: dueInJanuary('3000.00', { agency: true }),
  happenings: [
    ...asks(loanId, '2025-02-25', 'placement', { terms: { agencyId, until: '2025-03-31' } }, [wang, rob]),
    pays('2025-03-10', '500.00', { payer: 'agency' }),
    ...asks(loanId, '2025-04-14', 'placement', { terms: { agencyId, until: '2025-06-30' } }, [wang, rob], 2),
    commands('2025-05-06', olga, 'recallPlacement', { placement: `${loanId}/placement/2`, reason: 'complaints' }),
    pays('2025-05-26', '2500.00'),
  ],
  table: `
    2025-01-02  opened
    ${remindedAndToBeCalled('3000.00')}
    2025-02-17  sms overdueDemand (28 days, 3000.00)
    2025-02-24  letter collectionLetter (35 days, 3000.00)
    2025-02-25  li asks for placement
    2025-02-25  partnerManager asked: request placement by 2025-03-02
    2025-02-25  request approved by wang
    2025-02-25  request approved by rob
    2025-02-25  placement carried out
    2025-02-25  placed with agency-L-PLACED
    2025-02-25  request/1: approved (rob)
    2025-02-25  overdueCall/2025-01-21: noLongerNeeded (clock)
    2025-02-25  sms placementNotice (1, 0.00)
    2025-03-10  agency paid 500.00
    2025-03-31  placement expired
    2025-03-31  collector asked: call secondCall by 2025-04-03
    2025-04-03  secondCall/2025-01-21 escalated to supervisor
    2025-04-14  li asks for placement
    2025-04-14  partnerManager asked: request placement by 2025-04-19
    2025-04-14  request approved by wang
    2025-04-14  request approved by rob
    2025-04-14  placement carried out
    2025-04-14  placed with agency-L-PLACED
    2025-04-14  request/2: approved (rob)
    2025-04-14  secondCall/2025-01-21: noLongerNeeded (clock)
    2025-04-14  sms placementNotice (2, 0.00)
    2025-05-06  placement recalled
    2025-05-06  letter finalLetter (106 days, 2500.00)
    2025-05-16  finalLetter/2025-01-21 NOT_DELIVERED
    2025-05-16  email finalLetter (116 days, 2500.00)
    2025-05-26  borrower paid 2500.00
    2025-05-26  settled
    2025-07-25  closed as settled
  `,
  figures: { '2025-05-26': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00' },
  stage: 'settled',
};
