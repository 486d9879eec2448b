/** Who decided, with which authority. */
import type { ApprovalRow } from '../../domain/approval.ts';

type Who = Pick<ApprovalRow, 'actorId' | 'role' | 'onBehalfOf'>;

export const whoEn = ({ actorId, role, onBehalfOf }: Who): string =>
  onBehalfOf === undefined ? `${actorId} (${role})` : `${actorId} (${role}, for ${onBehalfOf})`;

export const whoZh = ({ actorId, role, onBehalfOf }: Who): string =>
  onBehalfOf === undefined ? `${actorId}（${role}）` : `${actorId}（${role}，代 ${onBehalfOf}）`;
