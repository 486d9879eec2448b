/** The dry run of a campaign: walks over the loans that meet a selection, page by page, and changes nothing. */
import { loansMeeting, runHash, savePage, unknownIn } from '../db/campaign.ts';
import { hashOf } from '../db/chain.ts';
import { policyByHash } from '../db/policy.ts';
import type { Queries } from '../db/pool.ts';
import { campaignRuleOf, strictest } from '../domain/campaignDecision.ts';
import type { Strictest } from '../domain/campaignDecision.ts';
import { NOTHING, lineOf, meets, withLine } from '../domain/campaignRun.ts';
import type { CampaignLine, CampaignRun } from '../domain/campaignState.ts';
import { massFault } from '../domain/campaignTerms.ts';
import { dayOf } from '../domain/day.ts';
import { localDate } from '../domain/instant.ts';
import type { Policy } from '../domain/policy.ts';
import { isFault } from '../domain/requestKinds.ts';
import { nowOf } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { Problem } from './problem.ts';
import { dictionaries } from './words/index.ts';

/** What is asked of every loan, as a body says it. */
export type Asked = Pick<CampaignRun, 'kind' | 'terms' | 'reason' | 'documents' | 'selection' | 'pace'>;

export interface DryRun {
  readonly run: CampaignRun;
  readonly hash: string;
  readonly strictest: Strictest;
}

/** Loans read at once. */
const READ_AT_ONCE = 200;
/** A larger list is no decision any more that a person can look at. */
export const MOST_LOANS = 20_000;

/** @throws Problem of terms, and SELECTION_UNKNOWN where it names what no loan has */
export async function checked(deps: ApiDeps, { kind, terms, selection }: Asked): Promise<void> {
  const wrong = massFault(kind, terms);
  if (wrong !== null) throw new Problem(422, wrong.code, wrong.reason, wrong.remedy, 'terms');
  if (Object.keys(selection).length === 0)
    throw new Problem(
      422,
      'SELECTION_EMPTY',
      'the selection names nothing: it would mean the whole book',
      'name branches, products, policies, stages, buckets, segments, debtors, loans or days',
      'selection',
    );
  const stages = (selection.stages ?? []).filter((stage) => !(stage in dictionaries.en.stage));
  const unknown = [...stages.map((stage) => `stages: ${stage}`), ...(await unknownIn(deps.db, selection))];
  if (unknown.length > 0)
    throw new Problem(
      422,
      'SELECTION_UNKNOWN',
      `no loan has ${unknown.slice(0, 5).join('; ')}`,
      'correct it; recoup list shows what loans have',
      'selection',
    );
}

/** Lines of the loans that meet the selection, in the order of their ids, after one of them. */
export async function* linesOf(
  deps: ApiDeps,
  q: Queries,
  asked: Asked,
  maker: string,
  after = '',
): AsyncGenerator<{ line: CampaignLine; atStakePercent: number; currency: string; policyHash: string }> {
  const now = await nowOf(deps);
  const policies = new Map<string, Policy>();
  for (let last = after; ;) {
    const loans = await loansMeeting(q, asked.selection, now, last, READ_AT_ONCE);
    for (const { loanId, state, policyHash, currency } of loans) {
      const policy = policies.get(policyHash) ?? (await policyByHash(q, policyHash));
      policies.set(policyHash, policy);
      last = loanId;
      const today = localDate(now, policy.timeZone);
      if (!meets(asked.selection, dayOf(state, policy, today))) continue;
      const world = { policy, calendar: deps.calendarOf(policy.calendar) };
      yield { ...lineOf(state, asked, world, today, maker), currency, policyHash };
    }
    if (loans.length < READ_AT_ONCE) return;
  }
}

/**
 * The whole dry run. Only one page of the list is held at a time; with `keep` each is written down under its hash.
 * @throws Problem SELECTION_EMPTY, TOO_MANY_LOANS, CURRENCIES_DIFFER, POLICIES_DISAGREE
 */
export async function dryRun(deps: ApiDeps, q: Queries, asked: Asked, maker: string, keep: boolean): Promise<DryRun> {
  const pages: string[] = [];
  const policies = new Set<string>();
  let page: CampaignLine[] = [];
  let totals = NOTHING;
  let currency: string | undefined;
  const turn = async (): Promise<void> => {
    pages.push(keep ? await savePage(q, page) : hashOf(page));
    page = [];
  };
  for await (const one of linesOf(deps, q, asked, maker)) {
    currency ??= one.currency;
    if (one.currency !== currency)
      throw new Problem(
        422,
        'CURRENCIES_DIFFER',
        `loans in ${currency} and in ${one.currency} meet the selection`,
        'make a campaign for each currency',
        'selection',
      );
    totals = withLine(totals, one.line, one.atStakePercent);
    if (totals.met > MOST_LOANS)
      throw new Problem(
        422,
        'TOO_MANY_LOANS',
        `more than ${MOST_LOANS} loans meet the selection`,
        'narrow it, and make several campaigns',
        'selection',
      );
    if (one.line.ok) policies.add(one.policyHash);
    page.push(one.line);
    if (page.length === asked.pace.loans) await turn();
  }
  if (page.length > 0) await turn();
  if (currency === undefined)
    throw new Problem(422, 'SELECTION_EMPTY', 'no open loan meets the selection', 'widen it', 'selection');
  const hashes = [...policies].sort();
  const run: CampaignRun = {
    ...{ asOf: localDate(await nowOf(deps), await zoneOf(deps, q, hashes)), currency, ...asked },
    ...{ policies: hashes, totals, pages },
  };
  return { run, hash: runHash(run), strictest: await decidersOf(q, run) };
}

/** The zone in which the campaign's own days are counted: that of the policy which its case is on. */
async function zoneOf(deps: ApiDeps, q: Queries, [first]: readonly string[]): Promise<string> {
  return first === undefined ? deps.lender.timeZone : (await policyByHash(q, first)).timeZone;
}

/** Who may ask and decide; what nobody would get has no deciders either. @throws Problem POLICIES_DISAGREE */
async function decidersOf(q: Queries, { policies, kind, totals, currency }: CampaignRun): Promise<Strictest> {
  if (policies.length === 0)
    throw new Problem(
      422,
      'NOTHING_ACCEPTED',
      `none of ${totals.met} loans would get it: ${Object.entries(totals.refused)
        .map(([code, count]) => `${code} ${count}`)
        .join(', ')}`,
      'correct the terms, or select other loans',
      'terms',
      { totals },
    );
  const rules = await Promise.all(policies.map(async (hash) => campaignRuleOf(await policyByHash(q, hash), kind)));
  const found = strictest(rules, totals, currency);
  if (isFault(found)) throw new Problem(422, found.code, found.reason, found.remedy, 'selection');
  return found;
}
