import { expect, it } from 'vitest';
import { callHistoryOf } from '../../domain/callHistory.ts';
import type { CallMade } from '../../domain/callState.ts';

/** `RTP 2025-03-01, NA 2025-04-01` */
const calls = (text: string): CallMade[] =>
  text === ''
    ? []
    : text.split(', ').map((call) => {
        const [code, on] = call.split(' ') as [CallMade['code'], string];
        return { code, on };
      });

it.each([
  ['nobody was ever called', '', [0, null, 0]],
  ['a refusal', 'RTP 2025-03-01', [1, 100, 0]],
  ['a refusal a year and a day ago', 'RTP 2024-06-30, NEG 2025-03-01', [0, 100, 0]],
  ['a refusal of a year ago less a day', 'RTP 2024-07-02', [1, 100, 0]],
  ['a refusal that is still to come', 'RTP 2025-07-02', [0, null, 0]],
  ['two in a row that nobody answered', 'NEG 2025-03-01, NA 2025-04-01, BSY 2025-05-01', [0, 33, 2]],
  ['somebody else answered in between', 'NA 2025-03-01, MSG 2025-04-01, OFF 2025-05-01', [0, 0, 1]],
  ['a dead number', 'INV 2025-06-01', [0, 0, 1]],
  ['none of them answered', 'NA 2025-04-01, REJ 2025-05-01, LST 2025-06-01', [0, 0, 3]],
  ['refused twice, reached two of three', 'RTP 2025-04-01, NA 2025-05-01, RTP 2025-06-01', [2, 66, 0]],
])('%s', (_name, made, [refusals12m, callsReachedPercent, unansweredCalls]) => {
  expect(callHistoryOf(calls(made), '2025-07-01')).toEqual({ refusals12m, callsReachedPercent, unansweredCalls });
});
