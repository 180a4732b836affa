import type { Connection, FieldPacket, Pool, PoolConnection } from 'mysql2/promise';
import type { ColumnType, Dialect, PoolSettings, Rights, SourcePool, Statement, Syntax } from './dialect.ts';
import { localOffsets, zoneOffsets } from '../zones.ts';

/** Columns of different collations cannot be in one list: each gets the same. */
const utf8 = (expression: string, collation: string): string =>
  `convert(${expression} using utf8mb4) collate utf8mb4_${collation}`;
const decimal = (expression: string): string => `cast(${expression} as decimal(65, 10))`;

/** A moment as a literal of MySQL, in the time zone of the session, which is UTC. */
const utc = (iso: string): string => iso.replace('T', ' ').replace('Z', '');

/** Minutes that Moscow is ahead of UTC at the column `at`: the table of time zones may be empty, which makes `convert_tz` null. */
const moscowMinutes = (): string =>
  `case ${zoneOffsets('Europe/Moscow')
    .map(({ since, minutes }) => `when at >= '${utc(since)}' then ${minutes}`)
    .join(' ')} else 180 end`;

/** The instant of a time of a zone's clock, without the table of time zones. */
const zonedInstant = (expression: string, zone: string): string => {
  const all = localOffsets(zone);
  const minutes = all
    .slice(0, -1)
    .map(({ since, minutes: ahead }) => `when ${expression} >= '${utc(since)}' then ${ahead}`);
  const oldest = String(all.at(-1)?.minutes ?? 0);
  return `date_sub(cast(${expression} as datetime(6)), interval ${
    minutes.length === 0 ? oldest : `case ${minutes.join(' ')} else ${oldest} end`
  } minute)`;
};

const COLUMNS_READ = `kind, id, cast(at as datetime(6)) as at, title, number, amount, currency, status, third_party, channel,
  direction, caller, seconds`;

const syntax: Syntax = {
  place: () => '?',
  valueOf: value => (value instanceof Date ? utc(value.toISOString()) : value),
  text: expression => utf8(expression, 'bin'),
  title: expression => utf8(expression, 'unicode_ci'),
  id: (kind, id) => `concat(${utf8(kind, 'bin')}, '-', ${utf8(id, 'bin')})`,
  // A cast would keep the index of the column from being used.
  storedInstant: expression => expression,
  zonedInstant,
  instant: place => `cast(${place} as datetime(6))`,
  integer: place => `cast(${place} as signed)`,
  decimal,
  // Another text would be read as 0, with a warning that nobody sees.
  isDecimal: expression => `${expression} regexp '^-?[0-9]+([.][0-9]+)?$'`,
  columns: more => [COLUMNS_READ, ...more].join(', '),
  exact: `date_format(at, '%Y-%m-%dT%H:%i:%s.%fZ')`,
  moscowPeriod: by =>
    `date_format(date_add(at, interval ${moscowMinutes()} minute), '${by === 'year' ? '%Y' : '%Y-%m-%d'}')`,
  searched: expression => `replace(lower(${expression}), 'ё', 'е') collate utf8mb4_bin`,
  // A comparison of pairs would not use an index.
  isAfter: (bind, { at, id }) => {
    const instant = (): string => `cast(${bind(utc(at))} as datetime(6))`;
    return `(at < ${instant()} or (at = ${instant()} and id < ${bind(id)}))`;
  },
  orders: {
    date: 'at, id',
    '-date': 'at desc, id desc',
    amount: `amount is null, ${decimal('amount')}, at desc, id desc`,
    '-amount': `amount is null, ${decimal('amount')} desc, at desc, id desc`,
    title: 'title, at desc, id desc',
    '-title': 'title desc, at desc, id desc',
  },
  byBytes: column => `${column} collate utf8mb4_bin`,
  quotient: (dividend, divisor) => `${dividend} div ${divisor}`,
};

/** What both a pool and a single connection are opened with. */
function optionsOf(url: string, connectMs: number) {
  return {
    uri: url.replace(/^mariadb:/, 'mysql:'),
    connectTimeout: connectMs,
    charset: 'utf8mb4',
    // As PostgreSQL's driver gives them: days, decimals and 64-bit integers are texts.
    timezone: 'Z',
    dateStrings: ['DATE' as const],
    supportBigNumbers: true,
    bigNumberStrings: true,
  };
}

/** How a server is given the time that a statement may take: MariaDB counts seconds, MySQL milliseconds. */
async function limitOf(connection: Connection): Promise<(ms: number) => string> {
  const [rows] = await connection.query('select version() as version');
  const [{ version } = { version: '' }] = rows as { version: string }[];
  return /mariadb/i.test(version)
    ? ms => `max_statement_time = ${ms / 1000}`
    : ms => `max_execution_time = ${ms}`;
}

async function openMysqlPool({ url, max, connectMs, onBroken }: PoolSettings): Promise<SourcePool> {
  const { createPool } = await import('mysql2/promise');
  const pool: Pool = createPool({ ...optionsOf(url, connectMs), connectionLimit: max });
  const open = new Set<{ destroy(): void }>();
  const limits = new WeakMap<object, (ms: number) => string>();
  pool.on('connection', connection => {
    open.add(connection);
    // Without a listener an error that no statement receives ends the process.
    connection.on('error', error => {
      open.delete(connection);
      onBroken(error);
    });
  });
  const select = async <Row extends object>(
    connection: PoolConnection,
    { text, values }: Statement,
    ms: number,
  ): Promise<Row[]> => {
    const known = limits.get(connection.connection);
    const limit = known ?? (await limitOf(connection));
    limits.set(connection.connection, limit);
    await connection.query(`set session time_zone = '+00:00', ${limit(ms)}`);
    await connection.query('start transaction read only');
    const [rows] = await connection.execute(text, values as string[]);
    await connection.query('commit');
    return rows as Row[];
  };
  return {
    syntax,
    connect: async () => {
      const connection = await pool.getConnection();
      return {
        select: (statement, ms) => select(connection, statement, ms),
        release: broken => {
          if (broken !== true) return connection.release();
          open.delete(connection.connection);
          connection.destroy();
        },
      };
    },
    end: async () => {
      // A system that hangs would not answer that a connection ends.
      for (const connection of open) connection.destroy();
      await pool.end();
    },
  };
}

/** Numbers of the protocol: types of columns, and the character set of bytes. */
const TYPE = { timestamp: 7, date: 10, datetime: 12, newDate: 14, json: 245 };
const TEXTS_OR_BYTES = new Set([249, 250, 251, 252, 253, 254, 15]);
const BYTES = 63;

function typeOf({ columnType, characterSet, orgName }: FieldPacket): ColumnType {
  if (columnType === TYPE.date || columnType === TYPE.newDate) return 'day';
  if (columnType === TYPE.timestamp) return 'instant';
  // What an expression makes has no column of a table: `convert_tz` gives such a time, and it is UTC.
  if (columnType === TYPE.datetime) return orgName === '' ? 'other' : 'local-time';
  if (columnType === TYPE.json) return 'json';
  return TEXTS_OR_BYTES.has(columnType ?? 0) && characterSet === BYTES ? 'binary' : 'other';
}

/** Privileges of a role that reads and does nothing else. */
const READING = new Set(['SELECT', 'USAGE', 'SHOW VIEW', 'SHOW DATABASES']);
const plainName = (name: string): string => name.replaceAll('`', '');

/** What lines of `show grants` allow besides reading. */
function rightsOf(role: string, lines: readonly string[]): Rights {
  const writable: string[] = [];
  const held = new Set<string>();
  const known = new Set<string>();
  const ofEverybody: string[] = [];
  let mighty = false;
  for (const line of lines) {
    const [, privileges, object = '', grantee = ''] =
      /^GRANT (.+?) ON (?:TABLE |FUNCTION |PROCEDURE )?(\S+) TO (\S+)/.exec(line) ?? [];
    if (privileges === undefined) {
      const granted = /^GRANT (\S+) TO /.exec(line)?.[1];
      if (granted !== undefined) held.add(plainName(granted));
      continue;
    }
    known.add(plainName(grantee));
    const more = privileges
      .replaceAll(/\([^)]*\)/g, '')
      .split(',')
      .some(one => !READING.has(one.trim()));
    if (more && object === '*.*') mighty = true;
    else if (more) writable.push(plainName(object));
    if (more && plainName(grantee) === 'PUBLIC')
      ofEverybody.push(`revoke ${privileges} on ${object} from PUBLIC`);
    if (/WITH GRANT OPTION/.test(line)) mighty = true;
  }
  return { role, mighty, writable, unknownRoles: [...held].filter(one => !known.has(one)), ofEverybody };
}

const COLUMNS = `
  select table_name as name, column_name as col from information_schema.columns
  where table_schema not in ('information_schema', 'mysql', 'performance_schema', 'sys')
  order by table_name, ordinal_position`;

/** The table that a query calls by another name. */
const tableOf = (query: string, alias: string): string =>
  new RegExp(`([\\w$]+)\`?\\s+(?:as\\s+)?\`?${alias.replaceAll(/\W/g, '\\$&')}\\b`, 'i').exec(
    query.replaceAll(/\b(from|join)\b/gi, ','),
  )?.[1] ?? alias;

/** MySQL 8 or MariaDB 10.5 or newer as a system. */
export const mysql: Dialect = {
  syntax,
  openPool: openMysqlPool,
  check: async (url, connectMs, statementMs) => {
    const { createConnection } = await import('mysql2/promise');
    const connection = await createConnection(optionsOf(url, connectMs));
    connection.on('error', () => undefined);
    const limit = await limitOf(connection);
    await connection.query(`set session time_zone = '+00:00', ${limit(statementMs)}`);
    await connection.query('set session transaction read only');
    const rowsOf = async <Row>({ text, values }: Statement): Promise<Row[]> => {
      const [rows] = await connection.execute(text, values as string[]);
      return rows as Row[];
    };
    return {
      syntax,
      rights: async () => {
        const [[found]] = (await connection.query('select current_user() as role')) as unknown as [
          { role: string }[],
        ];
        const [lines] = await connection.query({ sql: 'show grants', rowsAsArray: true });
        return rightsOf(
          found?.role ?? '',
          (lines as [string][]).map(([line]) => line),
        );
      },
      tables: async () => {
        const columnsByTable = new Map<string, string[]>();
        for (const { name, col } of await rowsOf<{ name: string; col: string }>({
          text: COLUMNS,
          values: [],
        }))
          columnsByTable.set(name, [...(columnsByTable.get(name) ?? []), col]);
        return [...columnsByTable].map(([table, all]) => ({ table, columns: all }));
      },
      columnsOf: async ({ text }) => {
        // Around the query another select would make its expressions look like columns of a table.
        const prepared = (await connection.prepare(text)) as unknown as {
          readonly statement: { readonly columns: readonly FieldPacket[] };
          close(): Promise<void>;
        };
        const { columns: fields } = prepared.statement;
        await prepared.close();
        return fields.map(field => ({ name: field.name, type: typeOf(field) }));
      },
      scans: async ({ text, values }, aboveRows) => {
        const steps = await rowsOf<{
          table: string | null;
          type: string | null;
          rows: string | number | null;
        }>({
          text: `explain ${text}`,
          values,
        });
        return steps.flatMap(({ table, type, rows }) =>
          table !== null &&
          !table.startsWith('<') &&
          (type === 'ALL' || type === 'index') &&
          Number(rows) > aboveRows
            ? [{ table: tableOf(text, table), rows: Number(rows) }]
            : [],
        );
      },
      select: rowsOf,
      end: () => connection.end(),
    };
  },
};
