/** Temporary loans after a disaster (临时贷款) and the loans that they were lent for, whichever of the two said so. */
import type { PlainDate } from '../domain/date.ts';
import type { Queries } from './pool.ts';

export interface LinkedLoan {
  readonly loanId: string;
  /** Null while that loan is not known or was not decided. */
  readonly stage: string | null;
  readonly product: string | null;
}

/** Temporary loans whose terms name the loan. */
export async function lentFor(q: Queries, loanId: string): Promise<LinkedLoan[]> {
  return q.rows<LinkedLoan>(
    `select loan_id as "loanId", stage, product from loan_view where lent_for = $1 order by loan_id limit 100`,
    [loanId],
  );
}

/** Loans by their ids; one that is not known has no stage. */
export async function linkedLoans(q: Queries, ids: readonly string[]): Promise<LinkedLoan[]> {
  return q.rows<LinkedLoan>(
    `select r.id as "loanId", v.stage, v.product from unnest($1::text[]) as r(id)
       left join loan_view v on v.loan_id = r.id order by r.id`,
    [ids],
  );
}

export interface AskedFor {
  readonly loanId: string;
  readonly requestId: string;
  readonly dueOn: PlainDate;
  readonly amountMinor: number;
}

/** The loan of the debtor for which a temporary loan of that number was granted; null: none was. */
export async function grantedFor(q: Queries, debtorId: string, newLoanId: string): Promise<AskedFor | null> {
  return q.row<AskedFor>(
    `select v.loan_id as "loanId", r.request_id as "requestId", a.one->'terms'->>'dueOn' as "dueOn",
            (a.one->'terms'->>'amountMinor')::bigint as "amountMinor"
       from loan_view v join loan_request r on r.case_id = v.case_id and r.kind = 'temporaryLoan' and r.status = 'executed'
       join case_file c on c.id = v.case_id
       cross join lateral (select one from jsonb_array_elements(c.state->'requests') as e(one)
                            where one->>'id' = r.request_id) a
      where v.debtor_id = $1 and a.one->'terms'->>'newLoanId' = $2 order by r.request_id limit 1`,
    [debtorId, newLoanId],
  );
}
