-- Keys that this database depends on: their ids, and a mark that distinguishes a key from another one of its id. The keys themselves lie
-- outside the database and its backups (KEYS_FILE).
create table privacy.keys (
  id text primary key,
  kind text not null check (kind in ('digest', 'sign')),
  mark text not null,
  known_since timestamptz not null default now()
);
grant select, insert on privacy.keys to privacy_jobs;
