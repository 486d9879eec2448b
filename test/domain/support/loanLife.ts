import type { Actor, Answer, CaseEvent } from '../../../domain/case.ts';
import type { ContactRules } from '../../../domain/contact.ts';
import { addDays } from '../../../domain/date.ts';
import type { PlainDate } from '../../../domain/date.ts';
import { addMilliseconds, instantAt, localDate, localTime } from '../../../domain/instant.ts';
import type { Instant } from '../../../domain/instant.ts';
import { loan } from '../../../domain/loan.ts';
import { dueNow } from '../../../domain/loanPlan.ts';
import type { LoanOutcome, LoanState, LoanTerms, TrackReport } from '../../../domain/loanState.ts';
import type { Policy } from '../../../domain/policy.ts';
import type { Calendar } from '../../../domain/calendar.ts';
import type { Posting } from '../../../domain/posting.ts';
import { slotOn } from '../../../domain/slot.ts';
import type { Wording } from '../../../domain/wording.ts';
import type { Contactable, World } from '../../../domain/world.ts';
import { calendar, contactRules, PEOPLE, termsOf } from './loanWorld.ts';
import { toldLoan } from './toldLoan.ts';

/** What the outside makes of one message: reports so many minutes later, quiet when they wake nobody. */
export interface Reply {
  readonly status: 'accepted' | 'delivered' | 'failed' | 'optedOut';
  readonly afterMinutes: number;
  readonly quiet: boolean;
  readonly code?: string;
}
export const ACCEPTED: readonly Reply[] = [{ status: 'accepted', afterMinutes: 1, quiet: true }];

type Decided = Extract<LoanOutcome, { type: 'noticeDecided' }>;
type Opened = Extract<LoanOutcome, { type: 'trackOpened' }>;

/** What a track tells, days after it was opened, in the morning. */
export type TrackWord = Pick<TrackReport, 'status' | 'carriedOut' | 'ended'> & {
  readonly afterDays: number;
  readonly deadlineAfterDays?: number;
};

export interface Setting {
  readonly policy: Policy;
  readonly terms?: LoanTerms;
  readonly postings?: readonly Posting[];
  readonly calendar?: Calendar;
  readonly contactRules?: ContactRules;
  readonly people?: Readonly<Record<string, Contactable>>;
  readonly wording?: Wording;
  readonly provider?: (notice: Decided) => readonly Reply[];
  readonly track?: (opened: Opened) => readonly TrackWord[];
  readonly answerCallAfterDays?: number;
  /** Woken every day, besides the wakes it asks for. */
  readonly daily?: boolean;
}

interface Arrival {
  readonly at: Instant;
  readonly quiet: boolean;
  readonly event: CaseEvent;
}

export const ANN: Actor = { id: 'ann', role: 'collector', authenticated: true };

/** A loan that lives in memory: woken when it asked to be and when something reaches it, as the case shell would do it. */
export class LoanLife {
  readonly outcomes: { readonly at: Instant; readonly outcome: LoanOutcome }[] = [];
  readonly setting: Setting;
  policy: Policy;
  people: Readonly<Record<string, Contactable>>;
  queued: string[] = [];
  state: LoanState | null = null;
  wakeAt: Instant | null = null;
  now: Instant;
  wakes = 0;
  #arrivals: Arrival[] = [];
  #ids = 0;
  readonly #slots = new Map<PlainDate, Instant>();

  constructor(setting: Setting) {
    this.setting = setting;
    this.policy = setting.policy;
    this.people = setting.people ?? PEOPLE;
    const terms = setting.terms ?? termsOf();
    this.now = instantAt(terms.takenOverOn, '06:00', this.policy.timeZone);
    this.fact('opened', { ...terms, postings: setting.postings ?? [] });
  }

  get world(): World {
    return {
      policy: this.policy,
      calendar: this.setting.calendar ?? calendar,
      contactRules: this.setting.contactRules ?? contactRules,
      people: this.people,
      queuedKeys: this.queued,
      ...(this.setting.wording === undefined ? {} : { wording: this.setting.wording }),
      loan: null,
    };
  }

  get loan(): LoanState {
    if (this.state === null) throw new Error('the loan was not opened');
    return this.state;
  }

  get today(): PlainDate {
    return localDate(this.now, this.policy.timeZone);
  }

  /** The journal in words, `date time what`; messages that were accepted left out. */
  get story(): string[] {
    return this.outcomes.flatMap(({ at, outcome }) => {
      const told = toldLoan(outcome);
      const time = localTime(at, this.policy.timeZone).slice(0, 5);
      return told === null ? [] : [`${localDate(at, this.policy.timeZone)} ${time} ${told}`];
    });
  }

  /** The part of the journal since a day. */
  since(on: PlainDate): string[] {
    return this.story.filter((line) => line >= on);
  }

  at(on: PlainDate, time = '09:00'): this {
    const end = instantAt(on, time, this.policy.timeZone);
    for (let turns = 0; ; turns++) {
      if (turns > 20_000) throw new Error('the loan does not come to rest');
      const next = this.#next();
      if (next === null || next > end) break;
      if (next < this.now) throw new Error(`time runs back to ${next}`);
      this.now = next;
      // Woken for nothing: the wake that it asked for stands.
      if (next !== this.wakeAt && this.#isQuiet()) continue;
      this.decide([]);
    }
    this.now = end;
    return this;
  }

  fact(type: string, content: CaseEvent['content'], id = this.#id()): Answer {
    return this.decide([{ id, kind: 'fact', type, receivedAt: this.now, content }]);
  }

  post(posting: Posting): Answer {
    return this.fact('posting', { ...posting });
  }

  command(type: string, content: CaseEvent['content'] = {}, actor: Actor | null = ANN): Answer {
    return this.decide([{ id: this.#id(), kind: 'command', type, receivedAt: this.now, content, actor }]);
  }

  /** A fact that reaches the loan later. */
  later(at: Instant, type: string, content: CaseEvent['content'], quiet = false): this {
    this.#arrivals.push({ at, quiet, event: { id: this.#id(), kind: 'fact', type, receivedAt: at, content } });
    return this;
  }

  /** One decision: what has arrived, these events, then the plan. */
  decide(events: readonly CaseEvent[]): Answer {
    const due = this.#arrivals.filter((arrival) => arrival.at <= this.now);
    this.#arrivals = this.#arrivals.filter((arrival) => arrival.at > this.now);
    let answer: Answer = { ok: true };
    for (const event of [...due.map((arrival) => arrival.event), ...events]) {
      if (event.type === 'noticeReported') this.queued = this.queued.filter((key) => key !== event.content['key']);
      const applied = loan.apply(this.state, event, this.world, this.now);
      this.#fold(applied.outcomes);
      answer = applied.answer;
    }
    if (this.state === null) return answer;
    const plan = loan.plan(this.state, this.world, this.now);
    this.wakes += 1;
    this.#fold(plan.outcomes);
    this.wakeAt = plan.wakeAt;
    if (plan.wakeAt !== null && plan.wakeAt <= this.now) throw new Error(`wake ${plan.wakeAt} at ${this.now}`);
    if ((plan.wakeAt === null) !== (this.loan.closed !== null)) throw new Error('only a closed loan has no wake');
    return answer;
  }

  #isQuiet(): boolean {
    return !this.#arrivals.some(({ at }) => at <= this.now) && dueNow(this.loan, this.world, this.now).length === 0;
  }

  #next(): Instant | null {
    const loud = this.#arrivals.filter((arrival) => !arrival.quiet).map((arrival) => arrival.at);
    if (this.wakeAt !== null) loud.push(this.wakeAt);
    if (this.setting.daily === true && this.state !== null) {
      const slot = (on: PlainDate): Instant => {
        const known = this.#slots.get(on) ?? slotOn(this.policy, this.loan.terms.debtorId, on);
        this.#slots.set(on, known);
        return known;
      };
      loud.push(slot(this.today) > this.now ? slot(this.today) : slot(addDays(this.today, 1)));
    }
    return loud.sort()[0] ?? null;
  }

  #fold(outcomes: readonly LoanOutcome[]): void {
    for (const outcome of outcomes) {
      this.state = loan.fold(this.state, outcome);
      this.outcomes.push({ at: this.now, outcome });
      this.#outside(outcome);
    }
  }

  #outside(outcome: LoanOutcome): void {
    const morning = (days: number): Instant => instantAt(addDays(this.today, days), '07:00', this.policy.timeZone);
    switch (outcome.type) {
      case 'noticeDecided':
        this.queued = [...this.queued, outcome.key];
        for (const { status, afterMinutes, quiet, code } of (this.setting.provider ?? (() => ACCEPTED))(outcome)) {
          const at = addMilliseconds(this.now, afterMinutes * 60_000);
          this.later(
            at,
            'noticeReported',
            { key: outcome.key, status, at, ...(code === undefined ? {} : { code }) },
            quiet,
          );
        }
        return;
      case 'noticeCancelled':
        this.queued = this.queued.filter((key) => key !== outcome.key);
        this.#arrivals = this.#arrivals.filter(({ event }) => event.content['key'] !== outcome.key);
        return;
      case 'taskOpened':
        if (this.setting.answerCallAfterDays === undefined || outcome.task !== 'call') return;
        this.#arrivals.push({
          at: morning(this.setting.answerCallAfterDays),
          quiet: false,
          event: {
            id: this.#id(),
            kind: 'command',
            type: 'taskOutcome',
            receivedAt: this.now,
            content: { taskId: outcome.taskId, result: 'NEG' },
            actor: ANN,
          },
        });
        return;
      case 'trackOpened':
        for (const { afterDays, deadlineAfterDays, ...word } of (this.setting.track ?? (() => []))(outcome))
          this.later(morning(afterDays), 'trackReported', {
            ...word,
            trackId: outcome.trackId,
            deadlineOn: deadlineAfterDays === undefined ? null : addDays(this.today, deadlineAfterDays),
            on: addDays(this.today, afterDays),
          });
        return;
      case 'trackTold': {
        // A track that is told that the arrears ended is over at once; its own life is tested with the tracks.
        if (outcome.what === 'deadlinePassed' || outcome.what === 'moneyMoved') return;
        this.#arrivals = this.#arrivals.filter(({ event }) => event.content['trackId'] !== outcome.trackId);
        const content = {
          trackId: outcome.trackId,
          status: 'withdrawn',
          carriedOut: true,
          ended: true,
          deadlineOn: null,
        };
        this.later(addMilliseconds(this.now, 60_000), 'trackReported', { ...content, on: this.today });
        return;
      }
      default:
        return;
    }
  }

  #id(): string {
    this.#ids += 1;
    return `e${this.#ids}`;
  }
}
