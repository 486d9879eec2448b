/** What the lawyers and the court of a demo do: a suit is filed, its fee is paid, and it goes from stage to stage. */
import type { TaskRow } from '../db/work.ts';
import { addDays } from '../domain/date.ts';
import type { PlainDate } from '../domain/date.ts';
import { instantAt } from '../domain/instant.ts';
import { legalRulesOf } from '../domain/legalRules.ts';
import { formatAmount } from '../domain/money.ts';
import type { Policy } from '../domain/policy.ts';
import type { LegalStage, TrackState, TrackStatus } from '../domain/trackState.ts';
import { handIn } from './demoPapers.ts';
import { command, trackOf } from './demoPeople.ts';
import type { CastDeps } from './demoPeople.ts';

/** Made up, as the length of its way through the court. */
const COURT_FEE = '1300.00';
const COURT: Readonly<Partial<Record<TrackStatus, { readonly stage: LegalStage; readonly afterDays: number }>>> = {
  filed: { stage: 'served', afterDays: 12 },
  served: { stage: 'judged', afterDays: 38 },
  judged: { stage: 'judgmentServed', afterDays: 6 },
  // 15 days to appeal (民事诉讼法第171条), longer where the last of them is a day off.
  judgmentServed: { stage: 'effective', afterDays: 24 },
  effective: { stage: 'enforcement', afterDays: 24 },
};

/** The papers that the policy wants are handed in, and the suit is filed. */
export async function fileSuit(deps: CastDeps, { id, caseId, loanId }: TaskRow, today: PlainDate): Promise<void> {
  const policy = await deps.db.row<{ body: Policy }>(
    'select p.body from case_file c join policy p on p.hash = c.policy_hash where c.id = $1',
    [caseId],
  );
  const wanted = policy === null ? [] : legalRulesOf(policy.body).documents;
  const documents = await handIn(
    deps,
    loanId,
    wanted.map(({ kind }) => kind),
    instantAt(today, '12:00', deps.timeZone),
  );
  const number = Array.from(loanId).reduce((sum, character) => sum + character.charCodeAt(0), 0);
  return command(deps, caseId, `file/${id}`, 'legalCounsel', 'recordStage', {
    ...{ stage: 'filed', court: '示范区人民法院', caseNumber: `（${today.slice(0, 4)}）示民初${number}号` },
    documents,
  });
}

/** The fee of the court is paid the day after it was asked for; the other terms end with the stage that follows. */
export async function keepDeadline(deps: CastDeps, { id, caseId }: TaskRow): Promise<void> {
  const deadline = id.slice(caseId.length + 1);
  if (!deadline.startsWith('courtFee/')) return;
  await command(deps, caseId, `fee/${id}`, 'legalCounsel', 'recordCost', { kind: 'courtFee', amount: COURT_FEE });
  await command(deps, caseId, `feeMet/${id}`, 'legalCounsel', 'meetDeadline', {
    ...{ deadline, reason: '已缴纳诉讼费 · the court fee was paid' },
  });
}

/** Every suit whose time for it has come goes to its next stage. */
export async function courtDay(deps: CastDeps, today: PlainDate): Promise<void> {
  const suits = await deps.db.rows<{ id: string }>(
    `select case_id as id from track_view where kind = 'legalAction' and status = any($1) order by case_id`,
    [Object.keys(COURT)],
  );
  for (const { id } of suits) {
    const suit = await trackOf(deps, id);
    const next = suit === null ? undefined : COURT[suit.status];
    const since = suit?.legal?.stageOn;
    if (suit === null || next === undefined || since === undefined || addDays(since, next.afterDays) > today) continue;
    await command(deps, id, `${next.stage}/${id}`, 'legalCounsel', 'recordStage', {
      stage: next.stage,
      ...(next.stage === 'judged' ? judgment(suit) : {}),
    });
  }
}

/** The court finds for the lender, costs included. */
const judgment = ({ line }: TrackState): Readonly<Record<string, string>> => ({
  ...{ result: 'for', amount: formatAmount(line.outstandingMinor, line.currency), costs: COURT_FEE },
});
