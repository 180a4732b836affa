-- The directory as a copy of an operator's system: accounts, people and roles that the system has no longer go, others are
-- added and changed, all in one transaction. The role that copies can neither read the directory nor change a row by itself.
create policy copying on privacy.directory_accounts to privacy_owner using (true) with check (true);
create policy copying on privacy.directory_people to privacy_owner using (true) with check (true);
create policy copying on privacy.directory_memberships to privacy_owner using (true) with check (true);

-- Takes lists of objects with the columns of the tables. `changed` counts rows that were added, changed or deleted. Where more
-- than ten people and more than a fifth of them would go, nothing is done and `refused` is their number: a view that answers
-- with half of its rows would take everybody's access. `may_shrink` is an operator's word that this is right.
create function privacy.put_directory(
  found_accounts json, found_people json, found_memberships json, may_shrink boolean,
  out changed bigint, out refused bigint
)
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  known bigint;
  gone bigint;
  rows_of_one bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('directory', 0));
  changed := 0;
  select count(*), count(*) filter (where f.id is null) into known, gone
    from privacy.directory_people p
    left join json_to_recordset(found_people) as f(id text) using (id);
  if not may_shrink and gone > greatest(10, known / 5) then
    refused := gone;
    return;
  end if;

  delete from privacy.directory_memberships m where not exists (
    select from json_to_recordset(found_memberships) as f(person_id text, account_id text)
    where f.person_id = m.person_id and f.account_id = m.account_id);
  get diagnostics rows_of_one = row_count;
  changed := changed + rows_of_one;
  delete from privacy.directory_people p where not exists (
    select from json_to_recordset(found_people) as f(id text) where f.id = p.id);
  get diagnostics rows_of_one = row_count;
  changed := changed + rows_of_one;
  delete from privacy.directory_accounts a where not exists (
    select from json_to_recordset(found_accounts) as f(id text) where f.id = a.id);
  get diagnostics rows_of_one = row_count;
  changed := changed + rows_of_one;

  insert into privacy.directory_accounts as a (id, code, name, kind, jurisdiction, ended)
    select f.id, f.code, f.name, f.kind, f.jurisdiction, f.ended
    from json_to_recordset(found_accounts)
      as f(id text, code text, name text, kind text, jurisdiction text, ended boolean)
    on conflict (id) do update set code = excluded.code, name = excluded.name, kind = excluded.kind,
      jurisdiction = excluded.jurisdiction, ended = excluded.ended
    where (a.code, a.name, a.kind, a.jurisdiction, a.ended)
      is distinct from (excluded.code, excluded.name, excluded.kind, excluded.jurisdiction, excluded.ended);
  get diagnostics rows_of_one = row_count;
  changed := changed + rows_of_one;

  -- Where the system does not say since when an address is theirs, it is theirs since it was first seen here.
  insert into privacy.directory_people as p (id, name, email, phone, email_since)
    select f.id, f.name, f.email, f.phone, coalesce(f.email_since, case when k.email = f.email then k.email_since end, now())
    from json_to_recordset(found_people)
      as f(id text, name text, email text, phone text, email_since timestamptz)
    left join privacy.directory_people k on k.id = f.id
    on conflict (id) do update set name = excluded.name, email = excluded.email, phone = excluded.phone,
      email_since = excluded.email_since
    where (p.name, p.email, p.phone, p.email_since)
      is distinct from (excluded.name, excluded.email, excluded.phone, excluded.email_since);
  get diagnostics rows_of_one = row_count;
  changed := changed + rows_of_one;

  insert into privacy.directory_memberships as m (person_id, account_id, place, role)
    select f.person_id, f.account_id, f.place, f.role
    from json_to_recordset(found_memberships) as f(person_id text, account_id text, place integer, role text)
    on conflict (person_id, account_id) do update set place = excluded.place, role = excluded.role
    where (m.place, m.role) is distinct from (excluded.place, excluded.role);
  get diagnostics rows_of_one = row_count;
  changed := changed + rows_of_one;
end $$;
revoke execute on function privacy.put_directory(json, json, json, boolean) from public;
grant execute on function privacy.put_directory(json, json, json, boolean) to privacy_jobs;
