/** Words about calls in both languages: results (催记), and what happens to a call task. */
import type { CallCode, CallGroup } from '../../domain/callResult.ts';
import type { CallOutcome } from '../../domain/callState.ts';
import type { Telling } from './words.ts';

export interface CallWords {
  readonly result: Readonly<Record<CallCode, string>>;
  readonly group: Readonly<Record<CallGroup, string>>;
  readonly tellers: {
    readonly [T in CallOutcome['type']]: (outcome: Extract<CallOutcome, { readonly type: T }>, how: Telling) => string;
  };
}

const resultEn: CallWords['result'] = {
  PTP: 'promise to pay',
  RTP: 'refuses to pay',
  DSP: 'disputes the debt',
  HRD: 'in hardship',
  CMP: 'threatens a complaint',
  DNY: 'denies being the person',
  NEG: 'negotiating',
  MSG: 'somebody else will pass it on',
  TPP: 'somebody else says they will pay',
  NA: 'no answer',
  BSY: 'busy',
  VM: 'voicemail',
  REJ: 'call rejected',
  PAID: 'says it is paid',
  DEC: 'has died',
  OFF: 'switched off',
  DSC: 'line suspended',
  INV: 'no such number',
  WRG: 'not this person’s number',
  LST: 'lost: cannot be reached',
};

const resultZh: CallWords['result'] = {
  PTP: '承诺还款',
  RTP: '拒绝还款',
  DSP: '争议',
  HRD: '困难',
  CMP: '投诉倾向',
  DNY: '否认身份',
  NEG: '谈判中',
  MSG: '承诺转告',
  TPP: '承诺代还',
  NA: '无人接听',
  BSY: '占线',
  VM: '语音信箱',
  REJ: '拒接',
  PAID: '称已还',
  DEC: '身故',
  OFF: '关机',
  DSC: '停机',
  INV: '空号',
  WRG: '非本人',
  LST: '失联',
};

export const callEn: CallWords = {
  result: resultEn,
  group: {
    rightParty: 'the person',
    thirdParty: 'somebody else',
    noContact: 'nobody',
    unusable: 'number unusable',
  },
  tellers: {
    taskClaimed: ({ by, until }, { local }) => `${by} works on the call until ${local(until)}`,
    taskReleased: ({ by }) => `The call was released (${by})`,
    callDialled: ({ by, how }) => `Dialled ${how === 'voice' ? 'by click' : 'by hand'} (${by})`,
    callEnded: ({ code, by }) => `Call: ${resultEn[code]}, ${code} (${by})`,
    callPlanned: ({ callAt, agreed, by }, { local }) =>
      `To be called back on ${local(callAt)}${agreed ? ', as agreed' : ''} (${by})`,
  },
};

export const callZhCN: CallWords = {
  result: resultZh,
  group: { rightParty: '本人', thirdParty: '他人', noContact: '未接通', unusable: '号码不可用' },
  tellers: {
    taskClaimed: ({ by, until }, { local }) => `${by} 领取通话任务，至 ${local(until)}`,
    taskReleased: ({ by }) => `通话任务已释放（${by}）`,
    callDialled: ({ by, how }) => `${how === 'voice' ? '点击拨号' : '手动拨号'}（${by}）`,
    callEnded: ({ code, by }) => `催记：${resultZh[code]} ${code}（${by}）`,
    callPlanned: ({ callAt, agreed, by }, { local }) =>
      `约定 ${local(callAt)} 回拨${agreed ? '，对方同意' : ''}（${by}）`,
  },
};
