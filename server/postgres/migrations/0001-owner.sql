-- Whose rows a transaction may see. The server sets three settings at the beginning of each transaction; a transaction
-- without them sees no rows at all.
create function privacy.person() returns text language sql stable parallel safe
  return nullif(current_setting('privacy.person', true), '');

create function privacy.accounts() returns text[] language sql stable parallel safe
  return nullif(current_setting('privacy.accounts', true), '')::text[];

-- Of an account's rows a person has their own and those of the whole account (core/rows.ts, ofAccount).
create function privacy.owns(account_id text, person_id text, scope text) returns boolean
  language sql stable parallel safe
  return account_id = any (privacy.accounts()) and (person_id = privacy.person() or scope = 'account');

grant usage on schema privacy to privacy_customer, privacy_staff, privacy_jobs;
grant execute on all functions in schema privacy to privacy_customer, privacy_staff, privacy_jobs;
