-- Mass relief (docs/decisions/0010). The pages of a list stand as they were decided, named by their SHA-256; the other two
-- tables are derived from the journals of the campaigns. Amounts in minor units.

create table campaign_page (
  hash text primary key,
  lines jsonb not null
);
revoke update, delete, truncate on campaign_page from recoup_app;

create table campaign (
  case_id text primary key,
  campaign_id text not null,
  kind text not null,
  maker text not null,
  -- proposed, running, done, refused, withdrawn, expired
  status text not null,
  currency text not null,
  hash text not null,
  proposed_on date not null,
  due_on date not null,
  approvals int not null,
  approvers int not null,
  met int not null,
  accepted int not null,
  at_stake_minor bigint not null,
  asked int not null,
  carried_out int not null,
  refused int not null,
  carried_out_minor bigint not null,
  ended_on date
);
create index campaign_order on campaign (proposed_on, campaign_id);

create table campaign_loan (
  case_id text not null,
  loan_id text not null,
  page int not null,
  -- asked, carriedOut, refused
  status text not null,
  request_id text,
  at_stake_minor bigint,
  code text,
  reason text,
  primary key (case_id, loan_id)
);
