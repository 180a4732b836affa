import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningMariadb } from './mariadb.ts';

const DATABASE = 'telephony';
const READER = 'telephony_reader';
/** A table that is made last: where it is, all the others are whole. */
const MARK = 'made';

/**
 * Makes the database of the operator's telephony where it is missing, with a user that can only select.
 * @returns the address for that user
 */
export async function makeTelephony(mariadb: RunningMariadb): Promise<string> {
  const { createConnection } = await import('mysql2/promise');
  const admin = await createConnection({
    uri: mariadb.url('root').replace(/^mariadb:/, 'mysql:'),
    multipleStatements: true,
    charset: 'utf8mb4',
  });
  try {
    const [found] = await admin.execute(
      'select table_name from information_schema.tables where table_schema = ? and table_name = ?',
      [DATABASE, MARK],
    );
    if ((found as unknown[]).length === 0) {
      const text = await readFile(join(import.meta.dirname, 'telephony.sql'), 'utf8');
      await admin.query(
        `drop database if exists ${DATABASE}; create database ${DATABASE}; use ${DATABASE}; ${text}`,
      );
      await admin.query(
        `create user if not exists ${READER}@localhost; grant select on ${DATABASE}.* to ${READER}@localhost;
         create table ${MARK} (at datetime)`,
      );
    }
  } finally {
    await admin.end();
  }
  return mariadb.url(READER, DATABASE);
}
