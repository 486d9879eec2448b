-- The day of the value of a pledged thing, and the loan that a temporary loan was lent for.
alter table collateral_item add column valued_on date;
alter table loan_view add column lent_for text;
create index loan_view_lent_for on loan_view (lent_for) where lent_for is not null;
