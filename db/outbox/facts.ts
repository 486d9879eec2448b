/** Facts that sending has for the cases: inbox rows, unique by (event, case) for ever. */
import type { Instant } from '../../domain/instant.ts';
import type { Fact } from '../inbox.ts';

export { factRows, insertFacts, tell } from '../inbox.ts';
export type { Fact } from '../inbox.ts';

/** A line of a message, as far as a report about it needs to know. */
export interface NoticeRef {
  readonly key: string;
  readonly caseId: string;
  /** A later rung rests on proof of delivery. */
  readonly mustReach: boolean;
}

export type NoticeStatus = 'accepted' | 'delivered' | 'failed' | 'optedOut' | 'parked';

/** What became of a message, told to the case of each of its lines; of one that arrived, with whom and how. */
export function reported(
  lines: readonly NoticeRef[],
  status: NoticeStatus,
  at: Instant,
  code?: string,
  rule?: string,
  receivedBy?: { readonly personId: string; readonly channel: string },
): Fact[] {
  return lines.map(({ key, caseId, mustReach }) => ({
    caseId,
    eventId: `notice/${key}/${status}`,
    type: 'noticeReported',
    content: {
      ...{ key, status, at },
      ...(code === undefined ? {} : { code }),
      ...(rule === undefined ? {} : { rule }),
      ...receivedBy,
    },
    quiet: status === 'accepted' || (status === 'delivered' && !mustReach),
  }));
}

/** Permission moved the message to a later instant. */
export function held(lines: readonly NoticeRef[], until: Instant, rule: string, at: Instant): Fact[] {
  return lines.map(({ key, caseId }) => ({
    caseId,
    eventId: `noticeHeld/${key}/${until}`,
    type: 'noticeHeld',
    content: { key, until, rule, at },
    quiet: true,
  }));
}
