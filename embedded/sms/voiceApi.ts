// The calls of Twilio's HTTP API: create, list, one.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody, sendJson } from '../web.ts';
import { fateOf, rateMeter, type Behaviour } from './behaviour.ts';
import { callResource, errorBody, listResource } from './shapes.ts';
import type { Calls } from './voice.ts';

export type VoiceApi = (
  request: IncomingMessage,
  response: ServerResponse,
  query: URLSearchParams,
  sid: string | undefined,
) => Promise<void>;

const refuse = (response: ServerResponse, status: number, code: number): void => {
  if (status === 429) response.setHeader('retry-after', '1');
  sendJson(response, status, errorBody(status, code));
};

/** Why a call is not placed. Who wants no texts can still be called: that is for the caller to know. */
const faultOf = (form: URLSearchParams): { status: number; code: number } | undefined => {
  const to = form.get('To');
  if (!to) return { status: 400, code: 21_201 };
  if (!form.get('From')) return { status: 400, code: 21_213 };
  if (!form.get('Url') && !form.get('Twiml') && !form.get('ApplicationSid')) return { status: 400, code: 21_205 };
  if (to.endsWith('21214')) return { status: 400, code: 21_214 };
  const refused = fateOf(to).refusedWith;
  return refused?.code === 21_610 || refused?.code === 21_614 ? undefined : refused;
};

/** The handler of everything under `/Calls`; who asks has shown the account's token already. */
export const voiceApi = (parts: { accountSid: string; calls: Calls; behaviour: Behaviour }): VoiceApi => {
  const { accountSid, calls, behaviour } = parts;
  const tooMany = rateMeter();
  let placed = 0;

  const place = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await readBody(request));
    if (tooMany(behaviour.rateLimitPerSecond)) return refuse(response, 429, 20_429);
    if (behaviour.refuseNext > 0) {
      behaviour.refuseNext -= 1;
      return refuse(response, 503, 20_503);
    }
    const fault = faultOf(form);
    if (fault !== undefined) return refuse(response, fault.status, fault.code);
    const call = calls.place({
      ...{ from: form.get('From') ?? '', to: form.get('To') ?? '', twiml: form.get('Twiml') },
      ...{ statusCallback: form.get('StatusCallback'), events: form.getAll('StatusCallbackEvent') },
    });
    const answer = callResource(call, accountSid);
    placed += 1;
    if (behaviour.answerDelayMs > 0) await sleep(behaviour.answerDelayMs, undefined, { ref: false });
    const silent = behaviour.silentNext > 0 || (behaviour.silentEvery > 0 && placed % behaviour.silentEvery === 0);
    if (behaviour.silentNext > 0) behaviour.silentNext -= 1;
    // Silent: it rings, and who placed it will never hear so.
    if (!silent) sendJson(response, 201, answer);
  };

  return async (request, response, query, sid) => {
    if (request.method === 'POST' && sid === undefined) return place(request, response);
    if (request.method !== 'GET') return refuse(response, 404, 20_404);
    if (sid !== undefined) {
      const call = calls.get(sid);
      return call === undefined
        ? refuse(response, 404, 20_404)
        : sendJson(response, 200, callResource(call, accountSid));
    }
    const found = calls.find({ to: query.get('To'), from: query.get('From'), status: query.get('Status') });
    const rows = found.map((call) => callResource(call, accountSid));
    sendJson(response, 200, listResource('Calls', rows, accountSid, query));
  };
};
