import { COLLATERAL_KINDS } from '../../domain/collateralRules.ts';
import { isPlainDate } from '../../domain/date.ts';
import { isTimeZone } from '../../domain/instant.ts';
import { phoneRules } from '../phone.ts';

/** What a cell has to be by itself, without looking at other cells. */
export interface CellRule {
  readonly code: string;
  readonly fits: (text: string) => boolean;
  readonly rule: string;
  readonly remedy: string;
}

export interface Column {
  readonly name: string;
  /** `filled`: no cell is empty · `column`: the column is there, cells may be empty · `optional`: may be left out. */
  readonly presence: 'filled' | 'column' | 'optional';
  /** Where there are several, the first that is broken is told. */
  readonly rule?: CellRule | readonly CellRule[];
  /** Values are not shown in errors. */
  readonly personal?: true;
}

const matching = (code: string, shape: RegExp, rule: string, remedy: string): CellRule => ({
  code,
  fits: (text) => shape.test(text),
  rule,
  remedy,
});

const oneOf = (code: string, values: readonly string[], what: string): CellRule => ({
  code,
  fits: (text) => values.includes(text),
  rule: `${what} is one of ${values.join(', ')}`,
  remedy: `write one of ${values.join(', ')}`,
});

// Ids stand in case ids, workflow ids and addresses of pages; a slash would end them too early.
const id = matching(
  'ID_SHAPE',
  /^[A-Za-z0-9][A-Za-z0-9._:#+-]{0,63}$/,
  'an id has 1 to 64 letters, digits or . _ : # + - and begins with a letter or digit',
  'use the id of the core banking system, without spaces or slashes',
);
const item = matching(
  'ITEM_ID_SHAPE',
  /^[A-Za-z0-9-]{1,40}$/,
  'the id of a thing has 1 to 40 letters, digits or hyphens',
  'number what a loan has, such as car or plot-2',
);
const date: CellRule = {
  code: 'DATE_UNKNOWN',
  fits: isPlainDate,
  rule: 'a date exists and is written YYYY-MM-DD',
  remedy: 'correct the date at its source',
};
const whole = matching(
  'NUMBER_NOT_WHOLE',
  /^\d{1,6}$/,
  'a whole number, zero or more',
  'write digits only, such as 12',
);
const rate = matching('RATE_NOT_DECIMAL', /^\d{1,4}(\.\d{1,12})?$/, 'a rate is decimal', 'write digits and a point');
const text = matching('TEXT_TOO_LONG', /^.{1,200}$/u, 'a text has at most 200 characters on one line', 'shorten it');
const email = matching(
  'EMAIL_SHAPE',
  /^[^\s@"<>,;]{1,64}@[A-Za-z0-9\u0080-\uffff-]+(\.[A-Za-z0-9\u0080-\uffff-]+)+$/,
  'an e-mail address is name@host.domain',
  'correct the address or leave the cell empty',
);
const timeZone: CellRule = {
  code: 'TIME_ZONE_UNKNOWN',
  fits: isTimeZone,
  rule: 'a time zone exists in the IANA database',
  remedy: 'write a name such as Asia/Shanghai',
};
const language = oneOf('LANGUAGE_UNKNOWN', ['zh-CN', 'en'], 'the language');
const currency = matching(
  'CURRENCY_UNKNOWN',
  /^[A-Z]{3}$/,
  'a currency is three capital letters',
  'write an ISO 4217 code, such as CNY',
);

/** Amounts are read with the currency of their loan (`amounts.ts`), so they have no rule of their own here. */
export const tables = {
  loans: [
    { name: 'loan_id', presence: 'filled', rule: id },
    { name: 'product', presence: 'filled', rule: text },
    { name: 'branch', presence: 'filled', rule: text },
    { name: 'currency', presence: 'filled', rule: currency },
    { name: 'borrower_id', presence: 'filled', rule: id },
    { name: 'borrower_name', presence: 'filled', rule: text, personal: true },
    { name: 'borrower_phone', presence: 'column', rule: phoneRules, personal: true },
    { name: 'borrower_email', presence: 'optional', rule: email, personal: true },
    { name: 'borrower_address', presence: 'optional', rule: text, personal: true },
    { name: 'language', presence: 'filled', rule: language },
    { name: 'time_zone', presence: 'filled', rule: timeZone },
    { name: 'disbursed_on', presence: 'filled', rule: date },
    { name: 'principal', presence: 'filled' },
    { name: 'annual_rate', presence: 'optional', rule: rate },
    { name: 'term_months', presence: 'optional', rule: whole },
    { name: 'dealer_id', presence: 'optional', rule: id },
    { name: 'insurer_id', presence: 'optional', rule: id },
    { name: 'guarantor_name', presence: 'optional', rule: text, personal: true },
    { name: 'guarantor_phone', presence: 'optional', rule: phoneRules, personal: true },
    { name: 'guarantor_address', presence: 'optional', rule: text, personal: true },
    { name: 'instalment_to_income_percent', presence: 'optional', rule: whole },
    { name: 'collateral_value', presence: 'optional' },
    { name: 'guarantee_until', presence: 'optional', rule: date },
    { name: 'lent_for', presence: 'optional', rule: id },
  ],
  instalments: [
    { name: 'loan_id', presence: 'filled', rule: id },
    { name: 'number', presence: 'filled', rule: whole },
    { name: 'due_on', presence: 'filled', rule: date },
    { name: 'principal', presence: 'filled' },
    { name: 'interest', presence: 'column' },
    { name: 'fee', presence: 'optional' },
    { name: 'penalty', presence: 'optional' },
  ],
  payments: [
    { name: 'payment_id', presence: 'filled', rule: id },
    { name: 'loan_id', presence: 'filled', rule: id },
    { name: 'value_date', presence: 'filled', rule: date },
    { name: 'booked_on', presence: 'column', rule: date },
    { name: 'amount', presence: 'column' },
    {
      name: 'kind',
      presence: 'filled',
      rule: oneOf('KIND_UNKNOWN', ['payment', 'reversal', 'chargeback'], 'the kind'),
    },
    { name: 'of', presence: 'optional', rule: id },
    {
      name: 'payer',
      presence: 'optional',
      rule: oneOf('PAYER_UNKNOWN', ['borrower', 'dealer', 'insurer', 'guarantor', 'agency'], 'the payer'),
    },
    { name: 'currency', presence: 'optional', rule: currency },
  ],
  partners: [
    { name: 'partner_id', presence: 'filled', rule: id },
    { name: 'kind', presence: 'filled', rule: oneOf('PARTNER_KIND_UNKNOWN', ['dealer', 'insurer'], 'a partner') },
    { name: 'name', presence: 'filled', rule: text, personal: true },
    { name: 'phone', presence: 'optional', rule: phoneRules, personal: true },
    { name: 'email', presence: 'optional', rule: email, personal: true },
    { name: 'address', presence: 'optional', rule: text, personal: true },
    { name: 'language', presence: 'optional', rule: language },
    { name: 'time_zone', presence: 'optional', rule: timeZone },
  ],
  collateral: [
    { name: 'loan_id', presence: 'filled', rule: id },
    { name: 'item_id', presence: 'filled', rule: item },
    { name: 'kind', presence: 'filled', rule: oneOf('ITEM_KIND_UNKNOWN', COLLATERAL_KINDS, 'what is pledged') },
    { name: 'value', presence: 'filled' },
    { name: 'currency', presence: 'optional', rule: currency },
    { name: 'valued_on', presence: 'optional', rule: date },
    { name: 'description', presence: 'optional', rule: text, personal: true },
    { name: 'insured_until', presence: 'optional', rule: date },
    { name: 'registered_until', presence: 'optional', rule: date },
    { name: 'owner_id', presence: 'optional', rule: id },
    { name: 'owner_name', presence: 'optional', rule: text, personal: true },
    { name: 'owner_phone', presence: 'optional', rule: phoneRules, personal: true },
    { name: 'owner_email', presence: 'optional', rule: email, personal: true },
    { name: 'owner_address', presence: 'optional', rule: text, personal: true },
    { name: 'owner_language', presence: 'optional', rule: language },
    { name: 'owner_time_zone', presence: 'optional', rule: timeZone },
  ],
} as const satisfies Record<string, readonly Column[]>;

export type TableName = keyof typeof tables;
export type ColumnOf<T extends TableName> = (typeof tables)[T][number]['name'];

/** In the order in which they are read. */
export const tableNames = Object.keys(tables) as readonly TableName[];

export const isTableName = (name: string): name is TableName => name in tables;
