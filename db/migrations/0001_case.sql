-- The case file, its inbox and its journal (docs/decisions/0001-case-file-and-journal.md).

create table deployment (
  only_row boolean primary key default true check (only_row),
  mode text not null check (mode in ('live', 'demo')),
  -- Engine epoch: a run or sender that carries an older one is superseded and ends.
  epoch integer not null default 1,
  -- Sends stop while the engine and the database disagree (restore to another instant).
  sends_stopped text
);

-- The virtual clock of a demo; the row does not exist in live mode.
create table clock (
  only_row boolean primary key default true check (only_row),
  now timestamptz not null,
  paused boolean not null default false,
  until timestamptz,
  -- A ceiling for the play; null: as fast as the book settles.
  days_per_second double precision check (days_per_second > 0)
);

create table policy (
  hash text primary key,
  id text not null,
  version integer not null,
  body jsonb not null,
  unique (id, version)
);

create table case_file (
  id text primary key,
  kind text not null,
  -- Locked before the case row, in the order of their ids.
  person_ids text[] not null,
  policy_hash text not null references policy,
  state jsonb,
  schema_version integer not null,
  seq integer not null default 0,
  head text not null default '',
  wake_at timestamptz,
  closed boolean not null default false,
  decided_at timestamptz,
  -- Why the case needs a person: no wake could be found, or journal and history disagree.
  stuck text
);
create index case_file_wake on case_file (wake_at) where wake_at is not null;

-- Everything that reaches a case, unique by (event, case) for ever. No foreign key: a fact may arrive before its loan.
create table inbox (
  case_id text not null,
  event_id text not null,
  n bigint generated always as identity,
  kind text not null check (kind in ('fact', 'command')),
  type text not null,
  content jsonb not null,
  content_hash text not null,
  -- A quiet fact waits for the next wake instead of causing one.
  quiet boolean not null default false,
  received_at timestamptz not null,
  applied_seq integer,
  answer jsonb,
  primary key (case_id, event_id)
);
create index inbox_waiting on inbox (case_id, n) where applied_seq is null;
create index inbox_overdue on inbox (received_at) where applied_seq is null and not quiet;

create table journal (
  case_id text not null,
  seq integer not null,
  at timestamptz not null,
  type text not null,
  body jsonb not null,
  -- Who made the row: code build, run of the workflow, engine epoch. Outside the hash of what was decided.
  made_by jsonb not null,
  prev text not null,
  hash text not null,
  primary key (case_id, seq)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'APPEND_ONLY: % keeps every row as it was written', tg_table_name;
end $$;
create trigger journal_append_only before update or delete on journal for each row execute function refuse_change();
create trigger journal_no_truncate before truncate on journal for each statement execute function refuse_change();
