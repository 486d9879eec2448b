-- Write-offs with what was recovered since: derived from the journals of their loans. Amounts in minor units.

create table write_off (
  track_id text primary key,
  case_id text not null,
  ground text,
  written_off_on date not null,
  recoverer_id text,
  -- {principal, interest, fee, penalty}
  written_off jsonb not null,
  recovered jsonb not null,
  written_off_minor bigint not null,
  recovered_minor bigint not null,
  undone_on date
);
create index write_off_case on write_off (case_id);
create index write_off_on on write_off (written_off_on);
