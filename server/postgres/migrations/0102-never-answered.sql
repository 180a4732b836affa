-- A system that never answered has no last good answer. The code before this one takes the start of its process for it.
alter table privacy.source_states alter column last_good_at drop not null;
