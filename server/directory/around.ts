import type { Pool } from 'pg';
import type { Account, Directory, User } from '../../core/ports.ts';
import type { Role } from '../../src/domain/ids.ts';
import { readIn } from '../postgres/transaction.ts';

interface Found {
  accounts: Account[];
  people: (Omit<User, 'memberships'> & { memberships: { accountId: string; role: Role }[] })[];
}

/** A person's accounts, and the people who belong to them. `$1` is the person. */
const FIND = `
  with own as (select account_id from privacy.directory_memberships where person_id = $1)
  select
    (select coalesce(json_agg(json_build_object('id', id, 'code', code, 'name', name, 'kind', kind,
        'jurisdiction', jurisdiction, 'ended', ended)), '[]')
      from privacy.directory_accounts where id in (select account_id from own)) as accounts,
    (select coalesce(json_agg(json_strip_nulls(json_build_object('id', p.id, 'name', p.name, 'email', p.email,
        'emailSince', p.email_since, 'phone', p.phone, 'memberships', (
          select coalesce(json_agg(json_build_object('accountId', m.account_id, 'role', m.role) order by m.place), '[]')
          from privacy.directory_memberships m
          where m.person_id = p.id and (m.person_id = $1 or m.account_id in (select account_id from own))
        )))), '[]')
      from privacy.directory_people p
      where p.id = $1 or p.id in (
        select person_id from privacy.directory_memberships where account_id in (select account_id from own)
      )) as people`;

/**
 * What the directory's tables know around a person: their accounts and who else belongs to these. It is read for each request,
 * so a role that was taken away is gone with the next one.
 */
export async function directoryAround(pool: Pool, userId: string): Promise<Directory> {
  const nothing: Found = { accounts: [], people: [] };
  const [{ accounts, people } = nothing] = await readIn<Found>(
    pool,
    { userId, accountIds: [] },
    { name: 'directory', text: FIND, values: [userId] },
  );
  return {
    account: id => accounts.find(one => one.id === id),
    user: id => people.find(one => one.id === id),
    members: id => people.filter(({ memberships }) => memberships.some(({ accountId }) => accountId === id)),
  };
}

/** The directory where nobody is known. */
export const emptyDirectory: Directory = {
  account: () => undefined,
  user: () => undefined,
  members: () => [],
};
