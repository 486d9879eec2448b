import { nextTrackId } from './carryOut.ts';
import type { Actor, Applied, CaseEvent } from './case.ts';
import type { PlainDate } from './date.ts';
import { dayOf, decisionFacts } from './day.ts';
import { legalRulesOf, OPEN_LEGAL } from './legalRules.ts';
import { refused } from './loanRefusal.ts';
import type { LoanOutcome, LoanState } from './loanState.ts';
import { noticeLine } from './notice.ts';
import { openLegalAction } from './trackWords.ts';
import type { World } from './world.ts';

/**
 * Command `openLegal`: `{ reason, only?: 'preservation' }`. As soon as risk shows, without waiting for arrears (克服观望
 * 心理, domain.md §1 row 8). Two people approve what follows, and who opens it is none of them.
 */
export function legalOpened(
  state: LoanState,
  event: CaseEvent,
  world: World,
  today: PlainDate,
  actor: Actor,
): Applied<LoanOutcome> {
  const { reason, only } = event.content;
  if (state.closed !== null)
    return refused(event, 'LOAN_CLOSED', 'the loan is closed', 'nothing is owed that could be sued for');
  const { roles } = legalRulesOf(world.policy).byHand;
  if (!roles.includes(actor.role))
    return refused(
      event,
      'ROLE_NOT_ALLOWED',
      `${actor.role} opens no legal action`,
      `let one of ${roles.join(', ')} do it`,
    );
  if (typeof reason !== 'string' || reason.trim() === '' || reason.length > 500)
    return refused(event, 'REASON_MISSING', 'no risk is named', 'say what shows the risk, in a sentence');
  if (only !== undefined && only !== 'preservation')
    return refused(
      event,
      'ONLY_UNKNOWN',
      'that is no part of a legal action',
      'write only: preservation, or leave it out',
    );
  const open = openLegalAction(state);
  if (open !== null)
    return refused(
      event,
      'LEGAL_OPEN',
      `${open} is open already`,
      'go on with that one; preservation can be requested there',
    );
  const day = dayOf(state, world.policy, today);
  if (day.assessment.settled)
    return refused(event, 'NOTHING_OWED', 'nothing is outstanding', 'nothing is owed that could be sued for');
  const trackId = nextTrackId(state, 'legalAction');
  return {
    outcomes: [
      {
        type: 'trackOpened',
        trackId,
        track: 'legalAction',
        step: OPEN_LEGAL,
        occurrence: today,
        partnerId: null,
        on: today,
        oldestDueOn: '',
        line: noticeLine(state.terms, day.assessment),
        facts: decisionFacts(day),
        asked: { by: actor.id, reason },
        early: true,
        ...(only === undefined ? {} : { only }),
      },
    ],
    answer: { ok: true, track: trackId },
  };
}
