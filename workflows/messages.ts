import { defineSearchAttributeKey } from '@temporalio/common';
import { defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Answer } from '../domain/case.ts';
import type { SignedCommand } from '../db/signature.ts';

export type { SignedCommand } from '../db/signature.ts';

/** What a run of a case carries on: where it stands in the journal, and nothing queued. */
export interface CaseInput {
  readonly caseId: string;
  readonly epoch: number;
  readonly after: { readonly seq: number; readonly head: string };
}

/** A fact stands in the inbox. Without content: losing it or getting it twice is harmless. */
export const fact = defineSignal('fact');
/** A signed command; its answer comes back as the update's result. */
export const command = defineUpdate<Answer, [SignedCommand]>('command');
/** Demo clock: time has moved; returns when the case is quiet again. */
export const tick = defineUpdate('tick');

/** Where a case stands, for the engine's own lists; the console reads PostgreSQL. */
export const stageAttribute = defineSearchAttributeKey('RecoupStage', 'KEYWORD');
