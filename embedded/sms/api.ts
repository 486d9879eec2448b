// Twilio's HTTP API 2010-04-01, as far as recoup uses it: messages here (create, list, one), calls in voiceApi.ts.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { readBody, sendJson, type Handler } from '../web.ts';
import { fateOf, rateMeter, type Behaviour } from './behaviour.ts';
import type { Ledger } from './ledger.ts';
import { errorBody, listResource, messageResource, newSid, type Text } from './shapes.ts';
import type { Calls } from './voice.ts';
import { voiceApi } from './voiceApi.ts';

export type ApiParts = {
  accountSid: string;
  authToken: string;
  ledger: Ledger;
  calls: Calls;
  behaviour: Behaviour;
  accepted: (text: Text) => void;
};

const refuse = (response: ServerResponse, status: number, code: number): void => {
  if (status === 429) response.setHeader('retry-after', '1');
  sendJson(response, status, errorBody(status, code));
};

/** DateSent with a day matches that day in GMT; `<` and `>` include the bound, as Twilio documents. */
const sentFilter = (query: URLSearchParams): ((instant: string | null) => boolean) | undefined => {
  const bounds = (['DateSent', 'DateSent<', 'DateSent>'] as const).flatMap((name) => {
    const wish = query.get(name);
    return wish === null ? [] : [{ name, from: Date.parse(wish), isDay: /^\d{4}-\d\d-\d\d$/.test(wish) }];
  });
  if (bounds.length === 0) return undefined;
  const dayMs = 86_400_000;
  return (instant) => {
    if (instant === null) return false;
    // Twilio's times have whole seconds.
    const at = Math.floor(Date.parse(instant) / 1000) * 1000;
    return bounds.every(({ name, from, isDay }) => {
      const dayStart = Math.floor(from / dayMs) * dayMs;
      if (name === 'DateSent') return at >= dayStart && at < dayStart + dayMs;
      if (name === 'DateSent>') return at >= Math.floor(from / 1000) * 1000;
      return at <= (isDay ? dayStart + dayMs - 1 : from);
    });
  };
};

const faultOf = (form: URLSearchParams, parts: ApiParts): { status: number; code: number } | undefined => {
  const to = form.get('To');
  const body = form.get('Body');
  if (!to) return { status: 400, code: 21_604 };
  if (!form.get('From') && !form.get('MessagingServiceSid')) return { status: 400, code: 21_603 };
  if (!body) return { status: 400, code: 21_602 };
  if (body.length > 1600) return { status: 400, code: 21_617 };
  return fateOf(to).refusedWith ?? (parts.ledger.isOptedOut(to) ? { status: 400, code: 21_610 } : undefined);
};

const textOf = (form: URLSearchParams): Text => {
  const now = new Date().toISOString();
  return {
    sid: newSid('SM'),
    direction: 'outbound-api',
    from: form.get('From') ?? '+15005550006',
    to: form.get('To') ?? '',
    body: form.get('Body') ?? '',
    messagingServiceSid: form.get('MessagingServiceSid'),
    statusCallback: form.get('StatusCallback'),
    status: 'queued',
    errorCode: null,
    createdAt: now,
    sentAt: null,
    updatedAt: now,
  };
};

/** The handler of everything under `/2010-04-01/`. */
export const twilioApi = (parts: ApiParts): Handler => {
  const { accountSid, authToken, ledger, calls, behaviour } = parts;
  const expected = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const tooMany = rateMeter();
  let created = 0;

  const create = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const form = new URLSearchParams(await readBody(request));
    if (tooMany(behaviour.rateLimitPerSecond)) return refuse(response, 429, 20_429);
    if (behaviour.refuseNext > 0) {
      behaviour.refuseNext -= 1;
      return refuse(response, 503, 20_503);
    }
    const fault = faultOf(form, parts);
    if (fault !== undefined) return refuse(response, fault.status, fault.code);
    if (behaviour.acceptDelayMs > 0) await sleep(behaviour.acceptDelayMs, undefined, { ref: false });
    const text = textOf(form);
    const answer = messageResource(text, accountSid);
    created += 1;
    const nth = created;
    ledger.add(text);
    parts.accepted(text);
    if (behaviour.answerDelayMs > 0) await sleep(behaviour.answerDelayMs, undefined, { ref: false });
    const silent = behaviour.silentNext > 0 || (behaviour.silentEvery > 0 && nth % behaviour.silentEvery === 0);
    if (behaviour.silentNext > 0) behaviour.silentNext -= 1;
    if (behaviour.cutEvery > 0 && nth % behaviour.cutEvery === 0) {
      response.destroy();
      return;
    }
    // Silent: accepted, and the sender will never hear so. The connection stays open until the sender gives up.
    if (!silent) sendJson(response, 201, answer);
  };

  const one = (response: ServerResponse, sid: string): void => {
    const text = ledger.get(sid);
    if (text !== undefined) sendJson(response, 200, messageResource(text, accountSid));
    else refuse(response, 404, 20_404);
  };
  const voice = voiceApi({ accountSid, calls, behaviour });

  return async (request, response, url) => {
    if (request.headers.authorization !== expected) return refuse(response, 401, 20_003);
    const match = /^\/2010-04-01\/Accounts\/(\w+)\/(Messages|Calls)(?:\/(\w+))?\.json$/.exec(url.pathname);
    const [, account, kind = '', sid] = match ?? [];
    if (account !== accountSid) return refuse(response, 404, 20_404);
    if (kind === 'Calls') return voice(request, response, url.searchParams, sid);
    if (request.method === 'POST' && sid === undefined) return create(request, response);
    if (request.method !== 'GET') return refuse(response, 404, 20_404);
    if (sid !== undefined) return one(response, sid);
    const query = url.searchParams;
    const sentAt = sentFilter(query);
    const search = { to: query.get('To'), from: query.get('From'), ...(sentAt === undefined ? {} : { sentAt }) };
    const rows = ledger.find(search).map((text) => messageResource(text, accountSid));
    sendJson(response, 200, listResource('Messages', rows, accountSid, query));
  };
};
