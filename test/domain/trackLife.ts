import type { Actor, Answer, CaseEvent, CaseKind } from '../../domain/case.ts';
import type { PlainDate } from '../../domain/date.ts';
import { dayOf, decisionFacts } from '../../domain/day.ts';
import { addMilliseconds, instantAt, localDate, localTime } from '../../domain/instant.ts';
import type { Instant } from '../../domain/instant.ts';
import type { LoanState } from '../../domain/loanState.ts';
import { noticeLine } from '../../domain/notice.ts';
import type { ClaimLimit } from '../../domain/partnerLimit.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Calendar } from '../../domain/calendar.ts';
import type { Posting } from '../../domain/posting.ts';
import { DEFAULT_RULES } from '../../domain/rules.ts';
import { isLegalRow } from '../../domain/legalState.ts';
import { legalWords } from '../journeys/legalWords.ts';
import type { TrackAction, TrackOutcome, TrackState } from '../../domain/trackState.ts';
import type { Contactable, World } from '../../domain/world.ts';
import { monthly } from './sampleLoan.ts';

type TrackCase = CaseKind<TrackState, TrackOutcome, World>;

const ZONE = 'Asia/Shanghai';
const text = { 'zh-CN': '一', en: 'one' };
const TWO = { approvers: 2, roles: ['creditHead', 'riskHead'], answerDays: 7, escalateTo: 'president' } as const;

/** Demands within 10 days; approvals within 7. The loan misses its first instalment on 5 February 2025. */
export const ACTIONS = {
  advance: {
    do: 'claim',
    on: 'dealer',
    demand: 'advance',
    channels: ['email', 'letter'],
    template: 'd',
    answerDays: 10,
  },
  approvedClaim: {
    do: 'claim',
    on: 'guarantor',
    demand: 'perform',
    channels: ['sms', 'letter'],
    template: 'g',
    answerDays: 10,
    approval: { ...TWO, approvers: 1 },
  },
  legal: { do: 'legal', channels: ['letter'], template: 'l', answerDays: 10, approval: TWO },
  writeOff: { do: 'writeOff', approval: TWO },
} as const satisfies Record<string, TrackAction>;

function policyOf(action: TrackAction): Policy {
  const step = {
    id: 'step',
    title: text,
    anchor: 'firstMissed',
    offsetDays: 1,
    onNonWorkingDay: 'same',
    action,
  } as const;
  return {
    format: 'recoup/policy/1',
    id: 'p',
    version: 1,
    title: text,
    country: 'CN',
    currency: 'CNY',
    timeZone: ZONE,
    language: 'en',
    calendar: 'none',
    contactRules: 'day',
    products: ['any'],
    contactTime: { at: '10:00', spreadMinutes: 0 },
    assess: DEFAULT_RULES,
    partPayment: 'continue',
    minGapDays: 7,
    chargebackWindowDays: 60,
    segments: [{ id: 'all', title: text }],
    reminders: [],
    ladder: [step],
    recovery: [],
    recoveryDays: 365,
  };
}

const calendar: Calendar = { id: 'none', from: '2025-01-01', to: '2026-12-31', holidays: [], workingWeekends: [] };
const contactRules: World['contactRules'] = {
  id: 'day',
  name: 'by day',
  source: 'made for this test',
  rules: [
    { id: 'optOut', source: 'made for this test', kind: 'optOut' },
    {
      id: 'daytime',
      source: 'made for this test',
      kind: 'hours',
      opensAt: '08:00',
      closesAt: '22:00',
      channels: ['sms', 'email', 'letter'],
      unlessAgreed: false,
    },
  ],
};

function someone(id: string, kind: Contactable['kind'], channels: readonly string[]): Contactable {
  const role = id === 'debtor' ? 'debtor' : 'guarantor';
  return { id, kind, channels, subject: { role, timeZone: ZONE, person: id }, log: [] };
}

export const PEOPLE: Readonly<Record<string, Contactable>> = {
  debtor: someone('debtor', 'person', ['letter']),
  dealer: someone('dealer', 'partner', ['email', 'letter']),
  guarantor: someone('guarantor', 'person', ['sms', 'letter']),
};

function loanOf(postings: readonly Posting[]): LoanState {
  return {
    schemaVersion: 1,
    terms: {
      loanId: 'L1',
      product: 'any',
      branch: 'b',
      contract: monthly(),
      debtorId: 'debtor',
      guarantorId: 'guarantor',
      dealerId: 'dealer',
      insurerId: null,
      policy: { id: 'p', version: 1, hash: 'h' },
      takenOverOn: '2025-01-05',
    },
    postings,
    steps: [],
    tasks: {},
    tracks: {},
    hold: null,
    maturity: { taskId: null, decision: null, escalated: false },
    settledOn: null,
    writtenOffOn: null,
    closed: null,
  };
}

export const person = (id: string, role = 'creditHead'): Actor => ({ id, role, authenticated: true });

/** A track that lives through days as the case shell would run it, and writes down what happened on each. */
export class TrackLife {
  readonly kind: TrackCase;
  readonly policy: Policy;
  readonly outcomes: TrackOutcome[] = [];
  /** `date time what`, one per journal row, reports to the loan left out. */
  readonly story: string[] = [];
  readonly reports: string[] = [];
  people: Readonly<Record<string, Contactable>> = PEOPLE;
  calendar: Calendar = calendar;
  loan: LoanState = loanOf([]);
  queuedKeys: string[] = [];
  /** The limit of the partner, as the opening of a claim sees it. */
  limit: ClaimLimit | undefined;
  /** What the provider makes of each demand: an answer at once (not told until the next decision), or none. */
  provider: (channel: string) => 'accepted' | 'failed' | 'nothing' = () => 'accepted';
  state: TrackState | null = null;
  wakeAt: Instant | null = null;
  now: Instant = instantAt('2025-02-10', '10:00', ZONE);
  #quiet: CaseEvent[] = [];
  #ids = 0;

  constructor(kind: TrackCase, action: TrackAction, more: Partial<Policy> = {}) {
    this.kind = kind;
    this.policy = { ...policyOf(action), ...more };
  }

  get world(): World {
    const { policy, people, queuedKeys, loan, limit } = this;
    const seen = { policy, calendar: this.calendar, contactRules, people, queuedKeys, loan };
    return limit === undefined ? seen : { ...seen, limit };
  }

  get track(): TrackState {
    if (this.state === null) throw new Error('the track is not open');
    return this.state;
  }

  at(on: PlainDate, time = '10:00'): this {
    this.until(on, time);
    this.now = instantAt(on, time, ZONE);
    return this;
  }

  /** Wakes the track whenever it asked to be woken before this moment. */
  until(on: PlainDate, time = '10:00'): this {
    const end = instantAt(on, time, ZONE);
    for (let turns = 0; this.wakeAt !== null && this.wakeAt <= end; turns++) {
      if (turns > 400) throw new Error('the track does not come to rest');
      if (this.wakeAt <= this.now) throw new Error('a wake that is not later than now');
      this.now = this.wakeAt;
      this.decide([]);
    }
    return this;
  }

  /** `more`: what a person who opened it said. */
  open(partnerId: string | null = null, more: CaseEvent['content'] = {}): this {
    const on = localDate(this.now, ZONE);
    const day = dayOf(this.loan, this.policy, on);
    this.fact('opened', {
      trackId: `${this.kind.kind}/L1/1`,
      track: this.kind.kind,
      loanCaseId: 'loan/L1',
      step: 'step',
      occurrence: on,
      partnerId,
      on,
      oldestDueOn: '2025-02-05',
      line: noticeLine(this.loan.terms, day.assessment),
      facts: decisionFacts(day),
      ...more,
    });
    return this;
  }

  fact(type: string, content: CaseEvent['content']): Answer {
    return this.decide([{ id: this.#id(), kind: 'fact', type, receivedAt: this.now, content }]);
  }

  command(type: string, actor: Actor | null, content: CaseEvent['content'] = {}): Answer {
    return this.decide([{ id: this.#id(), kind: 'command', type, receivedAt: this.now, content, actor }]);
  }

  approve(...actors: readonly Actor[]): this {
    for (const actor of actors) this.command('approve', actor);
    return this;
  }

  arrearsEnd(because = 'nothing is past due any more'): Answer {
    return this.fact('told', { what: 'arrearsEnded', because });
  }

  report(status: string, key = this.track.demand.key): Answer {
    this.queuedKeys = this.queuedKeys.filter((queued) => queued !== key);
    return this.fact('noticeReported', { key, status, at: this.now });
  }

  get today(): PlainDate {
    return localDate(this.now, ZONE);
  }

  pay(amountMinor: number, payer: 'borrower' | 'dealer' = 'borrower'): this {
    return this.post({
      ...{ type: 'payment', id: this.#id(), valueDate: this.today, bookedOn: this.today, amountMinor, payer },
    });
  }

  /** Booked on the loan; the track sees it when it looks next. */
  post(posting: Posting): this {
    this.loan = { ...this.loan, postings: [...this.loan.postings, posting] };
    return this;
  }

  /** The loan says that money has moved. */
  moneyMoves(): Answer {
    return this.fact('told', { what: 'moneyMoved', because: 'money has moved' });
  }

  /** One decision: quiet facts that came since, these events, then the plan. */
  decide(events: readonly CaseEvent[]): Answer {
    const all = [...this.#quiet, ...events];
    this.#quiet = [];
    let answer: Answer = { ok: true };
    for (const event of all) {
      const applied = this.kind.apply(this.state, event, this.world, this.now);
      this.#fold(applied.outcomes);
      answer = applied.answer;
    }
    if (this.state === null) return answer;
    const plan = this.kind.plan(this.state, this.world, this.now);
    this.#fold(plan.outcomes);
    this.wakeAt = plan.wakeAt;
    if (plan.wakeAt !== null && this.kind.isClosed(this.state)) throw new Error('closed, with a wake');
    return answer;
  }

  #fold(outcomes: readonly TrackOutcome[]): void {
    for (const outcome of outcomes) {
      this.state = this.kind.fold(this.state, outcome);
      this.outcomes.push(outcome);
      const when = `${localDate(this.now, ZONE)} ${localTime(this.now, ZONE).slice(0, 5)}`;
      if (outcome.type === 'reported') {
        const { status, carriedOut, ended, deadlineOn, on } = outcome;
        const flags = `${carriedOut ? ' carriedOut' : ''}${ended ? ' ended' : ''}`;
        this.reports.push(`${on} ${status}${flags}${deadlineOn === null ? '' : ` by ${deadlineOn}`}`);
      } else this.story.push(`${when} ${told(outcome)}`);
      if (outcome.type === 'noticeCancelled') this.queuedKeys = this.queuedKeys.filter((key) => key !== outcome.key);
      if (outcome.type === 'noticeDecided') this.#send(outcome.key, outcome.channel);
    }
  }

  #send(key: string, channel: string): void {
    const status = this.provider(channel);
    if (status === 'nothing') {
      this.queuedKeys = [key];
      return;
    }
    const at = addMilliseconds(this.now, 60_000);
    const content = { key, status, at };
    this.#quiet.push({ id: this.#id(), kind: 'fact', type: 'noticeReported', receivedAt: at, content });
  }

  #id(): string {
    this.#ids += 1;
    return `e${this.#ids}`;
  }
}

/** An outcome in a few words. */
function told(outcome: TrackOutcome): string {
  switch (outcome.type) {
    case 'taskOpened':
      return `task ${outcome.task} for ${outcome.role} by ${outcome.dueOn}`;
    case 'taskClosed':
      return `task closed ${outcome.result}`;
    case 'taskEscalated':
      return `escalated to ${outcome.to}`;
    case 'approvalGiven':
      return `approved by ${outcome.row.actorId}`;
    case 'approvalRefused':
      return `rejected by ${outcome.row.actorId}`;
    case 'noticeDecided':
      return `${outcome.key} by ${outcome.channel} to ${outcome.party}`;
    case 'noticeHeld':
      return `held by ${outcome.rule}`;
    case 'noticeCancelled':
      return 'demand cancelled';
    case 'noticeReported':
      return `demand ${outcome.status}`;
    case 'answered':
      return outcome.deadlineOn === null ? outcome.answer : `${outcome.answer}, until ${outcome.deadlineOn}`;
    case 'limitExceeded':
      return `beyond the limit ${outcome.claimedMinor} of ${outcome.mostMinor}: ${outcome.beyond}`;
    case 'documentsAttached':
      return `documents, missing: ${outcome.missing.join() || 'none'}`;
    case 'contestResolved':
      return `contest ${outcome.result}, ${outcome.demandedMinor}${outcome.deadlineOn === null ? '' : ` until ${outcome.deadlineOn}`}`;
    case 'partnerPaid':
      return `${outcome.receivedMinor} of ${outcome.demandedMinor} came${outcome.deadlineOn === null ? '' : `, rest until ${outcome.deadlineOn}`}`;
    case 'claimReopened':
      return `reopened, until ${outcome.deadlineOn}`;
    case 'endCorrected':
      return `${outcome.was} corrected to ${outcome.as}`;
    case 'refundOwed':
      return `refund owed ${outcome.owedMinor}, was ${outcome.wasMinor}`;
    case 'refundBooked':
      return `refund booked ${outcome.amountMinor}`;
    case 'subrogated':
      return `bought back for ${outcome.paidMinor}`;
    case 'letterDropped':
      return `${outcome.about} dropped ${outcome.code}`;
    case 'deadlinePassed':
      return 'deadline passed';
    case 'demandRefused':
      return 'demand refused';
    case 'stageRecorded':
      return outcome.stage;
    case 'told':
      return outcome.what;
    case 'ended':
      return `ended ${outcome.as}`;
    case 'refused':
      return `${outcome.what} refused ${outcome.code}`;
    default:
      return isLegalRow(outcome) ? legalWords(outcome) : outcome.type;
  }
}
