import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  proxyLocalActivities,
  setHandler,
  sleep,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { DecideAnswer, DecideRequest } from '../activities/decide.ts';
import type { Answer } from '../domain/case.ts';
import { command, fact, stageAttribute, tick } from './messages.ts';
import type { CaseInput, SignedCommand } from './messages.ts';
import { WakeTimer } from './wakeTimer.ts';

interface CaseActivities {
  decide(request: DecideRequest): Promise<DecideAnswer>;
}

// One attempt: a retry by the SDK would keep an old `now` and freeze the task (design.md, known traps).
const { decide } = proxyLocalActivities<CaseActivities>({ startToCloseTimeout: '5 s', retry: { maximumAttempts: 1 } });

/**
 * How every case waits and wakes. Facts and commands only enqueue; the loop decides, answers, and waits until something
 * is enqueued or the case's own instant comes. All rules are in `domain/`, all memory is in PostgreSQL.
 */
export async function runCase(input: CaseInput): Promise<void> {
  let { after } = input;
  let poked = true; // the first act of every run is to decide
  let round = 0;
  let leaving = false;
  const waiting: SignedCommand[] = [];
  const answers = new Map<string, Answer>();
  const timer = new WakeTimer();

  setHandler(fact, () => {
    poked = true;
  });
  setHandler(
    command,
    async (asked) => {
      waiting.push(asked);
      await condition(() => answers.has(asked.id));
      const answer = answers.get(asked.id);
      if (answer === undefined) throw ApplicationFailure.nonRetryable('the answer is gone', 'ANSWER_GONE');
      return answer;
    },
    { validator: checkShape },
  );
  setHandler(tick, async () => {
    poked = true;
    const wanted = round + 1;
    await condition(() => round >= wanted && !poked);
  });

  for (;;) {
    const commands = waiting.splice(0);
    poked = false;
    const answer = await decideUntilItWorks({ ...input, after, commands }, () => (poked = true));
    after = answer.after;
    for (const [id, given] of Object.entries(answer.answers)) answers.set(id, given);
    if (answer.stage !== null) upsertSearchAttributes([{ key: stageAttribute, value: answer.stage }]);
    if (answer.again) poked = true;
    round += 1;
    timer.set(answer.wakeAt);
    leaving = answer.closed || answer.stop === 'superseded' || mustRoll();
    // Handlers finish inside the loop: awaiting them outside it hung (design.md, "The shell").
    await condition(() => poked || waiting.length > 0 || timer.fired() || (leaving && allHandlersFinished()));
    if (poked || waiting.length > 0 || timer.fired()) continue;
    if (answer.closed || answer.stop === 'superseded') return;
    timer.set(null);
    await continueAsNew<typeof runCase>({ ...input, after });
  }
}

function mustRoll(): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > HISTORY_LENGTH_MAX;
}

/** Far below the server's limits, so that a replay stays quick; a life of monthly dunning takes some hundred events. */
const HISTORY_LENGTH_MAX = 4_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;

type Asked = CaseInput & { readonly commands: readonly SignedCommand[] };

/** Calls again with a fresh `now` until the database answers. */
async function decideUntilItWorks(asked: Asked, again: () => void): Promise<DecideAnswer> {
  const { caseId, epoch, after, commands } = asked;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const now = new Date(Date.now()).toISOString();
    try {
      return await decide({ caseId, epoch, after, commands, now, runId: workflowInfo().runId });
    } catch {
      again();
      await sleep(pauseMs);
    }
  }
}

/** Shape only: whether a command fits is decided, and written down, in `apply`. Must stay synchronous. */
function checkShape(asked: SignedCommand): void {
  const shaped = typeof asked.id === 'string' && typeof asked.type === 'string' && typeof asked.signature === 'string';
  if (!shaped) throw ApplicationFailure.nonRetryable('a command has id, type and signature', 'COMMAND_MALFORMED');
}
