/** The contact with a person, in lines. */
import { CHANNELS } from '../domain/contact.ts';
import type { Body } from './http.ts';
import { list, object, text } from './output.ts';
import type { Language } from './output.ts';
import { table } from './table.ts';

const words = {
  'zh-CN': {
    none: '无',
    forgotten: '已遗忘',
    state: {
      holds: '暂停',
      consents: '意愿',
      agreedTimes: '约定时间',
      inconvenientTimes: '不便时间',
      refusedPlaces: '不便地点',
      moves: '时区',
      failed: '失效地址',
      debtorReachable: '可联系',
      debtRelated: '债务相关',
    },
    answer: { allowed: '可以', never: '不可', notBefore: '须待', noAddress: '无地址' },
    heads: ['案件', '规则', '短信', '邮件', '信函', '电话', '外访'],
    log: '最近联系',
  },
  en: {
    none: 'none',
    forgotten: 'forgotten',
    state: {
      holds: 'holds',
      consents: 'consents',
      agreedTimes: 'agreed times',
      inconvenientTimes: 'inconvenient times',
      refusedPlaces: 'refused places',
      moves: 'time zones',
      failed: 'failed addresses',
      debtorReachable: 'can be reached',
      debtRelated: 'answers for the debt',
    },
    answer: { allowed: 'yes', never: 'never', notBefore: 'not before', noAddress: 'no address' },
    heads: ['Case', 'Rules', 'SMS', 'E-mail', 'Letter', 'Call', 'Visit'],
    log: 'last contacts',
  },
} as const;

/** One line for each thing that is known, the permissions as a table, and the last contacts. */
export function personLines(body: Body, language: Language): string[] {
  const say = words[language];
  const [id, name, phone, zone] = ['id', 'name', 'phone', 'timeZone'].map((field) => text(body[field]));
  const lines = [
    `${id ?? ''}  ${body['forgotten'] === true ? say.forgotten : (name ?? '')} ${phone ?? ''}  ${zone ?? ''}`,
  ];
  const contact = object(body['contact']);
  for (const [field, title] of Object.entries(say.state))
    if (contact[field] !== undefined) lines.push(`${title}: ${shown(contact[field])}`);
  const permissions = list(body['permissions']).map((row) => {
    const answers = object(row['channels']);
    return [
      text(row['case']),
      text(row['rules']),
      ...CHANNELS.map((channel) => answer(object(answers[channel]), language)),
    ];
  });
  if (permissions.length > 0)
    lines.push(
      '',
      ...table(
        say.heads.map((title) => ({ title })),
        permissions,
      ),
    );
  const log = list(body['log']).slice(0, 10);
  if (log.length > 0) lines.push('', `${say.log}:`);
  for (const entry of log)
    lines.push(
      `  ${['local', 'channelText', 'directionText', 'resultText', 'debt']
        .map((field) => text(entry[field]))
        .filter(Boolean)
        .join('  ')}`,
    );
  return lines;
}

function answer(permission: Body, language: Language): string {
  const kind = text(permission['answer']);
  const says: Readonly<Record<string, string>> = words[language].answer;
  return [says[kind] ?? kind, text(permission['local']), text(permission['rule'])].filter(Boolean).join(' ');
}

/** `dispute from 2025-… (F1); sms withdrawn`: values in the order of the API. */
function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join('; ');
  if (typeof value !== 'object' || value === null) return text(value);
  return Object.entries(value)
    .map(([field, one]) => (Array.isArray(one) ? `${field} ${one.map(text).join(',')}` : `${field} ${text(one)}`))
    .join(', ');
}
