import type { ReliefOutcome, ReliefStanding, Running } from '../../domain/reliefState.ts';
import type { Tellers } from './words.ts';

const whatEn: Readonly<Record<Running['what'], string>> = {
  deferment: 'The deferment',
  plan: 'The repayment plan',
  condition: 'The condition of the waiver',
  observation: 'The observation',
};
const whatZh: Readonly<Record<Running['what'], string>> = {
  deferment: '缓期',
  plan: '短期还款计划',
  condition: '减免条件',
  observation: '观察期',
};
export const standingEn: Readonly<Record<ReliefStanding, string>> = {
  running: 'running',
  over: 'over',
  kept: 'kept',
  broken: 'broken',
  met: 'met',
  void: 'not met: the waiver is void',
  overtaken: 'overtaken by the write-off',
};
export const standingZh: Readonly<Record<ReliefStanding, string>> = {
  running: '进行中',
  over: '已届满',
  kept: '已履行',
  broken: '已违约',
  met: '已满足',
  void: '未满足，减免失效',
  overtaken: '因核销终止',
};

export const reliefEn: Tellers<ReliefOutcome> = {
  reliefJudged: ({ what, as, was, receivedMinor, neededMinor }, { money }) =>
    `${whatEn[what]} is ${standingEn[as]}${
      receivedMinor === undefined || neededMinor === undefined
        ? ''
        : ` (${money(receivedMinor)} of ${money(neededMinor)} received)`
    }${was === 'running' ? '' : `; before: ${standingEn[was]}`}`,
};
export const reliefZh: Tellers<ReliefOutcome> = {
  reliefJudged: ({ what, as, was, receivedMinor, neededMinor }, { money }) =>
    `${whatZh[what]}${standingZh[as]}${
      receivedMinor === undefined || neededMinor === undefined
        ? ''
        : `（应收 ${money(neededMinor)}，实收 ${money(receivedMinor)}）`
    }${was === 'running' ? '' : `；此前：${standingZh[was]}`}`,
};
