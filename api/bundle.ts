/** Files about a loan as one PDF, as of a day: folded from the journals, set, hashed. */
import { createHash } from 'node:crypto';
import { readPerson } from '../db/person.ts';
import { timeline } from '../db/timeline.ts';
import type { TimelineRow } from '../db/timeline.ts';
import type { Outcome } from '../domain/case.ts';
import type { PlainDate } from '../domain/date.ts';
import { localDate } from '../domain/instant.ts';
import type { LoanOutcome, LoanState } from '../domain/loan.ts';
import { foldLoan } from '../domain/loanFold.ts';
import type { Policy } from '../domain/policy.ts';
import { foldTrack } from '../domain/trackFold.ts';
import type { TrackOutcome, TrackState } from '../domain/trackState.ts';
import type { BundleContent } from '../policies/bundle.ts';
import { nowOf } from './context.ts';
import type { Language } from './context.ts';
import type { ApiDeps } from './deps.ts';
import { Problem } from './problem.ts';
import { loanRecord } from './showLoan.ts';
import { bundleWords } from './words/bundle.ts';

const PAGE_ROWS = 500;

/** That a file was taken before is no part of the file. */
const TAKEN: readonly string[] = ['bundleTaken', 'packTaken'];

/** A loan and one of its tracks as they stood at the end of a day. */
export interface BundleAsked {
  readonly state: LoanState;
  readonly policy: Policy;
  readonly track: TrackState;
  /** The journal up to the end of the day. */
  readonly rows: readonly TimelineRow[];
  readonly asOf: PlainDate;
  readonly language: Language;
  readonly sender: string;
}

export interface TakenFile {
  readonly pdf: Uint8Array;
  /** Of the PDF, hex. */
  readonly sha256: string;
  readonly asOf: PlainDate;
  readonly language: Language;
  readonly debtorId: string;
}

/**
 * Sets a file about a track as of a day: what it says follows from the journals up to that day, and the same day gives
 * the same bytes. @throws Problem CASE_UNKNOWN, DATE_FUTURE, DATE_ORDER, BUNDLES_ABSENT
 */
export async function setFile(
  deps: ApiDeps,
  { loanId, trackId }: { readonly loanId: string; readonly trackId: string },
  asked: { readonly asOf?: string | undefined; readonly language?: Language | undefined },
  contentOf: (deps: ApiDeps, asked: BundleAsked) => Promise<BundleContent>,
): Promise<TakenFile> {
  const { state, policy } = await loanRecord(deps, loanId);
  const today = localDate(await nowOf(deps), policy.timeZone);
  const { asOf = today, language = policy.language } = asked;
  if (asOf > today)
    throw new Problem(
      422,
      'DATE_FUTURE',
      `${asOf} is not yet; today is ${today}`,
      'name today or a day before',
      'asOf',
    );
  if (deps.bundles === undefined)
    throw new Problem(503, 'BUNDLES_ABSENT', 'no files can be set here', 'ask the API that npm start or serve runs');
  const { set, sender } = deps.bundles;
  const rows = await rowsUntil(deps, loanId, policy, asOf);
  const then = asItStood(rows, state, trackId);
  if (then === null)
    throw new Problem(
      422,
      'DATE_ORDER',
      `${trackId} was not open yet on ${asOf}`,
      'name the day on which it was opened, or a later one',
      'asOf',
    );
  const pdf = set(await contentOf(deps, { ...then, rows, policy, asOf, language, sender: sender[language] }));
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  return { pdf, sha256, asOf, language, debtorId: state.terms.debtorId };
}

/** Loan and track as their journals tell them up to the end of the day; null where it was not open yet. */
function asItStood(
  rows: readonly TimelineRow[],
  { terms }: LoanState,
  trackId: string,
): { readonly state: LoanState; readonly track: TrackState } | null {
  const outcomesOf = (caseId: string): readonly Outcome[] =>
    rows.filter((row) => row.caseId === caseId).map(({ body }) => body);
  const loan = outcomesOf(`loan/${terms.loanId}`).reduce<LoanState | null>(
    (folded, row) => foldLoan(folded, row as LoanOutcome),
    null,
  );
  const track = outcomesOf(trackId).reduce<TrackState | null>(
    (folded, row) => foldTrack(folded, row as TrackOutcome),
    null,
  );
  return loan === null || track === null ? null : { state: loan, track };
}

/** The journal up to the end of the day. */
async function rowsUntil(deps: ApiDeps, loanId: string, policy: Policy, asOf: PlainDate): Promise<TimelineRow[]> {
  const all: TimelineRow[] = [];
  for (;;) {
    const last = all.at(-1);
    const from = last === undefined ? null : { at: last.at, caseId: last.caseId, seq: last.seq };
    const page = await timeline(deps.db, loanId, { from, limit: PAGE_ROWS, newestFirst: false });
    all.push(...page);
    if (page.length < PAGE_ROWS) break;
  }
  return all.filter(({ at, type }) => localDate(at, policy.timeZone) <= asOf && !TAKEN.includes(type));
}

/** How a file about a loan begins: its day, its language, who gives it. */
export function frameOf(
  { state, track, asOf, language, sender }: BundleAsked,
  title: string,
): Omit<BundleContent, 'particulars' | 'sections'> {
  const words = bundleWords[language];
  const [year, month, day] = asOf.split('-').map(Number);
  return {
    ...{ language, sender, title, contents: words.contents, page: words.page },
    day: { year: year ?? 0, month: month ?? 0, day: day ?? 0 },
    footer: `${state.terms.loanId} · ${track.trackId} · ${words.asOf} ${asOf}`,
  };
}

/** The name of a person of the loan, in words where there is none. */
export async function nameIn(deps: ApiDeps, id: string | null, language: Language): Promise<string> {
  const words = bundleWords[language];
  const read = id === null ? null : await readPerson(deps.db, deps.sealer, id);
  if (read === null) return words.none;
  return read.kind === 'FORGOTTEN' ? words.forgotten : read.person.name;
}
