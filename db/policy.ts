/** Policies as loans are pinned to them: what has a hash never changes. */
import type { Policy, PolicyRef } from '../domain/policy.ts';
import type { Queries } from './pool.ts';

export class PolicyUnknown extends Error {
  readonly code = 'POLICY_UNKNOWN';
  constructor() {
    super('POLICY_UNKNOWN');
    this.name = 'PolicyUnknown';
  }
}

/** A published version was edited: its id and version stand under another hash. Give it a new version number. */
export class PolicyEdited extends Error {
  readonly code = 'POLICY_EDITED';
  readonly policy: PolicyRef;
  constructor(policy: PolicyRef) {
    super(`POLICY_EDITED: ${policy.id} version ${policy.version} was published with other content; raise its version`);
    this.name = 'PolicyEdited';
    this.policy = policy;
  }
}

/** @throws PolicyUnknown */
export async function policyByHash(q: Queries, hash: string): Promise<Policy> {
  const row = await q.row<{ body: Policy }>('select body from policy where hash = $1', [hash]);
  if (row === null) throw new PolicyUnknown();
  return row.body;
}

/** Makes policies known to the database; the same again changes nothing. @throws PolicyEdited */
export async function publishPolicies(
  q: Queries,
  policies: readonly { policy: Policy; hash: string }[],
): Promise<void> {
  for (const { policy, hash } of policies) {
    await q.run('insert into policy (hash, id, version, body) values ($1, $2, $3, $4) on conflict do nothing', [
      hash,
      policy.id,
      policy.version,
      JSON.stringify(policy),
    ]);
    const known = await q.row<{ hash: string }>('select hash from policy where id = $1 and version = $2', [
      policy.id,
      policy.version,
    ]);
    if (known?.hash !== hash) throw new PolicyEdited({ id: policy.id, version: policy.version, hash });
  }
}

/** The policies that cases run on, by case id; cases without one are left out. */
export async function policiesOfCases(q: Queries, caseIds: readonly string[]): Promise<ReadonlyMap<string, Policy>> {
  if (caseIds.length === 0) return new Map();
  const cases = await q.rows<{ id: string; hash: string }>(
    `select id, policy_hash as hash from case_file where id = any($1) and policy_hash is not null`,
    [[...new Set(caseIds)]],
  );
  const bodies = await q.rows<{ hash: string; body: Policy }>('select hash, body from policy where hash = any($1)', [
    [...new Set(cases.map(({ hash }) => hash))],
  ]);
  const policies = new Map(bodies.map(({ hash, body }) => [hash, body]));
  return new Map(
    cases.flatMap(({ id, hash }) => {
      const policy = policies.get(hash);
      return policy === undefined ? [] : [[id, policy] as const];
    }),
  );
}
