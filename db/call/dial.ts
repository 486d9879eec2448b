/**
 * The claim of a call: it commits before anything is dialled. Under the lock on everybody whose caps it touches,
 * permission is asked again, and the attempt is written into the contact log in the same transaction, so that of two
 * who race for the last permitted call one gets it (domain.md §5).
 */
import type { ContactAsk, ContactEntry, Permission } from '../../domain/contact.ts';
import { compare } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { hashOf } from '../chain.ts';
import { factColumns, sealedColumns, unsealPerson } from '../person.ts';
import type { PersonFacts, SealedRow } from '../person.ts';
import type { Db, Queries } from '../pool.ts';
import type { Sealer } from '../seal.ts';
import type { SignedCommand } from '../signature.ts';
import { readTask } from '../work.ts';
import type { TaskRow } from '../work.ts';
import { insertAttempt, readAttempt } from './attempt.ts';
import type { CallAttempt } from './attempt.ts';
import { possibleLogs } from './log.ts';
import { takeCall } from './spend.ts';

/** May this person be called now? Asked once for each thing that open attempts may have been. */
export type CallPermitted = (
  q: Queries,
  ask: {
    readonly person: PersonFacts;
    readonly caseId: string;
    readonly log: readonly ContactEntry[];
    readonly contact: ContactAsk;
  },
) => Permission | Promise<Permission>;

export interface DialOptions {
  readonly sealer: Sealer;
  readonly taskId: string;
  readonly actor: string;
  /** The id of the attempt; the same again answers the same and dials nothing. */
  readonly dialId: string;
  readonly how: 'voice' | 'manual';
  /** Business time. */
  readonly now: (q: Queries) => Promise<Instant>;
  /** The lender's zone: a budget is that of its day. */
  readonly timeZone: string;
  readonly permitted: CallPermitted;
  /** A line for the journal, signed; the case writes it down at its next decision. */
  readonly sign: (caseId: string, line: DialLine) => SignedCommand;
}

export interface DialLine {
  readonly type: 'callDialled' | 'dialRefused';
  readonly content: Readonly<Record<string, unknown>>;
}

export type Dialled =
  | { readonly kind: 'dialled'; readonly attempt: CallAttempt; readonly phone: string; readonly repeated: boolean }
  | { readonly kind: 'refused'; readonly code: DialRefusal; readonly by?: string; readonly until?: Instant }
  | { readonly kind: 'notPermitted'; readonly rule: string; readonly until: Instant | null };

export type DialRefusal =
  | 'TASK_UNKNOWN'
  | 'TASK_NOT_OPEN'
  | 'TASK_CLAIMED'
  | 'NOT_CLAIMED'
  | 'CALLS_STOPPED'
  | 'CALL_BACK_LATER'
  | 'FORGOTTEN'
  | 'NO_NUMBER'
  | 'ID_REUSED';

type PersonRow = PersonFacts & SealedRow & { readonly mark: string | null };

const refused = (code: DialRefusal, more: { by?: string; until?: Instant } = {}): Dialled => ({
  kind: 'refused',
  code,
  ...more,
});

/** Claims a call, or says why not and until when. */
export function dial(db: Db, options: DialOptions): Promise<Dialled> {
  return db.tx(async (q) => {
    const seen = await readTask(q, options.taskId);
    if (seen?.kind !== 'call' || seen.personId === null) return refused('TASK_UNKNOWN');
    const people = await lockPeople(q, seen.caseId, seen.personId);
    const now = await options.now(q);
    const callee = people.find(({ id }) => id === seen.personId);
    // Read again: whoever decides about the case holds the same locks.
    const task = await readTask(q, options.taskId);
    if (task === null || callee === undefined) return refused('TASK_UNKNOWN');
    const before = await readAttempt(q, options.dialId);
    if (before !== null) return repeated(before, options, callee);
    const no = mayDial(task, options.actor, now) ?? (await stopped(q, now));
    if (no !== null) return no;
    const phone = phoneOf(options.sealer, callee);
    if (typeof phone !== 'string') return phone;
    return claim(q, options, { task, callee, phone, now });
  });
}

/** The people of the case, the one who is called and all who share that number, in the order of their ids. */
async function lockPeople(q: Queries, caseId: string, personId: string): Promise<PersonRow[]> {
  return q.rows<PersonRow>(
    `select ${factColumns}, p.phone_mark as mark, ${sealedColumns} from person p left join person_key k on k.person_id = p.id
      where p.id = $2 or p.id = any (select unnest(person_ids) from case_file where id = $1)
         or p.phone_mark = (select phone_mark from person where id = $2)
      order by p.id for no key update of p`,
    [caseId, personId],
  );
}

function repeated(before: CallAttempt, { taskId, actor, sealer }: DialOptions, callee: PersonRow): Dialled {
  if (before.taskId !== taskId || before.actor !== actor) return refused('ID_REUSED');
  const phone = phoneOf(sealer, callee);
  return typeof phone === 'string' ? { kind: 'dialled', attempt: before, phone, repeated: true } : phone;
}

function mayDial(task: TaskRow, actor: string, now: Instant): Dialled | null {
  if (task.status !== 'open') return refused('TASK_NOT_OPEN');
  const { claimedBy, claimedUntil, callAt } = task;
  if (claimedBy === null || claimedUntil === null || compare(claimedUntil, now) <= 0) return refused('NOT_CLAIMED');
  if (claimedBy !== actor) return refused('TASK_CLAIMED', { by: claimedBy, until: claimedUntil });
  return callAt !== null && compare(callAt, now) > 0 ? refused('CALL_BACK_LATER', { until: callAt }) : null;
}

/** The kill switch of calls, and that of everything. */
async function stopped(q: Queries, now: Instant): Promise<Dialled | null> {
  const row = await q.row<{ reason: string | null; until: Instant | null }>(
    `select coalesce(d.sends_stopped, s.reason) as reason,
            case when d.sends_stopped is null then s.until end as until
       from deployment d left join channel_stop s on s.channel = 'call' and (s.until is null or s.until > $1)`,
    [now],
  );
  if (row?.reason === null) return null;
  return refused('CALLS_STOPPED', row?.until == null ? {} : { until: row.until });
}

function phoneOf(sealer: Sealer, callee: PersonRow): string | Dialled {
  const opened = unsealPerson(sealer, callee);
  if (opened.kind === 'FORGOTTEN') return refused('FORGOTTEN');
  return opened.data.phone ?? refused('NO_NUMBER');
}

interface Ready {
  readonly task: TaskRow;
  readonly callee: PersonRow;
  readonly phone: string;
  readonly now: Instant;
}

async function claim(q: Queries, options: DialOptions, { task, callee, phone, now }: Ready): Promise<Dialled> {
  const { dialId, actor, how } = options;
  const { caseId, loanId } = task;
  const { mark } = callee;
  const contact: ContactAsk = { channel: 'call', at: now, debt: loanId, ...(mark === null ? {} : { number: mark }) };
  for (const log of await possibleLogs(q, callee.id, mark)) {
    const permission = await options.permitted(q, { person: callee, caseId, log, contact });
    if (permission.answer === 'allowed') continue;
    const { rule } = permission;
    const until = permission.answer === 'never' ? null : permission.at;
    const line = { taskId: task.id, dialId, rule, until, at: now };
    await journal(q, options.sign(caseId, { type: 'dialRefused', content: line }), now);
    return { kind: 'notPermitted', rule, until };
  }
  // Last of all, so that only a call that is really made is paid for; beyond the day's budget calls stop by themselves.
  const until = await takeCall(q, now, options.timeZone);
  if (until !== null) return refused('CALLS_STOPPED', { until });
  const attempt = { id: dialId, taskId: task.id, caseId, personId: callee.id, actor, how, at: now };
  await insertAttempt(q, { ...attempt, debt: loanId, numberMark: mark });
  const line = { taskId: task.id, dialId, personId: callee.id, how, at: now };
  await journal(q, options.sign(caseId, { type: 'callDialled', content: line }), now);
  const standing = { request: 'asked', providerId: null, code: null, legs: {}, result: null } as const;
  return { kind: 'dialled', attempt: { ...attempt, ...standing }, phone, repeated: false };
}

/** A command that waits for the next decision: it needs no answer and causes no wake. */
async function journal(q: Queries, command: SignedCommand, now: Instant): Promise<void> {
  const content = { command };
  await q.run(
    `insert into inbox (case_id, event_id, kind, type, content, content_hash, quiet, received_at)
     values ($1, $2, 'command', $3, $4, $5, true, $6) on conflict (case_id, event_id) do nothing`,
    [command.caseId, command.id, command.type, JSON.stringify(content), hashOf(content), now],
  );
}
