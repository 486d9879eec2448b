// `recoup list` and `recoup unmatched`: loans by filter, and facts whose loan nobody has opened.
import type { Command } from 'commander';
import type { Body } from './http.ts';
import { listing } from './listing.ts';
import { object, text } from './output.ts';

const loanTitles = {
  'zh-CN': ['贷款', '机构', '产品', '阶段', '档', '逾期天数', '逾期金额', '未偿余额', '连/累'],
  en: ['Loan', 'Branch', 'Product', 'Stage', 'Bucket', 'Days', 'Overdue', 'Outstanding', 'Missed'],
} as const;
const unmatchedTitles = {
  'zh-CN': ['贷款', '事件', '类型', '金额', '收到'],
  en: ['Loan', 'Event', 'What', 'Amount', 'Received'],
} as const;

/** Adds `recoup list` to the command line. */
export function listCommand(program: Command): void {
  listing(program.command('list').description("loans by id, figures as of the lender's today"), {
    path: ['loans'],
    titles: loanTitles,
    columns: [
      ...['loanId', 'branch', 'product', 'stageText', 'bucket', 'overdueDays', 'overdue', 'outstanding'],
      (row) => `${text(row['consecutiveMissed'])}/${text(row['cumulativeMissed'])}`,
    ],
    figures: ['overdueDays', 'overdue', 'outstanding'],
    none: { 'zh-CN': '没有贷款', en: 'no loans' },
    options: [
      ['--branch <branch>'],
      ['--product <product>'],
      ['--stage <stage>', 'current, dunning, held, claim, legalAction, writeOff, recovery, settled …'],
      ['--bucket <bucket>', 'M1, M2 …'],
      ['--overdue <days>', 'overdue so many days or more'],
      ['--debtor <id>'],
    ],
    named: { overdue: 'overdueDaysAtLeast' },
    example: 'recoup list --stage dunning --overdue 30\n  recoup list --branch east --json',
  });
}

/** Adds `recoup unmatched` to the command line. */
export function unmatchedCommand(program: Command): void {
  listing(program.command('unmatched').description('payments of loans that nobody has opened; they wait'), {
    path: ['unmatched'],
    titles: unmatchedTitles,
    columns: [
      ...['loanId', 'eventId'],
      'typeText',
      (row: Body): string => text(object(row['content'])['amount']),
      'receivedAt',
    ],
    none: { 'zh-CN': '没有待匹配事件', en: 'nothing waits' },
    example: 'recoup unmatched --json',
  });
}
