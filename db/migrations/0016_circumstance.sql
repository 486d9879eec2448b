-- Bankruptcy, death and fraud of people of a loan, as each loan knows it: derived from the journals.

create table circumstance (
  case_id text not null,
  circumstance_id text not null,
  -- bankruptcy, death, identityFraud, borrowerFraud
  kind text not null,
  person_id text not null,
  -- reported, verified, refuted, ended
  status text not null,
  source text not null,
  reported_on date not null,
  verified_on date,
  happened_on date,
  claim_by date,
  claimed_on date,
  missed boolean not null,
  ended_on date,
  ending text,
  representative_id text,
  primary key (case_id, circumstance_id)
);
create index circumstance_person on circumstance (person_id);
create index circumstance_claim on circumstance (claim_by) where claimed_on is null;
