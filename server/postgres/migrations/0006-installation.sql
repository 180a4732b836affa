-- What this database is for, written once: the demo's program refuses a production database, and the server a demo one.
create table privacy.installation (
  one_row boolean primary key default true check (one_row),
  kind text not null check (kind in ('demo', 'production'))
);
grant select on privacy.installation to privacy_customer, privacy_staff, privacy_jobs;
