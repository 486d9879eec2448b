// A post office with a counter and a ledger: what is handed in twice is posted twice. Its client is the worker's.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChannelError, failedToConnect } from '../../activities/channel.ts';
import type { PostalService } from '../../activities/letter.ts';
import { sendJson, startWeb } from '../../embedded/web.ts';

export interface PostOffice {
  readonly url: string;
  /** References in the order in which they were handed in, again and again if need be. */
  readonly references: readonly string[];
  readonly stop: () => Promise<void>;
}

/** Every so-manieth letter is taken and the connection cut. */
export async function startPostOffice(options: { answerDelayMs: number; cutEvery: number }): Promise<PostOffice> {
  const references: string[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse, reference: string): Promise<void> => {
    // A letter that was cut off half way is none: this throws then.
    for await (const _part of request);
    const nth = references.push(reference);
    await sleep(options.answerDelayMs, undefined, { ref: false });
    if (nth % options.cutEvery === 0) response.destroy();
    else sendJson(response, 201, { id: `P${nth}` });
  };
  const web = await startWeb(async (request, response, url) => {
    const reference = url.pathname.slice(1);
    if (request.method === 'POST') return take(request, response, reference);
    const at = references.indexOf(reference);
    return at < 0 ? sendJson(response, 404, {}) : sendJson(response, 200, { id: `P${at + 1}` });
  });
  return { url: web.url, references, stop: web.stop };
}

const idOf = async (answer: Response): Promise<string> => ((await answer.json()) as { readonly id: string }).id;

/** The client: a letter whose answer was lost is ambiguous, and can be asked for. */
export function createPostOffice(url: string): PostalService {
  return {
    async handIn({ reference, pdf }, signal) {
      try {
        const answer = await fetch(new URL(`/${reference}`, url), { method: 'POST', body: Buffer.from(pdf), signal });
        return { kind: 'accepted', providerId: await idOf(answer) };
      } catch (error) {
        return failedToConnect(error)
          ? { kind: 'retry', afterMs: 500, code: 'UNREACHABLE' }
          : { kind: 'ambiguous', code: 'NO_ANSWER' };
      }
    },
    async find(reference) {
      const answer = await fetch(new URL(`/${reference}`, url)).catch(() => undefined);
      if (answer === undefined) throw new ChannelError('UNREACHABLE');
      return answer.ok ? { providerId: await idOf(answer), status: 'accepted' } : null;
    },
  };
}
