import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { LineCounter, parseDocument, type Document } from 'yaml';
import type { $ZodIssue } from 'zod/v4/core';
import type { PlainDate } from '../domain/date.ts';
import type { Policy } from '../domain/policy.ts';
import { checkPolicy, type Finding } from './check.ts';
import { positionOf, writtenPath, type Path } from './position.ts';
import { shippedReferences, type References } from './references.ts';
import { policySchema } from './schema.ts';

/** One thing that is wrong with a policy file, and what to do about it. Lines and columns count from 1. */
export interface PolicyProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly rule: string;
  readonly remedy: string;
}

export type LoadedPolicy =
  | { readonly policy: Policy; readonly hash: string; readonly problems?: never }
  | { readonly problems: readonly PolicyProblem[]; readonly policy?: never; readonly hash?: never };

/** SHA-256 (hex) of the policy's canonical JSON (RFC 8785): comments, order and layout of the file do not count. */
export function policyHash(policy: Policy): string {
  const canonical = canonicalize(policy);
  if (canonical === undefined) throw new TypeError('a policy is always representable as JSON');
  return createHash('sha256').update(canonical).digest('hex');
}

/**
 * Reads and checks a policy file: first that it is YAML, then its shape, then what it says (check.ts); each later only
 * when the earlier found nothing.
 * @param file the name that problems carry
 * @param references what policies may refer to; default: what ships with the project
 * @param on a day for which the calendar must have data; not asked when absent
 */
export function loadPolicy(
  text: string,
  file: string,
  references: References = shippedReferences(),
  on?: PlainDate,
): LoadedPolicy {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const problem = (path: Path, rule: string, remedy: string): PolicyProblem => ({
    file,
    ...positionOf(document, lines, path),
    path: writtenPath(path),
    rule,
    remedy,
  });
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map((error) => {
        const { line, col } = lines.linePos(error.pos[0]);
        return { file, line, column: col, path: '', rule: 'YAML', remedy: error.message.split('\n')[0] ?? error.code };
      }),
    };
  }
  const data = plain(document);
  if (data === undefined) return { problems: [problem([], 'YAML', 'an anchor is used too often or refers to itself')] };
  const shaped = policySchema.safeParse(data);
  if (!shaped.success) {
    const found = shaped.error.issues.flatMap((issue) => shapeFindings(issue, data));
    return { problems: inOrder(found.map((one) => problem(one.path, one.rule, one.remedy))) };
  }
  const findings = checkPolicy(shaped.data, references, on);
  if (findings.length > 0) return { problems: inOrder(findings.map((one) => problem(one.path, one.rule, one.remedy))) };
  return { policy: shaped.data, hash: policyHash(shaped.data) };
}

/** The document as plain data; undefined when its aliases cannot be resolved within reason. */
function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown;
  } catch {
    return undefined;
  }
}

function inOrder(problems: readonly PolicyProblem[]): readonly PolicyProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function shapeFindings(issue: $ZodIssue, data: unknown): readonly Finding[] {
  const path: Path = issue.path.map((key) => (typeof key === 'symbol' ? key.toString() : key));
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({
      path: [...path, key],
      rule: 'SHAPE_UNKNOWN',
      remedy: `${key} is not a member here; see policies/policy.schema.json`,
    }));
  if (valueAt(data, path) === undefined)
    return [{ path, rule: 'SHAPE_MISSING', remedy: `add ${String(path.at(-1) ?? 'the policy')}` }];
  return issue.code === 'invalid_type'
    ? [{ path, rule: 'SHAPE_TYPE', remedy: `write ${issue.expected} here` }]
    : [{ path, rule: 'SHAPE_VALUE', remedy: issue.message }];
}

function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => {
    return typeof value === 'object' && value !== null
      ? (Object.entries(value) as [string, unknown][]).find(([name]) => name === String(key))?.[1]
      : undefined;
  }, data);
}
