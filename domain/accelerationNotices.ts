/** What is told of a loan that is called in: whom, by which step, and when that is not wanted any more. */
import { wholeRest } from './accelerationAmount.ts';
import { accelerationRulesOf, isAnnounced } from './accelerationRules.ts';
import type { Acceleration, NoticeParty, ToBeReached } from './accelerationState.ts';
import type { Day } from './day.ts';
import type { LoanState, StepRecord } from './loanState.ts';
import { formatAmount } from './money.ts';
import type { Policy, Step } from './policy.ts';
import { recordOf, taken } from './reminders.ts';
import type { DueStep } from './reminders.ts';

/** The steps that tell it, by whom they speak to. */
export const ACCELERATION_NOTICE: Readonly<Record<NoticeParty, string>> = {
  debtor: 'accelerationNotice',
  guarantor: 'accelerationGuarantor',
};
/** The steps that tell that it is off, or that the schedule holds again. */
export const ACCELERATION_LIFTED: Readonly<Record<NoticeParty, string>> = {
  debtor: 'accelerationLifted',
  guarantor: 'accelerationLiftedGuarantor',
};
const titles: Readonly<Record<string, Step['title']>> = {
  accelerationNotice: { 'zh-CN': '宣布贷款提前到期通知', en: 'notice that the loan is called in' },
  accelerationGuarantor: {
    'zh-CN': '致保证人：贷款提前到期通知',
    en: 'notice to the guarantor that the loan is called in',
  },
  accelerationLifted: { 'zh-CN': '提前到期终止通知', en: 'notice that the loan is not called in any more' },
  accelerationLiftedGuarantor: {
    'zh-CN': '致保证人：提前到期终止通知',
    en: 'notice to the guarantor that the loan is not called in any more',
  },
};

const occurrenceOf = ({ id }: Acceleration): string => id.slice(id.lastIndexOf('/') + 1);

function notice(one: Acceleration, party: NoticeParty): { readonly id: string; readonly occurrence: string } {
  return { id: ACCELERATION_NOTICE[party], occurrence: occurrenceOf(one) };
}

export const noticeRecord = (state: LoanState, one: Acceleration, party: NoticeParty): StepRecord | undefined =>
  recordOf(state, notice(one, party).id, occurrenceOf(one));

export const unreceived = ({ parties }: Acceleration): readonly ToBeReached[] =>
  parties.filter(({ receivedOn }) => receivedOn === undefined);

/** Whoever had the notice, or may have it yet, is told that it is off. */
export function untold(state: LoanState, one: Acceleration): readonly ToBeReached[] {
  if (one.ended === undefined || one.ended.as === 'nothingLeft') return [];
  return one.parties.filter(({ party, receivedOn }) => {
    const record = noticeRecord(state, one, party);
    const left =
      receivedOn !== undefined || (record !== undefined && record.status !== 'cancelled' && record.key !== '');
    return left && !taken(recordOf(state, ACCELERATION_LIFTED[party], occurrenceOf(one)));
  });
}

/** Notices that are owed: that the loan is called in, and that it is not any more. */
export function dueAccelerationNotices(state: LoanState, policy: Policy, day: Day): DueStep[] {
  const { channels, withinDays, grounds } = accelerationRulesOf(policy);
  const step = (id: string, to: NoticeParty, mustReach: boolean): Step => ({
    ...{ id, title: titles[id] ?? { 'zh-CN': id, en: id }, anchor: 'trigger', offsetDays: 0, onNonWorkingDay: 'same' },
    ...(mustReach ? { mustReach: { withinDays } } : {}),
    action: { do: 'notify', to, channels, template: id },
  });
  return (state.accelerations ?? []).flatMap((one): DueStep[] => {
    const occurrence = occurrenceOf(one);
    if (isAnnounced(one)) {
      if (day.onHold) return [];
      const rest = wholeRest(state, policy, one, day.on);
      const { currency } = state.terms.contract;
      const wholeMinor = (rest?.amountMinor ?? 0) + day.assessment.overdueAmountMinor;
      const fields = {
        wholeAmount: formatAmount(wholeMinor, currency),
        noticeDays: String(one.noticeDays),
        ground: grounds.find(({ id }) => id === one.ground)?.title[policy.language] ?? one.ground,
      };
      return unreceived(one).flatMap(({ party }): DueStep[] => {
        const { id } = notice(one, party);
        if (taken(recordOf(state, id, occurrence))) return [];
        return [{ step: step(id, party, true), group: 'service', occurrence, oldestDueOn: '', alone: true, fields }];
      });
    }
    return untold(state, one).map(({ party }): DueStep => ({
      ...{ step: step(ACCELERATION_LIFTED[party], party, false), group: 'service', occurrence, oldestDueOn: '' },
      alone: true,
    }));
  });
}

/** Why a queued notice is not wanted any more; null while it is; undefined when the step is none of these. */
export function accelerationDropped(state: LoanState, record: StepRecord, onHold: boolean): string | null | undefined {
  if (Object.values(ACCELERATION_LIFTED).includes(record.step)) return null;
  if (!Object.values(ACCELERATION_NOTICE).includes(record.step)) return undefined;
  const one = (state.accelerations ?? []).find((each) => occurrenceOf(each) === record.occurrence);
  if (one === undefined || !isAnnounced(one)) return 'the loan is not called in any more';
  return onHold ? 'the loan is on hold' : null;
}
