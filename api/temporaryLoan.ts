/** What a loan has to do with temporary loans after a disaster (临时贷款): lent for another one, or others lent for it. */
import type { Queries } from '../db/pool.ts';
import { grantedFor, lentFor, linkedLoans } from '../db/temporaryLoan.ts';
import type { LinkedLoan } from '../db/temporaryLoan.ts';
import type { LoanState } from '../domain/loanState.ts';
import type { LoanRequest } from '../domain/requestState.ts';
import type { Language } from './context.ts';
import { decimal } from './money.ts';
import { dictionaries } from './words/index.ts';

type Granted = Extract<LoanRequest, { readonly kind: 'temporaryLoan' }>;

/** Both directions of the link, said by the terms of the temporary loan or by the relief that granted it. */
export async function temporaryLoansOf(
  q: Queries,
  { terms, requests = [] }: LoanState,
  language: Language,
): Promise<{ readonly lentFor: object | null; readonly temporaryLoans: readonly object[] }> {
  const granted = requests.filter(
    (one): one is Granted => one.kind === 'temporaryLoan' && one.ended?.as === 'executed',
  );
  const named = await lentFor(q, terms.loanId);
  const known = new Set(named.map(({ loanId }) => loanId));
  const asked = granted.map((one) => one.terms.newLoanId).filter((id) => !known.has(id));
  const loans = [...named, ...(await linkedLoans(q, [...new Set(asked)]))];
  return {
    lentFor: await lentForShown(q, terms, language),
    temporaryLoans: loans.map((loan) => {
      const request = granted.find((one) => one.terms.newLoanId === loan.loanId);
      const amount = request === undefined ? null : decimal(request.terms.amountMinor, terms.contract.currency);
      const { dueOn = null } = request?.terms ?? {};
      return { ...stageShown(loan, language), granted: amount, dueOn, request: request?.id ?? null };
    }),
  };
}

async function lentForShown(q: Queries, terms: LoanState['terms'], language: Language): Promise<object | null> {
  const request = await grantedFor(q, terms.debtorId, terms.loanId);
  const id = terms.lentFor ?? request?.loanId;
  if (id === undefined) return null;
  const [loan] = await linkedLoans(q, [id]);
  return loan === undefined ? null : { ...stageShown(loan, language), request: request?.requestId ?? null };
}

function stageShown({ loanId, stage, product }: LinkedLoan, language: Language): object {
  const { stage: words } = dictionaries[language];
  return { loanId, product, stage, stageText: stage === null ? notKnown[language] : (words[stage] ?? stage) };
}

const notKnown = { 'zh-CN': '尚未接收', en: 'not taken in yet' } as const;
