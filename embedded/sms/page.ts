// The sandbox's web inbox: who got which texts, newest first, and one conversation.
import { escapeHtml, languageOf, page } from '../web.ts';
import type { Ledger } from './ledger.ts';
import type { Text } from './shapes.ts';

const words = {
  'zh-CN': {
    title: '短信沙盒',
    note: (count: number) => `共 ${count} 条；没有一条真正发出`,
    head: ['时间', '收信号码', '内容', '状态'],
    none: '还没有短信。',
    all: '全部短信',
    optedOut: '已退订',
    status: { queued: '排队', sent: '已发出', delivered: '已送达', undelivered: '未送达', received: '收到回复' },
  },
  en: {
    title: 'SMS sandbox',
    note: (count: number) => `${count} texts; none really left`,
    head: ['Time', 'To', 'Text', 'Status'],
    none: 'No texts yet.',
    all: 'All texts',
    optedOut: 'opted out',
    status: {
      ...{ queued: 'queued', sent: 'sent', delivered: 'delivered' },
      ...{ undelivered: 'not delivered', received: 'reply' },
    },
  },
} as const;

const tone = (text: Text): string =>
  text.status === 'undelivered' ? 'bad' : text.status === 'delivered' ? 'good' : 'quiet';

const time = (instant: string): string => escapeHtml(`${instant.slice(0, 19).replace('T', ' ')} UTC`);

/** The list of the newest texts. */
export const listPage = (url: URL, ledger: Ledger, limit = 200): string => {
  const language = languageOf(url);
  const say = words[language];
  const rows = ledger
    .find({})
    .slice(0, limit)
    .map((text) => {
      const other = text.direction === 'inbound' ? text.from : text.to;
      const link = `/to/${encodeURIComponent(other)}?lang=${language}`;
      const status = `${say.status[text.status]}${text.errorCode === null ? '' : ` ${text.errorCode}`}`;
      return `<tr><td class="quiet">${time(text.createdAt)}<td><a href="${link}">${escapeHtml(other)}</a><td>${escapeHtml(text.body)}<td class="${tone(text)}">${status}`;
    });
  const head = say.head.map((word) => `<th>${word}`).join('');
  const body = rows.length === 0 ? `<p>${say.none}` : `<table><tr>${head}${rows.join('')}</table>`;
  return page(url, say.title, say.note(ledger.count()), body);
};

/** One number's texts as its phone would show them, oldest first. */
export const conversationPage = (url: URL, ledger: Ledger, number: string): string => {
  const language = languageOf(url);
  const say = words[language];
  const texts = [...ledger.find({ to: number }), ...ledger.find({ from: number })].sort((a, b) =>
    a.createdAt < b.createdAt ? -1 : 1,
  );
  const bubbles = texts.map((text) => {
    const side = text.direction === 'inbound' ? 'bubble inbound' : 'bubble';
    const status = `<small class="${tone(text)}">${time(text.createdAt)} · ${say.status[text.status]}</small>`;
    return `<div class="${side}">${escapeHtml(text.body)}<br>${status}</div>`;
  });
  const note = ledger.isOptedOut(number) ? say.optedOut : '';
  const back = `<p><a href="/?lang=${language}">← ${say.all}</a>`;
  return page(url, number, note, bubbles.join('') + back);
};
