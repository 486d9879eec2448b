/** What the result of a call does outside the journal (docs/decisions/0001): the contact log, and facts of the person. */
import type { CallOutcome } from '../../domain/callState.ts';
import type { Instant } from '../../domain/instant.ts';
import { recordContactFact } from '../contactFact.ts';
import { settleContact } from './attempt.ts';
import type { Queries } from '../pool.ts';

type Ended = Extract<CallOutcome, { type: 'callEnded' }>;

/** Returns the cases that have something in their inbox now. */
export async function carryOutCall(
  q: Queries,
  ended: Ended,
  context: { readonly caseId: string; readonly seq: number; readonly now: Instant },
): Promise<readonly string[]> {
  const { dialId, personId, code, contact, at } = ended;
  const known =
    dialId !== null &&
    (await q.run('update call_attempt set result = $2 where id = $1 and task_id = $3', [dialId, code, ended.taskId])) >
      0;
  if (known) await settleContact(q, dialId, contact);
  else
    await q.run(
      `insert into contact_log (id, person_id, channel, at, result, direction, debt, number_mark)
       select $1, p.id, 'call', $3, $4, 'outbound', $5, p.phone_mark from person p where p.id = $2 on conflict (id) do nothing`,
      [`call/${context.caseId}/${context.seq}`, personId, at, contact, context.caseId.split('/')[1]],
    );
  const woken: string[] = [];
  for (const [index, content] of ended.contactFacts.entries()) {
    const id = `call/${context.caseId}/${context.seq}/${index}`;
    const recorded = await recordContactFact(q, { id, personId, actor: ended.by, at, content });
    if (recorded.kind === 'recorded') woken.push(...recorded.woken);
  }
  return woken;
}
