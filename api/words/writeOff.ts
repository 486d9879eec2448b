import { components } from '../../domain/contract.ts';
import type { ByComponent, Component } from '../../domain/contract.ts';
import type { WriteOffLoanOutcome, WriteOffTrackOutcome } from '../../domain/writeOffState.ts';
import { totalOf } from '../../domain/recovery.ts';
import type { Telling, Tellers } from './words.ts';

const componentEn: Readonly<Record<Component, string>> = {
  principal: 'principal',
  interest: 'interest',
  fee: 'fees',
  penalty: 'penalties',
};
const componentZh: Readonly<Record<Component, string>> = {
  principal: '本金',
  interest: '利息',
  fee: '费用',
  penalty: '罚息',
};

function parts(amounts: ByComponent, names: Readonly<Record<Component, string>>, { money }: Telling): string[] {
  return components.toReversed().flatMap((one) => (amounts[one] === 0 ? [] : [`${names[one]} ${money(amounts[one])}`]));
}

export const writeOffEn: Tellers<WriteOffLoanOutcome> = {
  writtenOff: ({ amounts, ground }, telling) =>
    `${telling.money(totalOf(amounts))} leaves the books${ground === null ? '' : ` on the ground ${ground}`} (${parts(amounts, componentEn, telling).join(', ')}); the debt stays on file`,
  recovererNamed: ({ recovererId, by }) => `${recovererId} is responsible for recovering the debt (${by})`,
  undoAsked: ({ trackId, reason, by }) => `${by} asks to undo ${trackId} as a mistake: ${reason}`,
  undoApproved: ({ row, complete }) =>
    `${row.actorId} (${row.role}) approves the undoing${complete ? '; approval is complete' : '; another person has to approve'}`,
  undoRejected: ({ row, reason }) => `${row.actorId} (${row.role}) rejects the undoing: ${reason}`,
  writeOffUndone: ({ trackId }) => `${trackId} was a mistake and counts as if it had never been`,
};

export const writeOffZh: Tellers<WriteOffLoanOutcome> = {
  writtenOff: ({ amounts, ground }, telling) =>
    `核销出表 ${telling.money(totalOf(amounts))}${ground === null ? '' : `，条件：${ground}`}（${parts(amounts, componentZh, telling).join('，')}）；账销案存`,
  recovererNamed: ({ recovererId, by }) => `清收责任人：${recovererId}（${by}）`,
  undoAsked: ({ trackId, reason, by }) => `${by} 申请撤销误核销 ${trackId}：${reason}`,
  undoApproved: ({ row, complete }) =>
    `${row.actorId}（${row.role}）同意撤销核销${complete ? '，审批完成' : '，尚需另一人审批'}`,
  undoRejected: ({ row, reason }) => `${row.actorId}（${row.role}）不同意撤销核销：${reason}`,
  writeOffUndone: ({ trackId }) => `${trackId} 属误核销，视同从未发生`,
};

export const packEn: Tellers<WriteOffTrackOutcome> = {
  packAsked: ({ ground, because }) =>
    `Evidence is gathered${ground === null ? '; a ground has to be named' : ` for the ground ${ground}`}: ${because}`,
  groundNamed: ({ ground, by }) => `Ground of the write-off: ${ground} (${by})`,
  evidenceAdded: ({ documents, by }) =>
    `Into the pack: ${documents.map(({ kind, sha256 }) => `${kind} ${sha256.slice(0, 12)}`).join(', ')} (${by})`,
  evidenceRemoved: ({ documentId, reason, by }) => `Out of the pack: ${documentId}, ${reason} (${by})`,
  packSubmitted: ({ ground, documents, recovererId, by, dueOn }) =>
    `Handed in for approval by ${dueOn}: ground ${ground}, ${documents.length} documents; ${recovererId} will recover the debt (${by})`,
  packTaken: ({ asOf, document, by }) =>
    `Pack taken as a PDF, as of ${asOf}, SHA-256 ${document.sha256.slice(0, 12)} (${by})`,
};

export const packZh: Tellers<WriteOffTrackOutcome> = {
  packAsked: ({ ground, because }) =>
    `收集核销材料${ground === null ? '，须先指明核销条件' : `，条件：${ground}`}：${because}`,
  groundNamed: ({ ground, by }) => `核销条件：${ground}（${by}）`,
  evidenceAdded: ({ documents, by }) =>
    `材料入卷：${documents.map(({ kind, sha256 }) => `${kind} ${sha256.slice(0, 12)}`).join('，')}（${by}）`,
  evidenceRemoved: ({ documentId, reason, by }) => `材料撤出：${documentId}，${reason}（${by}）`,
  packSubmitted: ({ ground, documents, recovererId, by, dueOn }) =>
    `报批，${dueOn} 前审结：条件 ${ground}，材料 ${documents.length} 份；核销后清收责任人 ${recovererId}（${by}）`,
  packTaken: ({ asOf, document, by }) => `调取核销材料，截至 ${asOf}，SHA-256 ${document.sha256.slice(0, 12)}（${by}）`,
};
