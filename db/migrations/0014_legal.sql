-- The legal calendar: deadlines of suits, derived from the journals of their legal actions (docs/legal.md).
create table legal_deadline (
  case_id text not null,
  deadline_id text not null,
  loan_case_id text not null,
  kind text not null,
  -- The preservation that it is about; null for the suit itself.
  of text,
  counted_from date not null,
  due_on date not null,
  -- holiday: moved to the first day after one; noData: the calendar does not know that day.
  moved text,
  owner_role text not null,
  owner_id text,
  escalated boolean not null,
  reminded_on date,
  -- open, met, lapsed, dropped
  status text not null,
  primary key (case_id, deadline_id)
);
create index legal_deadline_due on legal_deadline (due_on, case_id, deadline_id);
