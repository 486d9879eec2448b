// The cases whose histories are kept: lived once on a real engine by record.ts, replayed by replay.test.ts ever after.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The key under which the kept histories are sealed. It protects nothing: they hold made-up loans. */
export const CODEC_KEY = 'a2VwdCBoaXN0b3JpZXMgYXJlIG5vIHNlY3JldHMhISE=';

const folder = join(import.meta.dirname, 'histories');

/** One file per life. What was kept once stays: what a changed shell lives gets a name of its own. */
export const lives = [
  ...(['steady', 'rolled', 'failed', 'superseded', 'waited'] as const),
  ...(['claimContested', 'suitRolled', 'suitPaid', 'writtenOff'] as const),
];
export type Life = (typeof lives)[number];

export interface KeptRun {
  readonly workflowId: string;
  readonly runId: string;
  /** The history as the engine gives it, in base64. */
  readonly history: string;
}

export const fileOf = (life: Life): string => join(folder, `${life}.json`);

export const keptRuns = (life: Life): readonly KeptRun[] =>
  JSON.parse(readFileSync(fileOf(life), 'utf8')) as readonly KeptRun[];
