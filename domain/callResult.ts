import type { ContactResult, HoldKind } from './contact/types.ts';

/** Level 1 of a result: who or what was reached. Level 2 is the code. */
export type CallGroup = 'rightParty' | 'thirdParty' | 'noContact' | 'unusable';

/** What a result brings about besides ending the task. */
export type CallConsequence =
  /** 承诺还款: the promise that comes with the result. */
  | { readonly do: 'promise' }
  /** 争议: opened as one, with an owner and a service level of its own (docs/disputes.md). */
  | { readonly do: 'dispute' }
  /** 身故: reported as such, to be verified or refuted (docs/circumstances.md). */
  | { readonly do: 'circumstance'; readonly kind: 'death' }
  /** Contact about every debt of the person stops until it is released. */
  | { readonly do: 'hold'; readonly hold: HoldKind }
  /** The number is not used again, by voice or by text, until it is corrected. */
  | { readonly do: 'markNumber' }
  /** The number is marked, and the person counts as lost (失联). */
  | { readonly do: 'markLost' }
  /** A supervisor decides how to go on. */
  | { readonly do: 'escalate' };

export interface CallResult {
  readonly group: CallGroup;
  /**
   * How permission counts the attempt. A talk with somebody else counts as `voicemail`: an attempt on the line that
   * neither reached the person nor failed (`domain/contact/types.ts`).
   */
  readonly contact: ContactResult;
  /** An effective voice conversation with the person (GB/T 45251—2025), and a contact with the right party (RPC). */
  readonly effective: boolean;
  readonly consequence: CallConsequence | null;
}

const spoken = { group: 'rightParty', contact: 'conversation', effective: true } as const;
const other = { group: 'thirdParty', contact: 'voicemail', effective: false } as const;
const nobody = { group: 'noContact', effective: false, consequence: null } as const;
const dead = { group: 'unusable', contact: 'out-of-service', effective: false } as const;

/** The result codes of a call (催记). Words for them stand in the dictionaries; the codes are the field's own. */
export const CALL_RESULTS = {
  /** 承诺还款 */
  PTP: { ...spoken, consequence: { do: 'promise' } },
  /** 拒绝还款: the step goes on, and the refusal counts against the willingness. */
  RTP: { ...spoken, consequence: null },
  /** 争议 */
  DSP: { ...spoken, consequence: { do: 'dispute' } },
  /** 困难 */
  HRD: { ...spoken, consequence: { do: 'hold', hold: 'hardship' } },
  /** 投诉倾向 */
  CMP: { ...spoken, consequence: { do: 'escalate' } },
  /** 谈判中 */
  NEG: { ...spoken, consequence: null },
  /** 称已还: what was paid shows by itself when the money is booked. */
  PAID: { ...spoken, consequence: null },
  /** 否认身份: who spoke is not known to be the person, so nothing may be said to them. */
  DNY: { ...other, consequence: null },
  /** 承诺转告 */
  MSG: { ...other, consequence: null },
  /** 承诺代还: may come with a promise of theirs. */
  TPP: { ...other, consequence: null },
  /** 身故 */
  DEC: { ...other, consequence: { do: 'circumstance', kind: 'death' } },
  /** 无人接听 */
  NA: { ...nobody, contact: 'no-answer' },
  /** 占线 */
  BSY: { ...nobody, contact: 'busy' },
  /** 语音信箱 */
  VM: { ...nobody, contact: 'voicemail' },
  /** 拒接 */
  REJ: { ...nobody, contact: 'no-answer' },
  /** 关机 */
  OFF: { ...nobody, contact: 'no-answer' },
  /** 停机 */
  DSC: { ...dead, consequence: { do: 'markNumber' } },
  /** 空号 */
  INV: { ...dead, consequence: { do: 'markNumber' } },
  /** 非本人: the number is somebody else's. */
  WRG: { ...dead, consequence: { do: 'markNumber' } },
  /** 失联 */
  LST: { ...dead, consequence: { do: 'markLost' } },
} as const satisfies Readonly<Record<string, CallResult>>;

export type CallCode = keyof typeof CALL_RESULTS;

export const CALL_CODES = Object.keys(CALL_RESULTS) as readonly CallCode[];

export function isCallCode(code: unknown): code is CallCode {
  return typeof code === 'string' && Object.hasOwn(CALL_RESULTS, code);
}

export const callResultOf = (code: CallCode): CallResult => CALL_RESULTS[code];
