import { readFileSync } from 'node:fs';
import type { ConnectedSystem } from '../config.ts';
import type { CheckConnection } from './dialects/dialect.ts';
import { dialectOf } from './dialects/index.ts';
import { type KindManifest, type Manifest, PART_COLUMNS, placeIn } from './manifest.ts';
import { statementsIn } from './queries.ts';
import { checkedRow, type Row } from './sql.ts';
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
const CHECKED_RECORDS = 200;
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
  /** The kind of records that it is of. */
  readonly kinds?: Readonly<Record<string, KindManifest>>;
}

const needsOf = ({ has }: KindManifest): string[] => [
  'id',
  'at',
  'title',
  ...has.flatMap(part => PART_COLUMNS[part]),
];

/** All queries of a manifest but the subject's. */
const queriesOf = ({ categories }: Manifest): PlacedQuery[] =>
  Object.entries(categories).flatMap(([category, { records = {}, fields }]) => [
    ...Object.entries(records).map(([kind, row]): PlacedQuery => ({
      name: `${category} ${kind}`,
      path: ['categories', category, 'records', kind, 'query'],
      query: row.query,
      needs: needsOf(row),
      kinds: { [kind]: row },
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

async function rights(client: CheckConnection, system: string): Promise<Finding[]> {
  const { role, mighty, writable, unknownRoles } = await client.rights();
  const unknown = unknownRoles.map((one): Finding => ({
    level: 'warning',
    text: `${system}: the role ${role} holds the role ${one}, whose rights are not looked at`,
  }));
  if (mighty)
    return [
      { level: 'error', text: `${system}: the role ${role} is more than a reader of tables` },
      ...unknown,
    ];
  return writable.length === 0
    ? unknown
    : [
        { level: 'error', text: `${system}: the role ${role} may write to ${writable.join(', ')}` },
        ...unknown,
      ];
}

const names = (query: string, word: string): boolean => new RegExp(`\\b${word}\\b`, 'i').test(query);

/** Tables and columns that no query names, and that nobody has left out on purpose. */
async function unmapped(client: CheckConnection, manifest: Manifest): Promise<Finding[]> {
  const tables = await client.tables();
  const queries = [manifest.subject, ...queriesOf(manifest).map(({ query }) => query)];
  const leftOut = new Set(manifest.leftOut ?? []);
  return tables.flatMap(({ table, columns }): Finding[] => {
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
  client: CheckConnection,
  { subject }: Manifest,
  person: CheckedSubject | undefined,
): Promise<Keys> {
  const asking: Keys = person === undefined ? { accountId: null, userId: null } : { ...person };
  if (person === undefined) {
    const columns = await client.columnsOf(statementsIn(client.syntax).plain(subject, asking));
    return { ...asking, ...Object.fromEntries(columns.map(column => [column, null])) };
  }
  const rows = await client.select<Record<string, unknown>>(
    statementsIn(client.syntax).plain(subject, asking),
  );
  if (rows.length !== 1) throw new Error(`the subject query gave ${rows.length} rows and not one`);
  return { ...asking, ...rows[0] };
}

async function count(client: CheckConnection, { query }: PlacedQuery, keys: Keys): Promise<number> {
  const { text, values } = statementsIn(client.syntax).plain(query, keys);
  const [row] = await client.select<{ n: string }>({ text: `select count(*) as n from (${text}) q`, values });
  return Number(row?.n ?? 0);
}

/** What is wrong with the newest records of a person, as lists would show them. */
async function checkRecords(
  client: CheckConnection,
  kinds: Readonly<Record<string, KindManifest>>,
  keys: Keys,
): Promise<string | undefined> {
  const latest = new Date();
  const query = {
    latest,
    upTo: latest,
    sort: '-date',
    lang: 'ru',
    offset: 0,
    limit: CHECKED_RECORDS,
  } as const;
  const statements = statementsIn(client.syntax);
  try {
    for (const row of await client.select<Row>(statements.page(kinds, keys, query))) checkedRow(row);
    const sums = await client.select<{ wrong: number | string }>(statements.totals(kinds, keys, query));
    return sums.some(({ wrong }) => Number(wrong) > 0) ? 'an amount is no number' : undefined;
  } catch (thrown) {
    return messageOf(thrown);
  }
}

async function checkQuery(
  client: CheckConnection,
  asked: PlacedQuery,
  keys: Keys,
  place: string,
): Promise<Finding[]> {
  try {
    const asking = statementsIn(client.syntax).plain(asked.query, keys);
    const columns = await client.columnsOf(asking);
    const missing = asked.needs.filter(name => !columns.includes(name));
    const large = await client.scans(asking, SCAN_ROWS);
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
  let client: CheckConnection;
  try {
    client = await dialectOf(url).check(url, CONNECT_MS, STATEMENT_MS);
  } catch (thrown) {
    return [
      ...broken,
      { level: 'error', text: `${system}: ${manifest.connection} does not answer: ${messageOf(thrown)}` },
    ];
  }
  try {
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
      if (person === undefined || found.some(({ level }) => level === 'error')) continue;
      const wrong = asked.kinds && (await checkRecords(client, asked.kinds, keys));
      if (wrong !== undefined)
        findings.push({
          level: 'error',
          text: `${placeIn(text, file, asked.path)}: ${asked.name}: ${wrong}`,
        });
      else counts.push(`${asked.name} ${await count(client, asked, keys)}`);
    }
    if (counts.length > 0) findings.push({ level: 'ok', text: `${system}: ${counts.join(', ')}` });
    if (findings.every(({ level }) => level === 'ok'))
      findings.push({ level: 'ok', text: `${system}: answers as its manifest says` });
    return findings;
  } finally {
    await client.end();
  }
}
