import type { WriteOffFact } from '../../domain/writeOffRules.ts';
import type { Language } from '../context.ts';

/** The words of the pack of a write-off (核销材料) beside those of every file; both languages have every key by type. */
export interface PackWords {
  readonly title: string;
  readonly writeOff: string;
  readonly ground: string;
  readonly noGround: string;
  readonly submittedBy: string;
  readonly recoverer: string;
  readonly sections: Readonly<Record<'ground' | 'figures' | 'recovery' | 'approvals', string>>;
  readonly figuresNote: (on: string) => string;
  readonly groundNote: string;
  readonly recoveryNote: string;
  readonly approvalsNote: string;
  readonly needs: Readonly<Record<'condition' | 'document' | 'fact', string>>;
  readonly there: string;
  readonly missing: string;
  readonly fact: Readonly<Record<WriteOffFact, string>>;
  readonly condition: string;
  readonly head: Readonly<Record<'ground' | 'recovery' | 'approvals', readonly string[]>>;
  readonly figures: Readonly<
    Record<
      'overdueDays' | 'class' | 'missed' | 'overdue' | 'outstanding' | 'writtenOff' | 'recovered' | 'arrearsSince',
      string
    >
  >;
  readonly decision: Readonly<Record<'approved' | 'rejected', string>>;
  readonly open: string;
}

export const packWords: Readonly<Record<Language, PackWords>> = {
  'zh-CN': {
    title: '呆账核销材料',
    writeOff: '核销编号',
    ground: '核销条件',
    noGround: '尚未指明',
    submittedBy: '报批人',
    recoverer: '清收责任人',
    sections: { ground: '核销条件及证明', figures: '贷款状况', recovery: '追偿情况', approvals: '审批' },
    figuresNote: (on) => `${on} 的状况；已核销的，为核销当日、入账之前。`,
    groundNote: '按该日状况逐项列示；材料以编号及哈希为准，见材料清单。',
    recoveryNote: '对合作机构、保证人的索赔，诉讼，抵押物处置及其结果。',
    approvalsNote: '哈希为审批人当时所见材料及数据的 SHA-256。',
    needs: { condition: '条件', document: '材料', fact: '事实' },
    there: '具备',
    missing: '缺少',
    fact: {
      claimsEnded: '索赔均已终结',
      lawEnded: '诉讼均已终结',
      collateralRealised: '抵押物已处置完毕',
      noDispute: '无未决投诉或异议',
      noPromise: '无未到期还款承诺',
    },
    condition: '贷款状况符合',
    head: {
      ground: ['类别', '要求', '是否具备'],
      recovery: ['编号', '事项', '发起日', '状况'],
      approvals: ['日期', '审批人', '角色', '决定', '代为审批', '所见哈希'],
    },
    figures: {
      overdueDays: '逾期天数',
      class: '五级分类',
      missed: '连续/累计未还期数',
      overdue: '逾期金额',
      outstanding: '未偿还余额',
      writtenOff: '核销金额',
      recovered: '核销后已收回',
      arrearsSince: '欠款起始日',
    },
    decision: { approved: '同意', rejected: '不同意' },
    open: '进行中',
  },
  en: {
    title: 'Pack of a write-off',
    writeOff: 'Write-off',
    ground: 'Ground',
    noGround: 'not named yet',
    submittedBy: 'Handed in by',
    recoverer: 'Recovers the debt',
    sections: {
      ground: 'The ground and what proves it',
      figures: 'The loan',
      recovery: 'What was tried to recover it',
      approvals: 'Approvals',
    },
    figuresNote: (on) => `As of ${on}; of what was written off: that day, before it was booked.`,
    groundNote: 'As it stood on the day; documents by id and hash in the list of documents.',
    recoveryNote: 'Claims on partners and guarantors, suits, disposals of collateral, and what came of them.',
    approvalsNote: 'The hash is the SHA-256 of what the approver had before them.',
    needs: { condition: 'condition', document: 'document', fact: 'fact' },
    there: 'there',
    missing: 'missing',
    fact: {
      claimsEnded: 'every claim has ended',
      lawEnded: 'every suit has ended',
      collateralRealised: 'the collateral was disposed of',
      noDispute: 'no complaint or dispute is open',
      noPromise: 'no promise is waited for',
    },
    condition: 'the figures of the loan are so',
    head: {
      ground: ['Sort', 'Asked for', 'Is it so'],
      recovery: ['Id', 'What', 'Opened', 'Stands'],
      approvals: ['Day', 'Who', 'Role', 'Word', 'In place of', 'Hash of what was seen'],
    },
    figures: {
      overdueDays: 'Overdue days',
      class: 'Class',
      missed: 'Missed in a row / in all',
      overdue: 'Overdue amount',
      outstanding: 'Outstanding',
      writtenOff: 'Written off',
      recovered: 'Recovered since',
      arrearsSince: 'In arrears since',
    },
    decision: { approved: 'approved', rejected: 'rejected' },
    open: 'going on',
  },
};
