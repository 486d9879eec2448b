// A consumer loan of one instalment that nobody pays: how most of these lives begin.
import type { LoanWish } from '../life.ts';

export const dueInJanuary = (amount: string, more: Partial<LoanWish> = {}): LoanWish => ({
  ...{ policy: 'cn-consumer', disbursedOn: '2025-01-02', instalments: [['2025-01-20', amount]] },
  ...more,
});

/** Its messages until the first one in arrears. */
export const reminded = (amount: string): string => `
    2025-01-10  sms preDue (1, ${amount})
    2025-01-17  sms preDueNear (1, ${amount})
    2025-01-19  sms preDueEve (1, ${amount})
    2025-01-20  sms dueToday (1, ${amount})
    2025-01-21  sms overdueSms (1 days, ${amount})`;

/** And the call that nobody makes. */
export const remindedAndToBeCalled = (amount: string): string => `${reminded(amount)}
    2025-02-05  collector asked: call overdueCall by 2025-02-08
    2025-02-08  overdueCall/2025-01-21 escalated to supervisor`;

/** The next call takes its place; nobody makes that one either. */
export const toBeCalledAgain = `
    2025-03-11  overdueCall/2025-01-21: noLongerNeeded (clock)
    2025-03-11  collector asked: call secondCall by 2025-03-14
    2025-03-14  secondCall/2025-01-21 escalated to supervisor`;
