// The real client against a sandbox, and a web server that takes the sandbox's callbacks.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import twilio from 'twilio';
import type { SmsSandbox } from '../../embedded/sms-sandbox.ts';

export const clientFor = (
  sandbox: Pick<SmsSandbox, 'url' | 'accountSid' | 'authToken'>,
  timeoutMs = 10_000,
): twilio.Twilio => {
  const client = twilio(sandbox.accountSid, sandbox.authToken, { timeout: timeoutMs });
  client.api.baseUrl = sandbox.url;
  return client;
};

/** The code or the name of the error that an attempt ended with. */
export const errorOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => 'accepted',
    (error: unknown) => (error as { code?: unknown }).code,
  );

export type Callback = { params: Record<string, string>; signature: string };

export type Receiver = { url: string; callbacks: Callback[]; stop: () => Promise<void> };

/** @param failFirst so many callbacks are answered with 503 before the first is taken */
export const startReceiver = async (failFirst = 0): Promise<Receiver> => {
  const callbacks: Callback[] = [];
  let failures = failFirst;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      if (failures > 0) {
        failures -= 1;
        response.writeHead(503).end();
        return;
      }
      const signature = String(request.headers['x-twilio-signature']);
      callbacks.push({ params: Object.fromEntries(new URLSearchParams(body)), signature });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', () => settle()));
  const { port } = server.address() as AddressInfo;
  const stop = (): Promise<void> =>
    new Promise((settle) => {
      server.close(() => settle());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/callback?notice=n-1`, callbacks, stop };
};

/** Waits until a condition holds, at most ten seconds. */
export const until = async (holds: () => boolean): Promise<void> => {
  for (let waited = 0; waited < 1000 && !holds(); waited += 1) await sleep(10);
};
