import { commands, pays } from '../life.ts';
import type { Life } from '../life.ts';
import { he, mei, rob, wang } from './people.ts';
import { dueInJanuary, remindedAndToBeCalled } from './unheeded.ts';

export const redeemed: Life = {
  loanId: 'L-REDEEM',
  title: 'a car is redeemed before it is sold: it stays pledged, and the borrower bears the costs so far',
  loan: dueInJanuary('4000.00'),
  happenings: [
    commands('2025-01-03', he, 'addCollateral', { id: 'car', kind: 'vehicle', valueMinor: 300_000 }),
    commands('2025-02-10', mei, 'disposeCollateral', { id: 'car', reason: 'no word from him' }),
    commands('2025-02-11', mei, 'value', { by: 'vera', valueMinor: 300_000 }, 'collateral/1'),
    commands('2025-02-12', mei, 'propose', { way: 'privateSale' }, 'collateral/1'),
    commands('2025-02-13', wang, 'approve', {}, 'collateral/1'),
    commands('2025-02-13', rob, 'approve', {}, 'collateral/1'),
    commands('2025-02-14', mei, 'addCost', { amountMinor: 8_000, what: 'towing' }, 'collateral/1'),
    pays('2025-02-18', '4000.00'),
    pays('2025-02-25', '80.00'),
  ],
  table: `
    2025-01-02  opened
    2025-01-03  pledged: car
    ${remindedAndToBeCalled('4000.00')}
    2025-02-10  collateral 1 opened: collateral (21 days, 4000.00, 连1 累1)
    2025-02-10  collateral 1: assetManager asked: valuation by 2025-02-25
    2025-02-10  collateral 1 is valuing, due by 2025-02-25
    2025-02-10  car: inDisposal
    2025-02-11  collateral 1: collateral 1/valuation: valued (mei)
    2025-02-11  collateral 1: vera values it at 3000.00
    2025-02-11  collateral 1: assetManager asked: disposal by 2025-02-26
    2025-02-11  collateral 1 is valued, due by 2025-02-26
    2025-02-12  collateral 1: collateral 1/disposal: proposed (mei)
    2025-02-12  collateral 1: privateSale proposed by mei, for at least 2100.00
    2025-02-12  collateral 1: creditHead asked: approval by 2025-02-22
    2025-02-12  collateral 1 is awaitingApproval, due by 2025-02-22
    2025-02-13  collateral 1: approved by wang
    2025-02-13  collateral 1: approved by rob, complete
    2025-02-13  collateral 1: collateral 1/approval: approved (rob)
    2025-02-13  collateral 1: assetManager asked: seizure by 2025-04-14
    2025-02-13  collateral 1 is approved, due by 2025-04-14
    2025-02-13  collateral 1: letter collateralSeizure (21 days, 4000.00)
    2025-02-14  collateral 1: costs 80.00: towing
    2025-02-17  sms overdueDemand (28 days, 4000.00)
    2025-02-18  borrower paid 4000.00
    2025-02-18  settled
    2025-02-18  overdueCall/2025-01-21: noLongerNeeded (clock)
    2025-02-18  collateral 1 told: nothing is past due any more
    2025-02-18  collateral 1: collateral 1/seizure: noLongerNeeded (loan)
    2025-02-18  collateral 1: ended redeemed: nothing is past due any more
    2025-02-18  collateral 1 is redeemed
    2025-02-18  car: pledged
    2025-02-18  charge
    2025-02-18  reopened: something is outstanding again
    2025-02-24  letter collectionLetter (35 days, 80.00)
    2025-02-25  borrower paid 80.00
    2025-02-25  settled
    2025-04-26  closed as settled
  `,
  figures: {
    '2025-02-18': '29 days, overdue 80.00, outstanding 80.00, 连1 累1, credit 0.00, recovered 0.00',
    '2025-02-25': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
