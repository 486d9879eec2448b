/** The frame around a page: head, links, and the part that refreshes itself. */
import type { ContactRules } from '../../domain/contact.ts';
import type { Language } from '../context.ts';
import type { ApiDeps } from '../deps.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { phrases } from './phrases.ts';

export interface HomeDeps extends ApiDeps {
  readonly contactRulesOf: (id: string) => ContactRules;
  /** Pages beside these: inboxes and the engine's own console. */
  readonly links?: { readonly engine?: string; readonly sms?: string; readonly mail?: string };
}

/** A whole page. `from`: where its parts are asked for again, `here`: its own path. */
export function frame(
  deps: Pick<HomeDeps, 'links'>,
  page: { readonly title: string; readonly here: string; readonly from: string; readonly parts: Html },
  language: Language,
): string {
  const say = phrases[language];
  const inLanguage = (path: string): string => (language === 'en' ? `${path}?lang=en` : path);
  const { sms, mail, engine } = deps.links ?? {};
  const link = (url: string | undefined, text: string): Html | null =>
    url === undefined ? null : html`<a href="${url}">${text}</a>`;
  const otherLanguage = language === 'en' ? page.here : `${page.here}?lang=en`;
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        <link rel="stylesheet" href="/assets/page.css" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header>
          <h1><a href="${inLanguage('/')}">recoup</a></h1>
          <p>${say.tagline}</p>
          <nav aria-label="${say.links}">
            ${link(sms, say.sms)} ${link(mail, say.mail)} ${link(engine, say.engine)} ${link('/openapi.json', say.api)}
            <a href="${otherLanguage}" hreflang="${language === 'en' ? 'zh-CN' : 'en'}">${say.other}</a>
          </nav>
        </header>
        <div id="parts" data-from="${page.from}">${page.parts}</div>
        <div id="stale" role="status">${say.stale}</div>
        <script src="/assets/page.js" type="module"></script>
      </body>
    </html>`.text;
}
