-- The head of the chain of an account's log, for receipts: places and digests, of the accounts of the transaction alone.
create function privacy.log_head(account text) returns table (seq bigint, hash bytea)
  language sql stable security definer set search_path = pg_catalog, pg_temp
  begin atomic
    select chained.seq, chained.hash from privacy.log_chain as chained
    where chained.account_id = account and account = any (privacy.accounts())
    order by chained.seq desc limit 1;
  end;
revoke execute on function privacy.log_head(text) from public;
grant execute on function privacy.log_head(text) to privacy_customer;
