import { components } from '../../domain/contract.ts';
import type { ByComponent, Contract, Instalment } from '../../domain/contract.ts';
import { addMonths } from '../../domain/date.ts';
import type { PlainDate } from '../../domain/date.ts';
import type { Payer, Payment, Posting } from '../../domain/posting.ts';
import { DEFAULT_RULES } from '../../domain/rules.ts';
import type { AssessRules } from '../../domain/rules.ts';

const nothing: ByComponent = { penalty: 0, fee: 0, interest: 0, principal: 0 };

/** An instalment of principal, unless parts are named. */
export function due(number: number, dueOn: PlainDate, parts: Partial<ByComponent> = { principal: 1000 }): Instalment {
  return { number, dueOn, ...nothing, ...parts };
}

/** Monthly instalments of 1000 on the 5th from February 2025. */
export function monthly(count = 11): Contract {
  const instalments = Array.from({ length: count }, (_, at) => due(at + 1, addMonths('2025-02-05', at)));
  return { currency: 'CNY', disbursedOn: '2025-01-05', instalments };
}

export function contractOf(...instalments: Instalment[]): Contract {
  return { currency: 'CNY', disbursedOn: '2025-01-01', instalments };
}

/** The default rules with other readings of a missed instalment. */
export function withMissed(missed: Partial<AssessRules['missed']>, graceDays = 0): AssessRules {
  return { ...DEFAULT_RULES, graceDays, missed: { ...DEFAULT_RULES.missed, ...missed } };
}

/** A payment of 1000 booked on its value date, unless said otherwise. */
export function pay(
  id: string,
  valueDate: PlainDate,
  amountMinor = 1000,
  bookedOn = valueDate,
  payer?: Payer,
): Payment {
  const payment: Payment = { type: 'payment', id, valueDate, bookedOn, amountMinor };
  return payer === undefined ? payment : { ...payment, payer };
}

export function reverse(id: string, of: string, bookedOn: PlainDate): Posting {
  return { type: 'reversal', id, of, bookedOn };
}

export function chargeBack(id: string, of: string, on: PlainDate, amountMinor = 1000): Posting {
  return { type: 'chargeback', id, of, valueDate: on, bookedOn: on, amountMinor };
}

export function pause(id: string, from: PlainDate, to: PlainDate, bookedOn = from): Posting {
  return { type: 'pause', id, from, to, bookedOn };
}

export function charge(id: string, instalment: number, amountMinor: number, on: PlainDate): Posting {
  return { type: 'charge', id, instalment, component: 'fee', amountMinor, valueDate: on, bookedOn: on };
}

export function writeOff(id: string, on: PlainDate): Posting {
  return { type: 'writeOff', id, on, bookedOn: on };
}

/** Sum over the components. */
export function total(parts: ByComponent): number {
  return components.reduce((sum, component) => sum + parts[component], 0);
}
