/** What the journal says of rungs and their messages. */
import type { LoanOutcome, LoanState, StepRecord } from './loanState.ts';
import { withReport } from './noticeReport.ts';
import { mapKey, previous, withRecord } from './stepRecords.ts';

type StepOutcome = Extract<
  LoanOutcome,
  {
    readonly type:
      | 'countedBeforeTakeOver'
      | 'noticeDecided'
      | 'noticeHeld'
      | 'stepRefused'
      | 'noticeCancelled'
      | 'noticeReported'
      | 'corrected'
      | 'correctionWithdrawn'
      | 'contactChanged';
  }
>;

export function foldStep(state: LoanState, outcome: StepOutcome): LoanState {
  switch (outcome.type) {
    case 'countedBeforeTakeOver': {
      const { step, occurrence, on, oldestDueOn } = outcome;
      const status = 'beforeTakeOver';
      return withRecord(state, {
        step,
        occurrence,
        key: '',
        status,
        on,
        doneOn: on,
        oldestDueOn,
        channelAt: 0,
        attempt: 0,
      });
    }
    case 'noticeDecided': {
      const { step, occurrence, key, on, oldestDueOn, channelAt, attempt, raisedBy, channels } = outcome;
      return withRecord(state, {
        ...(channels === undefined ? {} : { channels }),
        step,
        occurrence,
        key,
        status: 'open',
        on,
        doneOn: null,
        oldestDueOn,
        channelAt,
        attempt,
        ...(raisedBy === undefined ? {} : { raisedBy }),
      });
    }
    case 'noticeHeld': {
      const { step, occurrence, until, on, oldestDueOn, channelAt, channels } = outcome;
      const left = leftBefore(previous(state, step, occurrence));
      const held = { ...left, step, occurrence, until, on, oldestDueOn, channelAt };
      return withRecord(state, {
        ...held,
        ...(channels === undefined ? {} : { channels }),
        status: 'held',
        doneOn: null,
      });
    }
    case 'stepRefused': {
      const { step, occurrence, code, on, oldestDueOn } = outcome;
      const before = previous(state, step, occurrence);
      return withRecord(state, {
        ...leftBefore(before),
        step,
        occurrence,
        channelAt: before?.channelAt ?? 0,
        oldestDueOn,
        code,
        on,
        doneOn: on,
        status: 'refused',
      });
    }
    case 'noticeCancelled':
      return mapKey(state, outcome.key, (record) =>
        record.status === 'delivered' ? record : { ...record, status: 'cancelled' },
      );
    case 'noticeReported':
      return withReport(state, outcome);
    case 'corrected':
      return mapKey(state, outcome.key, (record) => ({ ...record, corrected: true }));
    case 'correctionWithdrawn':
      return mapKey(state, outcome.key, ({ corrected: _corrected, ...record }) => record);
    case 'contactChanged':
      // What waits for permission is asked about again, at once.
      return {
        ...state,
        steps: state.steps.map((record) =>
          record.status === 'held' && record.until !== undefined && record.until > outcome.at
            ? { ...record, until: outcome.at }
            : record,
        ),
      };
  }
}

/** What a rung keeps of the message or task that was handed out before. */
function leftBefore(
  record: StepRecord | undefined,
): Pick<StepRecord, 'key' | 'attempt' | 'decidedOn' | 'corrected' | 'earlierPolicy' | 'raisedBy'> {
  if (record === undefined) return { key: '', attempt: 0 };
  const { key, attempt, corrected, earlierPolicy, raisedBy } = record;
  if (key === '') return { key, attempt };
  return {
    key,
    attempt,
    decidedOn: record.decidedOn ?? record.on,
    ...(corrected === undefined ? {} : { corrected }),
    ...(earlierPolicy === undefined ? {} : { earlierPolicy }),
    ...(raisedBy === undefined ? {} : { raisedBy }),
  };
}
