/** A campaign as the API shows it: amounts as decimals, and what kind of gift they are. */
import type { CampaignRow } from '../db/campaign.ts';
import type { CampaignLine, CampaignRun, CampaignTotals } from '../domain/campaignState.ts';
import type { MassKind } from '../domain/campaignTerms.ts';
import type { Language } from './context.ts';
import { decimal } from './money.ts';
import { campaignStatus } from './words/campaign.ts';
import { codeWords, said } from './words/codes.ts';

const GIVES: Readonly<Record<MassKind, 'waived' | 'deferred' | 'lent'>> = {
  ...{ waiver: 'waived', deferment: 'deferred', plan: 'deferred', restructure: 'deferred', extension: 'deferred' },
  temporaryLoan: 'lent',
};

export function runShown(run: CampaignRun, hash: string, language: Language): object {
  const { totals, pages, policies: _policies, ...rest } = run;
  const kindText = said(codeWords[language].requestKind, run.kind);
  return { ...rest, kindText, hash, pages: pages.length, totals: totalsShown(totals, run) };
}

function totalsShown(totals: CampaignTotals, { kind, currency }: Pick<CampaignRun, 'kind' | 'currency'>): object {
  const { met, accepted, refused, atStakeMinor, atStakePercent, before, after } = totals;
  const owed = ({ overdueMinor, outstandingMinor }: CampaignTotals['before']): object => ({
    ...{ overdue: decimal(overdueMinor, currency), outstanding: decimal(outstandingMinor, currency) },
  });
  return {
    ...{
      met,
      accepted,
      refused,
      atStake: decimal(atStakeMinor, currency),
      [GIVES[kind]]: decimal(atStakeMinor, currency),
    },
    ...(atStakePercent === 0 ? {} : { atStakePercent }),
    ...{ before: owed(before), after: owed(after) },
  };
}

export function lineShown(line: CampaignLine, currency: string): Record<string, unknown> {
  const { loanId, before } = line;
  const owed = {
    overdue: decimal(before.overdueMinor, currency),
    outstanding: decimal(before.outstandingMinor, currency),
  };
  if (!line.ok) return { loanId, ok: false, code: line.code, reason: line.reason, before: owed };
  const { after, atStakeMinor, terms } = line;
  return {
    ...{ loanId, ok: true, atStake: decimal(atStakeMinor, currency), before: owed },
    after: { overdue: decimal(after.overdueMinor, currency), outstanding: decimal(after.outstandingMinor, currency) },
    ...(terms === undefined ? {} : { terms }),
  };
}

export function rowShown({ atStakeMinor, carriedOutMinor, ...row }: CampaignRow): Record<string, unknown> {
  return {
    ...row,
    ...{ atStake: decimal(atStakeMinor, row.currency), carriedOutAmount: decimal(carriedOutMinor, row.currency) },
    left: row.accepted - row.asked,
  };
}

export const statusText = (status: string, language: Language): string =>
  (campaignStatus[language] as Readonly<Record<string, string>>)[status] ?? status;
