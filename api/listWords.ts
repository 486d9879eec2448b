/** What the rows of a list name by id of a policy, in words: steps of the ladder, grounds. */
import { policiesOfCases } from '../db/policy.ts';
import type { Queries } from '../db/pool.ts';
import { accelerationRulesOf } from '../domain/accelerationRules.ts';
import type { Policy } from '../domain/policy.ts';
import { writeOffRulesOf } from '../domain/writeOffRules.ts';
import type { Language } from './context.ts';
import { codeWords } from './words/codes.ts';
import { dictionaries, tellingOf } from './words/index.ts';

export interface StepRow {
  readonly caseId: string;
  readonly kind: string;
  readonly step: string;
}

/** The title of the step that each row came from, by the policy of its case; rows of other services by their own words. */
export async function stepTexts(q: Queries, rows: readonly StepRow[], language: Language): Promise<readonly string[]> {
  const policies = await policiesOfCases(
    q,
    rows.map(({ caseId }) => caseId),
  );
  const { task, trackKind } = dictionaries[language];
  const kinds: Readonly<Record<string, string>> = { ...trackKind, ...codeWords[language].requestKind, ...task };
  return rows.map(({ caseId, step, kind }) => {
    const policy = policies.get(caseId);
    const title = policy === undefined ? step : tellingOf(policy, policy.currency, language).step(step);
    return title === step ? (kinds[step] ?? kinds[kind] ?? step) : title;
  });
}

/** Titles of the grounds on which loans were called in or written off, by the policy of each loan. */
export async function groundTexts(
  q: Queries,
  rows: readonly { readonly loanId: string; readonly ground: string | null }[],
  of: 'acceleration' | 'writeOff',
  language: Language,
): Promise<readonly (string | null)[]> {
  const policies = await policiesOfCases(
    q,
    rows.map(({ loanId }) => `loan/${loanId}`),
  );
  return rows.map(({ loanId, ground }) => {
    const policy = policies.get(`loan/${loanId}`);
    const title = policy === undefined ? undefined : groundsOf(policy, of).find(({ id }) => id === ground)?.title;
    return title?.[language] ?? ground;
  });
}

const groundsOf = (policy: Policy, of: 'acceleration' | 'writeOff') =>
  of === 'acceleration' ? accelerationRulesOf(policy).grounds : writeOffRulesOf(policy).grounds;
