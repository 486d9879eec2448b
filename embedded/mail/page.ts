// The web inbox: all mail, newest first, and one mail with its attachments.
import { escapeHtml, languageOf, page } from '../web.ts';
import type { Mail } from './store.ts';

const words = {
  'zh-CN': {
    title: '收件箱',
    note: (count: number) => `共 ${count} 封；没有一封真正发出`,
    head: ['时间', '收件人', '主题', '附件'],
    none: '还没有邮件。',
    back: '全部邮件',
    fields: ['发件人', '收件人', '收到', '附件'],
    source: '原文',
  },
  en: {
    title: 'Mailbox',
    note: (count: number) => `${count} mails; none really left`,
    head: ['Time', 'To', 'Subject', 'Attachments'],
    none: 'No mail yet.',
    back: 'All mail',
    fields: ['From', 'To', 'Received', 'Attachments'],
    source: 'Source',
  },
} as const;

const time = (instant: string): string => `${instant.slice(0, 19).replace('T', ' ')} UTC`;

/** The list of the newest mails. */
export const listPage = (url: URL, mails: readonly Mail[], limit = 200): string => {
  const language = languageOf(url);
  const say = words[language];
  const rows = mails.slice(0, limit).map((mail) => {
    const link = `<a href="/mail/${mail.id}?lang=${language}">${escapeHtml(mail.subject || mail.id)}</a>`;
    const count = mail.attachments.length === 0 ? '' : String(mail.attachments.length);
    return `<tr><td class="quiet">${time(mail.receivedAt)}<td>${escapeHtml(mail.to.join(', '))}<td>${link}<td>${count}`;
  });
  const head = say.head.map((word) => `<th>${word}`).join('');
  const body = rows.length === 0 ? `<p>${say.none}` : `<table><tr>${head}${rows.join('')}</table>`;
  return page(url, say.title, say.note(mails.length), body);
};

/** One mail: envelope, text, and links to its attachments and its source. */
export const mailPage = (url: URL, mail: Mail): string => {
  const language = languageOf(url);
  const say = words[language];
  const files = mail.attachments.map(({ filename, bytes }, index) => {
    const size = `${Math.ceil(bytes / 1024)} kB`;
    return `<a href="/mail/${mail.id}/attachments/${index}">${escapeHtml(filename)}</a> <small>${size}</small>`;
  });
  const values = [
    ...[escapeHtml(mail.from), escapeHtml(mail.to.join(', ')), time(mail.receivedAt)],
    files.join('<br>') || '–',
  ];
  const list = say.fields.map((field, index) => `<dt>${field}<dd>${values[index] ?? ''}`).join('');
  const links = `<p><a href="/?lang=${language}">← ${say.back}</a> · <a href="/mail/${mail.id}/source">${say.source}</a>`;
  const body = `<dl>${list}</dl><div class="bubble">${escapeHtml(mail.text)}</div>${links}`;
  return page(url, mail.subject || mail.id, say.title, body);
};
