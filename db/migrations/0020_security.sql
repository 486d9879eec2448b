-- Further security that borrowers are asked for (补充担保): derived from the journals of the loans.
create table security_ask (
  security_id text primary key,
  case_id text not null,
  wanted text not null,
  asked_on date not null,
  due_on date not null,
  -- open, provided, missed, withdrawn
  status text not null,
  ended_on date
);
create index security_ask_case on security_ask (case_id);
create index security_ask_due on security_ask (due_on, security_id);
