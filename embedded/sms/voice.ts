// Calls of the sandbox: placed, ringing, answered or not by the number's fate; a <Dial> rings a second phone. Each
// change is told by a signed callback, as Twilio tells it (Twilio, "Call resource" and "<Number>").
import type { Behaviour } from './behaviour.ts';
import { voiceFateOf, type VoiceFate } from './voiceFate.ts';
import type { Poster } from './callbacks.ts';
import { apiVersion, newSid, type Call, type CallStatus } from './shapes.ts';
import { dialledBy, type Dialled } from './twiml.ts';

export type PlaceWish = {
  from: string;
  to: string;
  twiml: string | null;
  statusCallback: string | null;
  /** Events that were asked for; Twilio tells the end alone when none are named. */
  events: readonly string[];
};

export type Calls = {
  readonly place: (wish: PlaceWish) => Call;
  readonly get: (sid: string) => Call | undefined;
  /** Newest first. */
  readonly all: () => Call[];
  readonly find: (wish: { to: string | null; from: string | null; status: string | null }) => Call[];
  readonly stop: () => void;
};

const endings: readonly CallStatus[] = ['completed', 'busy', 'no-answer', 'failed', 'canceled'];
/** The event under which a status is asked for. */
const eventOf = (status: CallStatus): string =>
  status === 'in-progress' ? 'answered' : endings.includes(status) ? 'completed' : status;

type Leg = { call: Call; events: readonly string[]; fate: VoiceFate; dialled: Dialled | null; told: Told[] };
type Told = { url: string; params: Record<string, string> };

export const startCalls = (accountSid: string, poster: Poster, behaviour: () => Behaviour): Calls => {
  const calls = new Map<string, Call>();
  const timers = new Set<NodeJS.Timeout>();

  const later = (delayMs: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      act();
    }, delayMs);
    timer.unref();
    timers.add(timer);
  };

  const post = ({ url, params }: Told): void => {
    const { callbackCopies, callbackDelayMs } = behaviour();
    for (let copy = 0; copy < callbackCopies; copy += 1) {
      if (callbackDelayMs === 0) poster.post({ url, params });
      else later(callbackDelayMs, () => poster.post({ url, params }));
    }
  };

  /** Reversed: what was told waits for the end, and the end is told first. */
  const tell = (leg: Leg, told: Told, isEnd: boolean): void => {
    if (!behaviour().callbacksReversed) return post(told);
    leg.told.push(told);
    if (isEnd) for (const one of leg.told.splice(0).reverse()) post(one);
  };

  const turn = (leg: Leg, status: CallStatus): void => {
    const { call } = leg;
    const now = new Date().toISOString();
    call.status = status;
    call.updatedAt = now;
    if (status === 'in-progress') {
      call.startedAt = now;
      call.answeredBy = leg.fate.answeredBy ?? null;
    }
    if (endings.includes(status)) call.endedAt = now;
    if (call.statusCallback === null || !leg.events.includes(eventOf(status))) return;
    const { from, to, sid, parentSid, answeredBy, startedAt } = call;
    const seconds = startedAt === null ? 0 : Math.round((Date.parse(now) - Date.parse(startedAt)) / 1000);
    const params = {
      ...{ AccountSid: accountSid, ApiVersion: apiVersion, CallSid: sid, From: from, To: to },
      ...{ CallStatus: status, Direction: call.direction, SequenceNumber: String(call.sequence) },
      ...{ CallbackSource: 'call-progress-events', Timestamp: new Date(now).toUTCString() },
      ...(parentSid === null ? {} : { ParentCallSid: parentSid }),
      ...(answeredBy === null ? {} : { AnsweredBy: answeredBy }),
      ...(status === 'completed' ? { CallDuration: String(seconds), Duration: String(Math.ceil(seconds / 60)) } : {}),
    };
    call.sequence += 1;
    tell(leg, { url: call.statusCallback, params }, endings.includes(status));
  };

  const add = (more: Pick<Call, 'from' | 'to' | 'direction' | 'parentSid' | 'statusCallback'>): Call => {
    const now = new Date().toISOString();
    const call: Call = {
      ...{ sid: newSid('CA'), status: 'queued', answeredBy: null, sequence: 0, ...more },
      ...{ createdAt: now, startedAt: null, endedAt: null, updatedAt: now },
    };
    calls.set(call.sid, call);
    return call;
  };

  const run = (leg: Leg, over: () => void): void => {
    const way: CallStatus[] = leg.fate.way.slice();
    const step = (): void => {
      const next = way.shift();
      if (next === undefined) return over();
      turn(leg, next);
      // An answered call whose document dials somebody waits for that call to end.
      if (next === 'in-progress' && leg.dialled !== null) connect(leg, leg.dialled, () => later(1, step));
      else later(1, step);
    };
    later(1, step);
  };

  const connect = (parent: Leg, dialled: Dialled, over: () => void): void => {
    const call = add({
      from: dialled.callerId ?? parent.call.from,
      to: dialled.number,
      direction: 'outbound-dial',
      parentSid: parent.call.sid,
      statusCallback: dialled.statusCallback,
    });
    const { answeredBy, way } = voiceFateOf(dialled.number);
    // A machine is told from a person only where that was asked for.
    const fate = { way, ...(dialled.machineDetection && answeredBy !== undefined ? { answeredBy } : {}) };
    run({ call, events: dialled.events, fate, dialled: null, told: [] }, over);
  };

  return {
    place: ({ from, to, twiml, statusCallback, events }) => {
      const call = add({ from, to, direction: 'outbound-api', parentSid: null, statusCallback });
      const asked = events.length === 0 ? ['completed'] : events;
      const { way } = voiceFateOf(to);
      run({ call, events: asked, fate: { way }, dialled: dialledBy(twiml), told: [] }, () => undefined);
      return call;
    },
    get: (sid) => calls.get(sid),
    all: () => [...calls.values()].reverse(),
    find: ({ to, from, status }) =>
      [...calls.values()]
        .reverse()
        .filter(
          (call) => (!to || call.to === to) && (!from || call.from === from) && (!status || call.status === status),
        ),
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
};
