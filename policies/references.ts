import type { NoticeChannel, Party } from '../domain/policy.ts';
import type { Calendar } from '../domain/calendar.ts';
import type { Tone } from '../domain/strategyRules.ts';
import type { ContactRules } from '../domain/contact.ts';
import { calendarIds, loadCalendar } from './calendar.ts';
import { contactRules, contactRuleSets } from './contact.ts';
import { loadTemplates, type TemplateSet } from './templates.ts';

export interface ReferencedTemplate {
  readonly tone: Tone;
  readonly audience: 'borrower' | 'guarantor' | 'partner';
}

/** What a policy may refer to. */
export interface References {
  calendar(id: string): Calendar | undefined;
  contactRules(id: string): ContactRules | undefined;
  /** Undefined when there is no such template at all, or none for that channel in that language. */
  template(id: string, language: 'zh-CN' | 'en', channel: NoticeChannel | 'call'): ReferencedTemplate | undefined;
  readonly templateIds: readonly string[];
  readonly calendarIds: readonly string[];
  readonly contactRuleIds: readonly string[];
}

/** Whom a template is written for, by the party of the step. */
export const audienceOf: Readonly<Record<Party, ReferencedTemplate['audience']>> = {
  debtor: 'borrower',
  guarantor: 'guarantor',
  dealer: 'partner',
  insurer: 'partner',
};

let shipped: References | undefined;

/**
 * What ships with the project: calendars, contact rules and templates; read once.
 * @throws TemplatesInvalid when the shipped templates are broken
 */
export function shippedReferences(): References {
  shipped ??= referencesTo(loadTemplates());
  return shipped;
}

function referencesTo(templates: TemplateSet): References {
  return {
    calendar: (id) => (calendarIds.includes(id) ? loadCalendar(id) : undefined),
    contactRules: (id) => (isContactRuleSet(id) ? contactRules(id) : undefined),
    template: (id, language, channel) => templates.find(channel, id, language),
    templateIds: [...new Set(templates.all.map((template) => template.id))].sort(),
    calendarIds,
    contactRuleIds: contactRuleSets,
  };
}

function isContactRuleSet(id: string): boolean {
  return contactRuleSets.some((known) => known === id);
}
