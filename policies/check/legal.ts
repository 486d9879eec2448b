import { legalRulesOf } from '../../domain/legalRules.ts';
import { DEADLINES } from '../../domain/legalState.ts';
import type { Policy } from '../../domain/policy.ts';
import type { References } from '../references.ts';
import type { Finding } from './finding.ts';

/** Suits: what a policy of the right shape can still get wrong about them. */
export function checkLegal(policy: Policy, references: References): readonly Finding[] {
  const { legal, language } = policy;
  if (legal === undefined) return [];
  const found: Finding[] = [];
  const rules = legalRulesOf(policy);
  for (const kind of DEADLINES) {
    const rule = rules.deadlines[kind];
    const path = ['legal', 'deadlines', kind];
    // The terms that are left out are those of another country.
    if (rules.jurisdiction !== 'CN' && legal.deadlines?.[kind]?.source === undefined)
      found.push({
        path,
        rule: 'LEGAL_SOURCE',
        remedy: `say the term of ${kind} in ${rules.jurisdiction}, and its source`,
      });
    if (rule.owner === rule.escalateTo)
      found.push({
        path: [...path, 'escalateTo'],
        rule: 'LEGAL_ROLE',
        remedy: `what is late goes to somebody else than ${rule.owner}`,
      });
    if (rule.remindDaysBefore.some((days, at) => at > 0 && days >= (rule.remindDaysBefore[at - 1] ?? 0)))
      found.push({
        path: [...path, 'remindDaysBefore'],
        rule: 'LEGAL_REMINDERS',
        remedy: 'most days first, each once',
      });
  }
  const kinds = rules.documents.map(({ kind }) => kind);
  const twice = kinds.findIndex((kind, at) => kinds.indexOf(kind) !== at);
  if (twice >= 0)
    found.push({
      path: ['legal', 'documents', twice],
      rule: 'LEGAL_DOCUMENT_TWICE',
      remedy: 'name each kind of document once',
    });
  for (const [at, channel] of rules.byHand.channels.entries())
    if (references.template(rules.byHand.template, language, channel) === undefined)
      found.push({
        path: ['legal', 'byHand', 'channels', at],
        rule: 'TEMPLATE_CHANNEL',
        remedy: `template ${rules.byHand.template} has no text for ${channel} in ${language}; add it or drop the channel`,
      });
  return found;
}
