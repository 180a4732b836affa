-- What a write puts down beside its rows: the answer kept for its idempotency key, numbers, jobs, emails to be sent.

-- The key is inserted by the transaction of the write: a second call with the same key waits for the commit of the first.
-- Slot and content of the call are kept as digests, for they may hold tokens and what a person wrote.
create table privacy.kept_answers (
  slot bytea primary key,
  person_id text not null check (person_id <> ''),
  sent bytea not null,
  at timestamptz not null,
  answer json
);
create index on privacy.kept_answers (at);
alter table privacy.kept_answers enable row level security, force row level security;
create policy own_rows on privacy.kept_answers to privacy_customer
  using (person_id = privacy.person()) with check (person_id = privacy.person());
grant select, insert, update, delete on privacy.kept_answers to privacy_customer;

-- The last number given out in a series. The row stays locked until the transaction ends: no gap, no double.
create table privacy.numbers (series text primary key, last integer not null);
insert into privacy.numbers values ('R', 0), ('E', 0);
grant select, update on privacy.numbers to privacy_customer;

create table privacy.jobs (
  id bigint generated always as identity primary key,
  kind text not null,
  payload json not null,
  put_at timestamptz not null default now()
);
alter table privacy.jobs enable row level security, force row level security;
create policy put on privacy.jobs for insert to privacy_customer with check (true);
create policy work on privacy.jobs to privacy_jobs using (true) with check (true);
grant insert on privacy.jobs to privacy_customer;
grant select, update, delete on privacy.jobs to privacy_jobs;

create table privacy.outbox (
  id bigint generated always as identity primary key,
  email json not null,
  put_at timestamptz not null default now()
);
alter table privacy.outbox enable row level security, force row level security;
create policy put on privacy.outbox for insert to privacy_customer with check (true);
create policy work on privacy.outbox to privacy_jobs using (true) with check (true);
grant insert on privacy.outbox to privacy_customer;
grant select, update, delete on privacy.outbox to privacy_jobs;
