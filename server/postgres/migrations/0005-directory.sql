-- The operator's accounts, people and their roles, until a source answers for them. A person sees themselves, their accounts
-- and who else belongs to these.
create table privacy.directory_accounts (
  id text primary key,
  code text not null unique,
  name text not null,
  kind text not null check (kind in ('legal', 'natural')),
  jurisdiction text not null,
  ended boolean not null default false
);
create table privacy.directory_people (
  id text primary key,
  name text not null,
  email text not null,
  phone text not null
);
create table privacy.directory_memberships (
  person_id text not null references privacy.directory_people,
  account_id text not null references privacy.directory_accounts,
  place integer not null default 0,
  role text not null check (role in ('owner', 'admin', 'finance', 'user')),
  primary key (person_id, account_id)
);
create index on privacy.directory_memberships (account_id);

-- The accounts of the person of the transaction. It runs as the owner: a policy that reads its own table would not end.
create function privacy.own_accounts() returns setof text
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select account_id from privacy.directory_memberships where person_id = privacy.person();
  end;
revoke execute on function privacy.own_accounts() from public;
grant execute on function privacy.own_accounts() to privacy_customer;

alter table privacy.directory_accounts enable row level security, force row level security;
alter table privacy.directory_people enable row level security, force row level security;
alter table privacy.directory_memberships enable row level security, force row level security;
create policy own_rows on privacy.directory_accounts for select to privacy_customer
  using (id in (select privacy.own_accounts()));
create policy own_rows on privacy.directory_memberships for select to privacy_customer
  using (account_id in (select privacy.own_accounts()));
create policy own_rows on privacy.directory_people for select to privacy_customer
  using (
    id = privacy.person()
    or id in (select person_id from privacy.directory_memberships where account_id in (select privacy.own_accounts()))
  );
create policy own_accounts on privacy.directory_memberships for select to privacy_owner using (true);
grant select on privacy.directory_accounts, privacy.directory_people, privacy.directory_memberships to privacy_customer;
