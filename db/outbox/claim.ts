/**
 * The claim of messages: it commits before any request leaves. Under the lock on the person everything is looked at
 * again: is it still queued, is the sender's epoch current, are sends stopped, is the contact permitted now? What is
 * permitted is written into the contact log in the same transaction, so that no race can break a cap (domain.md §5).
 */
import { randomUUID } from 'node:crypto';
import type { ContactEntry } from '../../domain/contact.ts';
import { addMilliseconds, compare } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { contactLog } from '../contactLog.ts';
import { attachedId, saveDocuments } from '../document.ts';
import { unsealPerson } from '../person.ts';
import { sqlState } from '../pool.ts';
import type { Db, Queries } from '../pool.ts';
import type { DataKey } from '../seal.ts';
import { SealError } from '../seal.ts';
import { Budget, RUNAWAY } from './budget.ts';
import { held, reported, tell } from './facts.ts';
import { permittedLines } from './lines.ts';
import { settleIn } from './settle.ts';
import type { Outcome, Standing } from './settle.ts';
import { linesOf, lockPersons, lockQueued, refusal } from './lock.ts';
import type { PersonRow, QueuedRow } from './lock.ts';
import type { Claim, Claimed, ClaimOptions, Line, Spared } from './types.ts';
import { NOT_LEFT } from './unsettled.ts';

/** So long a message waits for a decision about what its case was told, before it looks again. */
const UNDECIDED_WAIT_MS = 10_000;
/** What is needed of a person to reach them. */
const ADDRESS = { sms: 'phone', call: 'phone', email: 'email', letter: 'address', visit: 'address' } as const;

/** Claims up to `limit` messages that are due, and settles those that must not go out. */
export async function claim<M>(db: Db, options: ClaimOptions<M>): Promise<Claimed<M>> {
  const { channel, epoch, limit } = options;
  const asked = await options.now(db);
  const chosen = await db.rows<{ id: number; personId: string }>(
    `select id, person_id as "personId" from outbox
      where channel = $1 and status = 'queued' and not_before <= $2 order by not_before, id limit $3`,
    [channel, asked, limit],
  );
  if (chosen.length === 0) {
    const refused = await refusal(db, channel, epoch, asked);
    return refused ?? { kind: 'claimed', claims: [], spared: [], busy: 0, wake: [] };
  }
  return db.tx(async (q) => {
    const refused = await refusal(q, channel, epoch, asked);
    if (refused !== null) return refused;
    const persons = await lockPersons(
      q,
      chosen.map(({ personId }) => personId),
    );
    const now = await options.now(q);
    const rows = await lockQueued(
      q,
      chosen.map(({ id }) => id),
      [...persons.keys()],
      now,
    );
    return new Claiming(q, options, now).take(rows, persons, chosen.length);
  });
}

interface Ready<M> {
  readonly claim: Claim<M>;
  readonly content: Uint8Array;
  readonly attached?: Uint8Array;
  readonly key: DataKey;
  readonly template: string;
  readonly units: number;
}

/** When we wrote to a person, on whatever channel. */
const sentTo = (log: readonly ContactEntry[]): Instant[] =>
  log
    .filter(({ channel, direction }) => direction !== 'inbound' && channel !== 'call' && channel !== 'visit')
    .map(({ at }) => at);

type Verdict<M> =
  | { readonly kind: 'ready'; readonly ready: Ready<M> }
  | { readonly kind: 'settle'; readonly outcome: Outcome; readonly rule?: string }
  | { readonly kind: 'held'; readonly until: Instant; readonly rule: string }
  | { readonly kind: 'cancelled' };

const failed = (code: string, rule?: string): Verdict<never> => ({
  kind: 'settle',
  outcome: { kind: 'failed', code, badAddress: false },
  ...(rule === undefined ? {} : { rule }),
});

/** One transaction of claiming. */
class Claiming<M> {
  readonly #q: Queries;
  readonly #options: ClaimOptions<M>;
  readonly #now: Instant;
  readonly #attempt = randomUUID();
  readonly #spared: Spared[] = [];
  readonly #wake = new Set<string>();

  constructor(q: Queries, options: ClaimOptions<M>, now: Instant) {
    this.#q = q;
    this.#options = options;
    this.#now = now;
  }

  async take(rows: readonly QueuedRow[], persons: ReadonlyMap<string, PersonRow>, chosen: number): Promise<Claimed<M>> {
    const ready: Ready<M>[] = [];
    if (rows.length > 0) {
      const lines = await linesOf(this.#q, rows);
      const logs = await contactLog(this.#q, [...persons.keys()]);
      const { channel, timeZone = 'UTC' } = this.#options;
      const budget = await Budget.open(this.#q, channel, this.#now, timeZone);
      for (const row of rows) {
        const person = persons.get(row.personId);
        if (person === undefined) continue;
        const standing = { ...row, lines: lines.get(row.id) ?? [] };
        if (standing.lines.some(({ undecided }) => undecided)) {
          await this.#wait(row.id);
          continue;
        }
        const log = logs.get(person.id) ?? [];
        const { lines: mayGo, refused } = await permittedLines(standing.lines, (line) =>
          this.#options.permitted(this.#q, { person, channel: row.channel, lines: [line], log, now: this.#now }),
        );
        await this.#drop(refused);
        const verdict = budget.runsAway(sentTo(log))
          ? this.#hold(budget.nextDay, RUNAWAY)
          : await this.#judge({ ...standing, lines: mayGo }, mayGo, person, log);
        if (verdict.kind === 'ready') {
          // Beyond the budget it stays in the queue, as it was; the channel is stopped with this transaction.
          if (budget.take(verdict.ready.units)) ready.push(verdict.ready);
        } else await this.#spare({ ...standing, lines: mayGo }, verdict);
      }
      await this.#write(ready);
      await budget.close(this.#q, this.#now);
    }
    const claims = ready.map(({ claim: made }) => made);
    return { kind: 'claimed', claims, spared: this.#spared, busy: chosen - rows.length, wake: [...this.#wake] };
  }

  async #drop(refused: readonly (readonly [Line, rule: string])[]): Promise<void> {
    if (refused.length === 0) return;
    await this.#q.run('update notice set cancelled = true where key = any($1)', [refused.map(([{ key }]) => key)]);
    const facts = refused.flatMap(([line, rule]) => reported([line], 'failed', this.#now, 'NOT_PERMITTED', rule));
    for (const caseId of await tell(this.#q, facts, this.#now)) this.#wake.add(caseId);
  }

  async #judge(
    row: Standing,
    lines: readonly Line[],
    person: PersonRow,
    log: readonly ContactEntry[],
  ): Promise<Verdict<M>> {
    const { channel } = row;
    const [top] = lines;
    if (top === undefined) return { kind: 'cancelled' };
    if (person.optedOut.includes(channel)) {
      return { kind: 'settle', outcome: { kind: 'optedOut', code: 'OPTED_OUT' } };
    }
    if (person.wrapped === null) return failed('FORGOTTEN');
    if (person.failed.includes(channel)) return failed('ADDRESS_FAILED');
    if (!person.channels.includes(channel)) return failed('NO_ADDRESS');
    try {
      const permission = await this.#options.permitted(this.#q, { person, channel, lines, log, now: this.#now });
      if (permission.answer === 'never') return failed('NOT_PERMITTED', permission.rule);
      if (permission.answer === 'notBefore') return this.#hold(permission.at, permission.rule);
      return await this.#draft(row, lines, top, person);
    } catch (error) {
      // Of this one message nothing can be known: a person has to look. It must not stop the others.
      if (sqlState(error) !== null) throw error;
      const code = error instanceof SealError ? error.code : 'NOT_PREPARED';
      return { kind: 'settle', outcome: { kind: 'parked', code } };
    }
  }

  #hold(until: Instant, rule: string): Verdict<never> {
    return compare(until, this.#now) > 0 ? { kind: 'held', until, rule } : failed('NOT_PERMITTED', rule);
  }

  async #draft(row: Standing, lines: readonly Line[], top: Line, person: PersonRow): Promise<Verdict<M>> {
    const opened = unsealPerson(this.#options.sealer, person);
    if (opened.kind === 'FORGOTTEN') return failed('FORGOTTEN');
    const { reference, channel } = row;
    if (opened.data[ADDRESS[channel]] === undefined) return failed('NO_ADDRESS');
    const { language, timeZone } = person;
    const draft = { reference, channel, template: top.template, language, recipient: opened.data, lines, timeZone };
    const rendering = await this.#options.render(this.#q, { ...draft, now: this.#now });
    if (rendering.kind === 'unsendable') return failed(rendering.code);
    const { message, content, attached, units = 1 } = rendering;
    const made: Claim<M> = { ...row, status: 'claimed', attempt: this.#attempt, message };
    const kept = attached === undefined ? { content } : { content, attached };
    return { kind: 'ready', ready: { claim: made, ...kept, key: opened.key, template: top.template, units } };
  }

  /** Whoever has paid is not reminded, and what is held is taken back: the decision about that comes first. */
  async #wait(id: number): Promise<void> {
    const until = addMilliseconds(this.#now, UNDECIDED_WAIT_MS);
    await this.#q.run('update outbox set not_before = $2 where id = $1', [id, until]);
    this.#spared.push('held');
  }

  async #spare(row: Standing, verdict: Exclude<Verdict<M>, { kind: 'ready' }>): Promise<void> {
    switch (verdict.kind) {
      case 'cancelled':
        await this.#q.run(`update outbox set status = 'cancelled' where id = $1`, [row.id]);
        this.#spared.push('cancelled');
        return;
      case 'held': {
        const { until, rule } = verdict;
        await this.#q.run('update outbox set not_before = $2 where id = $1', [row.id, until]);
        await tell(this.#q, held(row.lines, until, rule, this.#now), this.#now);
        this.#spared.push('held');
        return;
      }
      case 'settle': {
        const { outcome, rule } = verdict;
        // The rule that refused is told too; the fact of the settlement after it is then a duplicate.
        if (rule !== undefined) {
          const facts = reported(row.lines, 'failed', this.#now, 'NOT_PERMITTED', rule);
          for (const caseId of await tell(this.#q, facts, this.#now)) this.#wake.add(caseId);
        }
        const { wake } = await settleIn(this.#q, row, outcome, this.#now);
        for (const caseId of wake) this.#wake.add(caseId);
        this.#spared.push(outcome.kind);
      }
    }
  }

  async #write(ready: readonly Ready<M>[]): Promise<void> {
    if (ready.length === 0) return;
    const { sealer, epoch, wallNow, channel, announced } = this.#options;
    await saveDocuments(
      this.#q,
      sealer,
      ready.flatMap(({ claim: { reference, personId }, content, attached, key }) => {
        const made = { personId, key, madeAt: this.#now };
        const said = { ...made, id: reference, kind: channel, content };
        if (attached === undefined) return [said];
        return [said, { ...made, id: attachedId(reference), kind: 'letter', content: attached }];
      }),
    );
    await this.#q.run(
      `with claimed as (
         update outbox o set status = 'claimed', attempt = $3, claimed_epoch = $4, claimed_at = $5, code = $7,
                document_id = o.reference, template = r.template,
                address_mark = (select p.marks->>o.channel from person p where p.id = o.person_id)
           from unnest($1::bigint[], $2::text[]) as r(id, template) where o.id = r.id and o.id = any($1)
         returning o.reference, o.person_id, o.channel)
       insert into contact_log (id, person_id, channel, at, result, direction)
       select reference, person_id, channel, $6, 'delivered', 'outbound' from claimed
       on conflict (id) do update set at = excluded.at, result = excluded.result`,
      [
        ready.map(({ claim: { id } }) => id),
        ready.map(({ template }) => template),
        this.#attempt,
        epoch,
        wallNow(),
        this.#now,
        announced === true ? NOT_LEFT : null,
      ],
    );
  }
}
