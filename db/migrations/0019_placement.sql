-- Placing loans with agencies (委外).

-- The contract with an agency, as it was signed; the latest row of an agency holds.
create table agency (
  n bigint generated always as identity primary key,
  id text not null references person,
  given jsonb not null,
  given_at timestamptz not null
);
create index agency_latest on agency (id, n desc);
revoke update, delete, truncate on agency from recoup_app;

-- Placements and what their agencies do: derived from the journals of the loans.
create table placement (
  placement_id text primary key,
  case_id text not null,
  agency_id text not null,
  placed_on date not null,
  until date not null,
  -- placed, recalled, expired, settled
  status text not null,
  ended_on date,
  placed_minor bigint not null,
  cash_minor bigint not null,
  through_agency_minor bigint not null,
  commission_minor bigint not null,
  contacts int not null,
  conversations int not null,
  violations int not null,
  complaints int not null,
  promises_kept int not null,
  promises_judged int not null
);
create index placement_case on placement (case_id);
create index placement_agency on placement (agency_id, status);

-- Permission that an agency asked for before a contact. Given, it is a place in the caps until it is reported.
create table agency_permit (
  id text primary key,
  placement_id text not null,
  case_id text not null,
  person_id text not null references person,
  channel text not null,
  at timestamptz not null,
  allowed boolean not null,
  rule text,
  not_before timestamptz,
  valid_until timestamptz,
  reported_id text unique
);
create index agency_permit_placement on agency_permit (placement_id, at);

-- Files with data of placed loans: who took which, and its hash; what stood in it is not kept.
create table placement_file (
  id text primary key,
  agency_id text not null references person,
  taken_by text not null,
  taken_at timestamptz not null,
  sha256 text not null,
  fields text[] not null,
  rows int not null
);
