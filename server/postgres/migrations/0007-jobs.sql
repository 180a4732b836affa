-- Jobs with their owner, when they are due and who does them. A worker sees all jobs, and of the rows only those of the owner of
-- the job whose transaction it is: the person's, and all of the owner's accounts.
alter table privacy.jobs
  add column person_id text not null default '',
  add column account_ids text[] not null default '{}',
  add column due_at timestamptz not null default now(),
  add column attempts integer not null default 0,
  add column lease text,
  add column leased_until timestamptz;
create index on privacy.jobs (due_at, id);
grant insert on privacy.jobs, privacy.outbox to privacy_jobs;

create policy of_job on privacy.sessions to privacy_jobs
  using (person_id = privacy.person()) with check (person_id = privacy.person());
create policy of_job on privacy.acknowledgements to privacy_jobs
  using (person_id = privacy.person()) with check (person_id = privacy.person());
create policy of_job on privacy.consents to privacy_jobs
  using (person_id = privacy.person()) with check (person_id = privacy.person());
create policy of_job on privacy.objections to privacy_jobs
  using (person_id = privacy.person()) with check (person_id = privacy.person());
create policy of_job on privacy.tool_objections to privacy_jobs
  using (person_id = privacy.person()) with check (person_id = privacy.person());
create policy of_job on privacy.subscriptions to privacy_jobs
  using (person_id = privacy.person()) with check (person_id = privacy.person());
create policy of_job on privacy.mailing_changes to privacy_jobs
  using (person_id = privacy.person()) with check (person_id = privacy.person());
create policy of_job on privacy.requests to privacy_jobs
  using (account_id = any (privacy.accounts())) with check (account_id = any (privacy.accounts()));
create policy of_job on privacy.attachments to privacy_jobs
  using (account_id = any (privacy.accounts())) with check (account_id = any (privacy.accounts()));
create policy of_job on privacy.exports to privacy_jobs
  using (account_id = any (privacy.accounts())) with check (account_id = any (privacy.accounts()));
grant select, insert, update, delete on privacy.sessions, privacy.acknowledgements, privacy.consents, privacy.objections,
  privacy.tool_objections, privacy.subscriptions, privacy.mailing_changes, privacy.requests, privacy.attachments,
  privacy.exports to privacy_jobs;

create policy of_job on privacy.access_log for select to privacy_jobs using (account_id = any (privacy.accounts()));
create policy entries_of_job on privacy.access_log for insert to privacy_jobs
  with check (account_id = any (privacy.accounts()));
create policy of_job on privacy.disclosures for select to privacy_jobs using (account_id = any (privacy.accounts()));
create policy of_job on privacy.emails for select to privacy_jobs using (person_id = privacy.person());
create policy of_job on privacy.tokens for select to privacy_jobs using (person_id = privacy.person());
grant select, insert on privacy.access_log to privacy_jobs;
grant select on privacy.disclosures, privacy.emails, privacy.tokens to privacy_jobs;
grant select, update on privacy.numbers to privacy_jobs;
