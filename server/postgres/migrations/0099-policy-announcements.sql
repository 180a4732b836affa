-- To whom a coming version of the policy was announced by email: each person once for each version.
create table privacy.policy_announcements (
  place bigint generated always as identity unique,
  person_id text not null,
  version text not null,
  at timestamptz not null,
  primary key (person_id, version)
);
create index on privacy.policy_announcements (at);
alter table privacy.policy_announcements enable row level security, force row level security;
-- For the function below, which runs as the owner of the tables.
create policy announced on privacy.policy_announcements to privacy_owner using (true) with check (true);
create policy announced on privacy.directory_people for select to privacy_owner using (true);
create policy announced on privacy.requests for select to privacy_owner using (true);
create policy announced on privacy.outbox for insert to privacy_owner with check (true);
create policy retention_over on privacy.policy_announcements to privacy_jobs
  using (at < privacy.retention_cutoff()) with check (false);
grant select, delete on privacy.policy_announcements to privacy_jobs;

-- Puts an email down for people of the directory to whom the version was not announced, `batch` at most; a person is told in the
-- language of their newest request. Two processes at once announce it once: the second finds the row of the first.
create function privacy.announce_policy(version_id text, effective_from text, instant timestamptz, batch integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare put integer;
begin
  with announced as (
    insert into privacy.policy_announcements (person_id, version, at)
    select id, version_id, instant from privacy.directory_people
    where not exists (
      select from privacy.policy_announcements where person_id = id and version = version_id
    )
    order by id limit batch
    on conflict do nothing
    returning person_id
  ), emails as (
    insert into privacy.outbox (email, due_at)
    select json_build_object('userId', person_id, 'template', 'policy-changes',
      'lang', coalesce((
        select body ->> 'lang' from privacy.requests
        where requests.person_id = announced.person_id and body ->> 'lang' is not null order by place desc limit 1
      ), 'ru'),
      'parameters', json_build_object('from', effective_from)), instant
    from announced
    returning 1
  )
  select count(*)::int into put from emails;
  return put;
end $$;
revoke execute on function privacy.announce_policy(text, text, timestamptz, integer) from public;
grant execute on function privacy.announce_policy(text, text, timestamptz, integer) to privacy_jobs;
