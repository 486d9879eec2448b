import { addDays, daysBetween, isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import { components } from './contract.ts';
import type { Component } from './contract.ts';
import { formatAmount, positiveAmount } from './money.ts';
import type { Minor } from './money.ts';
import type { Waiver } from './posting.ts';
import { reliefRulesOf } from './reliefRules.ts';
import { fault, noRelief } from './reliefSite.ts';
import { grantedOrNot } from './reliefTold.ts';
import type { RequestFault, RequestKind, RequestSite } from './requestKinds.ts';

/** What is given up (减免), per instalment and component; amounts in minor units. */
export interface WaiverTerms {
  readonly items: readonly WaivedItem[];
  /** It takes effect when so much has come by that day, and is void otherwise; absent: at once. */
  readonly condition?: { readonly payMinor: Minor; readonly byOn: PlainDate };
}

export interface WaivedItem {
  readonly instalment: number;
  readonly component: Component;
  readonly amountMinor: Minor;
}

/** Giving up interest, penalty or fees that are open; what was paid meanwhile is not given up any more. */
export const waiver: RequestKind<WaiverTerms> = {
  read({ items, condition }, site) {
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
    if (condition === undefined) return { items: read };
    const { pay, by } = condition as Readonly<Record<string, unknown>>;
    const payMinor = positiveAmount(pay, site.state.terms.contract.currency);
    if (typeof payMinor !== 'number') return payMinor;
    if (!isPlainDate(by)) return fault('DATE_INVALID', 'the day of the condition is no date', 'write by as YYYY-MM-DD');
    return { items: read, condition: { payMinor, byOn: by } };
  },
  effects(terms, site) {
    const { items, condition } = terms;
    const no = noRelief(site, 'waiver') ?? notOpen(terms, site);
    if (no !== null) return no;
    const stake = {
      atStakeMinor: items.reduce((sum, one) => sum + one.amountMinor, 0),
      atStakePercent: share(terms, site),
    };
    const { on } = site.day;
    if (condition === undefined) return { ...stake, postings: waived(items, site.id, on, on, '') };
    const { payMinor, byOn } = condition;
    const { mostDays, graceDays, rests } = reliefRulesOf(site.world.policy, 'waiver').condition;
    if (byOn < on) return fault('TOO_LATE', `the money was to come by ${byOn}`, 'ask anew');
    if (daysBetween(on, byOn) > mostDays)
      return fault('TOO_LONG', `${byOn} is more than ${mostDays} days ahead`, `name a day within ${mostDays} days`);
    const untilOn = addDays(byOn, graceDays);
    return {
      ...{ ...stake, postings: [], later: waived(items, site.id, on, on, ''), aheadOn: untilOn },
      running: { what: 'condition', fromOn: on, payMinor, byOn, untilOn, items, rests },
    };
  },
  lapsesOn: ({ condition }) => (condition === undefined ? null : addDays(condition.byOn, 1)),
  told: ({ items, condition }, request, state, policy) => {
    const { currency } = state.terms.contract;
    const rules = reliefRulesOf(policy, 'waiver');
    const reliefAmount = formatAmount(
      items.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      currency,
    );
    if (condition === undefined)
      return grantedOrNot(request, state, rules, { template: 'reliefWaiver', fields: { reliefAmount } });
    const agreed = { promisedAmount: formatAmount(condition.payMinor, currency), promisedOn: condition.byOn };
    return grantedOrNot(request, state, rules, { template: 'reliefCondition', fields: { reliefAmount, ...agreed } });
  },
};

/** What is given up has to be open and of a kind that may be: a waiver of what was paid would be money handed out. */
function notOpen({ items }: WaiverTerms, { state, day, world }: RequestSite): RequestFault | null {
  const { currency } = state.terms.contract;
  const allowed = reliefRulesOf(world.policy, 'waiver').components;
  for (const { instalment, component, amountMinor } of items) {
    if (!allowed.includes(component))
      return fault('NOT_WAIVABLE', `the policy lets no ${component} be given up`, `name one of ${allowed.join(', ')}`);
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

/** The largest share of a component that is given up, in percent of what is open of it, rounded up. */
function share({ items }: WaiverTerms, { day }: RequestSite): number {
  return Math.max(
    ...components.map((component) => {
      const ofIt = items.filter((item) => item.component === component);
      const upMinor = ofIt.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      const openMinor = day.assessment.instalments.reduce((sum, { open }) => sum + open[component], 0);
      return openMinor === 0 ? 0 : Number((BigInt(upMinor) * 100n + BigInt(openMinor) - 1n) / BigInt(openMinor));
    }),
  );
}

/** The postings that give the items up from `valueDate` on. */
export function waived(
  items: readonly WaivedItem[],
  id: string,
  valueDate: PlainDate,
  bookedOn: PlainDate,
  suffix: string,
): Waiver[] {
  return items.map((item, at) => ({ id: `${id}/${at + 1}${suffix}`, type: 'waiver', ...item, valueDate, bookedOn }));
}
