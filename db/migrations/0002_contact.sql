-- People, what is sent to them and the work of people. Names, numbers, addresses and texts are sealed
-- (AES-256-GCM with a key per person, bound to row and field); everything else is an opaque id.

create table person (
  id text primary key,
  kind text not null check (kind in ('person', 'partner')),
  language text not null,
  time_zone text not null,
  -- Which channels have an address at all; the addresses themselves are sealed.
  channels text[] not null,
  -- Channels that are not used again: opted out, or the address failed.
  opted_out text[] not null default '{}',
  failed text[] not null default '{}',
  -- Keyed hash of the phone number, by which an inbound message finds its sender.
  phone_mark text,
  -- {field: base64 ciphertext}
  sealed jsonb not null
);
create index person_phone_mark on person (phone_mark) where phone_mark is not null;
-- Who has open cases: what a person says (opted out) is told to each of them.
create index case_file_persons on case_file using gin (person_ids);

-- Deleting the key forgets the person.
create table person_key (
  person_id text primary key references person,
  -- The data key, wrapped by the master key of the deployment.
  wrapped bytea not null
);

-- The kill switch of a channel; `deployment.sends_stopped` is that of all of them.
create table channel_stop (
  channel text primary key,
  reason text not null
);

create table outbox (
  id bigint generated always as identity primary key,
  -- Short, stands in the message and in the callback URL, so that the provider can be asked for it.
  reference text not null unique,
  person_id text not null references person,
  channel text not null check (channel in ('sms', 'email', 'letter')),
  -- The template of the highest rung that the message carries.
  template text not null,
  rank integer not null,
  not_before timestamptz not null,
  status text not null default 'queued' check (status in
    ('queued', 'claimed', 'accepted', 'delivered', 'failed', 'optedOut', 'cancelled', 'ambiguous', 'parked')),
  -- The claim that commits before the request leaves. Its time is that of the wall, also in a demo: a claim is stale
  -- when the process that made it cannot have a request in flight any more.
  attempt text,
  claimed_epoch integer,
  claimed_at timestamptz,
  provider_id text,
  code text,
  accepted_at timestamptz,
  document_id text,
  tries integer not null default 0
);
create index outbox_queued on outbox (channel, not_before) where status = 'queued';
create index outbox_joinable on outbox (person_id, channel) where status = 'queued';
create index outbox_unsettled on outbox (channel) where status in ('claimed', 'ambiguous');
create index outbox_provider on outbox (provider_id);

-- One line of a message: what one step of one loan wanted said. The key is used once in the life of a loan.
create table notice (
  key text primary key,
  case_id text not null,
  step text not null,
  outbox_id bigint not null references outbox,
  template text not null,
  rank integer not null,
  -- Figures for the message, without personal data.
  line jsonb not null,
  -- A later rung rests on proof of delivery: then the fact that it was delivered wakes the case.
  must_reach boolean not null default false,
  cancelled boolean not null default false
);
create index notice_outbox on notice (outbox_id);
create index notice_case on notice (case_id);

create table document (
  id text primary key,
  person_id text not null references person,
  kind text not null,
  sha256 text not null,
  sealed bytea not null,
  made_at timestamptz not null
);

-- Earlier contacts with a person, over all loans: what permission is judged by.
create table contact_log (
  id text primary key,
  person_id text not null references person,
  channel text not null,
  at timestamptz not null,
  result text not null,
  direction text not null check (direction in ('outbound', 'inbound')),
  debt text
);
create index contact_log_person on contact_log (person_id, at);
