-- What became known about contact with a person, over all their debts: append-only, without personal data. Where the
-- contact stands (person.contact, opted_out, failed) is its fold, and is rebuilt from it.

create table contact_fact (
  id text primary key,
  n bigint generated always as identity,
  person_id text not null,
  kind text not null,
  content jsonb not null,
  content_hash text not null,
  -- Who said so: a person of the lender (id;role), or the provider that passed it on.
  actor text not null,
  at timestamptz not null,
  -- Code, reason and remedy of what was refused: it stands here and changed nothing.
  refused jsonb
);
create index contact_fact_person on contact_fact (person_id, n);

create trigger contact_fact_append_only before update or delete on contact_fact for each row execute function refuse_change();
create trigger contact_fact_no_truncate before truncate on contact_fact for each statement execute function refuse_change();
revoke update, delete, truncate on contact_fact from recoup_app;

-- Of one instant, what came later is the later word: STOP and START of a demo's day, say.
alter table contact_log add column n bigint generated always as identity;
alter table person add column contact jsonb not null default '{}';

-- Whose case it is beside the debtor: guarantors of loans, and whom a track is about.
create index case_file_guarantor on case_file ((state->'terms'->>'guarantorId')) where state->'terms'->>'guarantorId' is not null;
create index case_file_partner on case_file ((state->'terms'->>'partnerId')) where state->'terms'->>'partnerId' is not null;

-- What was known before this table: opt-outs at the time of their STOP, failures before everything else.
insert into contact_fact (id, person_id, kind, content, content_hash, actor, at)
select 'before/' || p.id || '/stop/' || c.channel, p.id, 'consented',
       jsonb_build_object('kind', 'consented', 'channels', jsonb_build_array(c.channel), 'given', false), '', 'upgrade',
       coalesce((select max(l.at) from contact_log l
                  where l.person_id = p.id and l.channel = c.channel and l.result = 'STOP'), '1970-01-01T00:00:00Z')
  from person p, unnest(p.opted_out) as c(channel);
insert into contact_fact (id, person_id, kind, content, content_hash, actor, at)
select 'before/' || p.id || '/failed/' || c.channel, p.id, 'failed',
       jsonb_build_object('kind', 'failed', 'channel', c.channel), '', 'upgrade', '1970-01-01T00:00:00Z'
  from person p, unnest(p.failed) as c(channel);
update person p set opted_out = array(select c from unnest(p.opted_out) as c order by c),
  failed = array(select c from unnest(p.failed) as c order by c), contact =
  case when p.opted_out = '{}' then '{}'::jsonb
       else jsonb_build_object('consents', (select jsonb_object_agg(c, 'withdrawn') from unnest(p.opted_out) as c)) end ||
  case when p.failed = '{}' then '{}'::jsonb else jsonb_build_object('failed', to_jsonb(p.failed)) end
 where p.opted_out <> '{}' or p.failed <> '{}';
