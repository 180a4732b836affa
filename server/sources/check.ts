import { readFileSync } from 'node:fs';
import type { ConnectedSystem } from '../config.ts';
import type { CheckConnection, ColumnType, FoundColumn } from './dialects/dialect.ts';
import { dialectOf } from './dialects/index.ts';
import { directoryOf } from '../directory/of-system.ts';
import {
  type DirectoryTable,
  type FieldsManifest,
  type KindManifest,
  type Manifest,
  PART_COLUMNS,
  placeIn,
  titleColumns,
} from './manifest.ts';
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
  /** The number of the account, where the subject query asks for it. */
  readonly accountCode?: string;
}

/** A table above this size is not read whole for one customer. */
const SCAN_ROWS = 100_000;
const CHECKED_RECORDS = 200;
const CONNECT_MS = 5000;
const STATEMENT_MS = 20_000;

type Keys = Readonly<Record<string, unknown>>;
/** Parameters that the server gives to a subject query. */
const GIVEN = new Set(['accountId', 'accountCode', 'userId']);

/** A query of a manifest with its place in the file. */
interface PlacedQuery {
  readonly name: string;
  readonly path: readonly string[];
  readonly query: string;
  /** Columns it has to bring. */
  readonly needs: readonly string[];
  /** The kind of records that it is of. */
  readonly kinds?: Readonly<Record<string, KindManifest>>;
  /** The single values that it is of. */
  readonly fields?: FieldsManifest;
}

const needsOf = (kind: KindManifest): string[] => [
  ...new Set([
    'id',
    'at',
    ...titleColumns(kind),
    ...kind.has.flatMap(part => PART_COLUMNS[part]),
    ...Object.keys(kind.attributes ?? {}),
  ]),
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
            fields,
          },
        ]),
  ]);

/** Why an instant is null in the query of a MariaDB or MySQL that has no tables of time zones. */
const ZONE_HINT =
  ': convert_tz is null where the server lacks its tables of time zones. Say «zone» in the manifest instead, or fill them (mariadb-tzinfo-to-sql)';

const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown));

async function rights(client: CheckConnection, system: string): Promise<Finding[]> {
  const { role, mighty, writable, unknownRoles, ofEverybody = [] } = await client.rights();
  const revokes = ofEverybody.length === 0 ? '' : `. What everybody has: ${ofEverybody.join('; ')}`;
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
        { level: 'error', text: `${system}: the role ${role} may write to ${writable.join(', ')}${revokes}` },
        ...unknown,
      ];
}

const names = (query: string, word: string): boolean => new RegExp(`\\b${word}\\b`, 'i').test(query);

/** Tables and columns that no query names, and that nobody has left out on purpose. */
async function unmapped(client: CheckConnection, manifest: Manifest): Promise<Finding[]> {
  const tables = await client.tables();
  const queries = [
    manifest.subject,
    ...Object.values(manifest.directory ?? {}),
    ...queriesOf(manifest).map(({ query }) => query),
  ];
  const leftOut = new Set(manifest.leftOut ?? []);
  const there = new Set(
    tables.flatMap(({ table, columns }) => [table, ...columns.map(one => `${table}.${one}`)]),
  );
  const unknown = [...leftOut].filter(name => !there.has(name));
  const misspelt: Finding[] = unknown.map(name => ({
    level: 'warning',
    text: `${manifest.system}: leftOut names ${name}, which is no table or column here`,
  }));
  const unknownTables = tablesNamedIn(manifest).filter(name => !there.has(name.replace(/^.*\./, '')));
  const nowhere = unknownTables.map((name): Finding => ({
    level: 'warning',
    text: `${manifest.system}: table names ${name}, which is no table here`,
  }));
  const found = tables.flatMap(({ table, columns }): Finding[] => {
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
  return [...misspelt, ...nowhere, ...found];
}

/** The tables that a manifest says its values are of. */
const tablesNamedIn = ({ categories }: Manifest): string[] => [
  ...new Set(
    Object.values(categories)
      .flatMap(({ records = {}, fields }) => [
        ...Object.values(records).map(({ table }) => table),
        fields?.table,
        ...Object.values(fields?.columns ?? {}).map(({ table }) => table),
      ])
      .filter(name => name !== undefined),
  ),
];

/** What is wrong with a column that is a time, by what the manifest says of it. */
function timeFault(
  type: ColumnType,
  { day, zone }: { day?: boolean; zone?: string | undefined },
): Finding | undefined {
  const error = (text: string) => ({ level: 'error' as const, text });
  if (day === true)
    return type === 'instant' || type === 'local-time'
      ? error('is a time and not a day: leave out «at: day»')
      : undefined;
  if (type === 'day') return error('is a day without a time: say «at: day»');
  if (type === 'instant' && zone !== undefined)
    return error('has a zone of its own: leave out «zone», or say it of other columns only');
  if (type === 'local-time' && zone === undefined)
    return {
      level: 'warning',
      text: 'has no zone and is read as UTC: say «zone: Europe/Moscow», or «zone: UTC» where that is right',
    };
  return undefined;
}

/** What the types of a query's columns say: whether values would be wrong, or shown nowhere. */
function columnFaults(
  { name, needs, kinds, fields }: PlacedQuery,
  columns: readonly FoundColumn[],
): Finding[] {
  const [kind] = Object.values(kinds ?? {});
  const isSince = (column: string): boolean =>
    column === 'since' || needs.some(need => column === `${need}_since`);
  const ofField = (column: string): string | undefined =>
    column === 'since'
      ? fields?.zone
      : (fields?.columns[column.replace(/_since$/, '')]?.zone ??
        fields?.columns[column]?.zone ??
        fields?.zone);
  return columns.flatMap(({ name: column, type }): Finding[] => {
    const fault = (level: Finding['level'], text: string): Finding => ({
      level,
      text: `${name}: the column ${column} ${text}`,
    });
    if (!needs.includes(column) && !(fields !== undefined && isSince(column)))
      return [
        fault(
          'warning',
          `is shown nowhere: name it under ${fields === undefined ? 'attributes, or in the title' : 'columns'}, or leave it out of the query`,
        ),
      ];
    if (type === 'binary') return [fault('error', 'is binary: make a text of it (inet6_ntoa(…), hex(…))')];
    if (type === 'json') return [fault('warning', 'is JSON: make columns of its values, for people to read')];
    const time =
      kind === undefined
        ? type === 'day'
          ? undefined
          : timeFault(type, { zone: ofField(column) })
        : column === 'at'
          ? timeFault(type, { day: kind.at === 'day', zone: kind.zone })
          : undefined;
    return time === undefined ? [] : [fault(time.level, time.text)];
  });
}

/** Texts that are JSON: people read them as they stand. */
const looksLikeJson = (value: unknown): boolean => {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return false;
  try {
    return typeof JSON.parse(value) === 'object';
  } catch {
    return false;
  }
};

/** The keys of the person; without one each key is null, which is enough to plan a query. */
async function keysOf(
  client: CheckConnection,
  { subject }: Manifest,
  person: CheckedSubject | undefined,
): Promise<Keys> {
  const asking: Keys = { accountId: null, userId: null, accountCode: null, ...person };
  if (person !== undefined && person.accountCode === undefined && /:accountCode\b/.test(subject))
    throw new Error('it asks for :accountCode, the number of the account: give it with --account-code');
  if (person === undefined) {
    const columns = await client.columnsOf(statementsIn(client.syntax).plain(subject, asking));
    return { ...asking, ...Object.fromEntries(columns.map(({ name }) => [name, null])) };
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

/** Columns whose values are JSON in a type of texts, among the records or values of a person. */
async function jsonTexts(
  client: CheckConnection,
  { query, needs }: PlacedQuery,
  keys: Keys,
): Promise<string[]> {
  const { text, values } = statementsIn(client.syntax).plain(query, keys);
  const rows = await client.select<Record<string, unknown>>({
    text: `select * from (${text}) q limit ${CHECKED_RECORDS}`,
    values,
  });
  return needs.filter(column => rows.some(row => looksLikeJson(row[column])));
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
    const missing = asked.needs.filter(need => !columns.some(({ name }) => name === need));
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
      ...columnFaults(asked, columns).map(({ level, text }) => ({ level, text: `${place}: ${text}` })),
      ...(/(?<!:):[a-z]/i.test(asked.query)
        ? []
        : [
            {
              level: 'error' as const,
              text: `${place}: ${asked.name} names no key of the subject: it brings the data of everybody`,
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

/** The directory of the system as the server would copy it. */
async function checkDirectory(
  client: CheckConnection,
  { system, directory }: Manifest,
  placeOf: (path: readonly string[]) => string,
): Promise<Finding[]> {
  if (directory === undefined) return [];
  try {
    const select = (table: DirectoryTable) =>
      client.select<Record<string, unknown>>({ text: directory[table], values: [] });
    const { accounts, people, memberships, leftOut } = directoryOf({
      accounts: await select('accounts'),
      people: await select('people'),
      memberships: await select('memberships'),
    });
    const found = `${accounts.length} accounts, ${people.length} people, ${memberships.length} memberships`;
    return [
      { level: 'ok', text: `${system}: the directory has ${found}` },
      ...(leftOut === 0
        ? []
        : [
            {
              level: 'warning' as const,
              text: `${placeOf(['directory', 'memberships'])}: ${leftOut} memberships have no person or account here and are left out`,
            },
          ]),
    ];
  } catch (thrown) {
    return [{ level: 'error', text: `${placeOf(['directory'])}: directory: ${messageOf(thrown)}` }];
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
            text: `${system}: broken for the server since ${state.failingSince.toISOString()} (${state.fault ?? 'unknown'}); it ${state.lastGoodAt === null ? 'has never answered' : `last answered at ${state.lastGoodAt.toISOString()}`}`,
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
    const findings = [
      ...broken,
      ...(await rights(client, system)),
      ...(await unmapped(client, manifest)),
      ...(await checkDirectory(client, manifest, path => placeIn(text, file, path))),
    ];
    let keys: Keys;
    try {
      keys = await keysOf(client, manifest, person);
    } catch (thrown) {
      const at = placeIn(text, file, ['subject']);
      return [...findings, { level: 'error', text: `${at}: subject: ${messageOf(thrown)}` }];
    }
    const nulls = Object.entries(keys).filter(([key, value]) => value === null && !GIVEN.has(key));
    if (person !== undefined && nulls.length > 0)
      findings.push({
        level: 'warning',
        text: `${placeIn(text, file, ['subject'])}: subject: ${nulls.map(([key]) => `«${key}»`).join(', ')} is null for this person, so that nothing is found by it`,
      });
    const counts: string[] = [];
    let records = 0;
    for (const asked of queriesOf(manifest)) {
      const found = await checkQuery(client, asked, keys, placeIn(text, file, asked.path));
      findings.push(...found);
      if (person === undefined || found.some(({ level }) => level === 'error')) continue;
      const wrong = asked.kinds && (await checkRecords(client, asked.kinds, keys));
      if (wrong !== undefined)
        findings.push({
          level: 'error',
          text: `${placeIn(text, file, asked.path)}: ${asked.name}: ${wrong}${wrong.endsWith('usable at') && /convert_tz/i.test(asked.query) ? ZONE_HINT : ''}`,
        });
      else {
        const counted = await count(client, asked, keys);
        records += counted;
        counts.push(`${asked.name} ${counted}`);
      }
      for (const column of await jsonTexts(client, asked, keys))
        findings.push({
          level: 'warning',
          text: `${placeIn(text, file, asked.path)}: ${asked.name}: the column ${column} is JSON: make columns of its values, for people to read`,
        });
    }
    if (counts.length > 0 && records === 0)
      findings.push({
        level: 'warning',
        text: `${system}: nothing is found for this person. A wrong key looks the same: try somebody who is in the system`,
      });
    if (counts.length > 0) findings.push({ level: 'ok', text: `${system}: ${counts.join(', ')}` });
    if (findings.every(({ level }) => level === 'ok'))
      findings.push({ level: 'ok', text: `${system}: answers as its manifest says` });
    return findings;
  } finally {
    await client.end();
  }
}
