import { writeCampaign } from '../db/campaign.ts';
import type { CampaignOutcome, CampaignState } from '../domain/campaignState.ts';
import type { Outcome } from '../domain/case.ts';
import { claimViewOf } from '../domain/claimView.ts';
import { disposalViewOf } from '../domain/collateral.ts';
import type { CollateralState } from '../domain/collateralState.ts';
import { writeDisposal, writeItems } from '../db/collateral.ts';
import type { PlainDate } from '../domain/date.ts';
import { deadlinesOf } from '../domain/legalView.ts';
import type { LoanState } from '../domain/loan.ts';
import { viewOf } from '../domain/loanView.ts';
import { placementsOf } from '../domain/placementView.ts';
import { standingOf } from '../domain/partnerView.ts';
import type { PartnerState } from '../domain/partnerState.ts';
import type { Policy } from '../domain/policy.ts';
import { promisesOf } from '../domain/promiseView.ts';
import { trackViewOf } from '../domain/track.ts';
import type { TrackState } from '../domain/track.ts';
import { writeAccelerations } from '../db/acceleration.ts';
import { writeClaim, writePartnersOf } from '../db/claim.ts';
import { writeLoanView, writeTasks, writeTrackView } from '../db/derived.ts';
import { writeCircumstances } from '../db/circumstance.ts';
import { writeSecurities } from '../db/security.ts';
import { writePartner } from '../db/partner.ts';
import { writePlacements } from '../db/placement.ts';
import { writeDisputes } from '../db/dispute.ts';
import { writeDeadlines } from '../db/legal.ts';
import type { Queries } from '../db/pool.ts';
import { writeRequests } from '../db/request.ts';
import { writePromises } from '../db/promise.ts';
import { writeWriteOffs } from '../db/writeOff.ts';
import { writeOffsOf } from '../domain/writeOffView.ts';

export interface Derived {
  readonly stage: string;
  /** Partners with whom more or less lies than before. */
  readonly exposed: readonly string[];
}

/** Brings the derived tables of a case up to its state, for `decide` and a rebuild alike. */
export async function writeDerived(
  q: Queries,
  kind: string,
  caseId: string,
  state: unknown,
  outcomes: readonly Outcome[],
  policy: Policy,
  on: PlainDate,
): Promise<Derived> {
  await writeTasks(q, caseId, outcomes);
  if (kind === 'loan') {
    const loan = state as LoanState;
    const view = viewOf(loan, policy, on);
    await writeLoanView(q, caseId, loan.terms, policy, view);
    if (loan.promises !== undefined) await writePromises(q, caseId, promisesOf(loan, on));
    if (loan.circumstances !== undefined) await writeCircumstances(q, caseId, loan.circumstances);
    const outstandingMinor = view.openItems.reduce((sum, { openMinor }) => sum + openMinor, 0);
    const exposed = await writePartnersOf(q, caseId, loan.terms, outstandingMinor);
    if (loan.disputes !== undefined) await writeDisputes(q, caseId, loan.disputes);
    if (loan.requests !== undefined) await writeRequests(q, caseId, loan.requests);
    if (loan.accelerations !== undefined) await writeAccelerations(q, caseId, loan.accelerations);
    if (loan.collateral !== undefined) await writeItems(q, caseId, loan.collateral);
    if (loan.writtenOffOn !== null || loan.writeOffs !== undefined)
      await writeWriteOffs(q, caseId, writeOffsOf(loan, policy, on));
    if (loan.securities !== undefined) await writeSecurities(q, caseId, loan.securities);
    if (loan.placements !== undefined) await writePlacements(q, caseId, placementsOf(loan, policy));
    return { stage: view.stage, exposed };
  }
  if (kind === 'partner') {
    const view = standingOf(state as PartnerState);
    await writePartner(q, caseId, view);
    return { stage: view.status, exposed: [] };
  }
  if (kind === 'collateral') {
    const disposal = state as CollateralState;
    await writeDisposal(q, caseId, disposal);
    const view = disposalViewOf(disposal);
    await writeTrackView(q, caseId, view);
    return { stage: view.status, exposed: [] };
  }
  if (kind === 'campaign') {
    const campaign = state as CampaignState;
    await writeCampaign(q, caseId, campaign, outcomes as readonly CampaignOutcome[]);
    return { stage: campaign.status, exposed: [] };
  }
  const track = state as TrackState;
  const view = trackViewOf(track);
  await writeTrackView(q, caseId, view);
  if (track.legal?.deadlines !== undefined) await writeDeadlines(q, caseId, track.loanCaseId, deadlinesOf(track));
  const claim = claimViewOf(track);
  if (claim !== null) await writeClaim(q, caseId, claim);
  return { stage: view.status, exposed: [] };
}
