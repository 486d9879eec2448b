/** Loans by arm of an experiment, as the journal assigned them, and how often their debtors were contacted. */
import type { PlainDate } from '../domain/date.ts';
import type { LoanState } from '../domain/loanState.ts';
import type { Policy } from '../domain/policy.ts';
import type { Arm } from '../domain/strategy.ts';
import type { Queries } from './pool.ts';

export interface ArmRow {
  readonly caseId: string;
  readonly experiment: string;
  readonly arm: Arm;
  /** Day of the first assignment. */
  readonly since: PlainDate;
  readonly state: LoanState;
  readonly policy: Policy;
  /** Messages to the debtor that a provider took, and calls that were dialled, since then. */
  readonly contacts: number;
}

/** The loans of an experiment after a case id, in the order of their ids. */
export async function loansOfExperiment(
  q: Queries,
  experiment: string,
  after: string,
  limit: number,
): Promise<ArmRow[]> {
  return q.rows<ArmRow>(
    `with assigned as (
       select distinct on (j.case_id) j.case_id, j.body->>'arm' as arm, (j.body->>'on')::date as since
         from journal j
        where j.type = 'armAssigned' and j.body->>'experiment' = $1 and j.case_id > $2
        order by j.case_id, j.seq limit $3)
     select a.case_id as "caseId", $1::text as experiment, a.arm, a.since, c.state, p.body as policy,
            (select count(distinct o.id) from notice n join outbox o on o.id = n.outbox_id
              where n.case_id = a.case_id and not n.cancelled and o.accepted_at is not null
                and o.person_id = c.state->'terms'->>'debtorId'
                and (o.accepted_at at time zone (p.body->>'timeZone'))::date >= a.since)
          + (select count(*) from call_attempt t
              where t.case_id = a.case_id and t.request <> 'notPlaced'
                and t.person_id = c.state->'terms'->>'debtorId'
                and (t.at at time zone (p.body->>'timeZone'))::date >= a.since) as contacts
       from assigned a join case_file c on c.id = a.case_id join policy p on p.hash = c.policy_hash
      order by a.case_id`,
    [experiment, after, limit],
  );
}
