-- The staff's side. The queue reads columns of requests across accounts, never what a person wrote; a case is read and changed
-- in a transaction of its owner, like a job.
alter table privacy.requests
  add column number text not null default '',
  add column kind text not null default '',
  add column filed_at timestamptz,
  add column due_by date,
  add column staff_due date;
create index on privacy.requests (staff_due, filed_at, key) where filed_at is not null;

-- For the functions below, which run as the owner of the table.
create policy queue on privacy.requests for select to privacy_owner using (true);

-- A page of the queue, the case whose staff's day comes first at the top. An appealed case is unanswered again.
create function privacy.case_queue(wanted text, today date, skipped integer, taken integer)
  returns table (id text, number text, kind text, scope text, status text, filed_at timestamptz, due_by date, staff_due date,
    total bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select key, r.number, r.kind, r.scope, r.status, r.filed_at, r.due_by, r.staff_due, count(*) over ()
    from privacy.requests r
    where r.filed_at is not null
      and (wanted = 'all' or r.status in ('submitted', 'in_work', 'needs_user', 'appealed'))
      and (wanted <> 'overdue' or r.due_by < today)
    order by r.staff_due nulls last, r.filed_at, key
    offset skipped limit taken;
  end;
-- Whose rows a filed case is among.
create function privacy.case_owner(wanted text)
  returns table (person_id text, account_id text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select r.person_id, r.account_id from privacy.requests r where key = wanted and filed_at is not null;
  end;
revoke execute on function privacy.case_queue(text, date, integer, integer), privacy.case_owner(text) from public;
grant execute on function privacy.case_queue(text, date, integer, integer), privacy.case_owner(text) to privacy_staff;

-- Read around a case: what its owner has. Written: the case, its files, what an answer changes beside it.
create policy of_case on privacy.sessions for select to privacy_staff using (person_id = privacy.person());
create policy of_case on privacy.acknowledgements for select to privacy_staff using (person_id = privacy.person());
create policy of_case on privacy.consents for select to privacy_staff using (person_id = privacy.person());
create policy of_case on privacy.tool_objections for select to privacy_staff using (person_id = privacy.person());
create policy of_case on privacy.subscriptions for select to privacy_staff using (person_id = privacy.person());
create policy of_case on privacy.mailing_changes for select to privacy_staff using (person_id = privacy.person());
create policy of_case on privacy.emails for select to privacy_staff using (person_id = privacy.person());
create policy of_case on privacy.tokens for select to privacy_staff using (person_id = privacy.person());
create policy of_case on privacy.disclosures for select to privacy_staff using (account_id = any (privacy.accounts()));
create policy of_case on privacy.access_log for select to privacy_staff using (account_id = any (privacy.accounts()));
create policy entries_of_case on privacy.access_log for insert to privacy_staff
  with check (account_id = any (privacy.accounts()));
create policy of_case on privacy.objections to privacy_staff
  using (person_id = privacy.person()) with check (person_id = privacy.person());
create policy of_case on privacy.requests to privacy_staff
  using (account_id = any (privacy.accounts())) with check (account_id = any (privacy.accounts()));
create policy of_case on privacy.attachments to privacy_staff
  using (account_id = any (privacy.accounts())) with check (account_id = any (privacy.accounts()));
create policy of_case on privacy.exports to privacy_staff
  using (account_id = any (privacy.accounts())) with check (account_id = any (privacy.accounts()));
create policy of_case on privacy.kept_answers to privacy_staff
  using (person_id = privacy.person()) with check (person_id = privacy.person());
create policy of_case on privacy.ledger for select to privacy_staff using (person_id = privacy.person());
create policy entries_of_case on privacy.ledger for insert to privacy_staff
  with check (person_id = privacy.person() or kind = 'erasure');
create policy put_by_staff on privacy.jobs for insert to privacy_staff with check (true);
create policy put_by_staff on privacy.outbox for insert to privacy_staff with check (true);

grant select on privacy.sessions, privacy.acknowledgements, privacy.consents, privacy.tool_objections, privacy.subscriptions,
  privacy.mailing_changes, privacy.emails, privacy.tokens, privacy.disclosures to privacy_staff;
grant select, insert on privacy.access_log, privacy.ledger to privacy_staff;
grant select, insert, update on privacy.objections, privacy.requests, privacy.attachments, privacy.exports to privacy_staff;
grant select, insert, update, delete on privacy.kept_answers to privacy_staff;
grant insert on privacy.jobs, privacy.outbox to privacy_staff;
grant select, update on privacy.numbers to privacy_staff;

-- Staff register requests of people they name: the directory around one person, as that person sees it.
grant execute on function privacy.own_accounts() to privacy_staff;
create policy own_rows_of_case on privacy.directory_accounts for select to privacy_staff
  using (id in (select privacy.own_accounts()));
create policy own_rows_of_case on privacy.directory_memberships for select to privacy_staff
  using (account_id in (select privacy.own_accounts()));
create policy own_rows_of_case on privacy.directory_people for select to privacy_staff
  using (
    id = privacy.person()
    or id in (select person_id from privacy.directory_memberships where account_id in (select privacy.own_accounts()))
  );
grant select on privacy.directory_accounts, privacy.directory_people, privacy.directory_memberships to privacy_staff;
