-- How partners stand: derived from their own journals.

create table partner_standing (
  case_id text primary key,
  partner_id text not null,
  status text not null,
  since date,
  because text,
  reinstated_on date,
  proposals integer not null
);
create index partner_not_performing on partner_standing (partner_id) where status = 'notPerforming';
