// What the small web servers of the embedded set share: requests, answers, and pages without scripts.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { freePort } from './ports.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void> | void;

export type WebServer = { readonly url: string; readonly port: number; readonly stop: () => Promise<void> };

const bodyLimitBytes = 1_000_000;

/** The body of a request as text. @throws when it is longer than a megabyte */
export const readBody = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    bytes += chunk.length;
    if (bytes > bodyLimitBytes) throw new Error('request body over 1 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

export const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
};

const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  // Mail and texts are written by others: nothing in them may run or load anything.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'self'",
};

export const sendHtml = (response: ServerResponse, status: number, html: string): void => {
  response.writeHead(status, pageHeaders).end(html);
};

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);

export type Language = 'zh-CN' | 'en';

/** Chinese unless English was asked for by `?lang=en`. */
export const languageOf = (url: URL): Language => (url.searchParams.get('lang') === 'en' ? 'en' : 'zh-CN');

const css = `
:root{color-scheme:light dark;font:15px/1.6 system-ui,"PingFang SC","Noto Sans SC","Microsoft YaHei",sans-serif}
body{max-width:60rem;margin:0 auto;padding:1.5rem 1rem}
header{display:flex;align-items:baseline;gap:1rem;flex-wrap:wrap;margin-bottom:1rem}
h1{font-size:1.3rem;margin:0}
small,.quiet{color:#6b7280}
a{color:#2563eb;text-decoration:none}
table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:.45rem .6rem;border-bottom:1px solid #8883;vertical-align:top}
.bubble{max-width:32rem;background:#8882;border-radius:1rem;padding:.6rem .9rem;margin:.3rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
.inbound{margin-left:auto;background:#2563eb33}
.bad{color:#dc2626}.good{color:#16a34a}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}dt{color:#6b7280}dd{margin:0}
`;

/** A whole page: title, the other language's link, and a body that is HTML already. */
export const page = (url: URL, title: string, note: string, body: string): string => {
  const language = languageOf(url);
  const other = new URL(url);
  other.searchParams.set('lang', language === 'en' ? 'zh-CN' : 'en');
  const link = `${other.pathname}${other.search}`;
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${css}</style>
<header><h1>${escapeHtml(title)}</h1><small>${escapeHtml(note)}</small>
<a href="${escapeHtml(link)}">${language === 'en' ? '中文' : 'English'}</a></header>${body}</html>`;
};

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((settle, fail) => {
    server.once('error', fail);
    server.listen(port, host, () => settle());
  });

/**
 * Serves on loopback, or on another address where a container asks for it. An error of the handler answers 500 with its
 * message and never ends the process.
 */
export const startWeb = async (
  handler: Handler,
  port = 0,
  say?: (line: string) => void,
  host = '127.0.0.1',
): Promise<WebServer> => {
  const chosen = await freePort(port, say);
  const url = `http://127.0.0.1:${chosen}`;
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await handler(request, response, new URL(request.url ?? '/', url));
    } catch (error) {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { message: error instanceof Error ? error.message : 'unknown error' });
    }
  };
  const server = createServer({ keepAliveTimeout: 30_000 }, (request, response) => void answer(request, response));
  await listen(server, chosen, host);
  const stop = (): Promise<void> =>
    new Promise((settle) => {
      server.close(() => settle());
      server.closeAllConnections();
    });
  return { url, port: chosen, stop };
};
