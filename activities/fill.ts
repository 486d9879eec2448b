/** Puts the facts of a case into a template. Refuses what is missing or malformed; nothing is left blank. */
import { dataFields, type DataField, type DerivedField, type FieldName } from '../policies/templateFields.ts';
import type { Language, Template } from '../policies/templates.ts';
import type { Inline } from '../policies/templateText.ts';
import { addDecimals, formatAmount, formatDate } from './wording.ts';

/** One loan in a message. Amounts are decimal strings in the currency of the message. */
export interface LoanRow {
  readonly loanId: string;
  /** Numbers of the instalments asked for; empty when the loan is asked for as a whole. */
  readonly instalments: readonly number[];
  /** YYYY-MM-DD: due date of the oldest of them. */
  readonly dueOn: string;
  /** 0 when nothing is past due yet. */
  readonly overdueDays: number;
  /** What this message asks for on this loan: the overdue amount, or what falls due on `dueOn`. */
  readonly amountDue: string;
  /** Everything still open on the loan, due or not. */
  readonly outstanding: string;
}

/** What a message is filled from. A field that its template does not name may be left out. */
export type MessageData = { readonly [field in DataField]?: string } & { readonly loans: readonly LoanRow[] };

export type RenderErrorCode = 'MISSING_FIELD' | 'BAD_FIELD' | 'UNKNOWN_TEMPLATE' | 'TYPESETTING_FAILED';

/** A message that is not sent. `field` names the field, or the template; never its content. */
export class RenderError extends Error {
  readonly code: RenderErrorCode;
  readonly field: string;
  constructor(code: RenderErrorCode, field: string) {
    super(`${code} ${field}`);
    this.name = 'RenderError';
    this.code = code;
    this.field = field;
  }
}

export interface Piece {
  readonly text: string;
  readonly bold: boolean;
}

export interface FilledRow {
  readonly loanId: string;
  readonly instalments: string;
  readonly dueOn: string;
  readonly overdueDays: string;
  readonly amountDue: string;
  readonly outstanding: string;
}

/** A date of a new schedule or plan, as it is read. */
export interface FilledDate {
  readonly dueOn: string;
  readonly amount: string;
}

/** A look-up of filled fields in one language. */
export interface Filled {
  /** @throws RenderError MISSING_FIELD or BAD_FIELD */
  field(name: Exclude<FieldName, 'loans'>): string;
  /** The field, or undefined when the data lack it; for the frame of a letter only. */
  optional(name: DataField): string | undefined;
  rows(): readonly FilledRow[];
  /** @throws RenderError MISSING_FIELD or BAD_FIELD */
  schedule(): readonly FilledDate[];
}

// Control characters would break subjects and lines; invisible direction marks would let a name rewrite the text
// around it.
const unprintable = /[\u0000-\u001F\u007F-\u009F\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]+/gu;

/** One line of printable text: control and direction characters become a space, outer space goes. */
export function plainLine(text: string): string {
  return text.toWellFormed().replace(unprintable, ' ').replace(/ {2,}/gu, ' ').trim();
}

function rowsOf(data: MessageData): readonly LoanRow[] {
  if (data.loans.length === 0) throw new RenderError('MISSING_FIELD', 'loans');
  return data.loans;
}

function derivedValue(name: Exclude<DerivedField, 'loans'>, data: MessageData, show: Show): string {
  const rows = rowsOf(data);
  switch (name) {
    case 'loanId':
      return rows.map((row) => plainLine(row.loanId)).join(show.language === 'en' ? ', ' : '、');
    case 'dueOn':
      return show.date(
        'dueOn',
        rows.map((row) => row.dueOn).reduce((a, b) => (a < b ? a : b)),
      );
    case 'overdueDays':
      return String(Math.max(...rows.map((row) => row.overdueDays)));
    case 'totalDue':
      return show.amount(
        'totalDue',
        show.sum(
          'totalDue',
          rows.map((row) => row.amountDue),
        ),
      );
    case 'totalOutstanding':
      return show.amount(
        'totalOutstanding',
        show.sum(
          'totalOutstanding',
          rows.map((row) => row.outstanding),
        ),
      );
  }
}

interface Show {
  readonly language: Language;
  date(field: string, iso: string): string;
  amount(field: string, decimal: string): string;
  sum(field: string, decimals: readonly string[]): string;
}

function orBad<T>(field: string, value: T | undefined): T {
  if (value === undefined) throw new RenderError('BAD_FIELD', field);
  return value;
}

/** Prepares the data of a message for one language. Nothing is checked before it is asked for. */
export function fillWith(data: MessageData, language: Language): Filled {
  const raw = (name: DataField): string => {
    const value = plainLine(data[name] ?? '');
    if (value === '') throw new RenderError('MISSING_FIELD', name);
    return value;
  };
  const show: Show = {
    language,
    date: (field, iso) => orBad(field, formatDate(iso, language)),
    amount: (field, decimal) => orBad(field, formatAmount(decimal, raw('currency'), language)),
    sum: (field, decimals) => orBad(field, addDecimals(decimals)),
  };
  const dataValue = (name: DataField): string => {
    const kind = dataFields[name].kind;
    if (kind === 'date') return show.date(name, raw(name));
    if (kind === 'schedule') return scheduleText(scheduleOf(raw(name), show), language);
    return kind === 'amount' ? show.amount(name, raw(name)) : raw(name);
  };
  return {
    field: (name) => (isDataField(name) ? dataValue(name) : derivedValue(name, data, show)),
    optional: (name) => ((data[name] ?? '').trim() === '' ? undefined : dataValue(name)),
    schedule: () => scheduleOf(raw('schedule'), show),
    rows: () =>
      rowsOf(data).map((row, index) => {
        const name = `loans.${index}`;
        if (!Number.isSafeInteger(row.overdueDays) || row.overdueDays < 0) throw new RenderError('BAD_FIELD', name);
        const loanId = plainLine(row.loanId);
        if (loanId === '') throw new RenderError('MISSING_FIELD', `${name}.loanId`);
        return {
          loanId,
          instalments: ranges(row.instalments),
          dueOn: show.date(`${name}.dueOn`, row.dueOn),
          overdueDays: String(row.overdueDays),
          amountDue: show.amount(`${name}.amountDue`, row.amountDue),
          outstanding: show.amount(`${name}.outstanding`, row.outstanding),
        };
      }),
  };
}

/** `2025-03-05=100.00 2025-04-05=100.00`, as it is read. */
function scheduleOf(raw: string, show: Show): readonly FilledDate[] {
  return raw.split(' ').map((row) => {
    const [dueOn = '', amount = ''] = row.split('=');
    return { dueOn: show.date('schedule', dueOn), amount: show.amount('schedule', amount) };
  });
}

function scheduleText(dates: readonly FilledDate[], language: Language): string {
  return dates.map(({ dueOn, amount }) => `${dueOn} ${amount}`).join(language === 'zh-CN' ? '；' : '; ');
}

function isDataField(name: FieldName): name is DataField {
  return Object.hasOwn(dataFields, name);
}

/** `[1,2,3,7]` → `1–3, 7`. */
export function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && number <= last[1] + 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.length === 0 ? '–' : runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(', ');
}

/** The pieces of a line. `shortLoans` stands for `{{loans}}` inside a line (SMS). */
export function fillLine(inlines: readonly Inline[], filled: Filled, shortLoans: () => string): readonly Piece[] {
  return inlines.map((part) => ({
    text: part.kind === 'text' ? part.text : part.field === 'loans' ? shortLoans() : filled.field(part.field),
    bold: part.bold,
  }));
}

/**
 * The account to print under the text of a letter or mail, or undefined: nothing is to be paid, the text names it
 * itself, or the lender gives none.
 * @throws RenderError MISSING_FIELD where the text refers to it and the lender gives none
 */
export function accountBelow(template: Template, filled: Filled): string | undefined {
  if (template.fields.has('paymentAccount')) return undefined;
  switch (template.account) {
    case 'none':
      return undefined;
    case 'required':
      return filled.field('paymentAccount');
    case 'whenGiven':
      return filled.optional('paymentAccount');
  }
}

/** @throws RenderError MISSING_FIELD for the first field of the template that the data lack */
export function requireFields(template: Template, filled: Filled): void {
  for (const name of template.fields) {
    if (name === 'loans') filled.rows();
    else filled.field(name);
  }
}
