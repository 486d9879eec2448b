-- Things that secure loans, and their disposals: derived from the journals. Amounts in minor units.

create table collateral_item (
  case_id text not null,
  item_id text not null,
  kind text not null,
  owner_id text,
  value_minor bigint not null,
  title_document text,
  insured_until date,
  registered_until date,
  -- pledged, inDisposal, sold, accepted, released
  status text not null,
  primary key (case_id, item_id)
);

create table collateral_case (
  case_id text primary key,
  loan_case_id text not null,
  item_id text not null,
  -- What counts now; null while valuations differ or have run out.
  value_minor bigint,
  valid_until date,
  way text,
  rounds integer not null,
  reserve_minor bigint,
  costs_minor bigint not null,
  price_minor bigint,
  applied_minor bigint,
  surplus_minor bigint,
  shortfall_minor bigint
);
create index collateral_case_loan on collateral_case (loan_case_id, item_id);
