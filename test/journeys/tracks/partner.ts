import { commands, pays, proves } from '../life.ts';
import type { Life, LoanWish } from '../life.ts';
import { rob, wang } from './people.ts';

export const DEALER = 'dealer-LAX';
const partner = `partner/${DEALER}`;

/** One instalment, 57 or 58 days late when the loan is taken over: the dealer is asked on that very day. */
const loan = (dueOn: string, takenOverOn: string): LoanWish => ({
  ...{ policy: 'cn-car-loan', disbursedOn: '2025-01-02', takenOverOn },
  ...{ instalments: [[dueOn, '1000.00']], dealer: DEALER },
});

const letsLapse = (number: number): Life => ({
  loanId: `L-LAPSED-${number}`,
  title: `合作机构: the dealer lets a claim lapse (${number} of 3)`,
  loan: loan('2025-02-10', '2025-04-08'),
  happenings: [pays('2025-04-21', '1000.00')],
  table: `
    2025-04-08  opened
    2025-04-08  overdueCall counted before take-over
    2025-04-08  overdueDemand counted before take-over
    2025-04-08  collectionLetter counted before take-over
    2025-04-08  secondCall counted before take-over
    2025-04-08  claim 1 opened: dealerAdvance (57 days, 1000.00, 连1 累1)
    2025-04-08  claim 1 is demanding
    2025-04-08  claim 1: email to the dealer dealerAdvance (57 days, 1000.00)
    2025-04-09  claim 1 is demanded, due by 2025-04-18
    2025-04-19  claim 1: no answer by 2025-04-18
    2025-04-19  claim 1: ended notPerformed: no answer by 2025-04-18
    2025-04-19  claim 1 is notPerformed
    2025-04-21  borrower paid 1000.00
    2025-04-21  settled
    2025-06-20  closed as settled
  `,
  figures: {},
  stage: 'settled',
});
export const lapsed: readonly Life[] = [1, 2, 3].map(letsLapse);

/** 合作机构管理: of the dealer nothing is expected, so that the insurer is asked on the day after, not a week after. */
export const passedOver: Life = {
  loanId: 'L-PASSED',
  title: '合作机构: a dealer that does not perform is passed over, and the insurer is asked on the next day',
  loan: { ...loan('2025-02-22', '2025-04-21'), parties: ['insurer'] },
  happenings: [
    proves('2025-05-26', 'finalLetter'),
    pays('2025-06-09', '1000.00'),
    commands('2025-06-10', wang, 'proposeReinstatement', { reason: 'it has new owners' }, partner),
    commands('2025-06-10', wang, 'approveProposal', { proposal: 1 }, partner),
    commands('2025-06-12', rob, 'approveProposal', { proposal: 1 }, partner),
  ],
  table: `
    2025-04-21  opened
    2025-04-21  overdueCall counted before take-over
    2025-04-21  overdueDemand counted before take-over
    2025-04-21  collectionLetter counted before take-over
    2025-04-21  secondCall counted before take-over
    2025-04-21  dealerAdvance not possible: PARTNER_NOT_PERFORMING (dealer-LAX, figures)
    2025-05-23  letter finalLetter (90 days, 1000.00)
    2025-05-26  finalLetter/2025-02-23 delivered
    2025-06-05  dealerBuyBack not possible: PARTNER_NOT_PERFORMING (dealer-LAX, figures)
    2025-06-06  claim 1 opened: insurerClaim (104 days, 1000.00, 连1 累1)
    2025-06-06  claim 1: supervisor asked: approval insurerClaim by 2025-06-11
    2025-06-06  claim 1: collector asked: claimDocuments insurerClaim by 2025-06-11
    2025-06-06  claim 1 is awaitingApproval, due by 2025-06-11
    2025-06-09  borrower paid 1000.00
    2025-06-09  settled
    2025-06-09  claim 1 told: nothing is past due any more
    2025-06-09  claim 1: claim 1/approval: noLongerNeeded (loan)
    2025-06-09  claim 1: claim 1/claimDocuments/1: noLongerNeeded (loan)
    2025-06-09  claim 1: ended withdrawn: nothing is past due any more
    2025-06-09  claim 1 is withdrawn
    2025-08-08  closed as settled
  `,
  figures: { '2025-06-06': '104 days, overdue 1000.00, outstanding 1000.00, 连1 累1, credit 0.00, recovered 0.00' },
  stage: 'settled',
};

export const claimedAgain: Life = {
  loanId: 'L-AGAIN',
  title: '合作机构: the dealer that two people count on again is asked, and pays',
  loan: loan('2025-04-17', '2025-06-13'),
  happenings: [pays('2025-06-16', '1000.00', { payer: 'dealer' })],
  table: `
    2025-06-13  opened
    2025-06-13  overdueCall counted before take-over
    2025-06-13  overdueDemand counted before take-over
    2025-06-13  collectionLetter counted before take-over
    2025-06-13  secondCall counted before take-over
    2025-06-13  claim 1 opened: dealerAdvance (57 days, 1000.00, 连1 累1)
    2025-06-13  claim 1 is demanding
    2025-06-13  claim 1: email to the dealer dealerAdvance (57 days, 1000.00)
    2025-06-14  claim 1 is demanded, due by 2025-06-23
    2025-06-16  dealer paid 1000.00
    2025-06-16  claim 1: 1000.00 of 1000.00 came
    2025-06-16  claim 1: ended performed: 1000.00 CNY of 1000.00 CNY came
    2025-06-16  settled
    2025-06-16  claim 1 told: nothing is past due any more
    2025-06-16  claim 1 told: money that the claim counts has moved
    2025-06-16  claim 1 is performed
    2025-08-15  closed as settled
  `,
  figures: { '2025-06-16': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00' },
  stage: 'settled',
};

/** What the case of the dealer says, a line for each row. */
export const TOLD = `
  2025-04-08  dealer-LAX is watched from now on
  2025-04-19  Not counted on from now on, by its figures: of 3 claims decided, 3 not performed, 0 refused, 0 late (clock)
  2025-04-19  partner manager is asked for the review of a partner that does not perform by 2025-04-25
  2025-04-26  Task overdue, goes to credit head
  2025-06-10  Asked (1): to count on it again: it has new owners (wang)
  2025-06-10  credit head is asked for a decision about a partner by 2025-06-17
  2025-06-10  approveProposal refused: wang has asked for it (SAME_PERSON, wang)
  2025-06-12  Counted on again: of 3 claims decided, 3 not performed, 0 refused, 0 late (asked by wang, approved by rob, risk head)
  2025-06-12  Task done: approved (rob)
  2025-06-12  Task done: approved (rob)
`;
