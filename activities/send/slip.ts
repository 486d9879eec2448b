/** The marks of one attempt on this host, by whoever writes the last line of its message; it may outlive the sender. */
import { renameSync, writeFileSync } from 'node:fs';
import type { SendResult } from '../channel.ts';

/** Names of files (spool.ts): what was written before the message leaves, when it does, and the answer to it. */
export interface Slip {
  readonly asked: string;
  readonly left: string;
  readonly answer: string;
}

const worked = (act: () => void): boolean => {
  try {
    act();
    return true;
  } catch {
    return false;
  }
};

/** At the very last moment. False: another has taken the message back, and it must not leave. */
export const depart = ({ asked, left }: Slip): boolean => worked(() => renameSync(asked, left));

/** Keeps the answer; it survives this process when it returns. What nobody knows is not kept. */
export function keepAnswer({ answer }: Slip, result: SendResult): void {
  if (result.kind !== 'ambiguous') worked(() => writeFileSync(answer, JSON.stringify(result), { mode: 0o600 }));
}
