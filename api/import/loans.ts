import { contentHash } from '../../db/imported.ts';
import type { Known } from '../../db/importKnown.ts';
import type { Contract } from '../../domain/contract.ts';
import type { LoanProfile } from '../../domain/loanState.ts';
import { amountAt } from './amounts.ts';
import type { ColumnOf } from './columns.ts';
import type { ImportContext, PinnedPolicy } from './context.ts';
import type { Problems } from './errors.ts';
import { given } from './people.ts';
import type { People } from './people.ts';
import { readContract, readInstalments } from './contracts.ts';
import { reportAt } from './table.ts';
import type { TableRow } from './table.ts';

/** A loan of the input, with its terms read. */
export interface LoanDraft {
  readonly row: TableRow<'loans'>;
  readonly loanId: string;
  readonly pinned: PinnedPolicy;
  readonly contract: Contract;
  readonly people: readonly string[];
  /** Everything that opens it, except the day and the postings. */
  readonly terms: Readonly<Record<string, unknown>> & { readonly debtorId: string };
  readonly hash: string;
  /** The loan is stored with the same terms. */
  readonly duplicate: boolean;
}

type LoanRow = TableRow<'loans'>;
type InstalmentRow = TableRow<'instalments'>;

export interface LoansRead {
  /** By id; null: the row is there but cannot be used. */
  readonly loans: ReadonlyMap<string, LoanDraft | null>;
  /** Currencies of loans whose rows cannot be used, so that their payments are judged as far as they can be. */
  readonly currencies: ReadonlyMap<string, string>;
  /** Rows that repeat an earlier one of the same file. */
  readonly repeated: number;
}

/** Reads loans and their schedules; the people of the rows are taken in on the way. */
export function readLoans(
  rows: readonly LoanRow[],
  instalmentRows: readonly InstalmentRow[],
  people: People,
  known: Known,
  context: ImportContext,
  problems: Problems,
): LoansRead {
  const schedules = Map.groupBy(instalmentRows, ({ cells }) => cells.loan_id);
  const seen = new Map<string, LoanRow>();
  const loans = new Map<string, LoanDraft | null>();
  const currencies = new Map<string, string>();
  let repeated = 0;
  for (const row of rows) {
    const id = row.cells.loan_id;
    const first = seen.get(id);
    if (first !== undefined) {
      if (contentHash(first.cells) === contentHash(row.cells)) repeated += 1;
      else if (row.sound)
        reportAt(problems, 'loans', row, 'loan_id', {
          code: 'LOAN_DIFFERS',
          rule: `row ${first.row} gives this loan other terms`,
          remedy: 'keep the row that is right',
        });
      continue;
    }
    seen.set(id, row);
    const { currency } = row.cells;
    const schedule = schedules.get(id) ?? [];
    const draft = row.sound ? readLoan(row, schedule, people, known, context, problems) : null;
    loans.set(id, draft);
    if (draft !== null || !/^[A-Z]{3}$/.test(currency)) continue;
    currencies.set(id, currency);
    if (!row.sound) readInstalments(schedule, currency, problems);
  }
  for (const [id, [first]] of schedules)
    if (first?.sound === true && !seen.has(id))
      reportAt(problems, 'instalments', first, 'loan_id', {
        code: 'LOAN_UNKNOWN',
        rule: 'the loan of an instalment stands in loans',
        remedy: 'add the loan, or remove its instalments',
      });
  return { loans, currencies, repeated };
}

function readLoan(
  row: LoanRow,
  instalmentRows: readonly InstalmentRow[],
  people: People,
  known: Known,
  context: ImportContext,
  problems: Problems,
): LoanDraft | null {
  const before = problems.count;
  const { cells } = row;
  const report = (column: ColumnOf<'loans'>, code: string, rule: string, remedy: string): void =>
    reportAt(problems, 'loans', row, column, { code, rule, remedy });
  const pinned = policyOf(cells.product, cells.currency, known, context, report);
  const partyIds = readParties(row, people, report);
  const contract = readContract(row, instalmentRows, problems);
  if (pinned === null || contract === null || problems.count > before) return null;

  const profile = readProfile(row, problems);
  if (profile === null) return null;
  const { guarantorId } = partyIds;
  const agreed = {
    loanId: cells.loan_id,
    product: cells.product,
    branch: cells.branch,
    contract,
    debtorId: cells.borrower_id,
    guarantorId,
    dealerId: cells.dealer_id === '' ? null : cells.dealer_id,
    insurerId: cells.insurer_id === '' ? null : cells.insurer_id,
    // Absent when nothing is given, so that a file without the columns reads as it always did.
    ...(Object.keys(profile).length === 0 ? {} : { profile }),
    ...(cells.guarantee_until === '' ? {} : { guaranteeUntil: cells.guarantee_until }),
    ...(cells.lent_for === '' ? {} : { lentFor: cells.lent_for }),
  };
  const { policy, hash: policyHash } = pinned;
  const terms = { ...agreed, policy: { id: policy.id, version: policy.version, hash: policyHash } };
  const hash = contentHash({ agreed, annualRate: cells.annual_rate, termMonths: cells.term_months });
  const stored = known.loans.get(cells.loan_id);
  if (stored !== undefined) {
    const same =
      stored.hash === null ? contentHash(agreedOf(stored.opened)) === contentHash(agreed) : stored.hash === hash;
    if (!same)
      report(
        'loan_id',
        'LOAN_DIFFERS_STORED',
        'the loan is stored with other terms or instalments',
        'an import never changes a running loan: restore the terms, or restructure the loan by hand',
      );
  } else if ((known.waiting.get(cells.loan_id) ?? []).some((currency) => currency !== cells.currency))
    report(
      'currency',
      'WAITING_CURRENCY',
      'payments that wait for this loan were read in another currency',
      'correct the currency, or start the loan by hand and post them again',
    );
  const ids = [cells.borrower_id, ...(guarantorId === null ? [] : [guarantorId])];
  return { row, loanId: cells.loan_id, pinned, contract, people: ids, terms, hash, duplicate: stored !== undefined };
}

/** What the columns on ability and value say; null when one cannot be read, which was reported. */
function readProfile(row: LoanRow, problems: Problems): LoanProfile | null {
  const { instalment_to_income_percent: percent, collateral_value: collateral, currency } = row.cells;
  const collateralMinor = amountAt(problems, 'loans', row, 'collateral_value', currency);
  if (collateralMinor === null) return null;
  return {
    ...(percent === '' ? {} : { instalmentToIncomePercent: Number(percent) }),
    ...(collateral === '' ? {} : { collateralMinor }),
  };
}

type Report = (column: ColumnOf<'loans'>, code: string, rule: string, remedy: string) => void;

function policyOf(
  product: string,
  currency: string,
  known: Known,
  { policyForProduct }: ImportContext,
  report: Report,
): PinnedPolicy | null {
  const pinned = policyForProduct(product);
  if (pinned === undefined) {
    report(
      'product',
      'PRODUCT_UNKNOWN',
      'a policy serves the product',
      'name the product in a policy, under `products`',
    );
    return null;
  }
  const { policy, hash } = pinned;
  const stored = known.policies.get(`${policy.id}/${policy.version}`);
  // A loan runs on what it was pinned to: the same version never means two things (domain.md §4).
  if (stored !== undefined && stored !== hash)
    report(
      'product',
      'POLICY_EDITED',
      `policy ${policy.id} was edited while loans run on its version ${policy.version}`,
      'raise the version of the policy, or restore its text',
    );
  if (policy.currency !== currency)
    report(
      'currency',
      'CURRENCY_OF_POLICY',
      `policy ${policy.id} is for ${policy.currency}`,
      'correct currency or product',
    );
  return pinned;
}

function readParties(row: LoanRow, people: People, report: Report): { readonly guarantorId: string | null } {
  const { cells } = row;
  const shared = { kind: 'person', language: cells.language, timeZone: cells.time_zone } as const;
  people.add('loans', row, 'borrower_id', 'person', {
    ...shared,
    id: cells.borrower_id,
    name: cells.borrower_name,
    ...given('phone', cells.borrower_phone),
    ...given('email', cells.borrower_email),
    ...given('address', cells.borrower_address),
  });
  for (const kind of ['dealer', 'insurer'] as const) {
    const id = cells[`${kind}_id`];
    if (id !== '' && !people.hasPartner(id, kind))
      report(`${kind}_id`, 'PARTNER_UNKNOWN', `the ${kind} stands in partners`, 'add the partner, with this kind');
  }
  if (cells.guarantor_name === '') {
    if (cells.guarantor_phone !== '' || cells.guarantor_address !== '')
      report('guarantor_name', 'GUARANTOR_UNNAMED', 'a guarantor has a name', 'add the name, or empty the other cells');
    return { guarantorId: null };
  }
  const guarantorId = `G-${cells.loan_id}`;
  people.add('loans', row, 'guarantor_name', 'person', {
    ...shared,
    id: guarantorId,
    name: cells.guarantor_name,
    ...given('phone', cells.guarantor_phone),
    ...given('address', cells.guarantor_address),
  });
  return { guarantorId };
}

/** The terms of a loan that was not imported, without day, policy and postings. */
function agreedOf(opened: Readonly<Record<string, unknown>> | null): unknown {
  const besides = ['takenOverOn', 'policy', 'postings'];
  return Object.fromEntries(Object.entries(opened ?? {}).filter(([name]) => !besides.includes(name)));
}
