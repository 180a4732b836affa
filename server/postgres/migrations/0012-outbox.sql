-- Emails to be sent, and who sends them. The message id stays the same when an email is sent once more: a mail program shows it once.
alter table privacy.outbox
  add column message_id uuid not null default gen_random_uuid(),
  add column due_at timestamptz not null default now(),
  add column attempts integer not null default 0,
  add column lease text,
  add column leased_until timestamptz;
create index on privacy.outbox (due_at, id);
