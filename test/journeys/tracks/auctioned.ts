import { commands, paper } from '../life.ts';
import type { Life } from '../life.ts';
import { he, mei, rob, wang } from './people.ts';
import { dueInJanuary, remindedAndToBeCalled, toBeCalledAgain } from './unheeded.ts';

const loanId = 'L-AUCTION';
const disposal = 'collateral/1';

export const auctioned: Life = {
  loanId,
  title: 'a plot is sold in the second round, after every deadline of the disposal has passed unused',
  loan: dueInJanuary('4000.00'),
  happenings: [
    commands('2025-01-03', he, 'addCollateral', {
      ...{ id: 'plot', kind: 'land', valueMinor: 480_000, documents: [paper(loanId, 'title')] },
    }),
    commands('2025-02-10', mei, 'disposeCollateral', { id: 'plot', reason: 'no word from him' }),
    commands('2025-03-03', mei, 'value', { by: 'vera', valueMinor: 500_000 }, disposal),
    commands('2025-03-21', mei, 'propose', { way: 'auction' }, disposal),
    commands('2025-04-02', wang, 'approve', {}, disposal),
    commands('2025-04-02', rob, 'approve', {}, disposal),
    commands('2025-06-05', mei, 'seize', { how: 'court' }, disposal),
    commands('2025-06-06', mei, 'addCost', { amountMinor: 10_000, what: 'survey' }, disposal),
    commands('2025-09-08', mei, 'openRound', { opensOn: '2025-10-10' }, disposal),
    commands('2025-09-09', mei, 'value', { by: 'vera', valueMinor: 490_000 }, disposal),
    commands('2025-09-10', mei, 'openRound', { opensOn: '2025-10-10' }, disposal),
    commands('2025-10-20', mei, 'closeRound', { result: 'failed' }, disposal),
    commands('2025-10-22', mei, 'openRound', { opensOn: '2025-11-20' }, disposal),
    commands('2025-11-20', mei, 'closeRound', { result: 'sold', priceMinor: 100_000 }, disposal),
    commands('2025-11-21', mei, 'closeRound', { result: 'sold', priceMinor: 450_000 }, disposal),
    commands('2025-12-15', mei, 'paySurplus', {}, disposal),
  ],
  table: `
    2025-01-02  opened
    2025-01-03  pledged: plot
    ${remindedAndToBeCalled('4000.00')}
    2025-02-10  collateral 1 opened: collateral (21 days, 4000.00, 连1 累1)
    2025-02-10  collateral 1: assetManager asked: valuation by 2025-02-25
    2025-02-10  collateral 1 is valuing, due by 2025-02-25
    2025-02-10  plot: inDisposal
    2025-02-17  sms overdueDemand (28 days, 4000.00)
    2025-02-24  letter collectionLetter (35 days, 4000.00)
    2025-02-25  collateral 1: collateral 1/valuation escalated to president
    2025-02-25  collateral 1 is valuing
    2025-03-03  collateral 1: collateral 1/valuation: valued (mei)
    2025-03-03  collateral 1: vera values it at 5000.00
    2025-03-03  collateral 1: assetManager asked: disposal by 2025-03-18
    2025-03-03  collateral 1 is valued, due by 2025-03-18
    ${toBeCalledAgain}
    2025-03-18  collateral 1: collateral 1/disposal escalated to president
    2025-03-18  collateral 1 is valued
    2025-03-21  collateral 1: collateral 1/disposal: proposed (mei)
    2025-03-21  collateral 1: auction proposed by mei, for at least 3360.00
    2025-03-21  collateral 1: creditHead asked: approval by 2025-03-31
    2025-03-21  collateral 1 is awaitingApproval, due by 2025-03-31
    2025-03-31  collateral 1: collateral 1/approval escalated to president
    2025-03-31  collateral 1 is awaitingApproval
    2025-04-02  collateral 1: approved by wang
    2025-04-02  collateral 1: approved by rob, complete
    2025-04-02  collateral 1: collateral 1/approval: approved (rob)
    2025-04-02  collateral 1: assetManager asked: seizure by 2025-06-01
    2025-04-02  collateral 1 is approved, due by 2025-06-01
    2025-04-02  collateral 1: letter collateralSeizure (21 days, 4000.00)
    2025-04-21  letter finalLetter (91 days, 4000.00)
    2025-05-01  finalLetter/2025-01-21 NOT_DELIVERED
    2025-05-06  email finalLetter (106 days, 4000.00)
    2025-05-16  finalLetter/2025-01-21~1 NOT_DELIVERED
    2025-05-16  finalLetter not possible: NOT_DELIVERED
    2025-06-01  collateral 1: collateral 1/seizure escalated to president
    2025-06-01  collateral 1 is approved
    2025-06-05  collateral 1: collateral 1/seizure: seized (mei)
    2025-06-05  collateral 1: taken: court
    2025-06-05  collateral 1: assetManager asked: sale by 2025-09-03
    2025-06-05  collateral 1 is possessed, due by 2025-09-03
    2025-06-06  collateral 1: costs 100.00: survey
    2025-08-31  collateral 1: the valuation held until 2025-08-30
    2025-08-31  collateral 1: assetManager asked: valuation by 2025-09-15
    2025-09-03  collateral 1: collateral 1/sale escalated to president
    2025-09-03  collateral 1 is possessed, due by 2025-09-15
    2025-09-08  collateral 1: openRound refused: NOT_VALUED
    2025-09-09  collateral 1: collateral 1/valuation~1: valued (mei)
    2025-09-09  collateral 1: vera values it at 4900.00
    2025-09-09  collateral 1 is possessed
    2025-09-10  collateral 1: collateral 1/sale: announced (mei)
    2025-09-10  collateral 1: round 1 opens on 2025-10-10, reserve 3430.00
    2025-09-10  collateral 1: assetManager asked: auction by 2025-10-13
    2025-09-10  collateral 1 is onSale, due by 2025-10-13
    2025-09-10  collateral 1: letter collateralSale (21 days, 4000.00)
    2025-10-13  collateral 1: collateral 1/auction escalated to president
    2025-10-13  collateral 1 is onSale
    2025-10-20  collateral 1: collateral 1/auction: failed (mei)
    2025-10-20  collateral 1: round 1 failed
    2025-10-20  collateral 1: assetManager asked: sale by 2026-01-18
    2025-10-20  collateral 1 is possessed, due by 2026-01-18
    2025-10-22  collateral 1: collateral 1/sale~1: announced (mei)
    2025-10-22  collateral 1: round 2 opens on 2025-11-20, reserve 2744.00
    2025-10-22  collateral 1: assetManager asked: auction by 2025-11-23
    2025-10-22  collateral 1 is onSale, due by 2025-11-23
    2025-10-22  collateral 1: letter collateralSale (21 days, 4000.00)
    2025-11-20  collateral 1: closeRound refused: PRICE_BELOW_RESERVE
    2025-11-21  collateral 1: collateral 1/auction~1: realised (mei)
    2025-11-21  collateral 1: 4500.00: costs 100.00, debt 4000.00, surplus 400.00, still owed 0.00
    2025-11-21  collateral 1: assetManager asked: surplus by 2025-12-06
    2025-11-21  collateral 1 is surplusOwed, due by 2025-12-06
    2025-11-21  plot: sold
    2025-11-21  collateral paid 4000.00
    2025-11-21  settled
    2025-11-21  secondCall/2025-01-21: noLongerNeeded (clock)
    2025-11-21  collateral 1 told: nothing is past due any more
    2025-11-21  collateral 1: letter collateralSurplus (21 days, 4000.00)
    2025-12-06  collateral 1: collateral 1/surplus escalated to president
    2025-12-06  collateral 1 is surplusOwed
    2025-12-15  collateral 1: surplus paid: 400.00
    2025-12-15  collateral 1: collateral 1/surplus: paid (mei)
    2025-12-15  collateral 1: ended realised: the surplus was paid back
    2025-12-15  collateral 1 is realised
    2026-01-20  closed as settled
  `,
  figures: { '2025-11-21': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00' },
  stage: 'settled',
};
