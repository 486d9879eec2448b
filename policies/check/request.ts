import type { Policy } from '../../domain/policy.ts';
import { reliefRulesOf } from '../../domain/reliefRules.ts';
import type { ReliefKind } from '../../domain/reliefRules.ts';
import { RELIEF_TEMPLATES } from '../../domain/reliefTold.ts';
import type { RequestKindName } from '../../domain/requestState.ts';
import type { References } from '../references.ts';
import { missing } from './agreements.ts';
import { checkApproval } from './approval.ts';
import type { Finding } from './finding.ts';
import { repeated } from './settings.ts';

/** What the borrower may be told about a kind of relief, besides that it was refused. */
const TOLD: Readonly<Record<ReliefKind, readonly (typeof RELIEF_TEMPLATES)[number][]>> = {
  deferment: ['reliefDeferment', 'reliefSchedule'],
  plan: ['reliefPlan'],
  restructure: ['reliefSchedule'],
  waiver: ['reliefWaiver', 'reliefCondition'],
  temporaryLoan: ['reliefTemporaryLoan'],
  extension: ['reliefSchedule'],
};

const isRelief = (kind: RequestKindName): kind is ReliefKind => Object.hasOwn(TOLD, kind);

/** What may be asked for a loan: what a policy of the right shape can still get wrong about it. */
export function checkRequests(policy: Policy, references: References): readonly Finding[] {
  const { requests } = policy;
  if (requests === undefined) return [];
  const kinds = Object.keys(requests) as RequestKindName[];
  return [
    ...kinds.flatMap((kind) => [...checkAsked(policy, kind), ...checkTold(policy, kind, references)]),
    ...checkDeferment(policy),
    ...checkExtension(policy),
  ];
}

/** Who asks, what proves it, who decides. */
function checkAsked({ requests }: Policy, kind: RequestKindName): readonly Finding[] {
  const rule = requests?.[kind];
  if (rule === undefined) return [];
  const path = ['requests', kind];
  const twice = repeated(rule.documents).map((at): Finding => {
    return { path: [...path, 'documents', at], rule: 'DOCUMENT_TWICE', remedy: 'name each kind of document once' };
  });
  const roles = repeated(rule.roles).map((at): Finding => {
    return { path: [...path, 'roles', at], rule: 'REQUEST_ROLES', remedy: 'name each role once' };
  });
  const shares = (rule.approval.levels ?? []).flatMap(({ uptoPercent }, at): readonly Finding[] => {
    if (uptoPercent === undefined || kind === 'waiver') return [];
    const remedy = `only a waiver has a share of what is open; remove it, or write the amount`;
    return [{ path: [...path, 'approval', 'levels', at, 'uptoPercent'], rule: 'REQUEST_SHARE', remedy }];
  });
  return [...roles, ...twice, ...checkApproval(rule.approval, [...path, 'approval']), ...shares];
}

function checkTold(policy: Policy, kind: RequestKindName, references: References): readonly Finding[] {
  if (!isRelief(kind) || policy.requests?.[kind]?.tell === undefined) return [];
  const { tell } = reliefRulesOf(policy, kind);
  return missing(policy, references, [...TOLD[kind], 'reliefRefused'], tell, ['requests', kind, 'tell']);
}

/** Where nothing moves it is not said how it moves. */
function checkDeferment(policy: Policy): readonly Finding[] {
  const said = policy.requests?.deferment;
  if (said === undefined || reliefRulesOf(policy, 'deferment').mode === 'shift') return [];
  return (['moves', 'counts'] as const).flatMap((name): readonly Finding[] => {
    if (said[name] === undefined) return [];
    const remedy = 'by a pause nothing moves; write mode: shift, or remove it';
    return [{ path: ['requests', 'deferment', name], rule: 'DEFERMENT_MOVES', remedy }];
  });
}

/** Limits from the shortest term to the longest, each with a most; the law that they come from is that of the country. */
function checkExtension({ requests, country }: Policy): readonly Finding[] {
  const said = requests?.extension;
  if (requests === undefined) return [];
  const path = ['requests', 'extension'];
  const source: readonly Finding[] =
    country === 'CN' || (said?.limits !== undefined && said.source !== undefined)
      ? []
      : [
          {
            path: said === undefined ? ['requests'] : path,
            rule: 'EXTENSION_SOURCE',
            remedy:
              'the limits that hold without a word are Chinese; write limits and source, or mostTimes: 0 beside them',
          },
        ];
  const limits = said?.limits ?? [];
  const wrong = limits.flatMap(({ termUptoMonths, mostPercentOfTerm, mostMonths }, at): readonly Finding[] => {
    const before = limits[at - 1];
    const here = [...path, 'limits', at];
    if (mostPercentOfTerm === undefined && mostMonths === undefined)
      return [{ path: here, rule: 'EXTENSION_LIMITS', remedy: 'write mostPercentOfTerm, mostMonths or both' }];
    if (before === undefined) return [];
    const rises = before.termUptoMonths !== undefined && before.termUptoMonths < (termUptoMonths ?? Infinity);
    const remedy = 'list them by term, the shortest first; the one without termUptoMonths is the last';
    return rises ? [] : [{ path: here, rule: 'EXTENSION_LIMITS', remedy }];
  });
  return [...source, ...wrong];
}
