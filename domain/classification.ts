import { addMonths } from './date.ts';
import type { PlainDate } from './date.ts';
import type { Classification } from './policy.ts';

/** 五级分类 from best to worst: 正常, 关注, 次级, 可疑, 损失. */
export const classifications: readonly Classification[] = [
  'normal',
  'specialMention',
  'substandard',
  'doubtful',
  'loss',
];

/** Where the lender draws the lines (domain.md §2); days are overdue days. */
export interface ClassificationRule {
  /** The class that holds above so many days at least, in ascending order. */
  readonly thresholds: readonly { readonly aboveDays: number; readonly classification: Classification }[];
  /** Leaving the non-performing classes takes both: so many further periods on time, and so many months. */
  readonly observation: { readonly periodsOnTime: number; readonly months: number };
  readonly nonAccrualAboveDays: number;
  readonly stage2AboveDays: number;
  readonly stage3AboveDays: number;
}

export const DEFAULT_CLASSIFICATION_RULE: ClassificationRule = {
  thresholds: [
    { aboveDays: 0, classification: 'specialMention' },
    { aboveDays: 90, classification: 'substandard' },
    { aboveDays: 270, classification: 'doubtful' },
    { aboveDays: 360, classification: 'loss' },
  ],
  observation: { periodsOnTime: 2, months: 6 },
  nonAccrualAboveDays: 90,
  stage2AboveDays: 30,
  stage3AboveDays: 90,
};

/** The worse of two classes. */
export function worseOf(left: Classification, right: Classification): Classification {
  return classifications.indexOf(left) >= classifications.indexOf(right) ? left : right;
}

/** True for 次级, 可疑 and 损失, the classes that count as non-performing (不良). */
export function isNonPerforming(classification: Classification): boolean {
  return classifications.indexOf(classification) >= classifications.indexOf('substandard');
}

/** The class that the days alone ask for. */
export function classificationOf(overdueDays: number, rule = DEFAULT_CLASSIFICATION_RULE): Classification {
  return rule.thresholds.reduce<Classification>(
    (reached, { aboveDays, classification }) => (overdueDays > aboveDays ? worseOf(reached, classification) : reached),
    'normal',
  );
}

/** What is known about a loan when it is classified. */
export interface ClassificationFacts {
  readonly asOf: PlainDate;
  readonly overdueDays: number;
  /** The class before; null for a new loan. */
  readonly previous: Classification | null;
  /** Classes set by a person, a rating or a warning: each can only make it worse than the days say. */
  readonly worsenedTo: readonly Classification[];
  /** The day on which the last arrears were cleared; null while any are open, or if there never were any. */
  readonly arrearsClearedOn: PlainDate | null;
  /** Instalments paid by their due date since then. */
  readonly periodsOnTimeSince: number;
  /** Another loan of the debtor is non-performing. */
  readonly otherImpairedLoan: boolean;
  /** Renewed because the debtor could not pay (借新还旧). */
  readonly renewedInDistress: boolean;
}

/** The views that a lender reports on one loan. */
export interface ClassificationResult {
  readonly classification: Classification;
  /** Why a better class that days and persons would allow is not given yet; null if none is withheld. */
  readonly withheld: 'arrearsOpen' | 'otherImpairedLoan' | 'underObservation' | null;
  /** 非应计. */
  readonly nonAccrual: boolean;
  /** IFRS 9. */
  readonly stage: 1 | 2 | 3;
  /** 重组资产. */
  readonly restructuredAsset: boolean;
}

/** Classifies a loan: at once to the worse, to the better only as the upgrade rule allows (domain.md §2). */
export function classify(facts: ClassificationFacts, rule = DEFAULT_CLASSIFICATION_RULE): ClassificationResult {
  const asked = facts.worsenedTo.reduce(worseOf, classificationOf(facts.overdueDays, rule));
  const previous = facts.previous ?? asked;
  const better = previous !== asked && worseOf(previous, asked) === previous;
  const withheld = better ? withheldBecause(facts, previous, rule) : null;
  return {
    classification: withheld === null ? asked : previous,
    withheld,
    nonAccrual: facts.overdueDays > rule.nonAccrualAboveDays,
    stage: facts.overdueDays > rule.stage3AboveDays ? 3 : facts.overdueDays > rule.stage2AboveDays ? 2 : 1,
    restructuredAsset: facts.renewedInDistress,
  };
}

function withheldBecause(
  facts: ClassificationFacts,
  previous: Classification,
  rule: ClassificationRule,
): ClassificationResult['withheld'] {
  if (facts.overdueDays > 0) return 'arrearsOpen';
  if (facts.otherImpairedLoan) return 'otherImpairedLoan';
  if (!isNonPerforming(previous)) return null;
  const { periodsOnTime, months } = rule.observation;
  // Arrears that never were cleared on a day we know of, such as a class set by a person, start no observation.
  if (facts.arrearsClearedOn === null) return 'underObservation';
  const observed = facts.periodsOnTimeSince >= periodsOnTime && facts.asOf >= addMonths(facts.arrearsClearedOn, months);
  return observed ? null : 'underObservation';
}
