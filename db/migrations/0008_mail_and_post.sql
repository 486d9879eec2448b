-- What comes back by mail and post, and the letters between their claim and the printer (docs/mail.md, docs/post.md).

-- Keyed hashes of a person's addresses by channel: a report about an address that was corrected since says nothing of
-- the new one. Without an entry nothing is known, and the report counts.
alter table person add column marks jsonb not null default '{}';
alter table outbox add column address_mark text;

-- A letter that goes along with an e-mail, by template.
alter table notice add column attach text;

-- A number for each letter, without a gap within a year: taken in the transaction that claims the message, after the
-- letter could be set.
create table letter_counter (year integer primary key, last integer not null);
create table letter_register (
  document_id text primary key,
  reference text not null,
  year integer not null,
  n integer not null,
  unique (year, n)
);

-- Reports that came back by mail, each once; what they say of people stays in the folder of the deployment.
create table mail_report (
  -- SHA-256 of the mail as it came.
  id text primary key,
  reference text not null,
  verdict text not null,
  status text,
  received_at timestamptz not null
);
-- Tokens in return addresses and links that we never gave: counted, never trusted.
create table refused_token (
  what text not null,
  day date not null,
  times bigint not null,
  primary key (what, day)
);

-- Print-ready batches. A batch is claimed, written to its folder, and only then marked as written.
create table postal_batch (
  id text primary key,
  n bigint generated always as identity,
  made_at timestamptz not null,
  letters integer not null,
  manifest_sha256 text,
  written_at timestamptz
);
create table postal_letter (
  reference text primary key,
  person_id text not null,
  number text not null,
  handed_in_at timestamptz not null,
  batch_id text references postal_batch,
  -- Why it was taken out before printing; null: it was not.
  withdrawn text,
  posted_at timestamptz,
  delivered_at timestamptz,
  returned_at timestamptz,
  reason text,
  -- Number of the receipt (回执).
  proof text
);
create index postal_letter_waiting on postal_letter (handed_in_at) where batch_id is null and withdrawn is null;
create index postal_letter_batch on postal_letter (batch_id);
-- What the post said, each event once; of letters that nobody handed in it is kept aside.
create table postal_event (
  id text primary key,
  reference text not null,
  kind text not null check (kind in ('posted', 'delivered', 'returned')),
  at timestamptz not null,
  reason text,
  proof text,
  received_at timestamptz not null,
  known boolean not null
);
