-- An email that the gate refused because its person has said no, or has not said yes: the person sees in the history of mailings that
-- somebody tried. A mailing that is asked for again leaves one row; one that is permitted later is a row of its own.
create function privacy.register_refusals(emails json) returns void
  language sql security definer set search_path = pg_catalog, pg_temp
  begin atomic
    insert into privacy.emails (id, person_id, mailing, body)
      select e.id, e.person, 'refused ' || e.mailing, e.body
      from json_to_recordset(emails) as e (id text, person text, mailing text, body json)
      on conflict (person_id, mailing) where mailing is not null do nothing;
  end;
revoke execute on function privacy.register_refusals(json) from public;
grant execute on function privacy.register_refusals(json) to privacy_staff;
