import type { Dialect, DialectId } from './dialect.ts';
import { mysql } from './mysql.ts';
import { postgresql } from './postgresql.ts';

const SCHEMES: Readonly<Record<string, DialectId>> = {
  'postgresql:': 'postgresql',
  'postgres:': 'postgresql',
  'mysql:': 'mysql',
  'mariadb:': 'mariadb',
};
/** MySQL and MariaDB are one: where they differ, the server that answers is asked which of them it is. */
const DIALECTS: Readonly<Record<DialectId, Dialect>> = { postgresql, mysql, mariadb: mysql };

/** The dialect of an address; undefined for an address of another kind. */
export function dialectIdOf(url: string): DialectId | undefined {
  return SCHEMES[/^[a-z]+:/.exec(url)?.[0] ?? ''];
}

/** Whether queries of one dialect may be sent to an address of the other. */
export const isSameDialect = (one: DialectId, other: DialectId): boolean => DIALECTS[one] === DIALECTS[other];

/** The dialect of a system by its address. @throws Error for an address that no dialect has */
export function dialectOf(url: string): Dialect {
  const id = dialectIdOf(url);
  if (id === undefined) throw new Error('is no address like postgresql://…, mysql://… or mariadb://…');
  return DIALECTS[id];
}
