-- Loans called in as a whole (宣布提前到期, 提前收回): derived from the journals of the loans.

create table acceleration (
  acceleration_id text primary key,
  case_id text not null,
  request_id text not null,
  ground text not null,
  decided_on date not null,
  -- announced, inEffect, cured, withdrawn, nothingLeft, reinstated
  status text not null,
  -- of so many who must have the notice, so many have it
  parties int not null,
  received int not null,
  effective_on date,
  amount_minor bigint,
  -- by what is known now it would not have taken effect
  corrected boolean not null,
  ended_on date
);
create index acceleration_case on acceleration (case_id);
create index acceleration_next on acceleration (coalesce(effective_on, 'infinity'::date), acceleration_id);
