import { components } from './contract.ts';
import type { Component } from './contract.ts';
import { formatAmount, positiveAmount } from './money.ts';
import type { Minor } from './money.ts';
import type { Waiver } from './posting.ts';
import type { RequestFault, RequestKind, RequestSite } from './requestKinds.ts';

/** What is given up (减免), per instalment and component; amounts in minor units. */
export interface WaiverTerms {
  readonly items: readonly WaivedItem[];
}

export interface WaivedItem {
  readonly instalment: number;
  readonly component: Component;
  readonly amountMinor: Minor;
}

/** Giving up interest, penalty or fees that are open; what was paid meanwhile is not given up any more. */
export const waiver: RequestKind<WaiverTerms> = {
  read({ items }, site) {
    if (!Array.isArray(items) || items.length === 0)
      return fault('TERMS_MISSING', 'nothing is named that is to be given up', 'name instalment, component and amount');
    const read: WaivedItem[] = [];
    for (const one of items as readonly Readonly<Record<string, unknown>>[]) {
      const { instalment, component, amount } = one;
      const known = components.find((name) => name === component);
      if (typeof instalment !== 'number' || known === undefined)
        return fault('TERMS_MALFORMED', 'an item is not whole', 'name instalment, component and amount');
      if (read.some((other) => other.instalment === instalment && other.component === known))
        return fault('ITEM_TWICE', `${known} of instalment ${instalment} stands twice`, 'name it once, with the sum');
      const amountMinor = positiveAmount(amount, site.state.terms.contract.currency);
      if (typeof amountMinor !== 'number') return amountMinor;
      read.push({ instalment, component: known, amountMinor });
    }
    const terms = { items: read };
    return notOpen(terms, site) ?? terms;
  },
  effects(terms, site) {
    const atStakeMinor = terms.items.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    return notOpen(terms, site) ?? { atStakeMinor, postings: terms.items.map((item, at) => posting(item, at, site)) };
  },
};

const fault = (code: string, reason: string, remedy: string): RequestFault => ({ code, reason, remedy });

/** What is given up has to be open: a waiver of what was paid would be money handed out. */
function notOpen({ items }: WaiverTerms, { state, day }: RequestSite): RequestFault | null {
  const { currency } = state.terms.contract;
  for (const { instalment, component, amountMinor } of items) {
    const open = day.assessment.instalments.find(({ number }) => number === instalment)?.open[component] ?? 0;
    if (amountMinor > open)
      return fault(
        'NOT_OPEN',
        `of ${component} of instalment ${instalment}, ${formatAmount(open, currency)} ${currency} is open`,
        `ask for at most that`,
      );
  }
  return null;
}

function posting({ instalment, component, amountMinor }: WaivedItem, at: number, { id, day }: RequestSite): Waiver {
  const on = day.on;
  return { id: `${id}/${at + 1}`, type: 'waiver', instalment, component, amountMinor, valueDate: on, bookedOn: on };
}
