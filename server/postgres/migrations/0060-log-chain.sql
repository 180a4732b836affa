-- The access log as a chain: each entry of an account is bound to all before it, and its content to a commitment, so that what is
-- altered, moved or taken out later is found. Content goes when its retention is over; the chain then has an entry that says so.
create table privacy.log_chain (
  account_id text not null,
  seq bigint not null,
  at timestamptz not null,
  entry text,
  commitment bytea not null,
  erases bigint[],
  hash bytea not null,
  primary key (account_id, seq)
);
alter table privacy.access_log add column salt bytea;

-- What is committed to: salt and content. Without the salt nobody can guess the content from the commitment.
create function privacy.log_commitment(salt bytea, id text, at timestamptz, account_id text, person_id text, scope text, body json)
  returns bytea language sql immutable set search_path = pg_catalog, pg_temp
  return sha256(salt || convert_to(
    concat_ws(E'\n', id, (extract(epoch from at) * 1000000)::bigint, account_id, person_id, scope, body::text), 'UTF8'));

create function privacy.append_to_log_chain(account text, entry_id text, committed bytea, erased bigint[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  last record;
  number bigint;
  instant timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  perform pg_advisory_xact_lock(hashtextextended('log ' || account, 0));
  select seq, hash into last from privacy.log_chain where account_id = account order by seq desc limit 1;
  number := coalesce(last.seq, 0) + 1;
  insert into privacy.log_chain (account_id, seq, at, entry, commitment, erases, hash)
  values (account, number, instant, entry_id, committed, erased, sha256(coalesce(last.hash, '') || convert_to(
    concat_ws(E'\n', account, number, (extract(epoch from instant) * 1000000)::bigint, coalesce(entry_id, ''),
      encode(committed, 'hex'), coalesce(array_to_string(erased, ','), '')), 'UTF8')));
end $$;
revoke execute on function privacy.append_to_log_chain(text, text, bytea, bigint[]) from public;

create function privacy.chain_log_entry() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  new.salt := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  perform privacy.append_to_log_chain(new.account_id, new.id,
    privacy.log_commitment(new.salt, new.id, new.at, new.account_id, new.person_id, new.scope, new.body), null);
  return new;
end $$;

-- For these functions, which run as the owner of the tables.
alter table privacy.log_chain enable row level security, force row level security;
create policy chained on privacy.log_chain to privacy_owner using (true) with check (true);
create policy verified on privacy.log_chain for select to privacy_jobs using (true);
-- Places and digests; the check goes over all accounts.
grant select on privacy.log_chain to privacy_jobs;

create policy chained on privacy.access_log for select to privacy_owner using (true);
create policy salted on privacy.access_log for update to privacy_owner using (true) with check (true);
do $$
declare found record; made bytea;
begin
  for found in select * from privacy.access_log order by place loop
    made := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
    update privacy.access_log set salt = made where place = found.place;
    perform privacy.append_to_log_chain(found.account_id, found.id, privacy.log_commitment(made, found.id, found.at,
      found.account_id, found.person_id, found.scope, found.body), null);
  end loop;
end $$;
drop policy salted on privacy.access_log;
create trigger chain_log_entry before insert on privacy.access_log for each row execute function privacy.chain_log_entry();

-- Deletes what is over of one account, and puts it into the chain. The cutoff is of the transaction, like that of all retention.
create function privacy.erase_log(account text, most integer) returns integer
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone bigint[];
begin
  with over as (
    select id from privacy.access_log where account_id = account and at < privacy.retention_cutoff() order by at limit most
  ), deleted as (
    delete from privacy.access_log where id in (select id from over) returning id
  )
  select array_agg(seq order by seq) into gone from privacy.log_chain where account_id = account and entry in (select id from deleted);
  if gone is null then return 0; end if;
  perform privacy.append_to_log_chain(account, null, sha256(convert_to('erased', 'UTF8')), gone);
  return array_length(gone, 1);
end $$;
create policy erased on privacy.access_log for delete to privacy_owner using (at < privacy.retention_cutoff());
revoke execute on function privacy.erase_log(text, integer) from public;
grant execute on function privacy.erase_log(text, integer) to privacy_jobs;

-- Accounts that have a log or a chain: ids and nothing else.
create function privacy.logged_accounts() returns setof text
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select account_id from privacy.access_log union select account_id from privacy.log_chain;
  end;
create function privacy.accounts_with_log_over() returns setof text
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select distinct account_id from privacy.access_log where at < privacy.retention_cutoff();
  end;
revoke execute on function privacy.logged_accounts(), privacy.accounts_with_log_over() from public;
grant execute on function privacy.logged_accounts(), privacy.accounts_with_log_over() to privacy_jobs;
-- Only the function above deletes from the log: what it deletes is in the chain.
revoke delete on privacy.access_log from privacy_jobs;
