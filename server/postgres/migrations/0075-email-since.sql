-- Since when a person has had their email address: a code is sent only to one that was theirs for 30 days. Empty where the
-- operator's systems do not know, and then no code is sent.
alter table privacy.directory_people add column email_since timestamptz;
