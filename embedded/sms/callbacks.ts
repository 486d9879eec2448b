// Status callbacks and inbound texts: signed as Twilio signs them, posted over kept connections, a few at a time.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';

const atOnce = 32;
const tries = 6;
const firstPauseMs = 250;

/** X-Twilio-Signature: HMAC-SHA1 over the URL and the sorted parameters, base64. */
export const signatureOf = (authToken: string, url: string, params: Readonly<Record<string, string>>): string => {
  const signed = Object.keys(params)
    .sort()
    .reduce((text, name) => text + name + (params[name] ?? ''), url);
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
};

export type Post = { url: string; params: Readonly<Record<string, string>> };

export type Poster = {
  /** Queues a post; it is tried again with growing pauses while the receiver is down. */
  readonly post: (post: Post) => void;
  /** Posts not delivered yet, those waiting for another try included. */
  readonly pending: () => number;
  /** Posts given up after the last try. */
  readonly abandoned: () => number;
  readonly stop: () => void;
};

export const startPoster = (authToken: string): Poster => {
  const agents = {
    'http:': new Agent({ keepAlive: true, maxSockets: atOnce }),
    'https:': new TlsAgent({ keepAlive: true }),
  };
  const queue: { post: Post; tried: number }[] = [];
  const pauses = new Set<NodeJS.Timeout>();
  let head = 0;
  let flying = 0;
  let abandoned = 0;
  let stopped = false;

  const send = ({ url, params }: Post): Promise<boolean> =>
    new Promise((settle) => {
      const target = new URL(url);
      const secure = target.protocol === 'https:';
      const body = new URLSearchParams(params).toString();
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'content-length': String(Buffer.byteLength(body)),
        'x-twilio-signature': signatureOf(authToken, url, params),
        'user-agent': 'TwilioProxy/1.1',
      };
      const options = { method: 'POST', headers, timeout: 15_000, agent: secure ? agents['https:'] : agents['http:'] };
      const outgoing = (secure ? tlsRequest : request)(target, options, (response) => {
        response.resume();
        response.once('close', () => settle((response.statusCode ?? 500) < 500));
      });
      outgoing.once('timeout', () => outgoing.destroy());
      outgoing.once('error', () => settle(false));
      outgoing.end(body);
    });

  const retry = (entry: { post: Post; tried: number }): void => {
    if (entry.tried + 1 >= tries) {
      abandoned += 1;
      return;
    }
    const pause = setTimeout(
      () => {
        pauses.delete(pause);
        queue.push({ post: entry.post, tried: entry.tried + 1 });
        pump();
      },
      firstPauseMs * 2 ** entry.tried,
    );
    pauses.add(pause);
  };

  const pump = (): void => {
    while (!stopped && flying < atOnce && head < queue.length) {
      const entry = queue[head];
      head += 1;
      if (entry === undefined) continue;
      flying += 1;
      void send(entry.post)
        .catch(() => false)
        .then((arrived) => {
          flying -= 1;
          if (!arrived && !stopped) retry(entry);
          pump();
        });
    }
    // The queue's spent front goes in one piece: shifting entry by entry costs the length each time.
    if (head > 0 && head === queue.length) head = queue.length = 0;
  };

  return {
    post: (post) => {
      queue.push({ post, tried: 0 });
      pump();
    },
    pending: () => queue.length - head + flying + pauses.size,
    abandoned: () => abandoned,
    stop: () => {
      stopped = true;
      for (const pause of pauses) clearTimeout(pause);
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
};
