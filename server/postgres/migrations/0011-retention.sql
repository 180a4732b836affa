-- Rows whose time is over are deleted by privacy_jobs (server/retention). The transaction that deletes names an instant, and sees
-- rows of all owners that were over before it, and no other rows.
create function privacy.retention_cutoff() returns timestamptz language sql stable parallel safe
  return nullif(current_setting('privacy.retention_cutoff', true), '')::timestamptz;
grant execute on function privacy.retention_cutoff() to privacy_customer, privacy_staff, privacy_jobs;

-- The instant from which the time of a row counts; null while it does not count (an open request, a consent that is given).
alter table privacy.requests add column retention_from timestamptz;
alter table privacy.exports add column retention_from timestamptz;
alter table privacy.consents add column retention_from timestamptz;

-- The owner of a table is bound by its policies as well, and has none: they are lifted for these three statements.
alter table privacy.requests no force row level security;
alter table privacy.exports no force row level security;
alter table privacy.consents no force row level security;
update privacy.requests set retention_from = (body ->> 'updatedAt')::timestamptz
  where status in ('draft', 'answered', 'withdrawn');
update privacy.exports
  set retention_from = coalesce(body ->> 'endedAt', body ->> 'wholeAt', body ->> 'createdAt')::timestamptz;
update privacy.consents set retention_from = (body ->> 'withdrawnAt')::timestamptz where status = 'withdrawn';
alter table privacy.requests force row level security;
alter table privacy.exports force row level security;
alter table privacy.consents force row level security;

create index on privacy.requests (retention_from);
create index on privacy.exports (retention_from);
create index on privacy.consents (retention_from);
create index on privacy.access_log (at);

create policy retention_over on privacy.requests to privacy_jobs
  using (retention_from < privacy.retention_cutoff()) with check (false);
create policy retention_over on privacy.exports to privacy_jobs
  using (retention_from < privacy.retention_cutoff()) with check (false);
create policy retention_over on privacy.consents to privacy_jobs
  using (retention_from < privacy.retention_cutoff()) with check (false);
-- Files go with their request.
create policy retention_over on privacy.attachments to privacy_jobs
  using (
    privacy.retention_cutoff() is not null
    and exists (select from privacy.requests where key = request_id and retention_from < privacy.retention_cutoff())
  )
  with check (false);
create policy retention_over on privacy.acknowledgements to privacy_jobs
  using ((body ->> 'at')::timestamptz < privacy.retention_cutoff()) with check (false);
create policy retention_over on privacy.access_log to privacy_jobs
  using (at < privacy.retention_cutoff()) with check (false);
create policy retention_over on privacy.disclosures to privacy_jobs
  using ((body ->> 'at')::timestamptz < privacy.retention_cutoff()) with check (false);
create policy retention_over on privacy.emails to privacy_jobs
  using ((body ->> 'at')::timestamptz < privacy.retention_cutoff()) with check (false);
create policy retention_over on privacy.kept_answers to privacy_jobs
  using (at < privacy.retention_cutoff()) with check (false);
grant select, delete on privacy.access_log, privacy.disclosures, privacy.emails, privacy.kept_answers to privacy_jobs;
