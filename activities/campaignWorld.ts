/** What decisions of campaigns, and of the loans that they ask, read besides their state. */
import { hashOf } from '../db/chain.ts';
import { readPage, runHash } from '../db/campaign.ts';
import { signedWords } from '../db/campaignWord.ts';
import type { SignedWord } from '../db/campaignWord.ts';
import type { Queries } from '../db/pool.ts';
import type { SignedCommand } from '../db/signature.ts';
import { campaignRuleOf } from '../domain/campaignDecision.ts';
import { runIn } from '../domain/campaignRun.ts';
import type { CampaignRule, CampaignSeen, CampaignSource, CampaignState } from '../domain/campaignState.ts';
import type { CaseEvent } from '../domain/case.ts';
import { localDate } from '../domain/instant.ts';
import type { Policy } from '../domain/policy.ts';

/** The rules and hash of what is proposed, and the page that comes next. */
export async function campaignSource(
  q: Queries,
  policyOf: (q: Queries, hash: string) => Promise<Policy>,
  state: unknown,
  events: readonly CaseEvent[],
): Promise<CampaignSource> {
  const rules: Record<string, CampaignRule> = {};
  const hashes: Record<string, string> = {};
  for (const { id, type, content } of events) {
    const run = type === 'propose' ? runIn(content) : null;
    if (run === null) continue;
    hashes[id] = runHash(run);
    for (const hash of run.policies) {
      const known = await q.row('select 1 as there from policy where hash = $1', [hash]);
      if (known !== null) rules[hash] = campaignRuleOf(await policyOf(q, hash), run.kind);
    }
  }
  const proposed = (state as CampaignState | null)?.proposed;
  const page = proposed?.run.pages[proposed.pagesAsked];
  if (proposed === undefined || proposed === null || page === undefined) return { rules, hashes };
  return { rules, hashes, page: { number: proposed.pagesAsked, lines: await readPage(q, page) } };
}

/** Campaigns that ask a loan, from their signed commands and the page that names it, by event id. */
export async function campaignsAsking(
  q: Queries,
  verify: (command: SignedCommand) => boolean,
  { timeZone }: Policy,
  loanCaseId: string,
  events: readonly CaseEvent[],
): Promise<Readonly<Record<string, CampaignSeen>>> {
  const asking: Record<string, CampaignSeen> = {};
  for (const { id, type, kind, content } of events) {
    const { campaign, page } = content;
    if (kind !== 'fact' || type !== 'campaignRelief' || typeof campaign !== 'string') continue;
    const seen = seenIn(await signedWords(q, campaign, verify), timeZone);
    if (seen === null) continue;
    const hash = typeof page === 'number' ? seen.run.pages[page] : undefined;
    const lines = hash === undefined ? null : await readPage(q, hash);
    const line = lines?.find(({ loanId }) => `loan/${loanId}` === loanCaseId) ?? null;
    asking[id] = { ...seen, line };
  }
  return asking;
}

function seenIn(words: readonly SignedWord[], timeZone: string): Omit<CampaignSeen, 'line'> | null {
  const proposal = words.find(({ command }) => command.type === 'propose');
  const run = proposal === undefined ? null : runIn(proposal.command.content);
  if (proposal === undefined || run === null) return null;
  const on = ({ receivedAt }: SignedWord): string => localDate(receivedAt, timeZone);
  return {
    ...{ run, hash: hashOf(run), maker: proposal.command.actor.id, proposedOn: on(proposal) },
    words: words.flatMap((word) => {
      const { type, actor, content } = word.command;
      if (type === 'propose') return [];
      const { hash } = content;
      const decision = type === 'approve' ? ('approved' as const) : ('rejected' as const);
      return [{ decision, actor, hash: typeof hash === 'string' ? hash : '', on: on(word) }];
    }),
  };
}
