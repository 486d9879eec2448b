import { loadSendable } from '../activities/layoutCheck.ts';
import { createRenderMessage } from '../activities/render.ts';
import { previewForLoan, previewSample } from '../activities/templateDesk.ts';
import type { LoanAsk, LoanDeps, TemplateDeskDeps } from '../activities/templateDesk.ts';
import { createTypesetter } from '../activities/typeset.ts';
import type { Typeset } from '../activities/typeset.ts';
import type { Preview, PreviewAsk, PreviewRefused } from '../policies/templatePreview.ts';
import type { TemplateSet } from '../policies/templates.ts';
import { lenderFacts } from './lender.ts';

export interface TemplateDesk {
  readonly templates: TemplateSet;
  sample(ask: PreviewAsk): Preview | PreviewRefused;
  forLoan(ask: LoanAsk): Promise<Preview | PreviewRefused>;
}

export interface TemplateDeskOptions extends LoanDeps {
  readonly timeZone: string;
  readonly unsubscribeUrl?: (reference: string) => string;
}

/** The templates that ship and what the lender says of itself. @throws TemplatesInvalid */
export function templateDeps(timeZone: string, unsubscribeUrl?: (reference: string) => string): TemplateDeskDeps {
  const templates = loadSendable();
  let typesetter: Typeset | undefined;
  // Fonts are read when the first letter is looked at.
  const typeset: Typeset = (content) => (typesetter ??= createTypesetter())(content);
  return {
    templates,
    message: {
      ...{ renderMessage: createRenderMessage(templates, typeset), lender: lenderFacts(), timeZone },
      ...(unsubscribeUrl === undefined ? {} : { unsubscribeUrl }),
    },
  };
}

/** What the API looks at templates with, put together from the parts that messages are sent with. */
export function assembleTemplateDesk(options: TemplateDeskOptions): TemplateDesk {
  const deps = templateDeps(options.timeZone, options.unsubscribeUrl);
  return {
    templates: deps.templates,
    sample: (ask) => previewSample(deps, ask),
    forLoan: (ask) => previewForLoan(deps, options, ask),
  };
}
