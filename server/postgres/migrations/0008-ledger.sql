-- Decisions of people that have to outlive every backup (core/ledger.ts). The ledger only grows. `written_at` is when the entry
-- was written, under the lock of its person: it orders the decisions of a person also where `at` is the same.
create table privacy.ledger (
  place bigint generated always as identity primary key,
  id uuid not null unique,
  at timestamptz not null,
  written_at timestamptz not null,
  person_id text not null check (person_id <> ''),
  kind text not null,
  subject text not null,
  state text not null
);
create index on privacy.ledger (person_id);
alter table privacy.ledger enable row level security, force row level security;
create policy own_rows on privacy.ledger for select to privacy_customer using (person_id = privacy.person());
-- An erasure belongs to whoever prepared the request, which may be a request of the whole account.
create policy own_entries on privacy.ledger for insert to privacy_customer
  with check (person_id = privacy.person() or kind = 'erasure');
create policy of_job on privacy.ledger for select to privacy_jobs using (person_id = privacy.person());
create policy entries_of_job on privacy.ledger for insert to privacy_jobs
  with check (person_id = privacy.person() or kind = 'erasure');
-- For the function below, which runs as the owner of the table.
create policy known on privacy.ledger for select to privacy_owner using (true);
grant select, insert on privacy.ledger to privacy_customer, privacy_jobs;

-- Which of these entries the ledger lacks: ids and nothing else.
create function privacy.unknown_entries(wanted uuid[]) returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select one from unnest(wanted) as one where not exists (select from privacy.ledger where id = one);
  end;
revoke execute on function privacy.unknown_entries(uuid[]) from public;
grant execute on function privacy.unknown_entries(uuid[]) to privacy_jobs;
