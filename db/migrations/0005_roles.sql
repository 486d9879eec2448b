-- The application's role cannot change what was written down, nor anything of the schema.
do $$ begin
  if not exists (select from pg_roles where rolname = 'recoup_app') then create role recoup_app nologin; end if;
exception when duplicate_object or unique_violation then null; -- another database of the cluster made it just now
end $$;
grant recoup_app to current_user;
grant usage on schema public to recoup_app;
grant select, insert, update, delete on all tables in schema public to recoup_app;
grant usage on all sequences in schema public to recoup_app;
alter default privileges in schema public grant select, insert, update, delete on tables to recoup_app;
alter default privileges in schema public grant usage on sequences to recoup_app;
revoke update, delete, truncate on journal from recoup_app;
revoke delete, truncate on inbox, policy from recoup_app;
