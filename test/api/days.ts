import { addDays } from '../../domain/date.ts';
import type { ApiWorld } from './world.ts';

/** Lives through days: every case is looked at once a day, and whatever was decided by then was taken by its provider. */
export async function live(world: ApiWorld, from: string, to: string): Promise<void> {
  for (let on = from; on <= to; on = addDays(on, 1)) {
    world.setNow(`${on}T06:00:00.000Z`);
    const cases = await world.db.rows<{ id: string }>(
      `select id from case_file order by kind = 'partner', kind = 'loan', id`,
    );
    for (const { id } of cases) await world.deps.cases.poke(id);
    const sent = await world.db.rows<{ key: string; caseId: string }>(
      `select key, case_id as "caseId" from notice where not cancelled`,
    );
    for (const { key, caseId } of sent)
      await world.db.run(
        `insert into inbox (case_id, event_id, kind, type, content, content_hash, received_at)
         values ($1, 'sent/' || $2::text, 'fact', 'noticeReported', $3, '', $4) on conflict do nothing`,
        [caseId, key, JSON.stringify({ key, status: 'accepted', at: `${on}T06:01:00.000Z` }), `${on}T06:01:00.000Z`],
      );
  }
}
