import type { Component } from '../../domain/contract.ts';
import type { Posting } from '../../domain/posting.ts';
import type { Language } from '../context.ts';

/** The words of the file of a suit; both languages have every key by type. */
export interface BundleWords {
  readonly title: string;
  readonly contents: string;
  readonly page: string;
  readonly none: string;
  readonly asOf: string;
  readonly loan: string;
  readonly suit: string;
  readonly court: string;
  readonly status: string;
  readonly debtor: string;
  readonly guarantor: string;
  readonly forgotten: string;
  readonly currency: string;
  readonly sections: Readonly<
    Record<
      'contract' | 'schedule' | 'statement' | 'open' | 'notices' | 'journal' | 'documents' | 'preservation',
      string
    >
  >;
  readonly statementNote: string;
  readonly noticesNote: string;
  readonly journalNote: string;
  readonly contract: Readonly<Record<'product' | 'branch' | 'policy' | 'total', string>>;
  readonly head: Readonly<
    Record<'schedule' | 'statement' | 'open' | 'notices' | 'journal' | 'documents' | 'preservation', readonly string[]>
  >;
  readonly component: Readonly<Record<Component, string>>;
  readonly posting: Readonly<Record<Posting['type'], string>>;
  readonly instalment: (number: number) => string;
  readonly returned: string;
  readonly sum: string;
}

export const bundleWords: Readonly<Record<Language, BundleWords>> = {
  'zh-CN': {
    title: '诉讼移交案卷',
    contents: '目录',
    page: '第 {{page}} 页，共 {{pages}} 页',
    none: '无',
    asOf: '截至',
    loan: '贷款编号',
    suit: '法律行动',
    court: '法院及案号',
    status: '进展',
    debtor: '借款人',
    guarantor: '保证人',
    forgotten: '（个人信息已删除）',
    currency: '币种',
    sections: {
      contract: '合同要素',
      schedule: '还款计划',
      statement: '对账单：入账及冲抵',
      open: '尚欠本息',
      notices: '通知及送达凭证',
      journal: '决策记录',
      documents: '材料清单',
      preservation: '财产保全',
    },
    statementNote: '按起息日先后列示；冲抵为正数，新增为负数。',
    noticesNote: '受理、送达均以通道或邮政回执为准。',
    journalNote: '每条记录的哈希与前一条相连，任何改动均可发现。',
    contract: {
      product: '产品',
      branch: '经办行',
      policy: '催收政策',
      total: '放款本金',
    },
    head: {
      schedule: ['期次', '应还日', '本金', '利息', '费用', '罚息'],
      statement: ['起息日', '入账日', '事项', '编号', '金额', '冲抵明细', '余额'],
      open: ['期次', '应还日', '本金', '利息', '费用', '罚息', '合计'],
      notices: ['日期', '渠道', '内容', '编号', '结果', '凭证'],
      journal: ['时间', '记录', '哈希'],
      documents: ['种类', '编号', 'SHA-256'],
      preservation: ['编号', '财产', '金额', '状态', '裁定日', '到期日'],
    },
    component: { penalty: '罚息', fee: '费用', interest: '利息', principal: '本金' },
    posting: {
      payment: '还款',
      reversal: '冲正',
      chargeback: '退款',
      pause: '暂停计天',
      resume: '恢复计天',
      charge: '计费',
      waiver: '减免',
      writeOff: '核销',
      writeBack: '撤销核销',
      reschedule: '调整计划',
    },
    instalment: (number) => `第${number}期`,
    returned: '退款',
    sum: '合计',
  },
  en: {
    title: 'File of a suit',
    contents: 'Contents',
    page: 'Page {{page}} of {{pages}}',
    none: 'none',
    asOf: 'As of',
    loan: 'Loan',
    suit: 'Legal action',
    court: 'Court and case number',
    status: 'Stage',
    debtor: 'Borrower',
    guarantor: 'Guarantor',
    forgotten: '(personal data deleted)',
    currency: 'Currency',
    sections: {
      contract: 'Terms of the contract',
      schedule: 'Schedule',
      statement: 'Statement of account: postings and allocation',
      open: 'What is open',
      notices: 'Notices with proof of sending and delivery',
      journal: 'Record of decisions',
      documents: 'List of documents',
      preservation: 'Preservation of assets',
    },
    statementNote: 'By value date; what was paid or given up is positive, what was added is negative.',
    noticesNote: 'Taken and delivered as the provider or the post reported.',
    journalNote: 'Each row carries the hash of the one before it: a change would be seen.',
    contract: {
      product: 'Product',
      branch: 'Branch',
      policy: 'Policy',
      total: 'Principal',
    },
    head: {
      schedule: ['No.', 'Due', 'Principal', 'Interest', 'Fee', 'Penalty'],
      statement: ['Value date', 'Booked', 'What', 'Id', 'Amount', 'Allocated to', 'Balance'],
      open: ['No.', 'Due', 'Principal', 'Interest', 'Fee', 'Penalty', 'Total'],
      notices: ['Day', 'Channel', 'What', 'Reference', 'Result', 'Proof'],
      journal: ['When', 'What', 'Hash'],
      documents: ['Kind', 'Document', 'SHA-256'],
      preservation: ['Id', 'Asset', 'Amount', 'Stands', 'Ordered', 'Ends'],
    },
    component: { penalty: 'penalty', fee: 'fee', interest: 'interest', principal: 'principal' },
    posting: {
      payment: 'payment',
      reversal: 'reversal',
      chargeback: 'returned debit',
      pause: 'pause',
      resume: 'resume',
      charge: 'charge',
      waiver: 'waiver',
      writeOff: 'write-off',
      writeBack: 'write-off undone',
      reschedule: 'new schedule',
    },
    instalment: (number) => `no. ${number}`,
    returned: 'returned debit',
    sum: 'Total',
  },
};
