import type { LoanToStore, PaymentToStore, PersonToStore } from '../../db/imported.ts';
import type { PledgeToStore } from '../../db/importedPledge.ts';
import type { Asked, Known } from '../../db/importKnown.ts';
import { localDate } from '../../domain/instant.ts';
import type { Posting } from '../../domain/posting.ts';
import { readPledges } from './collateral.ts';
import type { TableName } from './columns.ts';
import type { ImportContext, PinnedPolicy } from './context.ts';
import type { Problems } from './errors.ts';
import { checkLentFor } from './lentFor.ts';
import { readLoans } from './loans.ts';
import type { LoanDraft } from './loans.ts';
import { readPayments } from './payments.ts';
import { People, readPartners } from './people.ts';
import type { RawInput } from './read.ts';
import { readTable } from './table.ts';
import type { TableRow } from './table.ts';

/** The rows of an input by column, each judged by itself only. */
export interface Tables {
  readonly loans: readonly TableRow<'loans'>[];
  readonly instalments: readonly TableRow<'instalments'>[];
  readonly payments: readonly TableRow<'payments'>[];
  readonly partners: readonly TableRow<'partners'>[];
  readonly collateral: readonly TableRow<'collateral'>[];
}

export function readTables({ tables }: RawInput, problems: Problems): Tables {
  const rowsOf = <T extends TableName>(name: T): TableRow<T>[] =>
    tables.filter((table) => table.name === name).flatMap((table) => readTable(name, table, problems));
  const names = tables.map(({ name }) => name);
  for (const [one, other] of [
    ['loans', 'instalments'],
    ['instalments', 'loans'],
  ] as const)
    if (names.includes(one) && !names.includes(other))
      problems.add({
        file: other,
        row: null,
        column: '',
        value: null,
        code: 'TABLE_MISSING',
        rule: `${one} come with ${other}`,
        remedy: `put ${other} beside ${one}`,
      });
  return {
    loans: rowsOf('loans'),
    instalments: rowsOf('instalments'),
    payments: rowsOf('payments'),
    partners: rowsOf('partners'),
    collateral: rowsOf('collateral'),
  };
}

const unique = (ids: readonly string[]): string[] => [...new Set(ids)].filter((id) => id !== '');

/** The ids that the database is asked about. */
export function askedBy({ loans, payments, partners, collateral }: Tables): Asked {
  const refs = payments.map(({ cells }) => ({ loanId: cells.loan_id, id: cells.payment_id }));
  return {
    loanIds: unique([
      ...[...loans, ...payments, ...collateral].map(({ cells }) => cells.loan_id),
      ...loans.map(({ cells }) => cells.lent_for),
    ]),
    personIds: unique([
      ...loans.flatMap(({ cells }) => [cells.borrower_id, `G-${cells.loan_id}`, cells.dealer_id, cells.insurer_id]),
      ...partners.map(({ cells }) => cells.partner_id),
      ...collateral.map(({ cells }) => cells.owner_id),
    ]),
    pledges: collateral.map(({ cells }) => ({ loanId: cells.loan_id, id: cells.item_id })),
    payments: refs,
    undone: payments
      .filter(({ cells }) => cells.of !== '')
      .map(({ cells }) => ({ loanId: cells.loan_id, id: cells.of })),
  };
}

export interface ImportCounts {
  readonly loans: { readonly new: number; readonly duplicates: number };
  readonly people: { readonly new: number; readonly duplicates: number };
  readonly payments: {
    /** In the start of their loans. */
    readonly atStart: number;
    /** To loans that run. */
    readonly facts: number;
    /** Posted on their day; demo only. */
    readonly held: number;
    /** Their loan is not known; applied when it arrives. */
    readonly keptAside: number;
    readonly duplicates: number;
  };
  /** Pledged things. */
  readonly collateral: { readonly new: number; readonly duplicates: number };
}

/** A loan with all that is stored in one transaction with it. */
export interface PlannedLoan {
  readonly loan: LoanToStore;
  readonly people: readonly PersonToStore[];
  readonly payments: readonly PaymentToStore[];
  readonly pledges: readonly PledgeToStore[];
}

/** What is to be done; nothing of it is done while there are problems. */
export interface ImportPlan {
  readonly policies: readonly PinnedPolicy[];
  readonly partners: readonly PersonToStore[];
  readonly loans: readonly PlannedLoan[];
  /** Of loans that are stored, or not known yet. */
  readonly payments: readonly PaymentToStore[];
  /** Things pledged for loans that are stored, and owners whom no new loan brings. */
  readonly pledges: readonly PledgeToStore[];
  readonly owners: readonly PersonToStore[];
  /** Stored by an earlier run that was interrupted before their workflow began. */
  readonly unstarted: readonly string[];
  readonly counts: ImportCounts;
}

/** Judges the whole input by every rule; each breach is a problem. Pure: the database was asked before. */
export function planImport(tables: Tables, known: Known, context: ImportContext, problems: Problems): ImportPlan {
  const people = new People(known, context, problems);
  readPartners(tables.partners, people, context);
  const read = readLoans(tables.loans, tables.instalments, people, known, context, problems);
  const { payments, duplicates } = readPayments(tables.payments, read, known, context, problems);
  checkLentFor(read, known, problems);
  const pledged = readPledges(tables.collateral, read, people, known, context, problems);
  const drafts = [...read.loans.values()].filter((draft) => draft !== null);
  const fresh = drafts.filter((draft) => !draft.duplicate);
  const freshCases = new Set(fresh.map(({ loanId }) => `loan/${loanId}`));
  const byCase = Map.groupBy(payments, ({ caseId }) => caseId);
  const pledgesByCase = Map.groupBy(pledged.pledges, ({ caseId }) => caseId);
  const loans = plannedLoans(fresh, byCase, pledgesByCase, people, context);
  const placed = new Set(loans.flatMap((one) => one.people.map(({ person }) => person.id)));
  const owners = new Set(pledged.pledges.flatMap(({ item }) => item.ownerId ?? []));
  const going = (goes: PaymentToStore['goes']): number => payments.filter((payment) => payment.goes === goes).length;
  return {
    policies: [...new Map(fresh.map(({ pinned }) => [pinned.hash, pinned])).values()],
    partners: people.partners(),
    loans,
    payments: payments.filter(({ caseId }) => !freshCases.has(caseId)),
    pledges: pledged.pledges.filter(({ caseId }) => !freshCases.has(caseId)),
    owners: [...owners].filter((id) => !placed.has(id)).flatMap((id) => people.fresh(id) ?? []),
    unstarted: drafts
      .filter(({ loanId }) => known.loans.get(loanId)?.decided === false)
      .map(({ loanId }) => `loan/${loanId}`),
    counts: {
      loans: { new: fresh.length, duplicates: drafts.length - fresh.length + read.repeated },
      people: { new: people.freshCount, duplicates: people.duplicates },
      payments: {
        atStart: going('start'),
        facts: going('fact'),
        held: going('held'),
        keptAside: going('aside'),
        duplicates,
      },
      collateral: { new: pledged.pledges.length, duplicates: pledged.duplicates },
    },
  };
}

function plannedLoans(
  drafts: readonly LoanDraft[],
  byCase: ReadonlyMap<string, readonly PaymentToStore[]>,
  pledgesByCase: ReadonlyMap<string, readonly PledgeToStore[]>,
  people: People,
  context: ImportContext,
): PlannedLoan[] {
  const placed = new Set<string>();
  return drafts.map(({ loanId, terms, pinned, hash, people: ids }) => {
    const caseId = `loan/${loanId}`;
    const payments = byCase.get(caseId) ?? [];
    const takenOverOn = localDate(context.now, pinned.policy.timeZone);
    const postings = payments.filter(({ goes }) => goes === 'start').map(({ posting }) => posting);
    const opened = { ...terms, takenOverOn, postings: postings.toSorted(byBooking) };
    const pledges = pledgesByCase.get(caseId) ?? [];
    // A person is stored with the first loan that names them.
    const named = [...new Set([...ids, ...pledges.flatMap(({ item }) => item.ownerId ?? [])])];
    const own = named.filter((id) => !placed.has(id)).flatMap((id) => people.fresh(id) ?? []);
    for (const { person } of own) placed.add(person.id);
    const { debtorId } = terms;
    return {
      loan: { caseId, loanId, debtorId, policyHash: pinned.hash, opened, hash },
      people: own,
      payments,
      pledges,
    };
  });
}

const byBooking = (a: Posting, b: Posting): number =>
  a.bookedOn === b.bookedOn ? (a.id < b.id ? -1 : 1) : a.bookedOn < b.bookedOn ? -1 : 1;
