// What a loan, its tracks and campaigns say to each other arrives once and is understood, and no command of a track is without answer.
import type { Queries } from '../../db/pool.ts';

/** What is wrong between loans and tracks, in words; to be asked when everything is quiet. */
export async function trackFaults(db: Queries): Promise<string[]> {
  return [...(await unheard(db)), ...(await misunderstood(db)), ...(await unanswered(db))];
}

/**
 * Each track that a loan opened opened once; each word of a loan was written down by its track once, and the other way
 * round; each loan that a campaign asks answers once.
 */
async function unheard(db: Queries): Promise<string[]> {
  const rows = await db.rows<{ word: string; said: number; heard: number }>(
    `select word, count(*) filter (where said) as said, count(*) filter (where not said) as heard from (
       select 'opened ' || (body->>'trackId') as word, true as said from journal where type = 'trackOpened'
       union all select 'opened ' || case_id, false from journal where type = 'opened'
          and split_part(case_id, '/', 1) not in ('loan', 'campaign')
       union all select body->>'trackId' || ' told ' || (body->>'what'), true from journal where type = 'trackTold'
       union all select case_id || ' told ' || (body->>'what'), false from journal where type = 'told'
       union all select case_id || ' row ' || seq, true from journal where type = 'reported'
       union all select body->>'trackId' || ' row ' || (body->>'seq'), false from journal where type = 'trackReported'
       union all select case_id || ' asks loan/' || id, true from journal, jsonb_array_elements_text(body->'loanIds') as id
                  where type = 'loansAsked'
       union all select body->>'campaignId' || ' asks ' || case_id, false from journal where type = 'campaignAnswered'
       union all select body->>'campaignId' || ' hears ' || (body->>'loanId') || (body->>'answer'), true from journal
                  where type = 'campaignAnswered'
       union all select case_id || ' hears ' || (body->>'loanId') || (body->>'answer'), false from journal
                  where type = 'loanAnswered'
     ) as both_sides group by word`,
  );
  return rows
    .filter(({ said, heard }) => said !== heard)
    .map(({ word, said, heard }) => `${word}: said ${said} times, heard ${heard} times`);
}

/** The loan knows its tracks as they are. */
async function misunderstood(db: Queries): Promise<string[]> {
  const rows = await db.rows<{ id: string; is: unknown; known: unknown }>(
    `select t.id, jsonb_build_array(t.state->'status', t.state->'ended' <> 'null', t.state->'reported'->'deadlineOn') as is,
            jsonb_build_array(k->'status', k->'ended', k->'deadlineOn') as known
       from case_file t join case_file l on l.id = t.state->>'loanCaseId', lateral (select l.state->'tracks'->t.id as k) as of_loan
      where t.kind <> 'loan'`,
  );
  return rows
    .filter(({ is, known }) => JSON.stringify(is) !== JSON.stringify(known))
    .map(({ id, is, known }) => `${id} is ${JSON.stringify(is)}, its loan knows ${JSON.stringify(known)}`);
}

/** Each command has its answer: refused with one row that says why, or carried out with one row of what it made. */
async function unanswered(db: Queries): Promise<string[]> {
  const commands = await db.rows<{ id: string; refused: boolean | null; rows: number }>(
    `select i.case_id || ' ' || i.event_id as id, not (i.answer->>'ok')::boolean as refused,
            (select count(*) from journal j where j.case_id = i.case_id and j.type = 'refused'
                and j.body->>'eventId' = i.event_id) as rows
       from inbox i where i.kind = 'command'`,
  );
  const tracks = await db.rows<{ id: string; done: number; made: number }>(
    `select c.id, (select count(*) from inbox i where i.case_id = c.id and i.kind = 'command'
                      and (i.answer->>'ok')::boolean) as done,
            (select count(*) from journal j where j.case_id = c.id
                and (j.type in ('approvalGiven', 'packSubmitted', 'answered', 'demandRefused', 'stageRecorded', 'campaignProposed')
                  or j.type in ('ended', 'campaignEnded') and j.body->>'by' not in ('loan', 'clock'))) as made
       from case_file c where c.kind <> 'loan'`,
  );
  return [
    ...commands.filter(({ refused }) => refused === null).map(({ id }) => `${id} has no answer`),
    ...commands
      .filter(({ refused, rows }) => refused !== null && rows !== Number(refused))
      .map(({ id, rows }) => `${id} has ${rows} rows of refusal`),
    ...tracks
      .filter(({ done, made }) => done !== made)
      .map(({ id, done, made }) => `${id}: ${done} commands carried out, ${made} rows of them`),
  ];
}
