import type { ContactRules } from '../../../domain/contact.ts';
import type { Contract } from '../../../domain/contract.ts';
import { DEFAULT_LIMITATION } from '../../../domain/limitationRules.ts';
import type { LoanTerms } from '../../../domain/loanState.ts';
import type { Action, NoticeChannel, Party, Policy, Step } from '../../../domain/policy.ts';
import type { Calendar } from '../../../domain/calendar.ts';
import { DEFAULT_RULES } from '../../../domain/rules.ts';
import type { Contactable } from '../../../domain/world.ts';
import { monthly } from '../sampleLoan.ts';

export const ZONE = 'Asia/Shanghai';
export const text = { 'zh-CN': '一', en: 'one' };
const APPROVAL = { approvers: 1, roles: ['supervisor'], answerDays: 5, escalateTo: 'creditHead' } as const;

/** Working weekends and holidays of one real shape: 1–8 October off, 28 September and 11 October worked (调休). */
export const calendar: Calendar = {
  id: 'small',
  from: '2023-01-01',
  to: '2029-12-31',
  holidays: [
    '2025-05-01',
    '2025-05-02',
    '2025-05-05',
    '2025-10-01',
    '2025-10-02',
    '2025-10-03',
    '2025-10-06',
    '2025-10-07',
  ],
  workingWeekends: ['2025-04-27', '2025-09-28', '2025-10-11'],
};

/** 08:00–22:00 for every channel and opt-outs honoured. */
export const contactRules: ContactRules = {
  id: 'day',
  name: 'by day',
  source: 'made for this test',
  rules: [
    { id: 'optOut', source: 'made for this test', kind: 'optOut' },
    {
      id: 'daytime',
      source: 'made for this test',
      kind: 'hours',
      opensAt: '08:00',
      closesAt: '22:00',
      channels: ['sms', 'email', 'letter'],
      unlessAgreed: false,
    },
  ],
};

export function notify(channels: readonly NoticeChannel[] = ['sms', 'email'], to: Party = 'debtor'): Action {
  return { do: 'notify', to, channels, template: 't' };
}
export const CALL: Action = { do: 'call', to: 'debtor', template: 'c', workDays: 3 };
export const CLAIM: Action = {
  do: 'claim',
  on: 'dealer',
  demand: 'advance',
  channels: ['email'],
  template: 'd',
  answerDays: 10,
};
export const LEGAL: Action = { do: 'legal', channels: ['letter'], template: 'l', answerDays: 10, approval: APPROVAL };
export const WRITE_OFF: Action = { do: 'writeOff', approval: APPROVAL };

/** A rung `offsetDays` after the first missed date, on any day. */
export function rung(id: string, offsetDays: number, more: Partial<Step> = {}): Step {
  return { id, title: text, anchor: 'firstMissed', offsetDays, onNonWorkingDay: 'same', action: notify(), ...more };
}
export function trigger(id: string, when: Step['when'], more: Partial<Step> = {}): Step {
  return rung(id, 0, { anchor: 'trigger', ...(when === undefined ? {} : { when }), ...more });
}
export function reminder(id: string, offsetDays: number, more: Partial<Step> = {}): Step {
  return rung(id, offsetDays, { anchor: 'due', ...more });
}

export function policyOf(more: Partial<Policy> = {}): Policy {
  return {
    format: 'recoup/policy/1',
    id: 'p',
    version: 1,
    title: text,
    country: 'CN',
    currency: 'CNY',
    timeZone: ZONE,
    language: 'en',
    calendar: 'small',
    contactRules: 'day',
    products: ['any'],
    contactTime: { at: '10:00', spreadMinutes: 0 },
    assess: DEFAULT_RULES,
    partPayment: 'continue',
    minGapDays: 3,
    chargebackWindowDays: 60,
    segments: [{ id: 'all', title: text }],
    reminders: [],
    ladder: [],
    recovery: [],
    recoveryDays: 365,
    // Alarms about rights stand in the tests that are about them.
    limitation: { ...DEFAULT_LIMITATION, alarms: [] },
    ...more,
  };
}

export function termsOf(contract: Contract = monthly(), more: Partial<LoanTerms> = {}): LoanTerms {
  return {
    loanId: 'L1',
    product: 'any',
    branch: 'b',
    contract,
    debtorId: 'debtor',
    guarantorId: 'guarantor',
    dealerId: 'dealer',
    insurerId: null,
    policy: { id: 'p', version: 1, hash: 'h' },
    takenOverOn: contract.disbursedOn,
    ...more,
  };
}

export function someone(
  id: string,
  channels: readonly string[] = ['sms', 'email', 'letter'],
  kind: Contactable['kind'] = 'person',
  timeZone = ZONE,
): Contactable {
  const role = id === 'debtor' ? 'debtor' : 'guarantor';
  return { id, kind, channels, subject: { role, timeZone, person: id }, log: [] };
}

export const PEOPLE: Readonly<Record<string, Contactable>> = {
  debtor: someone('debtor'),
  guarantor: someone('guarantor'),
  dealer: someone('dealer', ['email', 'letter'], 'partner'),
  insurer: someone('insurer', ['email'], 'partner'),
};
