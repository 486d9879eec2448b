import { commands, pays } from '../life.ts';
import type { Life } from '../life.ts';
import { he, mei, rob, wang } from './people.ts';
import { dueInJanuary, remindedAndToBeCalled, toBeCalledAgain } from './unheeded.ts';

export const takenInLieu: Life = {
  loanId: 'L-LIEU',
  title:
    '以物抵债: a car is taken in lieu and what lacks stays owed; of a lorry the disposal is rejected, then it is given free',
  loan: dueInJanuary('4000.00'),
  happenings: [
    commands('2025-01-03', he, 'addCollateral', { id: 'car', kind: 'vehicle', valueMinor: 300_000 }),
    commands('2025-01-06', he, 'addCollateral', { id: 'lorry', kind: 'vehicle', valueMinor: 50_000 }),
    commands('2025-02-10', mei, 'disposeCollateral', { id: 'lorry', reason: 'no word from him' }),
    commands('2025-02-11', mei, 'value', { by: 'vera', valueMinor: 50_000 }, 'collateral/1'),
    commands('2025-02-12', mei, 'propose', { way: 'privateSale' }, 'collateral/1'),
    commands('2025-02-13', wang, 'reject', { reason: 'not worth it' }, 'collateral/1'),
    commands('2025-02-14', mei, 'disposeCollateral', { id: 'lorry', reason: 'try again' }),
    commands('2025-02-17', mei, 'release', { reason: 'it is scrap' }, 'collateral/2'),
    commands('2025-02-18', mei, 'disposeCollateral', { id: 'car', reason: 'no word from him' }),
    commands('2025-02-19', mei, 'value', { by: 'vera', valueMinor: 300_000 }, 'collateral/3'),
    commands('2025-02-20', mei, 'propose', { way: 'acceptance' }, 'collateral/3'),
    commands('2025-02-21', wang, 'approve', {}, 'collateral/3'),
    commands('2025-02-21', rob, 'approve', {}, 'collateral/3'),
    commands('2025-02-24', mei, 'seize', { how: 'voluntary' }, 'collateral/3'),
    commands('2025-03-05', mei, 'seize', { how: 'voluntary' }, 'collateral/3'),
    commands('2025-03-05', mei, 'addCost', { amountMinor: 10_000, what: 'towing' }, 'collateral/3'),
    commands('2025-03-06', mei, 'accept', { priceMinor: 100_000 }, 'collateral/3'),
    commands('2025-03-07', mei, 'accept', { priceMinor: 200_000 }, 'collateral/3'),
    pays('2025-04-10', '2100.00'),
  ],
  table: `
    2025-01-02  opened
    2025-01-03  pledged: car
    2025-01-06  pledged: lorry
    ${remindedAndToBeCalled('4000.00')}
    2025-02-10  collateral 1 opened: collateral (21 days, 4000.00, 连1 累1)
    2025-02-10  collateral 1: assetManager asked: valuation by 2025-02-25
    2025-02-10  collateral 1 is valuing, due by 2025-02-25
    2025-02-10  lorry: inDisposal
    2025-02-11  collateral 1: collateral 1/valuation: valued (mei)
    2025-02-11  collateral 1: vera values it at 500.00
    2025-02-11  collateral 1: assetManager asked: disposal by 2025-02-26
    2025-02-11  collateral 1 is valued, due by 2025-02-26
    2025-02-12  collateral 1: collateral 1/disposal: proposed (mei)
    2025-02-12  collateral 1: privateSale proposed by mei, for at least 350.00
    2025-02-12  collateral 1: creditHead asked: approval by 2025-02-22
    2025-02-12  collateral 1 is awaitingApproval, due by 2025-02-22
    2025-02-13  collateral 1: rejected by wang: not worth it
    2025-02-13  collateral 1: collateral 1/approval: noLongerNeeded (wang)
    2025-02-13  collateral 1: ended rejected: not worth it
    2025-02-13  collateral 1 is rejected
    2025-02-13  lorry: pledged
    2025-02-14  collateral 2 opened: collateral (25 days, 4000.00, 连1 累1)
    2025-02-14  collateral 2: assetManager asked: valuation by 2025-03-01
    2025-02-14  collateral 2 is valuing, due by 2025-03-01
    2025-02-14  lorry: inDisposal
    2025-02-17  collateral 2: collateral 2/valuation: noLongerNeeded (mei)
    2025-02-17  collateral 2: ended released: it is scrap
    2025-02-17  collateral 2 is released
    2025-02-17  lorry: released
    2025-02-17  sms overdueDemand (28 days, 4000.00)
    2025-02-18  collateral 3 opened: collateral (29 days, 4000.00, 连1 累1)
    2025-02-18  collateral 3: assetManager asked: valuation by 2025-03-05
    2025-02-18  collateral 3 is valuing, due by 2025-03-05
    2025-02-18  car: inDisposal
    2025-02-19  collateral 3: collateral 3/valuation: valued (mei)
    2025-02-19  collateral 3: vera values it at 3000.00
    2025-02-19  collateral 3: assetManager asked: disposal by 2025-03-06
    2025-02-19  collateral 3 is valued, due by 2025-03-06
    2025-02-20  collateral 3: collateral 3/disposal: proposed (mei)
    2025-02-20  collateral 3: acceptance proposed by mei, for at least 1680.00
    2025-02-20  collateral 3: creditHead asked: approval by 2025-03-02
    2025-02-20  collateral 3 is awaitingApproval, due by 2025-03-02
    2025-02-21  collateral 3: approved by wang
    2025-02-21  collateral 3: approved by rob, complete
    2025-02-21  collateral 3: collateral 3/approval: approved (rob)
    2025-02-21  collateral 3: assetManager asked: seizure by 2025-04-22
    2025-02-21  collateral 3 is approved, due by 2025-04-22
    2025-02-21  collateral 3: letter collateralSeizure (29 days, 4000.00)
    2025-02-24  collateral 3: seize refused: NOTICE_NOT_GIVEN
    2025-02-24  letter collectionLetter (35 days, 4000.00)
    2025-03-05  collateral 3: collateral 3/seizure: seized (mei)
    2025-03-05  collateral 3: taken: voluntary
    2025-03-05  collateral 3: assetManager asked: sale by 2025-06-03
    2025-03-05  collateral 3 is possessed, due by 2025-06-03
    2025-03-05  collateral 3: costs 100.00: towing
    2025-03-06  collateral 3: accept refused: PRICE_BELOW_RESERVE
    2025-03-07  collateral 3: collateral 3/sale: realised (mei)
    2025-03-07  collateral 3: 2000.00: costs 100.00, debt 1900.00, surplus 0.00, still owed 2100.00
    2025-03-07  collateral 3: ended takenInLieu: price 2000.00 CNY
    2025-03-07  collateral 3 is takenInLieu
    2025-03-07  car: accepted
    2025-03-07  collateral paid 1900.00
    2025-03-07  collateral 3: letter collateralShortfall (29 days, 4000.00)
    ${toBeCalledAgain}
    2025-04-10  borrower paid 2100.00
    2025-04-10  settled
    2025-04-10  secondCall/2025-01-21: noLongerNeeded (clock)
    2025-06-09  closed as settled
  `,
  figures: {
    '2025-03-07': '46 days, overdue 2100.00, outstanding 2100.00, 连1 累1, credit 0.00, recovered 0.00',
    '2025-04-10': '0 days, overdue 0.00, outstanding 0.00, 连0 累1, credit 0.00, recovered 0.00',
  },
  stage: 'settled',
};
