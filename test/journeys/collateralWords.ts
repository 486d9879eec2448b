import type { CollateralOutcome } from '../../domain/collateralState.ts';
import { formatAmount } from '../../domain/money.ts';

const money = (amountMinor: number): string => formatAmount(amountMinor, 'CNY');

/** Rows of a disposal in a few words; null: told by another line. */
export function collateralWords(row: CollateralOutcome, loanId: string): string | null {
  const short = (id: string): string => id.replace(`/${loanId}/`, ' ');
  switch (row.type) {
    case 'valued':
      return `${row.valuation.by} values it at ${money(row.valuation.valueMinor)}${row.valueMinor === null ? ', another is needed' : ''}`;
    case 'valuationExpired':
      return `the valuation held until ${row.validUntil}`;
    case 'disposalProposed':
      return `${row.disposal.way} proposed by ${row.by}, for at least ${money(row.disposal.leastMinor)}`;
    case 'approvalGiven':
      return `approved by ${row.row.actorId}${row.complete ? ', complete' : ''}`;
    case 'approvalRefused':
      return `rejected by ${row.row.actorId}: ${row.reason}`;
    case 'seized':
      return `taken: ${row.how}`;
    case 'costAdded':
      return `costs ${money(row.amountMinor)}: ${row.what}`;
    case 'roundOpened':
      return `round ${row.number} opens on ${row.round.opensOn}, reserve ${money(row.round.reserveMinor)}`;
    case 'roundFailed':
      return `round ${row.number} failed`;
    case 'realised': {
      const { priceMinor, costsMinor, appliedMinor, surplusMinor, shortfallMinor } = row.realised;
      return `${money(priceMinor)}: costs ${money(costsMinor)}, debt ${money(appliedMinor)}, surplus ${money(surplusMinor)}, still owed ${money(shortfallMinor)}`;
    }
    case 'surplusPaid':
      return `surplus paid: ${money(row.amountMinor)}`;
    case 'taskOpened':
      return `${row.role} asked: ${row.task} by ${row.dueOn}`;
    case 'taskClosed':
      return `${short(row.taskId)}: ${row.result} (${row.by})`;
    case 'taskEscalated':
      return `${short(row.taskId)} escalated to ${row.to}`;
    case 'noticeWaits':
      return `waits until ${row.until} (${row.rule})`;
    case 'noticeGivenUp':
      return `given up: ${row.code}`;
    case 'noticeCancelled':
      return `${short(row.key)} cancelled: ${row.because}`;
    case 'noticeDeferred':
      return `${short(row.key)} deferred`;
    case 'noticeReported':
      return row.status === 'accepted' ? null : `${short(row.key)} ${row.code ?? row.status}`;
    case 'ended':
      return `ended ${row.as}: ${row.because}`;
    case 'refused':
      return `${row.what} refused: ${row.code}`;
    case 'optedOut':
      return `opted out of ${row.channel}`;
    case 'contactChanged':
      return `contact with ${row.personId} changed: ${row.what}`;
    case 'opened':
    case 'noticeWanted':
    case 'noticeDecided':
    case 'told':
    case 'reported':
      return null;
  }
}
