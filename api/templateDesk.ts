/** What the API needs of whoever makes messages: previews by the functions that make what is sent. */
import type { LoanState } from '../domain/loan.ts';
import type { Policy } from '../domain/policy.ts';
import type { Preview, PreviewAsk, PreviewRefused } from '../policies/templatePreview.ts';
import type { TemplateSet } from '../policies/templates.ts';

export interface TemplateDesk {
  readonly templates: TemplateSet;
  /** Filled with a made-up case. */
  sample(ask: PreviewAsk): Preview | PreviewRefused;
  /** Filled with a loan as it stands. */
  forLoan(ask: PreviewAsk & { readonly state: LoanState; readonly policy: Policy }): Promise<Preview | PreviewRefused>;
}
