import type { PlacementEnd, PlacementOutcome } from '../../domain/placementState.ts';
import type { ContactResult } from '../../domain/contact.ts';
import { channelEn, channelZh } from './notice.ts';
import type { Tellers } from './words.ts';

export const placementEndEn: Readonly<Record<PlacementEnd, string>> = {
  recalled: 'recalled',
  expired: 'over',
  settled: 'over: settled',
};
export const placementEndZh: Readonly<Record<PlacementEnd, string>> = {
  recalled: '已收回',
  expired: '已到期',
  settled: '因结清终止',
};

export const contactResultEn: Readonly<Record<ContactResult, string>> = {
  ...{ conversation: 'spoken with', 'no-answer': 'no answer', voicemail: 'voicemail', busy: 'busy' },
  ...{ 'out-of-service': 'out of service', delivered: 'delivered', failed: 'failed', STOP: 'opted out' },
  START: 'opted in',
};
export const contactResultZh: Readonly<Record<ContactResult, string>> = {
  ...{ conversation: '已通话', 'no-answer': '无人接听', voicemail: '语音信箱', busy: '占线' },
  ...{ 'out-of-service': '停机', delivered: '已送达', failed: '发送失败', STOP: '退订', START: '恢复订阅' },
};

export const placementEn: Tellers<PlacementOutcome> = {
  placed: ({ placement: { agencyId, until, placedMinor } }, { money }) =>
    `Placed with agency ${agencyId} until ${until}: ${money(placedMinor)}`,
  placementExtended: ({ until }) => `The placement goes on until ${until}`,
  placementEnded: ({ as, because, by }) => `The placement is ${placementEndEn[as]} (${because}; ${by})`,
  agencyContacted: ({ contact: { personId, channel, result, at, violation } }, { local }) =>
    `The agency contacted ${personId} by ${channelEn[channel] ?? channel} on ${local(at)}: ${contactResultEn[result]}${violation === null ? '' : `; not permitted: ${violation}`}`,
  placementHandedOver: ({ fileId, fields, by, sha256 }) =>
    `${by} took file ${fileId} for the agency (${fields.join(', ')}; ${sha256.slice(0, 12)})`,
};

export const placementZh: Tellers<PlacementOutcome> = {
  placed: ({ placement: { agencyId, until, placedMinor } }, { money }) =>
    `委托机构 ${agencyId} 催收至 ${until}：${money(placedMinor)}`,
  placementExtended: ({ until }) => `委外期限延长至 ${until}`,
  placementEnded: ({ as, because, by }) => `委外${placementEndZh[as]}（${because}；${by}）`,
  agencyContacted: ({ contact: { personId, channel, result, at, violation } }, { local }) =>
    `委外机构于 ${local(at)} 以${channelZh[channel] ?? channel}联系 ${personId}：${contactResultZh[result]}${violation === null ? '' : `；违反联系规则：${violation}`}`,
  placementHandedOver: ({ fileId, fields, by, sha256 }) =>
    `${by} 领取委外文件 ${fileId}（${fields.join('、')}；${sha256.slice(0, 12)}）`,
};
