import { DEFAULT_RECOVERY_ORDER } from './recovery.ts';
import { holds } from './condition.ts';
import type { Component } from './contract.ts';
import type { Day } from './day.ts';
import type { LoanState } from './loanState.ts';
import type { Policy, Text } from './policy.ts';
import type { Condition } from './condition.ts';
import { promisesPending } from './promisePlan.ts';
import { isOpenDispute } from './disputeRules.ts';

/** Facts about the loan that a ground may ask for besides documents; each is read off the case file. */
export const WRITE_OFF_FACTS = ['claimsEnded', 'lawEnded', 'collateralRealised', 'noDispute', 'noPromise'] as const;
export type WriteOffFact = (typeof WRITE_OFF_FACTS)[number];

/** Why a debt may be written off (核销条件), and what has to prove it. */
export interface WriteOffGround {
  readonly id: string;
  readonly title: Text;
  /** What has to hold of the loan, when the pack is handed in and once more when it is written off. */
  readonly when?: Condition;
  /** Kinds of documents, one of each at least. */
  readonly documents: readonly string[];
  readonly facts: readonly WriteOffFact[];
}

/** What a policy says about writing off; docs/policy.md, "Write-off". */
export interface WriteOffRules {
  /** In this order the first that fits is proposed; a person may name another. None: no pack is asked for. */
  readonly grounds: readonly WriteOffGround[];
  /** Who gathers the pack, and the calendar days for it; after them it goes to whom the approval escalates to. */
  readonly role: string;
  readonly evidenceDays: number;
  /** What a receipt after the write-off pays first, over the whole debt. */
  readonly recoveryOrder: readonly Component[];
}

/** For a policy that says nothing: the approval is asked for at once, and receipts reduce the principal first (先本后息). */
export const DEFAULT_WRITE_OFF: WriteOffRules = {
  grounds: [],
  role: 'accountManager',
  evidenceDays: 30,
  recoveryOrder: DEFAULT_RECOVERY_ORDER,
};

export function writeOffRulesOf({ writeOff }: Policy): WriteOffRules {
  return writeOff ?? DEFAULT_WRITE_OFF;
}

export function groundOf(policy: Policy, id: unknown): WriteOffGround | undefined {
  return writeOffRulesOf(policy).grounds.find((ground) => ground.id === id);
}

/** The ground that the loan's figures speak for. One without a condition rests on papers alone: a person names it. */
export function proposedGround(policy: Policy, day: Day | null): WriteOffGround | undefined {
  return writeOffRulesOf(policy).grounds.find(
    ({ when }) => when !== undefined && day !== null && holds(when, day.conditions),
  );
}

/** Facts of a ground that do not hold of the loan yet. */
export function missingFacts({ facts }: WriteOffGround, loan: LoanState): WriteOffFact[] {
  return facts.filter((fact) => !factHolds(fact, loan));
}

function factHolds(fact: WriteOffFact, loan: LoanState): boolean {
  const open = (kind: string): boolean =>
    // A claim on a partner that does not perform is not waited for here either.
    Object.values(loan.tracks).some((track) => track.kind === kind && !track.ended && track.notAwaited === undefined);
  switch (fact) {
    case 'claimsEnded':
      return !open('claim');
    case 'lawEnded':
      return !open('legalAction');
    case 'collateralRealised':
      return !open('collateral');
    case 'noDispute':
      return !(loan.disputes ?? []).some(isOpenDispute);
    case 'noPromise':
      return !promisesPending(loan);
  }
}
