-- The letter gate: which addresses may be sent mailings. A «no» to a topic is kept by a keyed digest of the address and outlives the
-- rows of the person. Of several decisions about a digest and a topic the last one counts. `written_at` is that of the ledger.
create table privacy.suppressions (
  digest text not null,
  topic text not null,
  key text not null,
  state text not null check (state in ('no', 'yes')),
  written_at timestamptz not null,
  primary key (digest, topic)
);
alter table privacy.suppressions enable row level security, force row level security;
-- For the functions below, which run as the owner of the tables. No role reads or writes suppressions without them.
create policy kept on privacy.suppressions to privacy_owner using (true) with check (true);

-- A «no». One that is replayed yields to a decision that was written after it; one that is said now yields to none, whatever the
-- clocks of two machines say.
create function privacy.suppress(digests text[], keys text[], topics text[], at timestamptz, replayed boolean) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    insert into privacy.suppressions as s (digest, topic, key, state, written_at)
      select a.digest, t.topic, a.key, 'no', at from unnest(digests, keys) as a (digest, key), unnest(topics) as t (topic)
      order by 1, 2
      on conflict (digest, topic) do update set state = 'no', written_at = greatest(s.written_at, excluded.written_at)
        where not replayed or s.written_at < excluded.written_at;
  end;
-- A new «yes» of the person: for customers' writes alone, staff and jobs have no right to it.
create function privacy.lift(digests text[], keys text[], wanted text, at timestamptz) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    insert into privacy.suppressions as s (digest, topic, key, state, written_at)
      select a.digest, wanted, a.key, 'yes', at from unnest(digests, keys) as a (digest, key)
      order by 1
      on conflict (digest, topic) do update set state = 'yes', written_at = greatest(s.written_at, excluded.written_at);
  end;
-- What was decided about these digests and a topic.
create function privacy.decided(digests text[], wanted text) returns table (digest text, state text, written_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select s.digest, s.state, s.written_at from privacy.suppressions s where s.digest = any (digests) and s.topic = wanted;
  end;
-- Whether a «no» to a topic stands for each of these digests.
create function privacy.all_suppressed(digests text[], wanted text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select not exists (
      select from unnest(digests) as one
      where not exists (
        select from privacy.suppressions s where s.digest = one and s.topic = wanted and s.state = 'no'
      )
    );
  end;
revoke execute on function privacy.all_suppressed(text[], text), privacy.suppress(text[], text[], text[], timestamptz, boolean),
  privacy.lift(text[], text[], text, timestamptz), privacy.decided(text[], text) from public;
grant execute on function privacy.suppress(text[], text[], text[], timestamptz, boolean) to privacy_customer, privacy_staff, privacy_jobs;
grant execute on function privacy.all_suppressed(text[], text) to privacy_customer, privacy_staff, privacy_jobs;
grant execute on function privacy.lift(text[], text[], text, timestamptz) to privacy_customer;
grant execute on function privacy.decided(text[], text) to privacy_staff;

-- A token belongs to a person, a topic and an address; an email to a person and a mailing.
alter table privacy.tokens
  add column topic text,
  add column address_key text,
  add column address_digest text;
create unique index on privacy.tokens (person_id, topic, address_digest) where address_digest is not null;
alter table privacy.emails add column mailing text;
create unique index on privacy.emails (person_id, mailing) where mailing is not null;

-- An address as people are looked up by it, close to the form of digests (server/keys/address-digest.ts), which decides. The lower
-- case of letters that are not ASCII needs ICU where the locale of the database is C.
do $$
declare folding text := '';
begin
  if exists (select from pg_collation where collname = 'und-x-icu' and collnamespace = 'pg_catalog'::regnamespace) then
    folding := 'collate pg_catalog."und-x-icu"';
  end if;
  execute format(
    'create function privacy.plain_address(address text) returns text language sql immutable parallel safe
       return lower(normalize(btrim(address, E'' \t\r\n\u00a0''), NFC) %s)', folding);
end $$;
grant execute on function privacy.plain_address(text) to privacy_owner;
create index on privacy.directory_people (privacy.plain_address(email));

create policy gate on privacy.directory_people for select to privacy_owner using (true);
create policy gate on privacy.directory_accounts for select to privacy_owner using (true);
create policy gate on privacy.consents for select to privacy_owner using (true);
create policy gate on privacy.objections for select to privacy_owner using (true);
create policy gate on privacy.subscriptions for select to privacy_owner using (true);
create policy gate on privacy.emails for select to privacy_owner using (true);
create policy gate_puts on privacy.emails for insert to privacy_owner with check (true);
create policy gate_puts on privacy.tokens for insert to privacy_owner with check (true);

-- The address of the person of the transaction: a «no» is kept by its digest.
create function privacy.own_address() returns text
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select email from privacy.directory_people where id = privacy.person();
  end;

-- Who has one of these addresses, and what they have decided about a topic.
create function privacy.recipients_at(addresses text[], wanted text)
  returns table (person_id text, email text, is_customer boolean, consent text, objects boolean, state text)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select p.id, p.email,
      exists (
        select from privacy.directory_memberships m join privacy.directory_accounts a on a.id = m.account_id
        where m.person_id = p.id and not a.ended
      ),
      case
        when exists (
          select from privacy.consents c
          where c.person_id = p.id and c.body ->> 'purpose' = 'advertising' and c.status = 'given'
        ) then 'given'
        when exists (
          select from privacy.consents c where c.person_id = p.id and c.body ->> 'purpose' = 'advertising'
        ) then 'withdrawn'
        else 'none'
      end,
      exists (
        select from privacy.objections o
        where o.person_id = p.id and o.body ->> 'purpose' = 'offers' and o.body ->> 'state' = 'accepted'
      ),
      coalesce(
        (select s.body ->> 'state' from privacy.subscriptions s where s.person_id = p.id and s.body ->> 'topic' = wanted),
        'none'
      )
    from privacy.directory_people p
    where privacy.plain_address(p.email) = any (addresses)
    order by p.id;
  end;

-- Puts the emails of a mailing into the lists of people, each with the token of its person, topic and address. An email that is there
-- already stays, and so does a token.
create function privacy.register_emails(emails json) returns table (person_id text, token text)
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    insert into privacy.tokens (token, person_id, topic, address_key, address_digest, body)
      select e.token, e.person, e.topic, e.key, e.digest,
        json_build_object('token', e.token, 'userId', e.person, 'topic', e.topic)
      from json_to_recordset(emails) as e (token text, person text, topic text, key text, digest text)
      on conflict (person_id, topic, address_digest) where address_digest is not null do nothing;
    insert into privacy.emails (id, person_id, mailing, body)
      select e.id, e.person, e.mailing, (e.body || jsonb_build_object('token', t.token))::json
      from json_to_recordset(emails) as e (id text, person text, topic text, digest text, mailing text, body jsonb)
      join privacy.tokens t on t.person_id = e.person and t.topic = e.topic and t.address_digest = e.digest
      on conflict (person_id, mailing) where mailing is not null do nothing;
    select t.person_id, t.token
      from json_to_recordset(emails) as e (person text, topic text, digest text)
      join privacy.tokens t on t.person_id = e.person and t.topic = e.topic and t.address_digest = e.digest;
  end;

-- How far the ledger has grown: it shrinks by nothing but a restore.
create function privacy.last_entry() returns bigint
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select coalesce(max(place), 0) from privacy.ledger;
  end;
revoke execute on function privacy.own_address(), privacy.recipients_at(text[], text), privacy.register_emails(json),
  privacy.last_entry() from public;
grant execute on function privacy.own_address() to privacy_customer, privacy_staff, privacy_jobs;
grant execute on function privacy.recipients_at(text[], text), privacy.register_emails(json), privacy.last_entry(),
  privacy.unknown_entries(uuid[]) to privacy_staff;

-- The gate compares the keys that the database was written with with its own.
grant select on privacy.keys to privacy_staff;
