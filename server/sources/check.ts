import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import type { ConnectedSystem } from '../config.ts';
import { type KindManifest, type Manifest, placeIn } from './manifest.ts';
import { plainStatement } from './queries.ts';
import type { SourceState } from './states.ts';

/** What a check found. An error keeps the system from working as the manifest says; a warning is for somebody to decide. */
export interface Finding {
  readonly level: 'error' | 'warning' | 'ok';
  readonly text: string;
}

/** A signed-in person, whose records are counted. */
export interface CheckedSubject {
  readonly accountId: string;
  readonly userId: string;
}

/** A table above this size is not read whole for one customer. */
const SCAN_ROWS = 100_000;
const CONNECT_MS = 5000;
const STATEMENT_MS = 20_000;

type Keys = Readonly<Record<string, unknown>>;

/** A query of a manifest with its place in the file. */
interface PlacedQuery {
  readonly name: string;
  readonly path: readonly string[];
  readonly query: string;
  /** Columns it has to bring. */
  readonly needs: readonly string[];
}

const needsOf = ({ has }: KindManifest): string[] => [
  'id',
  'at',
  'title',
  ...(has.includes('amount') ? ['amount', 'currency'] : []),
  ...(has.includes('status') ? ['status'] : []),
  ...(has.includes('third-party') ? ['third_party'] : []),
];

/** All queries of a manifest but the subject's. */
const queriesOf = ({ categories }: Manifest): PlacedQuery[] =>
  Object.entries(categories).flatMap(([category, { records = {}, fields }]) => [
    ...Object.entries(records).map(([kind, row]): PlacedQuery => ({
      name: `${category} ${kind}`,
      path: ['categories', category, 'records', kind, 'query'],
      query: row.query,
      needs: needsOf(row),
    })),
    ...(fields === undefined
      ? []
      : [
          {
            name: `${category} fields`,
            path: ['categories', category, 'fields', 'query'],
            query: fields.query,
            needs: Object.keys(fields.columns),
          },
        ]),
  ]);

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

/** Tables on which a role may do more than select, and what makes it more than a reader. */
const WRITABLE = `
  select coalesce(string_agg(format('%I.%I', nspname, relname), ', '), '') as tables,
    (select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls from pg_roles where rolname = current_user) as mighty,
    current_user as role
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where relkind in ('r', 'p', 'v', 'f') and nspname not in ('pg_catalog', 'information_schema')
    and has_schema_privilege(nspname, 'usage')
    and (has_table_privilege(pg_class.oid, 'insert') or has_table_privilege(pg_class.oid, 'update')
      or has_table_privilege(pg_class.oid, 'delete') or has_table_privilege(pg_class.oid, 'truncate'))`;

async function rights(client: Client, system: string): Promise<Finding[]> {
  const { rows } = await client.query<{ tables: string; mighty: boolean; role: string }>(WRITABLE);
  const [found] = rows;
  if (found?.mighty)
    return [{ level: 'error', text: `${system}: the role ${found.role} is more than a reader of tables` }];
  return found === undefined || found.tables === ''
    ? []
    : [{ level: 'error', text: `${system}: the role ${found.role} may write to ${found.tables}` }];
}

/** Columns of a query's answer. */
async function columnsOf(client: Client, query: string, keys: Keys): Promise<string[]> {
  const { text, values } = plainStatement(query, keys);
  const { fields } = await client.query(`select * from (${text}) q limit 0`, values);
  return fields.map(({ name }) => name);
}

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

const scanned = (node: PlanNode): string[] => [
  ...(node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] ?? ''] : []),
  ...(node.Plans ?? []).flatMap(scanned),
];

/** Large tables that a query reads whole, as PostgreSQL plans it. */
async function scans(client: Client, query: string, keys: Keys): Promise<{ table: string; rows: number }[]> {
  const { text, values } = plainStatement(query, keys);
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `explain (format json) ${text}`,
    values,
  );
  const tables = rows[0] === undefined ? [] : scanned(rows[0]['QUERY PLAN'][0].Plan);
  const sizes = await client.query<{ table: string; rows: number }>(
    `select relname as table, max(reltuples)::float8 as rows from pg_class where relname = any($1) group by 1
     having max(reltuples) > $2`,
    [tables, SCAN_ROWS],
  );
  return sizes.rows;
}

const COLUMNS = `
  select relname as table, array_agg(attname::text order by attnum) as columns
  from pg_class join pg_namespace on pg_namespace.oid = relnamespace join pg_attribute on attrelid = pg_class.oid
  where relkind in ('r', 'p', 'f') and nspname not in ('pg_catalog', 'information_schema') and nspname !~ '^pg_'
    and attnum > 0 and not attisdropped and has_schema_privilege(nspname, 'usage')
  group by 1 order by 1`;

const names = (query: string, word: string): boolean => new RegExp(`\\b${word}\\b`, 'i').test(query);

/** Tables and columns that no query names, and that nobody has left out on purpose. */
async function unmapped(client: Client, manifest: Manifest): Promise<Finding[]> {
  const { rows } = await client.query<{ table: string; columns: string[] }>(COLUMNS);
  const queries = [manifest.subject, ...queriesOf(manifest).map(({ query }) => query)];
  const leftOut = new Set(manifest.leftOut ?? []);
  return rows.flatMap(({ table, columns }): Finding[] => {
    if (leftOut.has(table)) return [];
    const naming = queries.filter(query => names(query, table));
    if (naming.length === 0)
      return [{ level: 'warning', text: `${manifest.system}: no query reads the table ${table}` }];
    const missing = columns.filter(
      column => !leftOut.has(`${table}.${column}`) && !naming.some(query => names(query, column)),
    );
    return missing.length === 0
      ? []
      : [
          {
            level: 'warning',
            text: `${manifest.system}: no query reads ${table}.${missing.join(`, ${table}.`)}`,
          },
        ];
  });
}

/** The keys of the person; without one each key is null, which is enough to plan a query. */
async function keysOf(
  client: Client,
  { subject }: Manifest,
  person: CheckedSubject | undefined,
): Promise<Keys> {
  const asking: Keys = person === undefined ? { accountId: null, userId: null } : { ...person };
  if (person === undefined) {
    const columns = await columnsOf(client, subject, asking);
    return { ...asking, ...Object.fromEntries(columns.map(column => [column, null])) };
  }
  const { text, values } = plainStatement(subject, asking);
  const { rows } = await client.query<Record<string, unknown>>(text, values);
  if (rows.length !== 1) throw new Error(`the subject query gave ${rows.length} rows and not one`);
  return { ...asking, ...rows[0] };
}

async function count(client: Client, { query }: PlacedQuery, keys: Keys): Promise<number> {
  const { text, values } = plainStatement(query, keys);
  const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from (${text}) q`, values);
  return rows[0]?.n ?? 0;
}

async function checkQuery(client: Client, asked: PlacedQuery, keys: Keys, place: string): Promise<Finding[]> {
  try {
    const columns = await columnsOf(client, asked.query, keys);
    const missing = asked.needs.filter(name => !columns.includes(name));
    const large = await scans(client, asked.query, keys);
    return [
      ...(missing.length === 0
        ? []
        : [
            {
              level: 'error' as const,
              text: `${place}: ${asked.name} lacks the columns ${missing.join(', ')}`,
            },
          ]),
      ...large.map(({ table, rows }): Finding => ({
        level: 'warning',
        text: `${place}: ${asked.name} reads all ${Math.round(rows)} rows of ${table}: an index is missing`,
      })),
    ];
  } catch (thrown) {
    return [{ level: 'error', text: `${place}: ${asked.name}: ${messageOf(thrown)}` }];
  }
}

/**
 * Checks a system against its manifest, with the rights of its role: whether it answers, what its role may do, whether each query
 * runs and what it brings, which large tables are read whole, and what nobody mapped.
 * @param person whose records are counted
 * @param state how the server last found the system
 */
export async function checkSystem(
  { manifest, file, url }: ConnectedSystem,
  person?: CheckedSubject,
  state?: SourceState,
): Promise<Finding[]> {
  const { system } = manifest;
  const text = readFileSync(file, 'utf8');
  const broken: Finding[] =
    state?.failingSince == null
      ? []
      : [
          {
            level: 'error',
            text: `${system}: broken for the server since ${state.failingSince.toISOString()} (${state.fault ?? 'unknown'}); it last answered at ${state.lastGoodAt.toISOString()}`,
          },
        ];
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (thrown) {
    return [
      ...broken,
      { level: 'error', text: `${system}: ${manifest.connection} does not answer: ${messageOf(thrown)}` },
    ];
  }
  try {
    await client.query('set default_transaction_read_only = on');
    const findings = [...broken, ...(await rights(client, system)), ...(await unmapped(client, manifest))];
    let keys: Keys;
    try {
      keys = await keysOf(client, manifest, person);
    } catch (thrown) {
      const at = placeIn(text, file, ['subject']);
      return [...findings, { level: 'error', text: `${at}: subject: ${messageOf(thrown)}` }];
    }
    const counts: string[] = [];
    for (const asked of queriesOf(manifest)) {
      const found = await checkQuery(client, asked, keys, placeIn(text, file, asked.path));
      findings.push(...found);
      if (person !== undefined && found.every(({ level }) => level !== 'error'))
        counts.push(`${asked.name} ${await count(client, asked, keys)}`);
    }
    if (counts.length > 0) findings.push({ level: 'ok', text: `${system}: ${counts.join(', ')}` });
    if (findings.every(({ level }) => level === 'ok'))
      findings.push({ level: 'ok', text: `${system}: answers as its manifest says` });
    return findings;
  } finally {
    await client.end();
  }
}
