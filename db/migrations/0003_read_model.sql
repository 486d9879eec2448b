-- Derived from the journal; dropped and rebuilt by `recoup rebuild`, which must find the same rows.

create table loan_view (
  case_id text primary key,
  loan_id text not null unique,
  product text not null,
  branch text not null,
  currency text not null,
  debtor_id text not null,
  policy_id text not null,
  policy_version integer not null,
  status text not null,
  stage text not null,
  held boolean not null,
  settled_on date,
  written_off_on date,
  consecutive_missed integer not null,
  cumulative_missed integer not null,
  credit_minor bigint not null,
  recovered_minor bigint not null,
  last_step text,
  last_step_on date
);

-- What is open, by due date, so that overdue figures as of a later day need no wake of the loan.
create table open_item (
  case_id text not null,
  item text not null,
  due_on date not null,
  open_minor bigint not null,
  primary key (case_id, item)
);
create index open_item_due on open_item (due_on);

-- The work list: calls, decisions and approvals that wait for a person.
create table task (
  id text primary key,
  case_id text not null,
  kind text not null,
  step text not null,
  person_id text,
  role text not null,
  opened_on date not null,
  due_on date not null,
  status text not null,
  result text
);
create index task_open on task (due_on) where status = 'open';

create table track_view (
  case_id text primary key,
  loan_case_id text not null,
  kind text not null,
  partner_id text,
  status text not null,
  opened_on date not null,
  deadline_on date,
  amount_minor bigint not null,
  currency text not null
);
create index track_view_loan on track_view (loan_case_id);
