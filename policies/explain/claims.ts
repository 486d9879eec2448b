/** What a policy says about claims, in sentences of both languages; the defaults are told too. */
import { claimRulesOf } from '../../domain/claimRules.ts';
import type { ClaimRules, ClaimTaskRule } from '../../domain/claimRules.ts';
import type { Action, Policy } from '../../domain/policy.ts';
import { roleIn } from './role.ts';
import type { Language, Words } from './words.ts';

type Claim = Extract<Action, { do: 'claim' }>;

export interface ClaimWords {
  readonly title: string;
  readonly days: (perform: number, contest: number, remainder: number) => string;
  readonly documents: (kinds: string) => string;
  readonly tasks: (documents: string, contest: string, refund: string) => string;
  readonly task: (role: string, days: number, escalateTo: string) => string;
  readonly nonWorkingDays: Readonly<Record<ClaimRules['nonWorkingDays'], string>>;
  readonly boughtBack: Readonly<Record<ClaimRules['boughtBack'], string>>;
  readonly subrogation: (channels: string) => string;
  readonly legalAtOnce: (parties: string) => string;
  readonly notPerforming: Readonly<Record<NonNullable<ClaimRules['notPerforming']>, string>>;
}

export const claimWordsEn: ClaimWords = {
  title: 'Claims',
  days: (perform, contest, remainder) =>
    `${perform} days to perform, ${contest} to decide a contest, ${remainder} for the rest of a part`,
  documents: (kinds) => `not before these documents are there: ${kinds}`,
  tasks: (documents, contest, refund) =>
    `Missing documents go to ${documents}; a contest to ${contest}; a refund to a partner to ${refund}.`,
  task: (role, days, escalateTo) => `${role} for ${days} days, then ${escalateTo}`,
  nonWorkingDays: {
    same: 'A deadline for the other side may fall on a day off.',
    next: 'A deadline for the other side that falls on a day off is the next working day.',
  },
  boughtBack: {
    collectionEnds: 'A loan that a partner has bought back is not collected from the borrower any more.',
    collectionGoesOn: 'What is left of a loan that a partner has bought back is collected from the borrower as before.',
  },
  subrogation: (channels) => `The borrower is told by ${channels} whom to pay then.`,
  notPerforming: {
    claim: 'A partner that counts as not performing is claimed on all the same.',
    passOver:
      'A partner that counts as not performing is passed over: no claim is made on it, running ones are not waited for, and the next claim or legal action comes on the next day on which its condition holds.',
  },
  legalAtOnce: (parties) => `A refusal by ${parties} brings legal action at once, without the days of its step.`,
};

export const claimWordsZh: ClaimWords = {
  title: '履约索赔',
  days: (perform, contest, remainder) =>
    `认可后 ${perform} 天内履行，异议 ${contest} 天内处理，部分履行的余款 ${remainder} 天内付清`,
  documents: (kinds) => `材料齐全后方可发出：${kinds}`,
  tasks: (documents, contest, refund) =>
    `缺少材料的由${documents}；对方异议由${contest}；应退合作机构的款项由${refund}。`,
  task: (role, days, escalateTo) => `${role}在 ${days} 天内处理，逾期上报${escalateTo}`,
  nonWorkingDays: {
    same: '对方的期限可以落在非工作日。',
    next: '对方的期限遇非工作日顺延至下一工作日。',
  },
  boughtBack: {
    collectionEnds: '合作机构回购的贷款，不再向借款人催收。',
    collectionGoesOn: '合作机构回购后的余额，仍向借款人催收。',
  },
  subrogation: (channels) => `届时以${channels}告知借款人应向谁还款。`,
  notPerforming: {
    claim: '被认定为不履约的合作机构，仍照常索赔。',
    passOver:
      '被认定为不履约的合作机构予以跳过：不再新增索赔，已有索赔不再等待，下一项索赔或法律行动于条件具备的次日启动。',
  },
  legalAtOnce: (parties) => `${parties}拒绝履行的，立即进入法律行动，不再等待该步骤的天数。`,
};

/** The terms of one claim, to follow what it does; empty where the step names none. */
export function claimTerms(action: Claim, words: ClaimWords, list: Words['list'], policy: Policy): readonly string[] {
  const { answerDays, performDays, contestDays, remainderDays, documents } = action;
  const contest = contestDays ?? claimRulesOf(policy).contestTask.days;
  const perform = performDays ?? answerDays;
  const days = [performDays, contestDays, remainderDays].every((one) => one === undefined)
    ? []
    : [words.days(perform, contest, remainderDays ?? perform)];
  return [...days, ...(documents === undefined ? [] : [words.documents(list(documents))])];
}

/** What holds for all claims of a policy. */
export function explainClaims(policy: Policy, words: Words, language: Language): readonly string[] {
  const { claims } = words;
  const rules = claimRulesOf(policy);
  const task = ({ role, days, escalateTo }: ClaimTaskRule): string =>
    claims.task(roleIn(language, role), days, roleIn(language, escalateTo));
  return [
    claims.tasks(task(rules.documentTask), task(rules.contestTask), task(rules.refundTask)),
    claims.nonWorkingDays[rules.nonWorkingDays],
    claims.boughtBack[rules.boughtBack],
    claims.subrogation(words.then(rules.subrogationChannels.map((one) => words.channel[one]))),
    claims.notPerforming[rules.notPerforming ?? 'claim'],
    ...(rules.legalAfterRefusalBy.length === 0
      ? []
      : [claims.legalAtOnce(words.list(rules.legalAfterRefusalBy.map((one) => words.party[one])))]),
  ];
}
