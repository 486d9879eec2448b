-- Until when the rights of the lender stand (诉讼时效, 保证期间), and because of what: derived from the journals of their loans.

create table limitation (
  case_id text not null,
  -- debt, guarantee
  kind text not null,
  person_id text not null,
  -- due, period, demand, payment, promise, acknowledgement, suit; ref names the posting, message, track or record
  cause text not null,
  ref text not null,
  starts_on date not null,
  -- last day; null while a suit lasts
  lapses_on date,
  alarmed_days int,
  task_id text,
  -- recorded as lapsed
  lapsed boolean not null,
  primary key (case_id, kind)
);
create index limitation_lapses on limitation (lapses_on, case_id) where lapses_on is not null;
