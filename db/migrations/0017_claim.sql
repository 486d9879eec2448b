-- Claims and the partners they are on: derived from the journals of claims and loans.

create table claim (
  case_id text primary key,
  loan_case_id text not null,
  partner_id text,
  on_party text not null,
  demand text not null,
  status text not null,
  opened_on date not null,
  demanded_on date,
  due_by date,
  completed_on date,
  ended_on date,
  was_contested boolean not null,
  missing text[] not null,
  currency text not null,
  demanded_minor bigint not null,
  received_minor bigint not null,
  owed_minor bigint not null,
  refunded_minor bigint not null
);
create index claim_partner on claim (partner_id, opened_on);
create index claim_open on claim (partner_id) where ended_on is null;

-- Which loans name a partner, and what is outstanding on each.
create table loan_partner (
  case_id text not null,
  partner_id text not null,
  role text not null,
  currency text not null,
  outstanding_minor bigint not null,
  primary key (case_id, role)
);
create index loan_partner_of on loan_partner (partner_id);
