/**
 * The pages of a deployment that has no console yet: the desk and one page per loan. Rendered here, refreshed in parts;
 * they read what the API reads and change nothing but the clock of a demo.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from './context.ts';
import { script, style } from './home/assets.ts';
import { desk } from './home/desk.ts';
import { frame } from './home/frame.ts';
import type { HomeDeps } from './home/frame.ts';
import { linkTo } from './home/link.ts';
import { loanPage } from './home/loanPage.ts';

export type { HomeDeps } from './home/frame.ts';

const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Who reads a document from these pages; nobody is signed in. */
const READER = 'console;role=viewer';

interface Asked {
  Params: { id: string };
  Querystring: { lang?: string };
}

const languageOf = ({ query }: FastifyRequest<Asked>): Language => (query.lang === 'en' ? 'en' : 'zh-CN');

function send(reply: FastifyReply, body: string): FastifyReply {
  return reply
    .header('content-security-policy', policy)
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(body);
}

const inLanguage = (path: string, language: Language): string => `${path}?lang=${language}`;

export function homePages(app: FastifyInstance, deps: HomeDeps): void {
  const hidden = { schema: { hide: true } };
  app.get<Asked>('/', hidden, async (request, reply) => {
    const language = languageOf(request);
    const parts = await desk(deps, language);
    return send(
      reply,
      frame(deps, { title: 'recoup', here: '/', from: inLanguage('/parts', language), parts }, language),
    );
  });
  app.get<Asked>('/parts', hidden, async (request, reply) => send(reply, (await desk(deps, languageOf(request))).text));
  app.get<Asked>('/loans/:id', hidden, async (request, reply) => {
    const language = languageOf(request);
    const { id } = request.params;
    const here = linkTo(id, 'zh-CN');
    const parts = await loanPage(deps, id, language);
    const from = inLanguage(`${here}/parts`, language);
    return send(reply, frame(deps, { title: `${id} · recoup`, here, from, parts }, language));
  });
  app.get<Asked>('/loans/:id/parts', hidden, async (request, reply) =>
    send(reply, (await loanPage(deps, request.params.id, languageOf(request))).text),
  );
  app.get<Asked>('/documents/:id', hidden, async (request, reply) => {
    const url = `/v1/messages/${encodeURIComponent(request.params.id)}/document`;
    const read = await app.inject({ url, headers: { 'recoup-actor': READER } });
    return reply
      .code(read.statusCode)
      .header('content-type', read.headers['content-type'])
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(read.rawPayload);
  });
  app.get('/assets/page.css', hidden, (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
  app.get('/assets/page.js', hidden, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
}
