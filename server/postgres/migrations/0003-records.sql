-- Records that customers read and never change: the access log, what was disclosed, emails that were sent, and the tokens
-- that the emails carry. The access log grows by customers' own actions; nobody but a later job of retention deletes from it.
create table privacy.access_log (
  place bigint generated always as identity primary key,
  id text not null unique,
  at timestamptz not null,
  account_id text not null,
  person_id text not null,
  scope text not null check (scope in ('person', 'account')),
  body json not null
);
create index on privacy.access_log (account_id, person_id);
alter table privacy.access_log enable row level security, force row level security;
create policy own_rows on privacy.access_log for select to privacy_customer
  using (privacy.owns(account_id, person_id, scope));
create policy own_entries on privacy.access_log for insert to privacy_customer
  with check (privacy.owns(account_id, person_id, scope));
grant select, insert on privacy.access_log to privacy_customer;

create table privacy.disclosures (
  place bigint generated always as identity primary key,
  id text not null unique,
  account_id text not null,
  person_id text not null,
  body json not null
);
create index on privacy.disclosures (account_id, person_id);
alter table privacy.disclosures enable row level security, force row level security;
create policy own_rows on privacy.disclosures for select to privacy_customer
  using (account_id = any (privacy.accounts()));
grant select on privacy.disclosures to privacy_customer;

create table privacy.emails (
  place bigint generated always as identity primary key,
  id text not null unique,
  person_id text not null,
  body json not null
);
create index on privacy.emails (person_id);
alter table privacy.emails enable row level security, force row level security;
create policy own_rows on privacy.emails for select to privacy_customer using (person_id = privacy.person());
grant select on privacy.emails to privacy_customer;

create table privacy.tokens (
  token text primary key,
  place bigint generated always as identity,
  person_id text not null,
  body json not null
);
create index on privacy.tokens (person_id);
alter table privacy.tokens enable row level security, force row level security;
create policy own_rows on privacy.tokens for select to privacy_customer using (person_id = privacy.person());
-- For the function below, which runs as the owner of the table.
create policy holder on privacy.tokens for select to privacy_owner using (true);
grant select on privacy.tokens to privacy_customer;

-- Whose address an unsubscribe token belongs to: an id and nothing else.
create function privacy.holder_of(wanted text) returns text
  language sql stable security definer set search_path = pg_catalog, pg_temp
  return (select person_id from privacy.tokens where token = wanted);
revoke execute on function privacy.holder_of(text) from public;
grant execute on function privacy.holder_of(text) to privacy_customer;
