-- How the systems that are connected answer, as the processes of the server see it: nothing of a person.
create table privacy.source_states (
  system text primary key,
  last_good_at timestamptz not null,
  -- Since when it is not asked because its calls have failed; null while it is.
  failing_since timestamptz,
  -- The code or the kind of the error, never its text: that may hold values.
  fault text
);
grant select, insert, update on privacy.source_states to privacy_jobs;
