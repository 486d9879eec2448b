/**
 * The page behind the link in every e-mail to a person, and its one-click form (RFC 8058): opening it changes nothing,
 * for mail scanners open every link; the button, or the POST of a mail program, does.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Db, Queries } from '../db/pool.ts';
import type { Sealer } from '../db/seal.ts';
import { countRefused, referenceIn, unsubscribePath } from '../db/token.ts';
import { languageOfMessage, unsubscribe } from '../db/unsubscribe.ts';
import { localDate } from '../domain/instant.ts';
import type { Instant } from '../domain/instant.ts';

export interface UnsubscribeOptions {
  readonly db: Db;
  readonly sealer: Sealer;
  /** Business time. */
  readonly now: (q: Queries) => Promise<Instant>;
  readonly signalCases: (caseIds: readonly string[]) => Promise<void>;
}

const words = {
  'zh-CN': {
    lang: 'zh-CN',
    title: '退订邮件',
    ask: '点击下面的按钮后，我们将不再向您发送电子邮件。您的还款义务不受影响，我们仍可能通过其他合法方式联系您。',
    button: '确认退订',
    done: '已退订。我们不会再向您发送电子邮件。',
    bad: '此链接无效或不完整。请从邮件中重新打开，或致电我们。',
  },
  en: {
    lang: 'en',
    title: 'Stop e-mails',
    ask: 'With the button below you stop all further e-mails from us. What you owe does not change, and we may still reach you by other lawful ways.',
    button: 'Stop e-mails',
    done: 'Done. We will not send you e-mails any more.',
    bad: 'This link is not valid or not whole. Open it from the e-mail again, or call us.',
  },
} as const;
type Words = (typeof words)[keyof typeof words];

const page = ({ lang, title }: Words, body: string): string =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
  `<meta name="robots" content="noindex"><title>${title}</title></head>` +
  `<body style="margin:0;background:#f2f5f8;font:16px/1.7 'Noto Sans SC','PingFang SC','Microsoft YaHei',Helvetica,Arial,sans-serif;color:#1d2733">` +
  `<main style="max-width:520px;margin:12vh auto 0;padding:28px;background:#fff;border-radius:6px"><h1 style="font-size:20px;margin:0 0 12px;color:#12406b">${title}</h1>${body}</main></body></html>`;

const formOf = ({ ask, button }: Words): string =>
  `<p>${ask}</p><form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">` +
  `<button style="font:inherit;padding:10px 22px;border:0;border-radius:4px;background:#12406b;color:#fff;cursor:pointer">${button}</button></form>`;

const bodyLimitBytes = 16_384;

/** The routes, as a plugin of their own: whatever a mail program posts is taken, and not read. */
export function unsubscribeRoutes(app: FastifyInstance, options: UnsubscribeOptions): Promise<void> {
  const { db, sealer, now } = options;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bodyLimitBytes }, (_request, _body, done) =>
    done(null),
  );

  const send = (reply: FastifyReply, status: number, html: string): FastifyReply =>
    reply
      .code(status)
      .headers({
        'cache-control': 'no-store',
        // The address of the page is the key to it.
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
      })
      .type('text/html; charset=utf-8')
      .send(html);

  const refuse = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    request.log.warn({ code: 'UNSUBSCRIBE_TOKEN_WRONG' });
    await countRefused(db, 'unsubscribe', localDate(await now(db), 'UTC'));
    // Nobody knows who asks: both languages.
    const both = `<p>${words['zh-CN'].bad}</p><p lang="en">${words.en.bad}</p>`;
    return send(reply, 403, page(words['zh-CN'], both));
  };

  const asked = async (
    request: FastifyRequest,
  ): Promise<{ readonly reference: string; readonly said: Words } | null> => {
    const { token } = request.params as { readonly token: string };
    const reference = referenceIn(sealer, 'unsubscribe', token);
    const language = reference === null ? null : await languageOfMessage(db, reference);
    if (reference === null || language === null) return null;
    return { reference, said: language.toLowerCase().startsWith('zh') ? words['zh-CN'] : words.en };
  };

  app.get(`${unsubscribePath}/:token`, async (request, reply) => {
    const who = await asked(request);
    return who === null ? refuse(request, reply) : send(reply, 200, page(who.said, formOf(who.said)));
  });

  app.post(`${unsubscribePath}/:token`, async (request, reply) => {
    const who = await asked(request);
    const stopped = who === null ? null : await unsubscribe(db, who.reference, now);
    if (who === null || stopped === null) return refuse(request, reply);
    // A lost hint costs time only: the opt-out stands already.
    await options.signalCases(stopped.wake).catch(() => request.log.warn({ code: 'SIGNAL_LOST' }));
    return send(reply, 200, page(who.said, `<p>${who.said.done}</p>`));
  });
  return Promise.resolve();
}
