import type {
  Channel,
  ContactAsk,
  ContactEntry,
  ContactSubject,
  LocalTimes,
  Permission,
} from '../../domain/contact.ts';
import { handOffset } from './zones.ts';

/**
 * Contact permission by brute force: the rules of domain.md §5 written out a second time, as a yes or no for a single
 * instant, and a walk through time in small steps. It reads no rule set and computes no interval.
 * Exact while all times, moves and holds lie on quarter hours and the allowance is 0 or 5 minutes.
 */
const minuteMs = 60_000;
const dayMs = 1440 * minuteMs;

interface Law {
  readonly opens: number;
  readonly closes: number;
  readonly agreedBeats: boolean;
}

const laws: Readonly<Record<string, Law>> = {
  cn: { opens: 8, closes: 22, agreedBeats: true },
  'cn-cba': { opens: 8, closes: 22, agreedBeats: true },
  'us-regf': { opens: 8, closes: 21, agreedBeats: true },
  'in-rbi': { opens: 8, closes: 19, agreedBeats: false },
  'uk-conc': { opens: 8, closes: 21, agreedBeats: true },
};

const zonesAt = (subject: ContactSubject, ms: number): readonly string[] => {
  let zone = subject.timeZone;
  let sinceMs = -Infinity;
  for (const move of subject.timeZones ?? []) {
    const fromMs = Date.parse(move.from);
    if (fromMs <= ms && fromMs >= sinceMs) {
      zone = move.zone;
      sinceMs = fromMs;
    }
  }
  return typeof zone === 'string' ? [zone] : zone;
};

const minutesOf = (time: string): number => {
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
};

function within(times: LocalTimes, channel: Channel, ms: number, wall: Date): boolean {
  if (times.channels?.includes(channel) === false) return false;
  if (times.validFrom !== undefined && ms < Date.parse(times.validFrom)) return false;
  if (times.validUntil !== undefined && ms >= Date.parse(times.validUntil)) return false;
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes();
  const from = minutesOf(times.from);
  const to = minutesOf(times.to);
  const weekday = wall.getUTCDay() || 7;
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  const on = (day: number): boolean => times.weekdays?.includes(day) ?? true;
  if (from < to) return on(weekday) && minute >= from && minute < to;
  return (on(weekday) && minute >= from) || (on(yesterday) && minute < to);
}

const mine = (entry: ContactEntry, subject: ContactSubject): boolean =>
  (entry.person ?? subject.person) === (subject.person ?? entry.person) &&
  (entry.role ?? subject.role) === subject.role;

const wayward = (entry: ContactEntry): boolean => entry.direction === 'inbound';

/** The rule by its short name that says never, or null. */
function neverBy(set: string, subject: ContactSubject, newestFirst: readonly ContactEntry[], ask: ContactAsk): boolean {
  const other = subject.role === 'contact' || subject.role === 'relative';
  const chinese = set === 'cn' || set === 'cn-cba';
  const words = newestFirst.filter((entry) => mine(entry, subject) && /^ST(OP|ART)$/.test(entry.result));
  const saidStop = (channel: Channel): boolean =>
    words.find((word) => word.channel === channel || word.names?.includes(channel) === true)?.result === 'STOP';
  if (saidStop(ask.channel) || subject.consents?.[ask.channel] === 'withdrawn') return true;
  const everywhere: readonly Channel[] = ['sms', 'email', 'letter', 'call', 'visit'];
  if (other && chinese && everywhere.some(saidStop)) return true;
  if (other && !chinese) return true;
  if (other && set === 'cn' && subject.debtorReachable !== false) return true;
  if (other && set === 'cn-cba') {
    let failures = 0;
    for (const entry of newestFirst) {
      if (entry.role !== undefined && entry.role !== 'debtor') continue;
      if (entry.result === 'conversation' || wayward(entry)) break;
      if (entry.channel !== 'call' && entry.channel !== 'visit') continue;
      if (entry.result === 'out-of-service') failures += 3;
      if (/^(no-answer|busy|failed)$/.test(entry.result)) failures += 1;
    }
    if (!(subject.debtorReachable === undefined ? failures >= 3 : !subject.debtorReachable)) return true;
  }
  if (other && chinese && ask.disclosesDebt === true && !(set === 'cn-cba' && subject.debtRelated === true))
    return true;
  if (set === 'us-regf' && /^(sms|email)$/.test(ask.channel) && ask.carriesOptOut === false) return true;
  if (ask.place !== undefined && subject.refusedPlaces?.includes(ask.place) === true) return true;
  const sameNumber = (number: string | undefined): boolean => (number ?? ask.number) === (ask.number ?? number);
  if (subject.unusable?.some((mark) => mark.channel === ask.channel && sameNumber(mark.number)) === true) return true;
  if (ask.channel === 'call' || ask.channel === 'visit') return false;
  const newest = newestFirst.find((e) => e.channel === ask.channel && sameNumber(e.number) && mine(e, subject));
  return newest?.result === 'failed';
}

type Yes = (ms: number) => boolean;

/** Is one instant open, for a clock that is right? */
function openness(set: string, subject: ContactSubject, log: readonly ContactEntry[], ask: ContactAsk): Yes {
  const law = laws[set];
  if (law === undefined) throw new Error(`no law ${set}`);
  const dated = log.map((entry) => {
    const ms = Date.parse(entry.at);
    const days = zonesAt(subject, ms).map((zone) => Math.floor((ms + handOffset(zone, ms)) / dayMs));
    return { entry, day: Math.max(...days) };
  });
  const calls = ask.channel === 'call' ? dated.filter(({ entry }) => entry.channel === 'call') : [];
  const count = (since: number, which: (entry: ContactEntry) => boolean): number =>
    calls.filter(({ entry, day }) => day >= since && which(entry)).length;
  const sameDebt = (entry: ContactEntry): boolean =>
    mine(entry, subject) && (entry.debt === undefined || ask.debt === undefined || entry.debt === ask.debt);
  const capped = (today: number): boolean => {
    if (calls.length === 0) return false;
    const ours = (entry: ContactEntry): boolean => !wayward(entry);
    if (set === 'us-regf') {
      if (count(today - 6, (e) => sameDebt(e) && e.result === 'conversation') > 0) return true;
      const rang = /^(conversation|no-answer|voicemail|delivered)$/;
      return count(today - 6, (e) => sameDebt(e) && ours(e) && rang.test(e.result)) >= 7;
    }
    if (set !== 'cn' && set !== 'cn-cba') return false;
    if (count(today, (e) => ours(e) && e.result === 'conversation') >= 3) return true;
    const silent = /^(no-answer|voicemail|busy|out-of-service|failed)$/;
    const onNumber = (e: ContactEntry): boolean =>
      e.number === undefined || ask.number === undefined ? mine(e, subject) : e.number === ask.number;
    return set === 'cn-cba' && count(today, (e) => ours(e) && onNumber(e) && silent.test(e.result)) >= 6;
  };
  const held = (ms: number): boolean =>
    (subject.holds ?? []).some(
      ({ from, until, debt }) =>
        (debt === undefined || ask.debt === undefined || debt === ask.debt) &&
        (from === undefined || Date.parse(from) <= ms) &&
        (until === undefined || ms < Date.parse(until)),
    );
  return (ms) => {
    if (held(ms)) return false;
    return zonesAt(subject, ms).every((zone) => {
      const localMs = ms + handOffset(zone, ms);
      const wall = new Date(localMs);
      const hour = wall.getUTCHours();
      const awake = hour >= law.opens && hour < law.closes;
      const agreed = law.agreedBeats && (subject.agreedTimes ?? []).some((t) => within(t, ask.channel, ms, wall));
      if (!awake && !agreed) return false;
      if ((subject.inconvenientTimes ?? []).some((times) => within(times, ask.channel, ms, wall))) return false;
      return !capped(Math.floor(localMs / dayMs));
    });
  };
}

export type Verdict =
  { readonly answer: 'allowed' | 'never' } | { readonly answer: 'notBefore'; readonly atMs: number };

/** The answer by walking from the asked instant, five minutes a step, for at most 400 days. */
export function bruteForce(
  set: string,
  subject: ContactSubject,
  log: readonly ContactEntry[],
  ask: ContactAsk,
  skewMs: 0 | 300_000,
): Verdict {
  const askMs = Date.parse(ask.at);
  const known = log.filter((entry) => Date.parse(entry.at) <= askMs + skewMs);
  const newestFirst = known.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)).reverse();
  if (neverBy(set, subject, newestFirst, ask)) return { answer: 'never' };
  const right = openness(set, subject, known, ask);
  const open: Yes = skewMs === 0 ? right : (ms) => right(ms - skewMs) && right(ms) && right(ms + skewMs);
  if (open(askMs)) return { answer: 'allowed' };
  const stepMs = skewMs === 0 ? 15 * minuteMs : 5 * minuteMs;
  for (let ms = Math.floor(askMs / stepMs + 1) * stepMs; ms <= askMs + 400 * dayMs; ms += stepMs) {
    if (open(ms)) return { answer: 'notBefore', atMs: ms };
  }
  return { answer: 'never' };
}

/** Do the two methods give the same answer? Rules' names are not compared: the oracle has none. */
export function agree(permission: Permission, verdict: Verdict): boolean {
  if (permission.answer === 'notBefore' && verdict.answer === 'notBefore') {
    return Date.parse(permission.at) === verdict.atMs;
  }
  return permission.answer === verdict.answer;
}
