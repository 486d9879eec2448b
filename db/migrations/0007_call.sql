-- Calls: who works on one, what was dialled, and how an attempt counts while nobody knows how it ended.

alter table task
  add column claimed_by text,
  add column claimed_until timestamptz,
  -- The person is called back then.
  add column call_at timestamptz,
  -- The service level was missed, or a supervisor was asked for.
  add column escalated_on date;
create index task_case on task (case_id) where status = 'open';

alter table contact_log
  -- Keyed hash of the number that was used: a cap of a number counts whoever was called on it.
  add column number_mark text,
  -- Not known yet how it ended: it stands as a conversation, and is counted as whatever counts most against us.
  add column unsettled boolean not null default false;
create index contact_log_number on contact_log (number_mark, at) where number_mark is not null;

-- An attempt: it commits before anything is dialled. Its row in the contact log has the same id.
create table call_attempt (
  id text primary key,
  task_id text not null,
  case_id text not null,
  person_id text not null references person,
  actor text not null,
  how text not null check (how in ('voice', 'manual')),
  -- Business time of the permission.
  at timestamptz not null,
  -- What became of the request to the provider: asked, placed, notPlaced, ambiguous; manual calls stay asked.
  request text not null default 'asked' check (request in ('asked', 'placed', 'notPlaced', 'ambiguous')),
  provider_id text,
  code text,
  -- What the provider says of both legs (domain/callLeg.ts).
  legs jsonb not null default '{}',
  -- The result code that a person gave; it wins over the provider.
  result text
);
create index call_attempt_task on call_attempt (task_id, at);
create index call_attempt_person on call_attempt (person_id, at);
