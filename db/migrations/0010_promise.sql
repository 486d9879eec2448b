-- Promises to pay by date, and complaints and disputes: derived from the journals of their loans (docs/decisions/0005).

create table promise (
  promise_id text not null,
  due_on date not null,
  case_id text not null,
  by text not null,
  made_on date not null,
  until_on date not null,
  amount_minor bigint not null,
  needed_minor bigint not null,
  received_minor bigint not null,
  -- open, kept, part, broken, withdrawn
  status text not null,
  judged_on date,
  primary key (promise_id, due_on)
);
create index promise_case on promise (case_id);
create index promise_due on promise (due_on);

create table dispute (
  dispute_id text primary key,
  case_id text not null,
  kind text not null,
  about text not null,
  owner_id text not null,
  opened_on date not null,
  answer_by date not null,
  stops_contact boolean not null,
  escalated boolean not null,
  outcome text,
  resolved_on date
);
create index dispute_case on dispute (case_id);
create index dispute_open on dispute (answer_by) where outcome is null;
