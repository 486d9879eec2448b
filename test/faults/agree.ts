// After each race: nothing lost, nothing twice, no command without its answer, and history and journal agree.
import { brokenAt } from '../../db/chain.ts';
import type { ChainedRow } from '../../db/chain.ts';
import { kindOf } from '../../activities/kinds.ts';
import { disagreements, historyRows } from '../../engine/historyRows.ts';
import { trackFaults } from './agreeTracks.ts';
import type { FaultWorld } from './harness.ts';

type Row = ChainedRow & { readonly kind: string };

/** What is wrong, in words; empty when nothing was lost or doubled. */
export async function faultsFound(world: FaultWorld): Promise<string[]> {
  const { db } = world;
  const found: string[] = [];
  const rows = await db.rows<Row>(
    `select j.case_id as "caseId", j.seq, j.at, j.type, j.body, j.prev, j.hash, c.kind
       from journal j join case_file c on c.id = j.case_id order by j.case_id, j.seq`,
  );
  for (const [caseId, chained] of Map.groupBy(rows, (row) => row.caseId)) {
    const broken = brokenAt(chained.map(({ kind: _kind, ...row }) => row));
    if (broken !== null) found.push(`${caseId}: the chain breaks at ${broken}`);
    const runs = await historyRows(world.engine().client, caseId);
    found.push(...disagreements(chained, runs).map((words) => `${caseId}: ${words}`));
    const file = await db.row<{ state: unknown; seq: number; head: string }>(
      'select state, seq, head from case_file where id = $1',
      [caseId],
    );
    const last = chained.at(-1);
    if (file?.seq !== last?.seq || file?.head !== last?.hash) found.push(`${caseId}: the case row is not at the end`);
    const kind = kindOf(chained[0]?.kind ?? '');
    const state = chained.reduce<unknown>((folded, row) => kind.fold(folded, row.body), null);
    if (JSON.stringify(sorted(state)) !== JSON.stringify(sorted(file?.state)))
      found.push(`${caseId}: the state is not the fold of the journal`);
  }
  found.push(...(await eventFaults(world)), ...(await effectFaults(world)), ...(await answerFaults(world)));
  found.push(...(await trackFaults(db)));
  return found;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

/** Every fact was applied and stands in the journal once; every command was placed, ended or refused once. */
async function eventFaults({ db }: FaultWorld): Promise<string[]> {
  const facts = await db.rows<{ id: string; applied: boolean; times: number }>(
    `select i.case_id || ' ' || i.event_id as id, i.applied_seq is not null as applied,
            (select count(*) from journal j where j.case_id = i.case_id and j.body->>'eventId' = i.event_id) as times
       from inbox i where i.type = 'posting'`,
  );
  const commands = await db.rows<{ caseId: string; asked: number; done: number }>(
    `select i.case_id as "caseId", count(*) as asked,
            (select count(*) from journal j where j.case_id = i.case_id
                and (j.type in ('holdPlaced', 'holdEnded') or j.type = 'refused' and j.body->>'eventId' like '%-C%')) as done
       from inbox i where i.type in ('hold', 'resume') group by i.case_id`,
  );
  return [
    ...facts.filter(({ applied }) => !applied).map(({ id }) => `${id} was not applied`),
    ...facts.filter(({ times }) => times !== 1).map(({ id, times }) => `${id} stands ${times} times in the journal`),
    ...commands
      .filter(({ asked, done }) => asked !== done)
      .map(({ caseId, asked, done }) => `${caseId}: ${asked} commands and ${done} outcomes of commands`),
  ];
}

/** Each notice decided has its line in one message, and no message has a line that nobody decided. */
async function effectFaults({ db }: FaultWorld): Promise<string[]> {
  const rows = await db.rows<{ key: string; decided: number; queued: number }>(
    `select key, count(*) filter (where what = 'decided') as decided, count(*) filter (where what = 'queued') as queued
       from (select body->>'key' as key, 'decided' as what from journal where type = 'noticeDecided'
             union all select key, 'queued' from notice) as both_sides group by key`,
  );
  return rows
    .filter(({ decided, queued }) => decided !== 1 || queued !== 1)
    .map(({ key, decided, queued }) => `notice ${key}: decided ${decided} times, queued ${queued} times`);
}

/** The answer that the caller got is the one that is stored. */
async function answerFaults({ db, given }: FaultWorld): Promise<string[]> {
  const found: string[] = [];
  for (const [id, { caseId, answer }] of given) {
    const row = await db.row<{ answer: unknown }>('select answer from inbox where case_id = $1 and event_id = $2', [
      caseId,
      id,
    ]);
    if (JSON.stringify(sorted(row?.answer)) !== JSON.stringify(sorted(answer)))
      found.push(`${caseId} ${id}: another answer is stored than was given`);
  }
  return found;
}
