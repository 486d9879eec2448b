import { z } from 'zod';
import { DISPUTE_KINDS } from '../../domain/disputeState.ts';
import { channels, id } from './shapes.ts';

const disputeKinds = z.array(z.enum(DISPUTE_KINDS)).max(DISPUTE_KINDS.length);

export const disputes = z.strictObject({
  answerWorkDays: z.int().min(1).max(250),
  role: id,
  escalateTo: id,
  stopsContact: disputeKinds,
  pausesDays: disputeKinds,
  channels,
});
