// What must hold at the end of every life: chain, witness, fold and read model agree.
import { kindOf } from '../../activities/kinds.ts';
import { brokenAt } from '../../db/chain.ts';
import type { ChainedRow } from '../../db/chain.ts';
import { assess } from '../../domain/assess.ts';
import type { LoanState } from '../../domain/loan.ts';
import { formatAmount } from '../../domain/money.ts';
import { disagreements, rowsOf } from '../../engine/historyRows.ts';
import type { RunRows } from '../../engine/historyRows.ts';
import type { LenderWorld } from '../support/lenderWorld.ts';
import type { Life } from './life.ts';
import { caseOf, policyOf } from './play.ts';

interface CaseRow {
  readonly id: string;
  readonly kind: string;
  readonly state: unknown;
  readonly head: string;
  readonly stuck: string | null;
}

/** What is wrong with the case files of a life, in words; empty when nothing is. */
export async function faultsOf(world: LenderWorld, life: Life): Promise<string[]> {
  const cases = await world.db.rows<{ id: string }>(`select id from case_file where id = $1 or id ~ $2`, [
    caseOf(life),
    `^[a-zA-Z]+/${life.loanId}/[0-9]+$`,
  ]);
  return faultsOfCases(
    world,
    cases.map(({ id }) => id),
  );
}

/** What is wrong with these case files, in words; empty when nothing is. */
export async function faultsOfCases(world: LenderWorld, caseIds: readonly string[]): Promise<string[]> {
  const cases = await world.db.rows<CaseRow>(
    'select id, kind, state, head, stuck from case_file where id = any($1) order by id',
    [caseIds],
  );
  const found = caseIds.length === cases.length ? [] : ['a case is missing'];
  for (const one of cases) found.push(...(await caseFaults(world, one)).map((words) => `${one.id}: ${words}`));
  return found;
}

async function caseFaults(world: LenderWorld, { id, kind, state, head, stuck }: CaseRow): Promise<string[]> {
  const found: string[] = [];
  const rows = await world.db.rows<ChainedRow & { run: string }>(
    `select case_id as "caseId", seq, at, type, body, prev, hash, made_by->>'run' as run
       from journal where case_id = $1 order by seq`,
    [id],
  );
  if (stuck !== null) found.push(`stuck: ${stuck}`);
  const broken = brokenAt(rows);
  if (broken !== null) found.push(`the chain breaks at ${broken}`);
  if (rows.at(-1)?.hash !== head) found.push('the case row is not at the end of the journal');
  const rules = kindOf(kind);
  const folded = rows.reduce<unknown>((before, row) => rules.fold(before, row.body), null);
  if (canonical(folded) !== canonical(state)) found.push('the state is not the fold of the journal');
  // The server has no lists: the journal itself says which runs there were.
  const runs: RunRows[] = [];
  const { client } = world.engine;
  for (const run of new Set(rows.map((row) => row.run))) {
    const history = await client.workflow.getHandle(id, run).fetchHistory();
    runs.push(await rowsOf(history, run, client.options.loadedDataConverter.payloadCodecs));
  }
  found.push(...disagreements(rows, runs));
  const left = await world.db.rows<{ id: string }>(
    'select event_id as id from inbox where case_id = $1 and applied_seq is null and not quiet',
    [id],
  );
  return [...found, ...left.map((event) => `${event.id} was not applied`)];
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
}

/** The loan's figures as of a day, from the postings that its case file holds now. */
export async function figuresOf(world: LenderWorld, life: Life, asOf: string): Promise<string> {
  const row = await world.db.row<{ state: LoanState }>('select state from case_file where id = $1', [caseOf(life)]);
  if (row === null) throw new Error(`no case ${caseOf(life)}`);
  const { terms, postings } = row.state;
  const figures = assess(terms.contract, policyOf(life).policy.assess, postings, asOf);
  const money = (amountMinor: number): string => formatAmount(amountMinor, terms.contract.currency);
  return [
    `${figures.overdueDays} days`,
    `overdue ${money(figures.overdueAmountMinor)}`,
    `outstanding ${money(figures.outstandingMinor)}`,
    `连${figures.consecutiveMissed} 累${figures.cumulativeMissed}`,
    `credit ${money(figures.creditMinor)}`,
    `recovered ${money(figures.recoveredMinor)}`,
  ].join(', ');
}

export async function stageOf(world: LenderWorld, { loanId }: Life): Promise<string | undefined> {
  const row = await world.db.row<{ stage: string }>('select stage from loan_view where loan_id = $1', [loanId]);
  return row?.stage;
}
