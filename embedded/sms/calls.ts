// The minimal Call resource: a call is placed, rings, and is answered or not by the number's fate.
import { fateOf } from './behaviour.ts';
import type { Poster } from './callbacks.ts';
import { apiVersion, newSid, type Call, type CallStatus } from './shapes.ts';

export type Calls = {
  readonly place: (from: string, to: string, statusCallback: string | null) => Call;
  readonly get: (sid: string) => Call | undefined;
  /** Newest first. */
  readonly all: () => Call[];
};

export const startCalls = (accountSid: string, poster: Poster): Calls => {
  const calls = new Map<string, Call>();

  const turn = (call: Call, status: CallStatus): void => {
    const now = new Date().toISOString();
    call.status = status;
    call.updatedAt = now;
    if (status === 'in-progress') call.startedAt = now;
    if (status === 'completed') call.endedAt = now;
    // Twilio tells the end alone unless more events were asked for.
    if (call.statusCallback === null || (status !== 'completed' && status !== 'no-answer' && status !== 'busy')) return;
    const { from, to, sid } = call;
    const params = {
      AccountSid: accountSid,
      ApiVersion: apiVersion,
      CallSid: sid,
      From: from,
      To: to,
      CallStatus: status,
    };
    poster.post({ url: call.statusCallback, params });
  };

  return {
    place: (from, to, statusCallback) => {
      const now = new Date().toISOString();
      const unanswered = fateOf(to).undeliveredWith !== undefined;
      const call: Call = {
        ...{ sid: newSid('CA'), from, to, status: 'queued', statusCallback },
        ...{ createdAt: now, startedAt: null, endedAt: null, updatedAt: now },
      };
      calls.set(call.sid, call);
      const way: CallStatus[] = unanswered ? ['ringing', 'no-answer'] : ['ringing', 'in-progress', 'completed'];
      const step = (): void => {
        const next = way.shift();
        if (next === undefined) return;
        turn(call, next);
        setTimeout(step, 1).unref();
      };
      setTimeout(step, 1).unref();
      return call;
    },
    get: (sid) => calls.get(sid),
    all: () => [...calls.values()].reverse(),
  };
};
