-- Who of an account gets a kind of service notice. A row belongs to the account; `person_id` is who has set it last.
create table privacy.notice_routes (
  key text primary key,
  place bigint generated always as identity,
  account_id text not null check (account_id <> ''),
  person_id text not null check (person_id <> ''),
  scope text not null check (scope = 'account'),
  version integer not null default 1,
  body json not null
);
create index on privacy.notice_routes (account_id);
alter table privacy.notice_routes enable row level security, force row level security;
create policy own_rows on privacy.notice_routes to privacy_customer
  using (account_id = any (privacy.accounts())) with check (account_id = any (privacy.accounts()));
create policy of_job on privacy.notice_routes for select to privacy_jobs using (account_id = any (privacy.accounts()));
create policy of_case on privacy.notice_routes for select to privacy_staff using (account_id = any (privacy.accounts()));
-- For the functions below, which run as the owner of the tables.
create policy routing on privacy.notice_routes to privacy_owner using (true) with check (true);
grant select, insert, update, delete on privacy.notice_routes to privacy_customer;
grant select on privacy.notice_routes to privacy_jobs, privacy_staff;

-- What the operator's sending systems need of a kind of notice: everybody of the account, and who was chosen.
create function privacy.notice_members(account text, kind text)
  returns table (person_id text, email text, role text, chosen boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select p.id, p.email, m.role,
      exists (
        select from privacy.notice_routes r, json_array_elements_text(r.body -> 'recipients') as one
        where r.key = account || ' ' || kind and one = p.id
      )
    from privacy.directory_memberships m join privacy.directory_people p on p.id = m.person_id
    where m.account_id = account
    order by p.id;
  end;
revoke execute on function privacy.notice_members(text, text) from public;
grant execute on function privacy.notice_members(text, text) to privacy_staff;

-- The routes of an account go with it.
create function privacy.drop_notice_routes() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from privacy.notice_routes where account_id = old.id;
  return null;
end $$;
revoke execute on function privacy.drop_notice_routes() from public;
create trigger notice_routes_go after delete on privacy.directory_accounts
  for each row execute function privacy.drop_notice_routes();
