-- How requests were answered, over all accounts: numbers, and nobody.
alter table privacy.requests
  add column answered_at timestamptz,
  add column answer_days integer,
  add column answer_on_time boolean,
  add column answer_refused_by jsonb;
create index on privacy.requests (answered_at) where answered_at is not null;

create function privacy.answered_cases(since timestamptz)
  returns table (days integer, on_time boolean, refused_by jsonb, count integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select answer_days, answer_on_time, answer_refused_by, count(*)::int
    from privacy.requests r
    where r.answered_at >= since
    group by answer_days, answer_on_time, answer_refused_by;
  end;
revoke execute on function privacy.answered_cases(timestamptz) from public;
grant execute on function privacy.answered_cases(timestamptz) to privacy_customer;
