/** What the API needs of whoever dials: permission, the script, and the call itself. */
import type { CallTimes, DialAnswer, DialAsk, Script, ScriptAsk } from '../db/call/types.ts';
import type { TaskRow } from '../db/work.ts';

export interface CallDesk {
  readonly how: 'voice' | 'manual';
  /** Null when nobody is to be called. */
  times(task: TaskRow): Promise<CallTimes | null>;
  /** The text to speak from. */
  script(ask: ScriptAsk): Promise<Script>;
  dial(ask: DialAsk): Promise<DialAnswer>;
}
