/** Templates of messages: which there are, what each is filled with, and what it would say. */
import { z } from 'zod';
import { placeholdersOf, templateRows } from '../policies/templateList.ts';
import type { Preview, PreviewRefused } from '../policies/templatePreview.ts';
import type { Template } from '../policies/templates.ts';
import { actorOf } from './actor.ts';
import { idShape, languageShape, openObject } from './context.ts';
import type { Routes } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { Problem } from './problem.ts';
import { loanRecord } from './showLoan.ts';
import type { TemplateDesk } from './templateDesk.ts';

const channelShape = z.enum(['sms', 'email', 'letter', 'call']);
const params = z.object({ id: idShape });

export function templateRoutes(app: Routes, deps: ApiDeps): void {
  app.get(
    '/templates',
    {
      schema: {
        summary: 'Templates by id, channel and language, with tone and audience',
        tags: ['templates'],
        querystring: z.object({ lang: languageShape.optional(), channel: channelShape.optional() }),
        response: { 200: openObject },
      },
    },
    ({ query: { lang, channel } }) => {
      const wanted = {
        ...(lang === undefined ? {} : { language: lang }),
        ...(channel === undefined ? {} : { channel }),
      };
      return { templates: templateRows(deskOf(deps).templates, wanted) };
    },
  );
  app.get(
    '/templates/:id',
    {
      schema: {
        summary: 'One template on each channel, with every placeholder: meaning, unit, example',
        tags: ['templates'],
        params,
        querystring: z.object({ lang: languageShape.optional() }),
        response: { 200: openObject },
      },
    },
    ({ params: { id }, query: { lang } }) => {
      const { templates } = deskOf(deps);
      const rows = templateRows(templates, lang === undefined ? {} : { language: lang }).filter((row) => row.id === id);
      if (rows.length === 0) throw unknown(id, templates.all);
      return {
        id,
        variants: rows.map((row) => {
          const template = templates.find(row.channel, id, row.language);
          return { ...row, placeholders: template === undefined ? [] : placeholdersOf(template, row.channel) };
        }),
      };
    },
  );
  app.get(
    '/templates/:id/preview',
    {
      schema: {
        summary: 'What it would say: of a made-up case, or of a loan as it stands (names an actor; noted)',
        tags: ['templates'],
        params,
        querystring: z.object({
          channel: channelShape,
          lang: languageShape.default('zh-CN'),
          loan: idShape.optional(),
          reference: idShape.optional().describe('what the message would be known by'),
        }),
        response: { 200: openObject },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const { channel, lang: language, loan, reference } = request.query;
      const desk = deskOf(deps);
      const ask = { id, channel, language, ...(reference === undefined ? {} : { reference }) };
      if (loan === undefined) return shown(desk.sample(ask), id, desk.templates.all);
      // Names and addresses stand in it: who looks is noted.
      const actor = actorOf(request);
      const { state, policy } = await loanRecord(deps, loan);
      const preview = await desk.forLoan({ ...ask, state, policy });
      request.log.info({ read: 'preview', loan, template: id, actor: actor.id, role: actor.role }, 'preview read');
      void reply.header('cache-control', 'no-store');
      return { loanId: loan, ...shown(preview, id, desk.templates.all) };
    },
  );
}

function deskOf({ templates }: ApiDeps): TemplateDesk {
  if (templates !== undefined) return templates;
  throw new Problem(503, 'TEMPLATES_UNAVAILABLE', 'no templates are loaded here', 'use recoup template on the host');
}

const unknown = (id: string, all: readonly Pick<Template, 'id'>[]): Problem =>
  new Problem(
    404,
    'TEMPLATE_UNKNOWN',
    `there is no template ${id} on that channel in that language`,
    `there are ${[...new Set(all.map((template) => template.id))].join(', ')}`,
  );

const remedies: Readonly<Record<Exclude<PreviewRefused['refused'], 'UNKNOWN_TEMPLATE'>, string>> = {
  MISSING_FIELD: 'it would be refused in sending too: give the person, the lender or the loan that field',
  BAD_FIELD: 'correct that field where it comes from',
  NO_ADDRESSEE: 'the loan has no such party: choose a loan that has one',
  FORGOTTEN: 'nothing is sent to who was forgotten',
  NOT_SENT: 'call scripts are shown with the task of the call',
};

function shown(
  preview: Preview | PreviewRefused,
  id: string,
  all: readonly Pick<Template, 'id'>[],
): Record<string, unknown> {
  if ('refused' in preview) {
    const { refused, field } = preview;
    if (refused === 'UNKNOWN_TEMPLATE') throw unknown(id, all);
    const reason = field === null ? 'no message is made of it' : `no message is made of it: ${field}`;
    throw new Problem(422, refused, reason, remedies[refused], field ?? undefined);
  }
  const { pdf, ...rest } = preview;
  return { ...rest, pdfBase64: pdf === null ? null : Buffer.from(pdf).toString('base64') };
}
