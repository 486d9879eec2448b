import { commands, paper, pays, proves, reverses } from '../life.ts';
import type { Life } from '../life.ts';
import { li } from './people.ts';
import { dueInJanuary, toBeCalledAgain } from './unheeded.ts';

const old: Life['loan'] = {
  ...{ policy: 'cn-consumer', disbursedOn: '2022-01-10', takenOverOn: '2025-01-10' },
  instalments: [['2022-06-10', '800.00']],
};

/** 诉讼时效 */
export const nearlyTimeBarred: Life = {
  loanId: 'L-OLD',
  title:
    'the three years of a claim: alarms, a payment begins them again, taken back they have lapsed, a signature revives them',
  loan: old,
  happenings: [
    pays('2025-06-09', '100.00', { id: 'part' }),
    reverses('2025-06-20', 'part'),
    commands('2025-07-01', li, 'keepRight', {
      ...{ how: 'acknowledgement', party: 'debtor', on: '2025-06-30', documents: [paper('L-OLD', 'acknowledgement')] },
    }),
  ],
  table: `
    2025-01-10  opened
    2025-01-10  overdueCall counted before take-over
    2025-01-10  overdueDemand counted before take-over
    2025-01-10  collectionLetter counted before take-over
    2025-01-10  secondCall counted before take-over
    2025-01-10  finalLetter counted before take-over
    2025-01-10  debt lapses on 2025-06-10: collector
    2025-01-10  collector asked: limitation limitation by 2025-06-10
    2025-01-10  writeOff 1 opened: writeOff (945 days, 800.00, 连1 累1)
    2025-01-10  writeOff 1: evidence asked (smallAndOld)
    2025-01-10  writeOff 1: accountManager asked: evidence writeOff by 2025-02-09
    2025-01-10  writeOff 1 is gathering, due by 2025-02-09
    2025-02-09  writeOff 1: writeOff 1/evidence escalated to president
    2025-02-09  writeOff 1 is gathering
    2025-03-12  debt lapses on 2025-06-10: supervisor
    2025-03-12  limitation/1 escalated to supervisor
    2025-05-11  debt lapses on 2025-06-10: legalCounsel
    2025-05-11  limitation/1 escalated to legalCounsel
    2025-06-09  borrower paid 100.00
    2025-06-09  limitation/1: noLongerNeeded (clock)
    2025-06-09  debt lapses on 2028-06-09
    2025-06-20  payment/part reversed
    2025-06-20  debt lapsed on 2025-06-10
    2025-07-01  debt lapses on 2028-06-30
  `,
  figures: { '2025-06-09': '1095 days, overdue 700.00, outstanding 700.00, 连1 累1, credit 0.00, recovered 0.00' },
  stage: 'writeOff',
};

const guaranteed = dueInJanuary('800.00', { parties: ['guarantor'] });

/** 保证期间 */
export const guaranteeLapses: Life = {
  loanId: 'L-GUARD-NOT',
  title: 'the six months of a guarantee pass unused: three alarms, then the lapse is written down as a defect',
  loan: guaranteed,
  happenings: [],
  table: `
    2025-01-02  opened
    2025-01-10  sms preDue (1, 800.00)
    2025-01-17  sms preDueNear (1, 800.00)
    2025-01-19  sms preDueEve (1, 800.00)
    2025-01-20  sms dueToday (1, 800.00)
    2025-01-21  guarantee lapses on 2025-07-20: collector
    2025-01-21  collector asked: limitation limitation by 2025-07-20
    2025-01-21  sms overdueSms (1 days, 800.00)
    2025-02-05  collector asked: call overdueCall by 2025-02-08
    2025-02-08  overdueCall/2025-01-21 escalated to supervisor
    2025-02-17  sms overdueDemand (28 days, 800.00)
    2025-02-24  letter collectionLetter (35 days, 800.00)
    2025-03-03  letter to the guarantor guarantorNotice (42 days, 800.00)
    ${toBeCalledAgain}
    2025-04-21  guarantee lapses on 2025-07-20: supervisor
    2025-04-21  limitation/1 escalated to supervisor
    2025-04-21  letter finalLetter (91 days, 800.00)
    2025-05-01  finalLetter/2025-01-21 NOT_DELIVERED
    2025-05-06  email finalLetter (106 days, 800.00)
    2025-05-16  finalLetter/2025-01-21~1 NOT_DELIVERED
    2025-05-16  finalLetter not possible: NOT_DELIVERED
    2025-06-03  claim 1 opened: guarantorClaim (134 days, 800.00, 连1 累1)
    2025-06-03  claim 1: supervisor asked: approval guarantorClaim by 2025-06-08
    2025-06-03  claim 1 is awaitingApproval, due by 2025-06-08
    2025-06-08  claim 1: claim 1/approval escalated to creditHead
    2025-06-08  claim 1 is awaitingApproval
    2025-06-20  guarantee lapses on 2025-07-20: legalCounsel
    2025-06-20  limitation/1 escalated to legalCounsel
    2025-07-21  limitation/1: noLongerNeeded (clock)
    2025-07-21  guarantee lapsed on 2025-07-20
  `,
  figures: {},
  stage: 'claim',
};

export const guaranteeKept: Life = {
  loanId: 'L-GUARD',
  title: 'a notice that the guarantor received after maturity ends the six months well; the guarantor pays',
  loan: guaranteed,
  happenings: [proves('2025-03-10', 'guarantorNotice'), pays('2025-08-04', '800.00', { payer: 'guarantor' })],
  table: `
    2025-01-02  opened
    2025-01-10  sms preDue (1, 800.00)
    2025-01-17  sms preDueNear (1, 800.00)
    2025-01-19  sms preDueEve (1, 800.00)
    2025-01-20  sms dueToday (1, 800.00)
    2025-01-21  guarantee lapses on 2025-07-20: collector
    2025-01-21  collector asked: limitation limitation by 2025-07-20
    2025-01-21  sms overdueSms (1 days, 800.00)
    2025-02-05  collector asked: call overdueCall by 2025-02-08
    2025-02-08  overdueCall/2025-01-21 escalated to supervisor
    2025-02-17  sms overdueDemand (28 days, 800.00)
    2025-02-24  letter collectionLetter (35 days, 800.00)
    2025-03-03  letter to the guarantor guarantorNotice (42 days, 800.00)
    2025-03-10  guarantorNotice/2025-01-21 delivered
    2025-03-10  limitation/1: noLongerNeeded (clock)
    2025-03-10  guarantee lapses on 2028-03-10
    ${toBeCalledAgain}
    2025-04-21  letter finalLetter (91 days, 800.00)
    2025-05-01  finalLetter/2025-01-21 NOT_DELIVERED
    2025-05-06  email finalLetter (106 days, 800.00)
    2025-05-16  finalLetter/2025-01-21~1 NOT_DELIVERED
    2025-05-16  finalLetter not possible: NOT_DELIVERED
    2025-06-03  claim 1 opened: guarantorClaim (134 days, 800.00, 连1 累1)
    2025-06-03  claim 1: supervisor asked: approval guarantorClaim by 2025-06-08
    2025-06-03  claim 1 is awaitingApproval, due by 2025-06-08
    2025-06-08  claim 1: claim 1/approval escalated to creditHead
    2025-06-08  claim 1 is awaitingApproval
    2025-08-04  guarantor paid 800.00
    2025-08-04  settled
    2025-08-04  secondCall/2025-01-21: noLongerNeeded (clock)
    2025-08-04  claim 1 told: nothing is past due any more
    2025-08-04  claim 1: claim 1/approval: noLongerNeeded (loan)
    2025-08-04  claim 1: ended withdrawn: nothing is past due any more
    2025-08-04  claim 1 is withdrawn
    2025-10-03  closed as settled
  `,
  figures: { '2025-08-04': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00' },
  stage: 'settled',
};
