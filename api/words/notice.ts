/** Messages: by what and to whom they go, and what they went past. */
import type { PassedOver } from '../../domain/wording.ts';
import type { Words } from './words.ts';

export const channelEn: Words['channel'] = {
  sms: 'text message',
  email: 'e-mail',
  letter: 'letter',
  call: 'call',
  visit: 'visit',
};

export const partyEn: Words['party'] = {
  debtor: 'the borrower',
  guarantor: 'the guarantor',
  dealer: 'the dealer',
  insurer: 'the insurer',
};

export const passedTextEn = (passed: readonly PassedOver[] = []): string =>
  passed.map(({ channel: by, code: why }) => `; not by ${channelEn[by] ?? by} (${why})`).join('');

export const channelZh: Words['channel'] = {
  sms: '短信',
  email: '电子邮件',
  letter: '信函',
  call: '电话',
  visit: '外访',
};

export const partyZh: Words['party'] = { debtor: '借款人', guarantor: '担保人', dealer: '经销商', insurer: '保险公司' };

export const passedTextZh = (passed: readonly PassedOver[] = []): string =>
  passed.map(({ channel: by, code: why }) => `；${channelZh[by] ?? by}不可用（${why}）`).join('');
