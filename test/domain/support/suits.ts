import { legalAction } from '../../../domain/legalAction.ts';
import { DEFAULT_LEGAL, OPEN_LEGAL } from '../../../domain/legalRules.ts';
import type { LegalRules } from '../../../domain/legalRules.ts';
import { ACTIONS, person, TrackLife } from '../trackLife.ts';

export const ann = person('ann');
export const bob = person('bob', 'legalCounsel');
export const cy = person('cy', 'collector');
export const PAPER = (kind: string) => ({ id: `evidence/L1/${kind}/1`, kind, sha256: 'a'.repeat(64) });

const RULES: LegalRules = {
  ...DEFAULT_LEGAL,
  documents: [
    { kind: 'contract', title: { 'zh-CN': '合同', en: 'contract' } },
    { kind: 'statement', title: { 'zh-CN': '对账单', en: 'statement' } },
  ],
};

export const PAPERS = [PAPER('contract'), PAPER('statement')];
export const FILED = { stage: 'filed', court: '天河区人民法院', caseNumber: '(2025)粤0106民初1号', documents: PAPERS };

export const early = (only = false): TrackLife =>
  new TrackLife(legalAction, ACTIONS.legal, { legal: RULES }).open(null, {
    ...{
      step: OPEN_LEGAL,
      occurrence: '1',
      oldestDueOn: '',
      asked: { by: 'cy', reason: 'assets are leaving' },
      early: true,
    },
    ...(only ? { only: 'preservation' } : {}),
  });

/** Approved, filed without a letter on 14 February. */
export const filed = (): TrackLife => {
  const life = early().at('2025-02-12').approve(ann, person('eve', 'creditHead'));
  life.approve(bob).at('2025-02-14').command('prepareFiling', bob, { reason: 'no time for a letter' });
  life.command('recordStage', bob, FILED);
  return life;
};

export const judged = (content = {}): TrackLife => {
  const life = filed();
  life.at('2025-05-10').command('recordStage', bob, { stage: 'served', on: '2025-03-03' });
  life.command('recordStage', bob, { stage: 'judged', result: 'for', amount: '20.00', costs: '1.50', ...content });
  return life;
};

export const effective = (): TrackLife => {
  const life = judged();
  life.at('2025-05-26').command('recordStage', bob, { stage: 'judgmentServed' });
  life.at('2025-06-12').command('recordStage', bob, { stage: 'effective', on: '2025-06-11' });
  return life;
};

export const since = (life: TrackLife, on: string): string[] => life.story.filter((line) => line >= on);
