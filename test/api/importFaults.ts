// What can be wrong with a tape: each table of faults is refused as a whole, with file, row, column and rule.
import { edited, tape } from './importWorld.ts';

export const loans = 'loans.csv';
export const instalments = 'instalments.csv';
export const payments = 'payments.csv';
export const partners = 'partners.csv';
export const line = (text: string): string => `${text}\n`;
export const withPayment = (row: string): Record<string, string> => ({
  ...tape,
  [payments]: `${tape[payments] ?? ''}${line(row)}`,
});

/** A tape with one fault, and the problems that are told of it. */
export type Fault = readonly [claim: string, files: Record<string, string>, problems: readonly string[]];

export const cells: readonly Fault[] = [
  [
    'an amount with a separator',
    edited([loans, '300.00', '"3,00.00"']),
    ['loans.csv:2 principal AMOUNT_NOT_DECIMAL 3,00.00'],
  ],
  [
    'an amount with an exponent',
    edited([instalments, '100.00,1.50', '1e2,1.50']),
    ['instalments.csv:2 principal AMOUNT_NOT_DECIMAL 1e2'],
  ],
  [
    'more decimals than the currency has',
    edited([instalments, '1.50', '1.505']),
    ['instalments.csv:2 interest AMOUNT_DECIMALS 1.505'],
  ],
  ['a negative amount', edited([payments, '50.00', '-50.00']), ['payments.csv:2 amount AMOUNT_SIGN -50.00']],
  ['a payment of nothing', edited([payments, ',50.00,', ',0.00,']), ['payments.csv:2 amount AMOUNT_NOT_POSITIVE 0.00']],
  ['a payment without an amount', edited([payments, ',50.00,', ',,']), ['payments.csv:2 amount AMOUNT_NOT_POSITIVE ']],
  [
    'a date that does not exist',
    edited([instalments, '2025-02-15', '2025-02-30']),
    ['instalments.csv:3 due_on DATE_UNKNOWN 2025-02-30'],
  ],
  [
    'a date in another notation',
    edited([loans, '2024-12-15', '15.12.2024']),
    ['loans.csv:2 disbursed_on DATE_UNKNOWN 15.12.2024'],
  ],
  [
    'a currency that is none',
    edited([
      loans,
      'North,CNY,C1,张三,+12015550101,zhang@example.com,"1 Road, City",zh-CN,Asia/Shanghai,2024',
      'North,yuan,C1,张三,+12015550101,zhang@example.com,"1 Road, City",zh-CN,Asia/Shanghai,2024',
    ]),
    ['loans.csv:2 currency CURRENCY_UNKNOWN yuan'],
  ],
  [
    'a phone number without its country, unshown',
    edited([loans, '+12015550102', '5550102']),
    ['loans.csv:2 guarantor_phone PHONE_SHAPE'],
  ],
  [
    'an address that is no e-mail, unshown',
    edited([partners, 'dealer@example.com', 'dealer at example']),
    ['partners.csv:2 email EMAIL_SHAPE'],
  ],
  [
    'a time zone that does not exist',
    edited([loans, 'Asia/Shanghai,2024-12-15', 'Asia/Nowhere,2024-12-15']),
    ['loans.csv:2 time_zone TIME_ZONE_UNKNOWN Asia/Nowhere'],
  ],
  [
    'a language without templates',
    edited([loans, 'zh-CN,Asia/Shanghai,2024-12-15', 'fr,Asia/Shanghai,2024-12-15']),
    ['loans.csv:2 language LANGUAGE_UNKNOWN fr'],
  ],
  ['an id with a slash', edited([payments, 'P1,L1', 'opened/L1,L1']), ['payments.csv:2 payment_id ID_SHAPE opened/L1']],
  [
    'a kind that is none',
    edited([payments, '50.00,payment', '50.00,refund']),
    ['payments.csv:2 kind KIND_UNKNOWN refund'],
  ],
  ['a cell that must be filled', edited([loans, ',C2,王五', ',C2,']), ['loans.csv:4 borrower_name CELL_EMPTY']],
  [
    'an instalment number that is no number',
    edited([instalments, 'L1,1,', 'L1,one,']),
    ['instalments.csv:2 number NUMBER_NOT_WHOLE one'],
  ],
  [
    'every fault of a row at once',
    edited([loans, 'zh-CN,Asia/Shanghai,2024-12-15,300.00', 'fr,Nowhere,2024-13-15,300.00']),
    [
      'loans.csv:2 language LANGUAGE_UNKNOWN fr',
      'loans.csv:2 time_zone TIME_ZONE_UNKNOWN Nowhere',
      'loans.csv:2 disbursed_on DATE_UNKNOWN 2024-13-15',
    ],
  ],
];

export const schedules: readonly Fault[] = [
  [
    'principals that do not add up',
    edited([instalments, 'L1,2,2025-02-15,100.00', 'L1,2,2025-02-15,99.99']),
    ['loans.csv:2 principal PRINCIPAL_MISMATCH 300.00'],
  ],
  [
    'an instalment number twice',
    edited([instalments, 'L1,2,', 'L1,1,']),
    ['instalments.csv:3 number NUMBER_NOT_ASCENDING 1'],
  ],
  [
    'due dates that go back',
    edited([instalments, '2025-02-15', '2025-01-01']),
    ['instalments.csv:3 due_on DUE_NOT_ASCENDING 2025-01-01'],
  ],
  [
    'an instalment due before disbursement',
    edited([instalments, '2025-01-15', '2024-12-14']),
    ['instalments.csv:2 due_on DUE_BEFORE_DISBURSEMENT 2024-12-14'],
  ],
  [
    'a loan without instalments',
    edited([instalments, line('L3,1,2025-06-10,100.00,0.00,0.00'), '']),
    ['loans.csv:4 principal NO_INSTALMENTS 100.00'],
  ],
  [
    'instalments without their loan',
    edited([instalments, 'L3,1,', 'L4,1,']),
    ['instalments.csv:7 loan_id LOAN_UNKNOWN L4', 'loans.csv:4 principal NO_INSTALMENTS 100.00'],
  ],
];

export const parties: readonly Fault[] = [
  [
    'a product that no policy serves',
    edited([loans, 'L3,consumer', 'L3,boat']),
    ['loans.csv:4 product PRODUCT_UNKNOWN boat'],
  ],
  [
    'a currency that is not the policy’s',
    edited([loans, 'L3,consumer,South,CNY', 'L3,consumer,South,USD']),
    ['loans.csv:4 currency CURRENCY_OF_POLICY USD'],
  ],
  ['a partner that is nowhere', edited([loans, ',D1,I1,', ',D9,I1,']), ['loans.csv:2 dealer_id PARTNER_UNKNOWN D9']],
  ['a partner of the other kind', edited([loans, ',D1,I1,', ',I1,I1,']), ['loans.csv:2 dealer_id PARTNER_UNKNOWN I1']],
  [
    'a loan twice with other terms',
    {
      ...tape,
      [loans]: `${tape[loans] ?? ''}${line('L3,consumer,East,CNY,C2,王五,,,,zh-CN,Asia/Shanghai,2025-01-10,100.00,0,1,,,,,')}`,
    },
    ['loans.csv:5 loan_id LOAN_DIFFERS L3'],
  ],
  [
    'a person twice with another name',
    edited([loans, 'L2,consumer,North,CNY,C1,张三', 'L2,consumer,North,CNY,C1,张四']),
    ['loans.csv:3 borrower_id PERSON_DIFFERS C1'],
  ],
  [
    'a partner’s id given to a person',
    edited([loans, ',C2,王五', ',D1,王五']),
    ['loans.csv:4 borrower_id ID_OF_ANOTHER D1'],
  ],
  ['a guarantor without a name', edited([loans, ',李四,', ',,']), ['loans.csv:2 guarantor_name GUARANTOR_UNNAMED']],
];

export const postings: readonly Fault[] = [
  [
    'a value date after the booking',
    edited([payments, '2025-01-15,2025-01-16', '2025-01-17,2025-01-16']),
    ['payments.csv:2 value_date VALUE_AFTER_BOOKING 2025-01-17'],
  ],
  [
    'a payment before disbursement',
    edited([payments, '2025-01-15,2025-01-16', '2024-12-14,2025-01-16']),
    ['payments.csv:2 value_date BEFORE_DISBURSEMENT 2024-12-14'],
  ],
  [
    'a payment booked tomorrow',
    withPayment('P9,L1,2025-04-02,2025-04-02,10.00,payment,'),
    ['payments.csv:6 booked_on FUTURE_BOOKING 2025-04-02'],
  ],
  [
    'a reversal of a payment that is nowhere',
    edited([payments, 'reversal,P2', 'reversal,P8']),
    ['payments.csv:4 of UNKNOWN_POSTING P8'],
  ],
  [
    'a reversal of another loan’s payment',
    edited([payments, 'reversal,P2', 'reversal,P1']),
    ['payments.csv:4 of UNKNOWN_POSTING P1'],
  ],
  ['a reversal that names nothing', edited([payments, 'reversal,P2', 'reversal,']), ['payments.csv:4 of OF_MISSING ']],
  [
    'a payment that names one',
    edited([payments, '50.00,payment,', '50.00,payment,P2']),
    ['payments.csv:2 of OF_OF_PAYMENT P2'],
  ],
  [
    'a payment reversed twice',
    withPayment('P9,L2,2025-02-13,,,reversal,P2'),
    ['payments.csv:6 of ALREADY_REVERSED P2'],
  ],
  [
    'a chargeback of more than was paid',
    withPayment('P9,L1,2025-02-13,,50.01,chargeback,P1'),
    ['payments.csv:6 of CHARGEBACK_EXCEEDS_PAYMENT P1'],
  ],
  [
    'a payment id twice with other content',
    withPayment('P1,L1,2025-01-15,2025-01-16,51.00,payment,'),
    ['payments.csv:6 payment_id PAYMENT_DIFFERS P1'],
  ],
  [
    'a reversal of an unknown loan’s unknown payment',
    withPayment('P9,L9,2025-02-13,,,reversal,P8'),
    ['payments.csv:6 of UNKNOWN_POSTING P8'],
  ],
];

export const shapes: readonly Fault[] = [
  ['an empty file', { ...tape, [payments]: '' }, ['payments.csv:- ' + ' EMPTY_FILE']],
  [
    'a column that is missing',
    edited([loans, ',currency,', ',curency,']),
    ['loans.csv:1 currency COLUMN_MISSING', 'loans.csv:1 curency COLUMN_UNKNOWN'],
  ],
  [
    'a column that stands twice',
    edited([partners, 'email,address', 'email,email']),
    ['partners.csv:1 email COLUMN_TWICE'],
  ],
  [
    'another separator',
    { ...tape, [partners]: 'partner_id;kind;name\nD1;dealer;Dealer One\n' },
    [
      'partners.csv:1 partner_id COLUMN_MISSING',
      'partners.csv:1 kind COLUMN_MISSING',
      'partners.csv:1 name COLUMN_MISSING',
      'partners.csv:1 partner_id;kind;name COLUMN_UNKNOWN',
    ],
  ],
  [
    'a row with too few cells',
    edited([instalments, 'L1,1,2025-01-15,100.00,1.50,0.00', 'L1,1,2025-01-15,100.00']),
    ['instalments.csv:2  RAGGED'],
  ],
  [
    'a row with too many cells',
    edited([loans, '"1 Road, City",zh-CN,Asia/Shanghai,2024', '1 Road, City,zh-CN,Asia/Shanghai,2024']),
    ['loans.csv:2  RAGGED'],
  ],
  ['a quote that is not closed', edited([loans, '"2 Road, City"', '"2 Road, City']), ['loans.csv:3  QUOTES']],
  ['loans without instalments beside them', { [loans]: tape[loans] ?? '' }, ['instalments:-  TABLE_MISSING']],
];
