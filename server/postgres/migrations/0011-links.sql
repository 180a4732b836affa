-- Whose copy a part link belongs to: ids and nothing else. Links are in the content of their copy (core/exports/state.ts).
-- For the function below, which runs as the owner of the table.
create policy linked on privacy.exports for select to privacy_owner using (true);
create function privacy.owner_of_link(copy_id text, link text) returns table (person_id text, account_id text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select found.person_id, found.account_id from privacy.exports as found
      where found.key = copy_id
        and exists (select from json_array_elements(found.body -> 'links') as one where one ->> 'secret' = link);
  end;
revoke execute on function privacy.owner_of_link(text, text) from public;
grant execute on function privacy.owner_of_link(text, text) to privacy_customer;
