import {
  ApplicationFailure,
  Trigger,
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

/** A command and whoever waits for its answer. */
interface Asked {
  readonly signed: SignedCommand;
  readonly answer: Trigger<Answer>;
}

/**
 * How every case waits and wakes. Facts and commands only enqueue; the loop decides, answers, and waits until something
 * is enqueued or the case's own instant comes. All rules are in `domain/`, all memory is in PostgreSQL.
 */
export async function runCase(input: CaseInput): Promise<void> {
  let { after } = input;
  let stage = workflowInfo().typedSearchAttributes.get(stageAttribute);
  let poked = true; // the first act of every run is to decide
  let begun = 0;
  let ended = 0;
  let leaving = false;
  // A command stays here until it has its answer: after a flood of facts a decide may not come to it yet.
  let asked: readonly Asked[] = [];
  const timer = new WakeTimer();
  const due = (): boolean => poked || asked.length > 0 || timer.fired();

  setHandler(fact, () => {
    poked = true;
  });
  setHandler(
    command,
    (signed) => {
      const answer = new Trigger<Answer>();
      asked = [...asked, { signed, answer }];
      return Promise.resolve(answer);
    },
    { validator: checkShape },
  );
  setHandler(tick, async () => {
    poked = true;
    // A decide that has begun may have read the clock before it was moved: the next one counts.
    const wanted = begun + 1;
    await condition(() => ended >= wanted && ended === begun && !due());
  });

  for (;;) {
    poked = false;
    begun += 1;
    const handed = firstOfEachId(asked);
    const answer = await decideUntilItWorks({ ...input, after, commands: handed.map(({ signed }) => signed) });
    after = answer.after;
    asked = asked.filter((one) => !(handed.includes(one) && give(one, answer.answers[one.signed.id])));
    if (answer.stage !== null && answer.stage !== stage) {
      stage = answer.stage;
      upsertSearchAttributes([{ key: stageAttribute, value: stage }]);
    }
    if (answer.again) poked = true;
    ended = begun;
    timer.set(answer.wakeAt);
    const over = answer.closed || answer.stop === 'superseded';
    leaving = over || mustRoll();
    // Handlers finish inside the loop: awaiting them outside it hung (design.md, "The shell").
    await condition(() => due() || (leaving && allHandlersFinished()));
    if (due()) continue;
    if (over) return;
    timer.set(null);
    await continueAsNew<typeof runCase>({ ...input, after });
  }
}

function give({ answer }: Asked, given: Answer | undefined): boolean {
  if (given === undefined) return false;
  answer.resolve(given);
  return true;
}

/** Two commands of one id may differ in content, and each must get its own answer: one of them at a time. */
function firstOfEachId(asked: readonly Asked[]): readonly Asked[] {
  return asked.filter((one, at) => asked.findIndex(({ signed }) => signed.id === one.signed.id) === at);
}

function mustRoll(): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > HISTORY_LENGTH_MAX;
}

/** Far below the server's limits, so that a replay stays quick; a life of monthly dunning takes some hundred events. */
const HISTORY_LENGTH_MAX = 4_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;

type Wish = CaseInput & { readonly commands: readonly SignedCommand[] };

/** Calls again with a fresh `now` until the database answers. */
async function decideUntilItWorks({ caseId, epoch, after, commands }: Wish): Promise<DecideAnswer> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const now = new Date(Date.now()).toISOString();
    try {
      return await decide({ caseId, epoch, after, commands, now, runId: workflowInfo().runId });
    } catch {
      await sleep(pauseMs);
    }
  }
}

/** Shape only: whether a command fits is decided, and written down, in `apply`. Must stay synchronous. */
function checkShape(asked: SignedCommand): void {
  const shaped = typeof asked.id === 'string' && typeof asked.type === 'string' && typeof asked.signature === 'string';
  if (!shaped) throw ApplicationFailure.nonRetryable('a command has id, type and signature', 'COMMAND_MALFORMED');
}
