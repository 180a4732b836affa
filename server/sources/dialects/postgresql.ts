import { Client, type Pool, type QueryConfig, types } from 'pg';
import { openPool } from '../../postgres/pool.ts';
import type { ColumnType, Dialect, SourceConnection, SourcePool, Statement, Syntax } from './dialect.ts';

const EXACT = `to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

const syntax: Syntax = {
  place: number => `$${number}`,
  valueOf: value => value,
  text: expression => `${expression}::text`,
  title: expression => `${expression}::text`,
  id: (kind, id) => `(${kind}::text || '-' || ${id}::text) collate "C"`,
  storedInstant: expression => `${expression}::timestamptz`,
  // A day becomes its midnight.
  zonedInstant: (expression, zone) => `((${expression})::timestamp at time zone '${zone}')`,
  instant: place => `${place}::timestamptz`,
  integer: place => `${place}::int`,
  decimal: expression => `${expression}::numeric`,
  isDecimal: () => 'true',
  columns: () => '*',
  exact: EXACT,
  moscowPeriod: by => `to_char(at at time zone 'Europe/Moscow', '${by === 'year' ? 'YYYY' : 'YYYY-MM-DD'}')`,
  searched: expression => `replace(lower(${expression}), 'ё', 'е')`,
  isAfter: (bind, { at, id }) => `(at, id) < (${bind(at)}::timestamptz, ${bind(id)})`,
  orders: {
    date: 'at, id',
    '-date': 'at desc, id desc',
    amount: 'amount::numeric nulls last, at desc, id desc',
    '-amount': 'amount::numeric desc nulls last, at desc, id desc',
    title: 'title, at desc, id desc',
    '-title': 'title desc, at desc, id desc',
  },
  byBytes: column => `${column} collate "C"`,
  quotient: (dividend, divisor) => `${dividend} / ${divisor}`,
};

/** Numbers of types (`pg_type.oid`). */
const TYPE = { bytea: 17, json: 114, date: 1082, timestamp: 1114, timestamptz: 1184, jsonb: 3802 };
const PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  // A day has no time zone, so it stays the text that the system keeps.
  [TYPE.date]: text => text,
  // The driver would read it by the zone of this process.
  [TYPE.timestamp]: text => new Date(`${text.replace(' ', 'T')}Z`),
};
const parsers = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    PARSERS[oid] ?? types.getTypeParser(oid, format)) as typeof types.getTypeParser,
};
const COLUMN_TYPES: Readonly<Record<number, ColumnType>> = {
  [TYPE.bytea]: 'binary',
  [TYPE.json]: 'json',
  [TYPE.jsonb]: 'json',
  [TYPE.date]: 'day',
  [TYPE.timestamp]: 'local-time',
  [TYPE.timestamptz]: 'instant',
};

/** A statement as the driver sends it: without values, too, by the protocol that takes only one statement. */
const queryOf = ({ text, values }: Statement): QueryConfig & { readonly queryMode: 'extended' } => ({
  text,
  values,
  types: parsers,
  queryMode: 'extended',
});

/** Makes connections of a pool of `pg` those of a source. */
export function postgresPool(pool: Pool): SourcePool {
  return {
    syntax,
    connect: async (): Promise<SourceConnection> => {
      const client = await pool.connect();
      return {
        select: async <Row extends object>(statement: Statement, ms: number) => {
          await client.query('begin read only');
          await client.query(`set local statement_timeout = ${ms}`);
          const { rows } = await client.query<Row>(queryOf(statement));
          await client.query('commit');
          return rows;
        },
        release: broken => client.release(broken),
      };
    },
    end: () => pool.end(),
  };
}

/** Tables on which a role may do more than select, and what makes it more than a reader. */
const WRITABLE = `
  select coalesce(array_agg(format('%I.%I', nspname, relname)) filter (where relname is not null), '{}') as tables,
    (select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls from pg_roles where rolname = current_user) as mighty,
    current_user as role
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where relkind in ('r', 'p', 'v', 'f') and nspname not in ('pg_catalog', 'information_schema')
    and has_schema_privilege(nspname, 'usage')
    and (has_table_privilege(pg_class.oid, 'insert') or has_table_privilege(pg_class.oid, 'update')
      or has_table_privilege(pg_class.oid, 'delete') or has_table_privilege(pg_class.oid, 'truncate'))`;

const COLUMNS = `
  select relname as table, array_agg(attname::text order by attnum) as columns
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace join pg_attribute on attrelid = pg_class.oid
  where relkind in ('r', 'p', 'f') and nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_'
    and attnum > 0 and not attisdropped and has_schema_privilege(nspname, 'usage')
  group by 1 order by 1`;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const scanned = (node: PlanNode): string[] => [
  ...(node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : []),
  ...(node.Plans ?? []).flatMap(scanned),
];

/** PostgreSQL 15 or newer as a system. */
export const postgresql: Dialect = {
  syntax,
  openPool: async ({ url, max, connectMs, onBroken }) =>
    postgresPool(openPool({ connectionString: url, max, connectionTimeoutMillis: connectMs }, onBroken)),
  check: async (url, connectMs, statementMs) => {
    const client = new Client({
      connectionString: url,
      connectionTimeoutMillis: connectMs,
      statement_timeout: statementMs,
      query_timeout: statementMs,
    });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('set default_transaction_read_only = on');
    return {
      syntax,
      rights: async () => {
        const { rows } = await client.query<{ tables: string[]; mighty: boolean; role: string }>(WRITABLE);
        const [found] = rows;
        return {
          role: found?.role ?? '',
          mighty: found?.mighty ?? false,
          writable: found?.tables ?? [],
          unknownRoles: [],
        };
      },
      tables: async () => (await client.query<{ table: string; columns: string[] }>(COLUMNS)).rows,
      columnsOf: async ({ text, values }) => {
        const { fields } = await client.query(`select * from (${text}) q limit 0`, values);
        return fields.map(({ name, dataTypeID }) => ({ name, type: COLUMN_TYPES[dataTypeID] ?? 'other' }));
      },
      scans: async ({ text, values }, aboveRows) => {
        const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
          `explain (format json) ${text}`,
          values,
        );
        const tables = rows[0] === undefined ? [] : scanned(rows[0]['QUERY PLAN'][0].Plan);
        const sizes = await client.query<{ table: string; rows: number }>(
          `select relname as table, max(reltuples)::float8 as rows from pg_class where relname = any($1) group by 1
           having max(reltuples) > $2`,
          [tables, aboveRows],
        );
        return sizes.rows;
      },
      select: async <Row extends object>(statement: Statement) =>
        (await client.query<Row>(queryOf(statement))).rows,
      end: () => client.end(),
    };
  },
};
