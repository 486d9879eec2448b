-- Limits of a partner that are passed now, such as `CNY claimed`.
alter table partner_standing add column over text[] not null default '{}';
