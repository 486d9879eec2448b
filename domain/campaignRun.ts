import type { CampaignLine, CampaignRun, CampaignSelection, CampaignTotals, Owed } from './campaignState.ts';
import { massKind, ownTerms } from './campaignTerms.ts';
import { isPlainDate } from './date.ts';
import type { PlainDate } from './date.ts';
import { dayOf } from './day.ts';
import type { Day } from './day.ts';
import { documentsIn } from './evidence.ts';
import type { LoanState } from './loanState.ts';
import { drafted } from './request.ts';
import { isFault } from './requestKinds.ts';
import type { RequestEffects, RequestFault, RequestWorld } from './requestKinds.ts';
import { isOpenRequest } from './requestRules.ts';
import type { LoanRequest } from './requestState.ts';
import { effectOf } from './simulation.ts';
import type { Snapshot } from './simulation.ts';

/** What a campaign asks for each of its loans. */
export type CampaignAsk = Pick<CampaignRun, 'kind' | 'terms' | 'reason' | 'documents'>;

/** What of a selection cannot be told by the read model: it goes by the policy of the loan. */
export function meets({ buckets, segments }: CampaignSelection, { assessment, segment }: Day): boolean {
  return (
    (buckets === undefined || (assessment.bucket !== null && buckets.includes(assessment.bucket))) &&
    (segments === undefined || segments.includes(segment))
  );
}

/**
 * The request that a campaign makes for a loan as it stands on the day, with what it would do; or why it does not fit.
 * The dry run and the carrying out ask here, so what was shown is what is done.
 * @param terms those for this very loan, as the list has them; left out: those that follow from what it owes today
 */
export function askedFor(
  state: LoanState,
  ask: CampaignAsk,
  world: RequestWorld,
  today: PlainDate,
  maker: string,
  terms?: Readonly<Record<string, unknown>>,
):
  | {
      readonly request: LoanRequest;
      readonly effects: RequestEffects;
      readonly terms?: Readonly<Record<string, unknown>>;
    }
  | RequestFault {
  if (state.closed !== null)
    return { code: 'LOAN_CLOSED', reason: 'the loan is closed', remedy: 'nothing about it can be changed' };
  const open = (state.requests ?? []).find((one) => isOpenRequest(one) && one.kind === ask.kind);
  if (open !== undefined)
    return { code: 'REQUEST_OPEN', reason: `${open.id} asks the same and is open`, remedy: 'wait for it' };
  const own = terms ?? ownTerms(ask.kind, ask.terms, state, dayOf(state, world.policy, today));
  if (own !== undefined && isFault(own)) return own;
  const content = { kind: ask.kind, terms: own ?? ask.terms, reason: ask.reason, documents: ask.documents };
  const draft = drafted(state, content, world, today, maker);
  if (isFault(draft) || own === undefined) return draft;
  return { ...draft, terms: own };
}

/** What the dry run says of one loan; changes nothing. */
export function lineOf(
  state: LoanState,
  ask: CampaignAsk,
  world: RequestWorld,
  today: PlainDate,
  maker: string,
): { readonly line: CampaignLine; readonly atStakePercent: number } {
  const { loanId } = state.terms;
  const asked = askedFor(state, ask, world, today, maker);
  if (isFault(asked)) {
    const { overdueAmountMinor: overdueMinor, outstandingMinor } = dayOf(state, world.policy, today).assessment;
    const { code, reason } = asked;
    return { line: { loanId, ok: false, code, reason, before: { overdueMinor, outstandingMinor } }, atStakePercent: 0 };
  }
  const { effects, terms } = asked;
  const { before, after } = effectOf(state, world.policy, effects, today);
  const line: CampaignLine = {
    ...{ loanId, ok: true, atStakeMinor: effects.atStakeMinor, before: owed(before), after: owed(after) },
    ...(terms === undefined ? {} : { terms }),
  };
  return { line, atStakePercent: effects.atStakePercent ?? 0 };
}

const owed = ({ overdueMinor, outstandingMinor }: Snapshot): Owed => ({ overdueMinor, outstandingMinor });

export const NOTHING: CampaignTotals = {
  ...{ met: 0, accepted: 0, refused: {}, atStakeMinor: 0, atStakePercent: 0 },
  before: { overdueMinor: 0, outstandingMinor: 0 },
  after: { overdueMinor: 0, outstandingMinor: 0 },
};

/** The totals with one loan more. */
export function withLine(totals: CampaignTotals, line: CampaignLine, atStakePercent: number): CampaignTotals {
  const met = totals.met + 1;
  if (!line.ok) {
    const { [line.code]: before = 0 } = totals.refused;
    return { ...totals, met, refused: { ...totals.refused, [line.code]: before + 1 } };
  }
  return {
    ...{ met, accepted: totals.accepted + 1, refused: totals.refused },
    atStakeMinor: totals.atStakeMinor + line.atStakeMinor,
    atStakePercent: Math.max(totals.atStakePercent, atStakePercent),
    before: sum(totals.before, line.before),
    after: sum(totals.after, line.after),
  };
}

const sum = (one: Owed, other: Owed): Owed => ({
  overdueMinor: one.overdueMinor + other.overdueMinor,
  outstandingMinor: one.outstandingMinor + other.outstandingMinor,
});

/** The run that a command proposes; null when it is not whole. */
export function runIn({ run }: Readonly<Record<string, unknown>>): CampaignRun | null {
  if (typeof run !== 'object' || run === null) return null;
  const { asOf, currency, kind, terms, reason, selection, pace, policies, totals, pages } = run as Partial<
    Record<keyof CampaignRun, unknown>
  >;
  const whole =
    isPlainDate(asOf) &&
    typeof currency === 'string' &&
    massKind(kind) !== undefined &&
    [terms, selection, pace, totals].every((one) => typeof one === 'object' && one !== null) &&
    typeof reason === 'string' &&
    documentsIn(run as Readonly<Record<string, unknown>>) !== null &&
    areTexts(policies) &&
    areTexts(pages) &&
    counts(totals, ['met', 'accepted', 'atStakeMinor', 'atStakePercent']) &&
    counts(pace, ['loans', 'everySeconds']);
  return whole ? (run as CampaignRun) : null;
}

const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

const counts = (value: unknown, members: readonly string[]): boolean =>
  members.every((name) => {
    const count = (value as Readonly<Record<string, unknown>>)[name];
    return typeof count === 'number' && Number.isSafeInteger(count) && count >= 0;
  });
