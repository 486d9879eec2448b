/** A partner (合作机构) over all its claims: judged by how it performs them, marked, reviewed, reinstated (docs/partners.md). */
import { refuse } from './case.ts';
import type { Applied, CaseEvent, CaseKind } from './case.ts';
import { localDate } from './instant.ts';
import type { Instant } from './instant.ts';
import { partnerCommand, refusedPartner } from './partnerCommand.ts';
import { foldPartner } from './partnerFold.ts';
import { planPartner } from './partnerPlan.ts';
import { PARTNER_SCHEMA_VERSION } from './partnerState.ts';
import type { PartnerOutcome, PartnerState } from './partnerState.ts';
import type { World } from './world.ts';

/**
 * Opened by the first claim on it, or by the first word that a person says about it. Claims tell it that they have moved;
 * what they are now, it reads. Nothing runs between two words: it is closed while no question about it is open.
 */
export const partner: CaseKind<PartnerState, PartnerOutcome, World> = {
  kind: 'partner',
  schemaVersion: PARTNER_SCHEMA_VERSION,
  apply,
  plan: planPartner,
  fold: foldPartner,
  isClosed: ({ tasks }) => Object.keys(tasks).length === 0,
};

function apply(state: PartnerState | null, event: CaseEvent, world: World, now: Instant): Applied<PartnerOutcome> {
  const today = localDate(now, world.policy.timeZone);
  if (event.kind === 'command') {
    if (state !== null) return partnerCommand({ state, event, world, today });
    return { outcomes: [], answer: refuse('PARTNER_UNKNOWN', 'no such partner is known', 'check the id') };
  }
  if (!['claimMoved', 'partnerNamed', 'exposureMoved'].includes(event.type)) {
    const unknown = [
      event,
      'EVENT_UNKNOWN',
      `a partner knows no event ${event.type}`,
      'send a documented one',
    ] as const;
    return state === null
      ? { outcomes: [], answer: refuse(unknown[1], unknown[2], unknown[3]) }
      : refusedPartner(...unknown);
  }
  // What moved is read from the claims themselves; the word only wakes.
  if (state !== null) return { outcomes: [], answer: { ok: true } };
  const { partnerId, policyHash } = event.content;
  if (typeof partnerId !== 'string' || typeof policyHash !== 'string')
    return { outcomes: [], answer: refuse('FACT_INVALID', 'it names no partner', 'send one of the documented events') };
  const { id, version } = world.policy;
  const policy = { id, version, hash: policyHash };
  return { outcomes: [{ type: 'partnerOpened', partnerId, policy, on: today }], answer: { ok: true } };
}
