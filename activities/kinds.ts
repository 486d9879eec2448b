import type { CaseKind, CaseKindName, Outcome } from '../domain/case.ts';
import { campaign } from '../domain/campaign.ts';
import { claim } from '../domain/claim.ts';
import { collateral } from '../domain/collateral.ts';
import { legalAction } from '../domain/legalAction.ts';
import { loan } from '../domain/loan.ts';
import { partner } from '../domain/partner.ts';
import type { World } from '../domain/world.ts';
import { writeOff } from '../domain/writeOff.ts';

/** A kind of case as `decide` uses it: the state is plain JSON, only its own kind knows the shape. */
export type AnyKind = CaseKind<unknown, Outcome, World>;

// Each kind narrows state and outcome to its own; the case row guarantees that only its own ever reach it.
const KINDS: Readonly<Record<CaseKindName, AnyKind>> = {
  loan: loan,
  claim: claim,
  legalAction: legalAction,
  writeOff: writeOff,
  collateral: collateral,
  partner: partner,
  campaign: campaign,
};

export function kindOf(name: string): AnyKind {
  const kind = (KINDS as Readonly<Record<string, AnyKind | undefined>>)[name];
  if (kind === undefined) throw new Error('KIND_UNKNOWN');
  return kind;
}
