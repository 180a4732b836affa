-- What a person has decided is a chain like the access log (0060-log-chain.sql), one for each person: every state that a consent
-- has had, and the entries of the ledger. The states go when retention deletes their consent; the chain then has an entry that
-- says so. Entries of the ledger stay.
create table privacy.person_chain (
  person_id text not null,
  seq bigint not null,
  at timestamptz not null,
  entry text,
  commitment bytea not null,
  erases bigint[],
  hash bytea not null,
  primary key (person_id, seq)
);
create table privacy.consent_history (
  place bigint generated always as identity primary key,
  id text not null unique,
  at timestamptz not null,
  person_id text not null,
  consent text not null,
  status text not null,
  body json not null,
  salt bytea not null
);
create index on privacy.consent_history (person_id);
-- A default and no trigger: an entry that another one stands in the way of must leave no link.
alter table privacy.ledger add column salt bytea not null
  default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));

-- For the functions below, which run as the owner of the tables.
alter table privacy.person_chain enable row level security, force row level security;
alter table privacy.consent_history enable row level security, force row level security;
create policy chained on privacy.person_chain to privacy_owner using (true) with check (true);
create policy chained on privacy.consent_history to privacy_owner using (true) with check (true);
-- Places and digests; the check goes over all people, and sees the contents of one at a time.
create policy verified on privacy.person_chain for select to privacy_jobs using (true);
create policy of_job on privacy.consent_history for select to privacy_jobs using (person_id = privacy.person());
grant select on privacy.person_chain, privacy.consent_history to privacy_jobs;

create function privacy.append_to_person_chain(person text, entry_id text, committed bytea, erased bigint[]) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  last record;
  number bigint;
  instant timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
  perform pg_advisory_xact_lock(hashtextextended('chain of person ' || person, 0));
  select seq, hash into last from privacy.person_chain where person_id = person order by seq desc limit 1;
  number := coalesce(last.seq, 0) + 1;
  insert into privacy.person_chain (person_id, seq, at, entry, commitment, erases, hash)
  values (person, number, instant, entry_id, committed, erased, sha256(coalesce(last.hash, '') || convert_to(
    concat_ws(E'\n', person, number, (extract(epoch from instant) * 1000000)::bigint, coalesce(entry_id, ''),
      encode(committed, 'hex'), coalesce(array_to_string(erased, ','), '')), 'UTF8')));
end $$;
revoke execute on function privacy.append_to_person_chain(text, text, bytea, bigint[]) from public;

-- Keeps a state of a consent, and commits to it.
create function privacy.keep_consent(person text, consent_key text, state text, content json) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  made bytea := sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
  instant timestamptz := clock_timestamp();
  entry_id text := gen_random_uuid()::text;
begin
  insert into privacy.consent_history (id, at, person_id, consent, status, body, salt)
  values (entry_id, instant, person, consent_key, state, content, made);
  perform privacy.append_to_person_chain(person, entry_id, sha256(made || convert_to(
    concat_ws(E'\n', entry_id, (extract(epoch from instant) * 1000000)::bigint, person, consent_key, state, content::text),
    'UTF8')), null);
end $$;
revoke execute on function privacy.keep_consent(text, text, text, json) from public;

create function privacy.chain_consent() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' or new.body::text <> old.body::text or new.status <> old.status then
    perform privacy.keep_consent(new.person_id, new.key, new.status, new.body);
  end if;
  return null;
end $$;
create trigger chain_consent after insert or update on privacy.consents for each row execute function privacy.chain_consent();

-- Only retention erases states: a consent that was deleted otherwise is missing, and found.
create function privacy.erase_consent() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone bigint[];
begin
  if old.retention_from is null or privacy.retention_cutoff() is null or old.retention_from >= privacy.retention_cutoff() then
    return null;
  end if;
  with deleted as (
    delete from privacy.consent_history where person_id = old.person_id and consent = old.key returning id
  )
  select array_agg(seq order by seq) into gone
    from privacy.person_chain where person_id = old.person_id and entry in (select id from deleted);
  if gone is not null then
    perform privacy.append_to_person_chain(old.person_id, null, sha256(convert_to('erased', 'UTF8')), gone);
  end if;
  return null;
end $$;
create trigger erase_consent after delete on privacy.consents for each row execute function privacy.erase_consent();

create function privacy.chain_decision() returns trigger
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform privacy.append_to_person_chain(new.person_id, new.id::text, sha256(new.salt || convert_to(
    concat_ws(E'\n', new.id, (extract(epoch from new.at) * 1000000)::bigint,
      (extract(epoch from new.written_at) * 1000000)::bigint, new.person_id, new.kind, new.subject, new.state), 'UTF8')), null);
  return null;
end $$;
create trigger chain_decision after insert on privacy.ledger for each row execute function privacy.chain_decision();

do $$
declare found record;
begin
  for found in select * from privacy.ledger order by place loop
    perform privacy.append_to_person_chain(found.person_id, found.id::text, sha256(found.salt || convert_to(
      concat_ws(E'\n', found.id, (extract(epoch from found.at) * 1000000)::bigint,
        (extract(epoch from found.written_at) * 1000000)::bigint, found.person_id, found.kind, found.subject, found.state),
      'UTF8')), null);
  end loop;
  for found in select * from privacy.consents order by place loop
    perform privacy.keep_consent(found.person_id, found.key, found.status, found.body);
  end loop;
end $$;

-- People who have decided something, or a chain: ids and nothing else.
create function privacy.chained_people() returns setof text
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select person_id from privacy.consents union select person_id from privacy.consent_history
    union select person_id from privacy.ledger union select person_id from privacy.person_chain;
  end;
revoke execute on function privacy.chained_people() from public;
grant execute on function privacy.chained_people() to privacy_jobs;
