import type { PlainDate } from './date.ts';
import type { LoanOutcome, LoanState, StepRecord } from './loanState.ts';

/** A report about the message of a rung; proof of delivery counts for an earlier attempt too. */
export function withReport(state: LoanState, report: Extract<LoanOutcome, { type: 'noticeReported' }>): LoanState {
  const isOf = ({ key }: StepRecord): boolean =>
    key !== '' && (key === report.key || (report.status === 'delivered' && firstKey(key) === firstKey(report.key)));
  return { ...state, steps: state.steps.map((record) => (isOf(record) ? reported(record, report) : record)) };
}

/** The key of the first attempt: later ones end in `~1`, `~2` … */
const firstKey = (key: string): string => key.replace(/~\d+$/, '');

/**
 * What a report about a message makes of its rung, in whatever order reports come: delivered wins over failed and
 * accepted, failed over accepted, and the truth over a cancellation.
 */
function reported(record: StepRecord, report: Extract<LoanOutcome, { type: 'noticeReported' }>): StepRecord {
  switch (report.status) {
    case 'accepted':
      if (record.status === 'delivered' || record.status === 'held')
        return { ...record, doneOn: earlier(record.doneOn, report.on) };
      return record.status === 'open' || record.status === 'cancelled'
        ? { ...record, status: 'done', doneOn: report.on }
        : record;
    case 'delivered': {
      if (record.status === 'refused') return record;
      // It arrived after all: the next channel is not needed.
      const { until: _until, code: _code, ...rest } = record;
      const doneOn = earlier(record.doneOn, report.on);
      return { ...rest, status: 'delivered', doneOn, deliveredOn: earlier(record.deliveredOn ?? null, report.on) };
    }
    case 'failed':
    case 'optedOut':
      if (record.status !== 'open' && record.status !== 'done') return record;
      // The next plan goes on with the next channel, if the step is still due.
      return {
        ...record,
        status: 'held',
        channelAt: record.channelAt + 1,
        code: report.code ?? report.status,
      };
    case 'parked':
      // Nobody knows whether it went: a person asks and reports, the rung waits (design.md, "Ambiguous").
      return record;
  }
}

function earlier(left: PlainDate | null, right: PlainDate): PlainDate {
  return left !== null && left < right ? left : right;
}
