import { closeBatches, lastClosing } from '../activities/postalBatch.ts';
import type { PostalBatchDeps, WrittenBatch } from '../activities/postalBatch.ts';

export interface PostCloserOptions extends PostalBatchDeps {
  /** Time of the lender's day at which the day's letters go to the printer, HH:MM. */
  readonly at: string;
  readonly everyMs?: number;
  readonly log?: (code: string) => void;
}

export interface PostCloser {
  /** Closes what is due now. */
  look(): Promise<readonly WrittenBatch[]>;
  stop(): Promise<void>;
}

/** Closes the day's batch at its time; what was missed while nobody ran is closed at the first look. */
export function startPostCloser(options: PostCloserOptions): PostCloser {
  const look = async (): Promise<readonly WrittenBatch[]> =>
    closeBatches(options, lastClosing(await options.now(options.db), options.at, options.timeZone));
  let looking: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // One after the other; one that fails is repeated by the next.
    looking = looking.then(look).catch(() => options.log?.('POST_NOT_CLOSED'));
  }, options.everyMs ?? 30_000);
  return {
    look,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
