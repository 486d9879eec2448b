/** Work that a person brings about goes to one of their loans, and only while no such work waits already. */
import type { DeskTaskKind } from '../domain/deskTask.ts';
import type { Instant } from '../domain/instant.ts';
import { lockPerson } from './contactFact.ts';
import { tell } from './inbox.ts';
import type { Queries } from './pool.ts';

export interface DeskAsk {
  readonly kind: DeskTaskKind;
  readonly personId: string;
  /** The text or the letter that it is about; once each. */
  readonly about: string;
  readonly at: Instant;
}

/** Tells the first open loan that the person owes, else one that they guarantee. Returns the cases that must be woken. */
export async function askDesk(q: Queries, { kind, personId, about, at }: DeskAsk): Promise<readonly string[]> {
  if (!(await lockPerson(q, personId))) return [];
  const row = await q.row<{ caseId: string; waits: boolean }>(
    `select c.id as "caseId",
            exists (select from task t where t.person_id = $1 and t.kind = $2 and t.status = 'open')
            or exists (select from inbox i where i.case_id = c.id and i.type = $2 and i.applied_seq is null
                          and i.content->>'personId' = $1) as waits
       from case_file c
      where c.kind = 'loan' and not c.closed
        and (c.person_ids @> array[$1] or c.state->'terms'->>'guarantorId' = $1)
      order by not c.person_ids @> array[$1], c.id limit 1`,
    [personId, kind],
  );
  if (row === null || row.waits) return [];
  const { caseId } = row;
  const eventId = `${kind}/${personId}/${about}`;
  return tell(q, [{ caseId, eventId, type: kind, content: { personId, about, at }, quiet: false }], at);
}
