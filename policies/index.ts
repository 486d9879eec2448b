import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Policy } from '../domain/policy.ts';
import { loadPolicy, type PolicyProblem } from './load.ts';

/** A checked policy with the hash that loans are pinned to. */
export interface ShippedPolicy {
  readonly policy: Policy;
  readonly hash: string;
  /** Name of the file under `policies/`. */
  readonly file: string;
}

/** The folder of the shipped policies. */
export const policiesFolder = fileURLToPath(new URL('.', import.meta.url));

/** Thrown when a policy that ships is broken; carries every problem. */
export class PoliciesInvalid extends Error {
  readonly code = 'POLICIES_INVALID';
  readonly problems: readonly PolicyProblem[];
  constructor(problems: readonly PolicyProblem[]) {
    super(problems.map((one) => `${one.file}:${one.line}:${one.column} ${one.rule}: ${one.remedy}`).join('\n'));
    this.name = 'PoliciesInvalid';
    this.problems = problems;
  }
}

/** Names of the policy files under `policies/`. */
export function policyFiles(): readonly string[] {
  return readdirSync(policiesFolder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

let shipped: ReadonlyMap<string, ShippedPolicy> | undefined;

/**
 * Every policy under `policies/` by id; read and checked once.
 * @throws PoliciesInvalid with all problems of all files
 */
export function shippedPolicies(): ReadonlyMap<string, ShippedPolicy> {
  shipped ??= readShipped();
  return shipped;
}

function readShipped(): ReadonlyMap<string, ShippedPolicy> {
  const problems: PolicyProblem[] = [];
  const found = new Map<string, ShippedPolicy>();
  const products = new Map<string, string>();
  for (const file of policyFiles()) {
    const loaded = loadPolicy(readFileSync(`${policiesFolder}${file}`, 'utf8'), file);
    if (loaded.problems !== undefined) {
      problems.push(...loaded.problems);
      continue;
    }
    const { policy, hash } = loaded;
    const at = { file, line: 1, column: 1 };
    if (found.has(policy.id)) {
      problems.push({
        ...at,
        path: 'id',
        rule: 'POLICY_TWICE',
        remedy: `another file is ${policy.id} too; rename one`,
      });
    }
    for (const product of policy.products) {
      const other = products.get(product);
      const remedy = `${product} is served by ${other ?? ''} already; a product has one policy`;
      if (other !== undefined) problems.push({ ...at, path: 'products', rule: 'PRODUCT_TWICE', remedy });
      products.set(product, policy.id);
    }
    found.set(policy.id, { policy, hash, file });
  }
  if (problems.length > 0) throw new PoliciesInvalid(problems);
  return found;
}

/** The shipped policy that serves a product of the import; undefined when none does. */
export function policyForProduct(product: string): ShippedPolicy | undefined {
  return [...shippedPolicies().values()].find(({ policy }) => policy.products.includes(product));
}
