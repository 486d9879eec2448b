/** The case file of a disposal as a person needs to see it: amounts in decimal, codes with their words. */
import { disposalDeadline } from '../domain/collateralPlan.ts';
import type { CollateralState } from '../domain/collateralState.ts';
import type { Language } from './context.ts';
import { decimal } from './money.ts';
import { collateralWords } from './words/collateral.ts';

export function showDisposal(state: CollateralState, language: Language): Record<string, unknown> {
  const { trackId, status, statusOn, openedOn, line, item, maker, approval, suspended, arrearsEnded, ended } = state;
  const { disposal, realised } = state;
  const words = collateralWords[language];
  const money = (minor: number | null): string | null => (minor === null ? null : decimal(minor, line.currency));
  const { valueMinor: takenInMinor, title, kind, ...thing } = item;
  return {
    ...{ trackId, loanId: state.terms.loanId, status, statusText: words.status[status], statusOn, openedOn, maker },
    ...{ currency: line.currency, deadlineOn: disposalDeadline(state) },
    item: { ...thing, kind, kindText: words.kind[kind], value: money(takenInMinor), titleDocument: title?.id ?? null },
    valuations: state.valuations.map(({ valueMinor, ...valuation }) => ({ ...valuation, value: money(valueMinor) })),
    value: money(state.valueMinor),
    disposal:
      disposal === null
        ? null
        : { way: disposal.way, wayText: words.way[disposal.way], least: money(disposal.leastMinor) },
    approval,
    seizedOn: state.seizedOn,
    costs: money(state.costsMinor),
    rounds: state.rounds.map(({ reserveMinor, opensOn, result }) => ({
      ...{ opensOn, reserve: money(reserveMinor), result, resultText: words.round[result] },
    })),
    realised:
      realised === null
        ? null
        : {
            ...{ on: realised.on, way: realised.way, wayText: words.way[realised.way] },
            ...{ price: money(realised.priceMinor), costs: money(realised.costsMinor) },
            ...{ applied: money(realised.appliedMinor), surplus: money(realised.surplusMinor) },
            shortfall: money(realised.shortfallMinor),
          },
    tasks: Object.entries(state.tasks).map(([id, { task, dueOn, escalated }]) => ({
      ...{ id, task, taskText: words.task[task], dueOn, escalated },
    })),
    notices: state.notices.map(({ about, personId, status: stands }) => ({
      ...{ about, aboutText: words.notice[about], personId, status: stands },
    })),
    ...{ suspended: suspended ?? null, arrearsEnded },
    ended: ended === null ? null : { ...ended, asText: words.status[ended.as] },
  };
}
