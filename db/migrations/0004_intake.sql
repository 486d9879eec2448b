-- Imports and facts that wait.

create table import_batch (
  id text primary key,
  started_at timestamptz not null,
  finished_at timestamptz,
  counts jsonb not null default '{}'
);

-- What was taken in, with a hash of its terms: the same again changes nothing, other terms are refused.
create table imported (
  kind text not null,
  id text not null,
  content_hash text not null,
  batch_id text not null references import_batch,
  primary key (kind, id)
);

-- Demo only: payments that a later day books; posted at 07:00 lender time of their booking date.
create table held_posting (
  event_id text primary key,
  case_id text not null,
  content jsonb not null,
  post_at timestamptz not null,
  posted boolean not null default false
);
create index held_posting_due on held_posting (post_at) where not posted;

