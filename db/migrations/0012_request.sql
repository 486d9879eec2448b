-- What people asked for loans and others decide: derived from the journals of the loans (docs/decisions/0008).

create table loan_request (
  request_id text primary key,
  case_id text not null,
  kind text not null,
  maker text not null,
  asked_on date not null,
  due_on date not null,
  at_stake_minor bigint not null,
  approvals int not null,
  approvers int not null,
  -- open, executed, rejected, withdrawn, expired, lapsed
  status text not null,
  ended_on date
);
create index loan_request_case on loan_request (case_id);
create index loan_request_open on loan_request (due_on, request_id) where status = 'open';

-- Authority that one person lends another for some days, as it was signed.
create table delegation (
  id text primary key,
  from_id text not null,
  to_id text not null,
  role text not null,
  from_on date not null,
  until_on date not null,
  given jsonb not null,
  given_at timestamptz not null,
  -- The first day on which it is not in force any more, and the command that took it back.
  revoked_on date,
  revoked jsonb
);
create index delegation_to on delegation (to_id, until_on);
revoke update, delete, truncate on delegation from recoup_app;
grant update (revoked_on, revoked) on delegation to recoup_app;
