import type { NoticeChannel, Policy } from './policy.ts';
import type { ApprovalRule } from './approvalRules.ts';

export const COLLATERAL_KINDS = ['vehicle', 'realEstate', 'land', 'workInProgress', 'deposit', 'goods'] as const;
export type CollateralKind = (typeof COLLATERAL_KINDS)[number];

/** How a pledged thing may become money: by auction, by private sale, or taken in lieu of the debt (以物抵债). */
export const DISPOSAL_WAYS = ['auction', 'privateSale', 'acceptance'] as const;
export type DisposalWay = (typeof DISPOSAL_WAYS)[number];

/** The least price of a round: so many percent of the value, or of the reserve of the round before. */
export interface AuctionRound {
  readonly reservePercent: number;
  readonly of: 'value' | 'before';
}

/** What a policy says about collateral; docs/policy.md, "Collateral". Days are calendar days. */
export interface CollateralRules {
  readonly role: string;
  /** For a valuation, how long one holds, and the difference between the two latest that asks for another one. */
  readonly valuationDays: number;
  readonly valuationValidDays: number;
  readonly secondAbovePercent: number;
  readonly approval: ApprovalRule;
  /** Between the notice and taking it without a court; and for taking it at all. */
  readonly seizureNoticeDays: number;
  readonly seizureDays: number;
  /** From possession to the sale; between the notice of a round and its day. */
  readonly saleDays: number;
  readonly saleNoticeDays: number;
  readonly rounds: readonly AuctionRound[];
  /** Least price of a private sale and of taking it in lieu, percent of the value. */
  readonly privateSalePercent: number;
  readonly acceptancePercent: number;
  /** For paying a surplus back to the owner. */
  readonly surplusDays: number;
  /** Who bears the costs of a disposal that the borrower stops by paying. */
  readonly redemptionCosts: 'borrower' | 'lender';
  /** Most that may be owed in percent of the value, by kind. */
  readonly mostLtvPercent: Readonly<Partial<Record<CollateralKind, number>>>;
  /** Days before insurance or registration ends on which it is asked for. */
  readonly expiryDays: number;
  readonly channels: readonly NoticeChannel[];
}

/**
 * For a policy that says nothing. Reserves as in CN judicial auctions on line: the first at least 70 % of the value, the second
 * at least 80 % of the first. Land 70 %, work in progress 50 %: domain.md §1 row 25.
 */
export const DEFAULT_COLLATERAL: CollateralRules = {
  role: 'assetManager',
  valuationDays: 15,
  valuationValidDays: 180,
  secondAbovePercent: 20,
  approval: { approvers: 2, roles: ['creditHead', 'riskHead'], answerDays: 10, escalateTo: 'president' },
  seizureNoticeDays: 7,
  seizureDays: 60,
  saleDays: 90,
  saleNoticeDays: 15,
  rounds: [
    { reservePercent: 70, of: 'value' },
    { reservePercent: 80, of: 'before' },
  ],
  privateSalePercent: 70,
  acceptancePercent: 56,
  surplusDays: 15,
  redemptionCosts: 'borrower',
  mostLtvPercent: { land: 70, workInProgress: 50 },
  expiryDays: 30,
  channels: ['letter', 'email'],
};

/** The messages of a disposal. */
export const COLLATERAL_TEMPLATES = {
  seizure: 'collateralSeizure',
  sale: 'collateralSale',
  surplus: 'collateralSurplus',
  shortfall: 'collateralShortfall',
} as const;

export function collateralRulesOf({ collateral }: Policy): CollateralRules {
  return collateral ?? DEFAULT_COLLATERAL;
}

/** Whole minor units, rounded up: a reserve is a least price. */
export const percentUp = (minor: number, percent: number): number =>
  Number((BigInt(minor) * BigInt(percent) + 99n) / 100n);

/** The reserve of round `at` (0: the first) for a value; null when the rules know no such round. Minor units. */
export function reserveOf({ rounds }: CollateralRules, valueMinor: number, at: number): number | null {
  let reserveMinor = valueMinor;
  for (const { reservePercent, of } of rounds.slice(0, at + 1))
    reserveMinor = percentUp(of === 'value' ? valueMinor : reserveMinor, reservePercent);
  return at < rounds.length ? reserveMinor : null;
}
