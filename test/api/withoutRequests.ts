import type { ServedPolicy } from '../../api/server.ts';
import { hashOf } from '../../db/chain.ts';
import { shippedPolicies } from '../../policies/index.ts';

/** The policies that ship, saying nothing of requests: the defaults hold, which need no documents. */
export function withoutRequests(): ReadonlyMap<string, ServedPolicy> {
  return new Map(
    [...shippedPolicies()].map(([id, { policy }]) => {
      const { requests: _requests, ...rest } = policy;
      return [id, { policy: rest, hash: hashOf(rest) }];
    }),
  );
}
