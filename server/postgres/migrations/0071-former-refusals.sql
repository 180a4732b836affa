-- What people have refused before their digests were kept: a start keeps them once, for it has the keys (server/letters/former.ts).
create table privacy.former_refusals (
  one_row boolean primary key default true check (one_row),
  kept_at timestamptz not null default now()
);
grant select, insert on privacy.former_refusals to privacy_jobs;

-- Every standing «no» to mailings with the address of its person. A refusal of every topic has none of its own.
create function privacy.standing_refusals() returns table (email text, topic text, at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select p.email, s.body ->> 'topic', (s.body ->> 'since')::timestamptz
      from privacy.subscriptions s join privacy.directory_people p on p.id = s.person_id
      where s.body ->> 'state' = 'off'
    union all
    select p.email, null, (c.body ->> 'withdrawnAt')::timestamptz
      from privacy.consents c join privacy.directory_people p on p.id = c.person_id
      where c.body ->> 'purpose' = 'advertising' and c.status = 'withdrawn' and not exists (
        select from privacy.consents g
        where g.person_id = c.person_id and g.body ->> 'purpose' = 'advertising' and g.status = 'given'
      )
    union all
    select p.email, null, (o.body ->> 'at')::timestamptz
      from privacy.objections o join privacy.directory_people p on p.id = o.person_id
      where o.body ->> 'purpose' = 'offers' and o.body ->> 'state' = 'accepted';
  end;
revoke execute on function privacy.standing_refusals() from public;
grant execute on function privacy.standing_refusals() to privacy_jobs;
