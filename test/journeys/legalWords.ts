import type { LegalOutcome } from '../../domain/legalState.ts';

/** Rows of a suit in a few words. */
export function legalWords(row: LegalOutcome): string {
  switch (row.type) {
    case 'legalOwnerNamed':
      return `led by ${row.ownerId}`;
    case 'legalDocumentsAdded':
      return `documents ${row.documents.map(({ kind }) => kind).join(', ')}`;
    case 'preservationRequested':
      return `${row.preservation.id} requested: ${row.preservation.asset} ${row.preservation.amountMinor}`;
    case 'preservationApproved':
      return `${row.preservationId} approved by ${row.row.actorId}${row.complete ? ', complete' : ''}`;
    case 'preservationRejected':
      return `${row.preservationId} rejected by ${row.row.actorId}`;
    case 'preservationOrdered':
      return `${row.preservationId} ordered ${row.day} until ${row.expiresOn}`;
    case 'preservationRenewed':
      return `${row.preservationId} renewed until ${row.expiresOn}`;
    case 'preservationEnded':
      return `${row.preservationId} ${row.as}`;
    case 'deadlineSet':
      return `${row.deadline.id} by ${row.deadline.dueOn}`;
    case 'deadlineNear':
      return `${row.deadlineId} in ${row.daysLeft} days`;
    case 'deadlineEnded':
      return `${row.deadlineId} ${row.as}`;
    case 'letterSkipped':
      return 'letter skipped';
    case 'suitProposed':
      return `suit proposed by ${row.by}`;
    case 'settlementAgreed':
      return `settlement until ${row.settlement.dates.at(-1)?.dueOn ?? ''}`;
    case 'settlementBroken':
      return `settlement broken: ${row.receivedMinor} of ${row.neededMinor}`;
    case 'costRecorded':
      return `${row.cost.kind} ${row.cost.amountMinor} by ${row.cost.bornBy}`;
    case 'costsCharged':
      return `costs charged ${row.posting.amountMinor}`;
    case 'bundleTaken':
      return `file taken as of ${row.asOf} by ${row.by}`;
    case 'suitReopened':
      return `reopened as ${row.status}`;
  }
}
