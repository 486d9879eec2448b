// A sender of messages without an engine: it claims what is queued and says what it would send.
import { claim } from '../../db/outbox.ts';
import type { Claim, ClaimOptions } from '../../db/outbox.ts';
import { noon } from './world.ts';
import type { World } from './world.ts';

export type Options = ClaimOptions<string>;

export function claimsOf(world: () => World) {
  const allow = (): { answer: 'allowed' } => ({ answer: 'allowed' });

  const options = (more: Partial<Options> = {}): Options => ({
    ...{ channel: 'sms', epoch: 1, limit: 10, sealer: world().sealer, permitted: allow },
    now: () => Promise.resolve(noon),
    wallNow: () => noon,
    render: (_q, { reference, recipient, lines }) => {
      const message = `${reference} ${recipient.name} ${lines.map(({ key }) => key).join(' ')}`;
      return { kind: 'ready', message, content: Buffer.from(message) };
    },
    ...more,
  });

  async function claims(more: Partial<Options> = {}): Promise<readonly Claim<string>[]> {
    const got = await claim(world().db, options(more));
    if (got.kind !== 'claimed') throw new Error(got.kind);
    return got.claims;
  }

  async function claimOne(more: Partial<Options> = {}): Promise<Claim<string>> {
    const [one] = await claims(more);
    if (one === undefined) throw new Error('nothing was claimed');
    return one;
  }

  return { options, claims, claimOne };
}
