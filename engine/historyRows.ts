/**
 * The engine's history as a witness of the journal: each answer of `decide` names the rows that were committed, so the
 * histories of a case, over all its runs, can be compared with the journal row for row (design.md, "What is written down").
 */
import type { Client } from '@temporalio/client';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { defaultPayloadConverter } from '@temporalio/common';
import type proto from '@temporalio/proto';

type History = proto.temporal.api.history.v1.IHistory;

/** A journal row as an answer of `decide` names it. */
export interface NamedRow {
  readonly seq: number;
  readonly type: string;
  /** The first 16 hex digits of the row's hash. */
  readonly hash: string;
}

export interface RunRows {
  readonly runId: string;
  readonly epoch: number;
  /** Where the journal stood when the run began, with the whole hash. */
  readonly after: { readonly seq: number; readonly head: string };
  /** In the order in which the history names them. */
  readonly rows: readonly NamedRow[];
}

/** What a run of a case says of the journal, oldest run first. */
export async function historyRows(client: Client, caseId: string): Promise<RunRows[]> {
  const runs: { runId: string; startedAt: Date }[] = [];
  for await (const { runId, startTime } of client.workflow.list({ query: `WorkflowId = '${quoted(caseId)}'` }))
    runs.push({ runId, startedAt: startTime });
  runs.sort((one, other) => one.startedAt.getTime() - other.startedAt.getTime());
  const codecs = client.options.loadedDataConverter.payloadCodecs;
  const read: RunRows[] = [];
  for (const { runId } of runs)
    read.push(await rowsOf(await client.workflow.getHandle(caseId, runId).fetchHistory(), runId, codecs));
  return read;
}

function quoted(text: string): string {
  return text.replaceAll("'", "\\'");
}

/** What one history says of the journal. */
export async function rowsOf(history: History, runId: string, codecs: readonly PayloadCodec[]): Promise<RunRows> {
  const events = history.events ?? [];
  const started = events[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  const [input] = (await valuesOf(started, codecs)) as [Pick<RunRows, 'epoch' | 'after'> | undefined];
  const rows: NamedRow[] = [];
  for (const { markerRecordedEventAttributes: marker } of events) {
    if (marker?.markerName !== 'core_local_activity') continue;
    for (const value of await valuesOf(marker.details?.['result']?.payloads ?? [], codecs))
      rows.push(...namedRows((value as { readonly rows?: readonly string[] } | null)?.rows ?? []));
  }
  return { runId, epoch: input?.epoch ?? 0, after: input?.after ?? { seq: 0, head: '' }, rows };
}

async function valuesOf(payloads: readonly Payload[], codecs: readonly PayloadCodec[]): Promise<unknown[]> {
  let decoded = [...payloads];
  for (const codec of codecs) decoded = await codec.decode(decoded);
  return decoded.map((payload) => defaultPayloadConverter.fromPayload(payload));
}

function namedRows(rows: readonly string[]): NamedRow[] {
  return rows.map((row) => {
    const [seq = '', type = '', hash = ''] = row.split(' ');
    return { seq: Number(seq), type, hash };
  });
}

export interface JournalRow {
  readonly seq: number;
  readonly type: string;
  readonly hash: string;
}

/**
 * Where histories and journal disagree, in words without data; empty when they agree row for row. A row is witnessed
 * when a history names it, or when a run began after it: the head that it was handed covers every row below.
 */
export function disagreements(journal: readonly JournalRow[], runs: readonly RunRows[]): string[] {
  const bySeq = new Map(journal.map((row) => [row.seq, row]));
  const found: string[] = [];
  const witnessed = new Set<number>();
  let covered = 0;
  for (const { runId, after, rows } of runs) {
    if (after.seq > 0 && bySeq.get(after.seq)?.hash !== after.head)
      found.push(`run ${runId} began after row ${after.seq}, which the journal lacks or has otherwise`);
    covered = Math.max(covered, after.seq);
    let last = after.seq;
    for (const { seq, type, hash } of rows) {
      if (seq !== last + 1) found.push(`run ${runId} names row ${seq} after row ${last}`);
      last = seq;
      const row = bySeq.get(seq);
      if (row === undefined) found.push(`run ${runId} names row ${seq} ${type}, which the journal lacks`);
      else if (row.type !== type || !row.hash.startsWith(hash))
        found.push(`run ${runId} names row ${seq} ${type}, which the journal has otherwise`);
      witnessed.add(seq);
    }
  }
  for (const { seq, type } of journal)
    if (seq > covered && !witnessed.has(seq)) found.push(`no history names row ${seq} ${type}`);
  return found;
}

/** The last row that any of the runs knows of. */
export function lastWitnessed(runs: readonly RunRows[]): { readonly seq: number; readonly hash: string } {
  let last = { seq: 0, hash: '' };
  for (const { after, rows } of runs)
    for (const { seq, hash } of [{ seq: after.seq, hash: after.head.slice(0, 16) }, ...rows])
      if (seq >= last.seq) last = { seq, hash };
  return last;
}
