-- The queue has the time of the answer as well: by it a case is closed, which is derived on reading and never stored.
drop function privacy.case_queue(text, date, integer, integer);
create function privacy.case_queue(wanted text, today date, skipped integer, taken integer)
  returns table (id text, number text, kind text, scope text, status text, filed_at timestamptz, answered_at timestamptz,
    due_by date, staff_due date, total bigint)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select key, r.number, r.kind, r.scope, r.status, r.filed_at, r.answered_at, r.due_by, r.staff_due, count(*) over ()
    from privacy.requests r
    where r.filed_at is not null
      and (wanted = 'all' or r.status in ('submitted', 'in_work', 'needs_user', 'appealed'))
      and (wanted <> 'overdue' or r.due_by < today)
    order by r.staff_due nulls last, r.filed_at, key
    offset skipped limit taken;
  end;
revoke execute on function privacy.case_queue(text, date, integer, integer) from public;
grant execute on function privacy.case_queue(text, date, integer, integer) to privacy_staff;
