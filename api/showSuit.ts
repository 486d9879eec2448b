/** A legal action as a person needs to see it. */
import { deadlinesOf } from '../domain/legalView.ts';
import { legalRulesOf } from '../domain/legalRules.ts';
import type { Policy } from '../domain/policy.ts';
import type { TrackState } from '../domain/trackState.ts';
import type { Language } from './context.ts';
import { decimal } from './money.ts';
import { codeWords } from './words/codes.ts';
import { dictionaries } from './words/index.ts';
import { roleIn } from '../policies/explain/role.ts';

export function showSuit(state: TrackState, policy: Policy, language: Language): Record<string, unknown> {
  const { trackId, status, legal = {}, line, approval, ended, openedOn, early, reported } = state;
  const words = dictionaries[language];
  const money = (minor: number): string => decimal(minor, line.currency);
  const rules = legalRulesOf(policy);
  const { judgment, settlement, costs = [] } = legal;
  return {
    ...{ trackId, loanId: state.terms.loanId, status, statusText: words.trackStatus[status] ?? status, openedOn },
    ...{ early: early === true, ended, approval, currency: line.currency, deadlineOn: reported?.deadlineOn ?? null },
    ownerId: legal.ownerId ?? null,
    court: legal.court ?? null,
    caseNumber: legal.caseNumber ?? null,
    filedOn: legal.filedOn ?? null,
    performBy: legal.performBy ?? null,
    judgment:
      judgment === undefined
        ? null
        : {
            ...judgment,
            amount: money(judgment.amountMinor),
            costs: money(judgment.costsMinor),
            text: words.legal.result[judgment.result],
          },
    settlement:
      settlement === undefined
        ? null
        : {
            ...settlement,
            dates: settlement.dates.map(({ dueOn, amountMinor }) => ({ dueOn, amount: money(amountMinor) })),
          },
    preservations: (legal.preservations ?? []).map(({ amountMinor, asset, status: stands, ...one }) => ({
      ...{ ...one, asset, assetText: words.legal.asset[asset], amount: money(amountMinor) },
      ...{ status: stands, statusText: words.legal.preservation[stands] },
    })),
    deadlines: deadlinesOf(state).map((deadline) => ({
      ...deadline,
      text: words.legal.deadline[deadline.kind],
      statusText: codeWords[language].deadline[deadline.status],
      ownerText: roleIn(language, deadline.owner),
      rule: rules.deadlines[deadline.kind].source[language],
    })),
    costs: costs.map(({ amountMinor, kind, ...cost }) => ({
      ...{ ...cost, kind, text: words.legal.cost[kind], amount: money(amountMinor) },
    })),
    costsTotal: money(costs.reduce((sum, { amountMinor }) => sum + amountMinor, 0)),
    costsCharged: money(legal.chargedMinor ?? 0),
    documents: legal.documents ?? [],
    documentsMissing: rules.documents
      .filter(({ kind }) => !(legal.documents ?? []).some((one) => one.kind === kind))
      .map(({ kind, title }) => ({ kind, title: title[language] })),
    bundles: legal.bundles ?? 0,
  };
}
