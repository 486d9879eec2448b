/** Messages of which nobody knows whether they went: the provider is asked, and where that is not possible, a person. */
import { ambiguous, markStale, NOT_LEFT, report, reportOf, settle, STALE_AFTER_MS } from '../../db/outbox.ts';
import type { Ambiguous, Outcome, Settled } from '../../db/outbox.ts';
import { SealError } from '../../db/seal.ts';
import { fromMilliseconds, toMilliseconds } from '../../domain/instant.ts';
import { ChannelError } from '../channel.ts';
import type { Channel } from '../channel.ts';
import { signal } from './hint.ts';
import { spoolOf } from './spool.ts';
import type { SendDeps } from './types.ts';

/** A provider that gave no answer for so long will not give one: a person looks. */
const ASK_FOR_MS = 86_400_000;
const AT_ONCE = 50;

type Finding = Outcome | 'askLater';

async function ask(deps: SendDeps, row: Ambiguous, channel: Channel): Promise<Finding> {
  const adapter = deps.adapters[channel];
  const spool = spoolOf(deps, channel);
  // Its sender died, or lost it, before the provider could have the whole of it.
  if (row.code === NOT_LEFT) return { kind: 'retry', afterMs: 0, code: 'NOT_TAKEN', uncounted: true };
  const ageMs = deps.clocks.wallMs() - toMilliseconds(row.claimedAt);
  const isStale = ageMs > (deps.staleAfterMs ?? STALE_AFTER_MS);
  if (adapter?.find === undefined) {
    const known = spool?.settle(row) ?? null;
    // Until then the mail carrier of its sender may still bring the answer to this host.
    const waits = known === null && spool !== undefined && !isStale;
    return waits ? 'askLater' : (known ?? { kind: 'parked', code: 'CANNOT_BE_ASKED' });
  }
  try {
    const recipient = row.recipient();
    if (recipient.kind === 'FORGOTTEN') return { kind: 'parked', code: 'FORGOTTEN' };
    const { phone, email, address } = recipient.data;
    const to = { sms: phone, email, letter: address }[channel] ?? '';
    const found = await adapter.find(row.reference, to, row.claimedAt, AbortSignal.timeout(30_000));
    if (found !== null) {
      return reportOf(found.status, found.providerId) ?? { kind: 'accepted', providerId: found.providerId };
    }
    // Not there, and no request can be under way any more: it was surely not taken.
    return isStale ? { kind: 'retry', afterMs: 0, code: 'NOT_TAKEN', uncounted: true } : 'askLater';
  } catch (error) {
    if (error instanceof SealError) return { kind: 'parked', code: error.code };
    if (!(error instanceof ChannelError) || ageMs <= ASK_FOR_MS) return 'askLater';
    return { kind: 'parked', code: 'NO_ANSWER' };
  }
}

/**
 * Settles what can be settled of a channel's stale and ambiguous messages. Returns their new standing, by name, and
 * wakes the cases concerned.
 */
export async function reconcile(deps: SendDeps, channel: Channel, epoch: number): Promise<readonly Outcome['kind'][]> {
  const { db, sealer, clocks } = deps;
  const staleAfterMs = deps.staleAfterMs ?? STALE_AFTER_MS;
  await markStale(db, { channel, epoch, wallNow: fromMilliseconds(clocks.wallMs()), staleAfterMs });
  const settled: Outcome['kind'][] = [];
  for (const row of await ambiguous(db, sealer, channel, AT_ONCE)) {
    const finding = await ask(deps, row, channel);
    if (finding === 'askLater') continue;
    const result = await write(deps, row, finding);
    spoolOf(deps, channel)?.forget(row);
    if (result.changed) {
      settled.push(finding.kind);
      deps.log?.('RECONCILED', { channel, as: finding.kind });
    }
    await signal(deps, channel, result.wake);
  }
  return settled;
}

/** The provider's word goes the way of its callbacks, which may have come in the meantime. */
async function write(deps: SendDeps, row: Ambiguous, finding: Outcome): Promise<Settled> {
  const at = await deps.now(deps.db);
  switch (finding.kind) {
    case 'accepted':
    case 'delivered':
    case 'failed':
    case 'optedOut': {
      const result = await report(deps.db, row.reference, finding, at);
      return 'unknown' in result ? { changed: false, wake: [] } : result;
    }
    case 'retry':
    case 'ambiguous':
    case 'parked':
      return settle(deps.db, row, finding, at);
  }
}
