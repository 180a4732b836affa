-- Rows that customers change. A row has its owner in columns, a version that each change raises, and its content as `body`.
-- `body` is json and not jsonb: jsonb refuses the escape of U+0000 and of a lone surrogate, which a person may have written,
-- and reorders members. What queries filter by is a column. `place` keeps the order in which rows were added.

create table privacy.sessions (
  key text primary key,
  place bigint generated always as identity,
  person_id text not null check (person_id <> ''),
  version integer not null default 1,
  body json not null
);
create index on privacy.sessions (person_id);
alter table privacy.sessions enable row level security, force row level security;
create policy own_rows on privacy.sessions to privacy_customer
  using (person_id = privacy.person()) with check (person_id = privacy.person());
grant select, insert, update, delete on privacy.sessions to privacy_customer;

create table privacy.acknowledgements (
  key text primary key,
  place bigint generated always as identity,
  person_id text not null check (person_id <> ''),
  version integer not null default 1,
  body json not null
);
create index on privacy.acknowledgements (person_id);
alter table privacy.acknowledgements enable row level security, force row level security;
create policy own_rows on privacy.acknowledgements to privacy_customer
  using (person_id = privacy.person()) with check (person_id = privacy.person());
grant select, insert, update, delete on privacy.acknowledgements to privacy_customer;

create table privacy.consents (
  key text primary key,
  place bigint generated always as identity,
  person_id text not null check (person_id <> ''),
  status text not null,
  version integer not null default 1,
  body json not null
);
create index on privacy.consents (person_id);
alter table privacy.consents enable row level security, force row level security;
create policy own_rows on privacy.consents to privacy_customer
  using (person_id = privacy.person()) with check (person_id = privacy.person());
grant select, insert, update, delete on privacy.consents to privacy_customer;

create table privacy.objections (
  key text primary key,
  place bigint generated always as identity,
  person_id text not null check (person_id <> ''),
  version integer not null default 1,
  body json not null
);
create index on privacy.objections (person_id);
alter table privacy.objections enable row level security, force row level security;
create policy own_rows on privacy.objections to privacy_customer
  using (person_id = privacy.person()) with check (person_id = privacy.person());
grant select, insert, update, delete on privacy.objections to privacy_customer;

create table privacy.tool_objections (
  key text primary key,
  place bigint generated always as identity,
  person_id text not null check (person_id <> ''),
  version integer not null default 1,
  body json not null
);
create index on privacy.tool_objections (person_id);
alter table privacy.tool_objections enable row level security, force row level security;
create policy own_rows on privacy.tool_objections to privacy_customer
  using (person_id = privacy.person()) with check (person_id = privacy.person());
grant select, insert, update, delete on privacy.tool_objections to privacy_customer;

create table privacy.subscriptions (
  key text primary key,
  place bigint generated always as identity,
  person_id text not null check (person_id <> ''),
  version integer not null default 1,
  body json not null
);
create index on privacy.subscriptions (person_id);
alter table privacy.subscriptions enable row level security, force row level security;
create policy own_rows on privacy.subscriptions to privacy_customer
  using (person_id = privacy.person()) with check (person_id = privacy.person());
grant select, insert, update, delete on privacy.subscriptions to privacy_customer;

create table privacy.mailing_changes (
  key text primary key,
  place bigint generated always as identity,
  person_id text not null check (person_id <> ''),
  version integer not null default 1,
  body json not null
);
create index on privacy.mailing_changes (person_id);
alter table privacy.mailing_changes enable row level security, force row level security;
create policy own_rows on privacy.mailing_changes to privacy_customer
  using (person_id = privacy.person()) with check (person_id = privacy.person());
grant select, insert, update, delete on privacy.mailing_changes to privacy_customer;

create table privacy.requests (
  key text primary key,
  place bigint generated always as identity,
  account_id text not null check (account_id <> ''),
  person_id text not null check (person_id <> ''),
  scope text not null check (scope in ('person', 'account')),
  status text not null,
  version integer not null default 1,
  body json not null
);
create index on privacy.requests (account_id, person_id);
alter table privacy.requests enable row level security, force row level security;
create policy own_rows on privacy.requests to privacy_customer
  using (privacy.owns(account_id, person_id, scope)) with check (privacy.owns(account_id, person_id, scope));
grant select, insert, update, delete on privacy.requests to privacy_customer;

create table privacy.attachments (
  key text primary key,
  place bigint generated always as identity,
  account_id text not null check (account_id <> ''),
  person_id text not null check (person_id <> ''),
  scope text not null check (scope in ('person', 'account')),
  request_id text not null,
  version integer not null default 1,
  body json not null
);
create index on privacy.attachments (account_id, person_id);
alter table privacy.attachments enable row level security, force row level security;
create policy own_rows on privacy.attachments to privacy_customer
  using (privacy.owns(account_id, person_id, scope)) with check (privacy.owns(account_id, person_id, scope));
grant select, insert, update, delete on privacy.attachments to privacy_customer;

create table privacy.exports (
  key text primary key,
  place bigint generated always as identity,
  account_id text not null check (account_id <> ''),
  person_id text not null check (person_id <> ''),
  scope text not null check (scope in ('person', 'account')),
  status text not null,
  version integer not null default 1,
  body json not null
);
create index on privacy.exports (account_id, person_id);
alter table privacy.exports enable row level security, force row level security;
create policy own_rows on privacy.exports to privacy_customer
  using (privacy.owns(account_id, person_id, scope)) with check (privacy.owns(account_id, person_id, scope));
grant select, insert, update, delete on privacy.exports to privacy_customer;
