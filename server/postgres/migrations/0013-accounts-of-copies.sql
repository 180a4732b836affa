-- The accounts in which a person has made copies: a consent that a replay withdraws takes them along, wherever they were made.
-- Ids and nothing else; the function runs as the owner of the table.
create policy accounts_of_copies on privacy.exports for select to privacy_owner using (true);
create function privacy.accounts_of_copies(person text) returns setof text
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select distinct account_id from privacy.exports where person_id = person;
  end;
revoke execute on function privacy.accounts_of_copies(text) from public;
grant execute on function privacy.accounts_of_copies(text) to privacy_jobs;
-- Which parts of copies were downloaded is all of the access log that a write looks at.
create index on privacy.access_log (account_id, person_id) where body->'own'->>'code' = 'download-copy';
