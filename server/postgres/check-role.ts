import type { Pool } from 'pg';

interface Rights {
  role: string;
  superuser: boolean;
  bypassrls: boolean;
  owner: string | null;
}

/**
 * Refuses a role that row-level security does not bind: by its own rights or by those of a role it is a member of.
 * @param setting the name of the setting whose role it is, for the message
 * @param wanted the role to use there, for the message
 * @throws Error that names the setting, the role and the right
 */
export async function requireBoundRole(
  connection: Pick<Pool, 'query'>,
  setting: string,
  wanted: string,
): Promise<void> {
  const { rows } = await connection.query<Rights>(`
    select session_user::text as role,
      coalesce(bool_or(rolsuper), false) as superuser,
      coalesce(bool_or(rolbypassrls), false) as bypassrls,
      (select relname::text from pg_class join pg_namespace on pg_namespace.oid = relnamespace
        where nspname = 'privacy' and pg_has_role(session_user, relowner, 'MEMBER') limit 1) as owner
    from pg_roles where pg_has_role(session_user, oid, 'MEMBER')`);
  const [rights] = rows;
  const fault = rights?.superuser
    ? 'is a superuser'
    : rights?.bypassrls
      ? 'has BYPASSRLS'
      : rights?.owner
        ? `owns tables (${rights.owner})`
        : undefined;
  if (fault !== undefined)
    throw new Error(
      `${setting}: the role ${rights?.role} ${fault}, so row-level security would not bind it. Use ${wanted}`,
    );
}
