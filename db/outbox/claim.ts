/**
 * The claim of messages: it commits before any request leaves. Under the lock on the person everything is looked at
 * again: is it still queued, is the sender's epoch current, are sends stopped, is the contact permitted now? What is
 * permitted is written into the contact log in the same transaction, so that no race can break a cap (domain.md §5).
 */
import { randomUUID } from 'node:crypto';
import type { ContactEntry } from '../../domain/contact.ts';
import { addMilliseconds, compare, localDate } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import { LetterNumbers } from '../letterNumber.ts';
import type { LetterNumber } from '../letterNumber.ts';
import { unsealPerson } from '../person.ts';
import { sqlState } from '../pool.ts';
import type { Db, Queries } from '../pool.ts';
import { SealError } from '../seal.ts';
import { Budget, RUNAWAY } from './budget.ts';
import { sendPages, writeClaimed } from './claimed.ts';
import type { Ready } from './claimed.ts';
import { held, reported, tell } from './facts.ts';
import { permittedLines } from './lines.ts';
import { settleIn } from './settle.ts';
import type { Outcome, Standing } from './settle.ts';
import { lockDue, look, readHeld, refusal } from './lock.ts';
import type { HeldMessage, PersonRow } from './lock.ts';
import type { Claim, Claimed, ClaimOptions, Line, Spared } from './types.ts';

/** So long a message waits for a decision about what its case was told, before it looks again. */
const UNDECIDED_WAIT_MS = 10_000;
/** What is needed of a person to reach them. */
const ADDRESS = { sms: 'phone', call: 'phone', email: 'email', letter: 'address', visit: 'address' } as const;

/** Claims up to `limit` messages that are due, and settles those that must not go out. */
export async function claim<M>(db: Db, options: ClaimOptions<M>): Promise<Claimed<M>> {
  const { channel, epoch, limit, timeZone = 'UTC' } = options;
  const wall = await options.now(db, null);
  const seen = await look(db, channel, wall, limit);
  const refused = refusal(seen, epoch);
  const { clock, ids } = seen;
  if (refused !== null) return refused;
  if (ids.length === 0) return { kind: 'claimed', claims: [], spared: [], busy: 0, more: false, clock, wake: [] };
  const on = localDate(seen.now, timeZone);
  return db.tx(async (q) => {
    const locked = await lockDue(q, ids, seen.now);
    const held = await readHeld(q, { channel, wall, on }, locked);
    const none = { claims: [], spared: [], wake: [] };
    const found = { busy: ids.length - locked.length, more: ids.length === limit, clock };
    if (held === null) return { kind: 'claimed', ...none, ...found };
    const stopped = refusal(held, epoch);
    if (stopped !== null) return stopped;
    const budget = await Budget.open(q, { channel, now: held.now, timeZone }, { on, limits: held.limits });
    return { kind: 'claimed', ...(await new Claiming(q, options, held.now, budget).take(held.messages)), ...found };
  });
}

/** When we wrote to a person, on whatever channel. */
const sentTo = (log: readonly ContactEntry[]): Instant[] =>
  log
    .filter(({ channel, direction }) => direction !== 'inbound' && channel !== 'call' && channel !== 'visit')
    .map(({ at }) => at);

type Taken<M> = Pick<Extract<Claimed<M>, { kind: 'claimed' }>, 'claims' | 'spared' | 'wake'>;

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
  readonly #budget: Budget;
  readonly #attempt = randomUUID();
  readonly #numbers: LetterNumbers;
  readonly #spared: Spared[] = [];
  readonly #wake = new Set<string>();

  constructor(q: Queries, options: ClaimOptions<M>, now: Instant, budget: Budget) {
    this.#q = q;
    this.#numbers = new LetterNumbers(q);
    this.#options = options;
    this.#now = now;
    this.#budget = budget;
  }

  async take(messages: readonly HeldMessage[]): Promise<Taken<M>> {
    const ready: Ready<M>[] = [];
    const budget = this.#budget;
    for (const { person, log, numbered, ...standing } of messages) {
      if (standing.lines.some(({ undecided }) => undecided)) {
        await this.#wait(standing.id);
        continue;
      }
      const { lines, refused } = await permittedLines(standing.lines, (line) =>
        this.#options.permitted(this.#q, { person, channel: standing.channel, lines: [line], log, now: this.#now }),
      );
      await this.#drop(refused);
      const verdict = budget.runsAway(sentTo(log))
        ? this.#hold(budget.nextDay, RUNAWAY)
        : await this.#judge({ ...standing, lines }, lines, { person, log, numbered });
      if (verdict.kind === 'ready') {
        // Beyond the budget it stays in the queue, as it was; the channel is stopped with this transaction.
        if (!budget.take(verdict.ready.units)) continue;
        ready.push(verdict.ready);
        await sendPages(this.#q, this.#options.sealer, verdict.ready, this.#now);
      } else await this.#spare({ ...standing, lines }, verdict);
    }
    const made = { attempt: this.#attempt, now: this.#now, spent: budget.spent };
    await writeClaimed(this.#q, this.#options, ready, made);
    await budget.close(this.#q, this.#now);
    return { claims: ready.map((one) => one.claim), spared: this.#spared, wake: [...this.#wake] };
  }

  async #drop(refused: readonly (readonly [Line, rule: string])[]): Promise<void> {
    if (refused.length === 0) return;
    await this.#q.send('update notice set cancelled = true where key = any($1)', [refused.map(([{ key }]) => key)]);
    const facts = refused.flatMap(([line, rule]) => reported([line], 'failed', this.#now, 'NOT_PERMITTED', rule));
    for (const caseId of await tell(this.#q, facts, this.#now)) this.#wake.add(caseId);
  }

  async #judge(
    row: Standing,
    lines: readonly Line[],
    { person, log, numbered }: Pick<HeldMessage, 'person' | 'log' | 'numbered'>,
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
      return await this.#draft(row, lines, top, person, numbered);
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

  async #draft(
    row: Standing,
    lines: readonly Line[],
    top: Line,
    person: PersonRow,
    numbered: LetterNumber | null,
  ): Promise<Verdict<M>> {
    const opened = unsealPerson(this.#options.sealer, person);
    if (opened.kind === 'FORGOTTEN') return failed('FORGOTTEN');
    const { reference, channel } = row;
    if (opened.data[ADDRESS[channel]] === undefined) return failed('NO_ADDRESS');
    const { language, timeZone } = person;
    const draft = { reference, channel, template: top.template, language, recipient: opened.data, lines, timeZone };
    const rendering = await this.#options.render(this.#q, {
      ...draft,
      ...{ now: this.#now, numbered, numbers: this.#numbers },
    });
    if (rendering.kind === 'unsendable') return failed(rendering.code);
    const { message, content, attached, units = 1 } = rendering;
    const made: Claim<M> = { ...row, status: 'claimed', attempt: this.#attempt, message };
    const kept = attached === undefined ? { content } : { content, attached };
    return { kind: 'ready', ready: { claim: made, ...kept, key: opened.key, template: top.template, units } };
  }

  /** Whoever has paid is not reminded, and what is held is taken back: the decision about that comes first. */
  async #wait(id: number): Promise<void> {
    const until = addMilliseconds(this.#now, UNDECIDED_WAIT_MS);
    await this.#q.send('update outbox set not_before = $2 where id = $1', [id, until]);
    this.#spared.push('held');
  }

  async #spare(row: Standing, verdict: Exclude<Verdict<M>, { kind: 'ready' }>): Promise<void> {
    switch (verdict.kind) {
      case 'cancelled':
        await this.#q.send(`update outbox set status = 'cancelled' where id = $1`, [row.id]);
        this.#spared.push('cancelled');
        return;
      case 'held': {
        const { until, rule } = verdict;
        await this.#q.send('update outbox set not_before = $2 where id = $1', [row.id, until]);
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
}
