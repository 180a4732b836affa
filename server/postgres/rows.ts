import type { Pool, PoolClient } from 'pg';
import { emptyRows, type Owner, rowsOf, type Rows, TABLE_NAMES, type TableName } from '../../core/rows.ts';
import { allAnswered, readIn } from './transaction.ts';
import { type Columns, loadOf, loadSessionOf, loadTableOf, type Placed, placedRows } from './tables.ts';

/** The rows of an owner as they were loaded, with what is needed to save what becomes of them. */
export interface Loaded {
  readonly rows: Rows;
  /** Saves changed, added and removed rows, each by the version it was loaded with. */
  save(): Promise<void>;
}

interface StoredRow {
  name: string;
  key: string;
  version: number;
  body: never;
}

/** A row as it was loaded: what a later comparison takes for unchanged, and what names it in a statement. */
interface Before extends Pick<Placed, 'table' | 'key' | 'row'> {
  readonly version: number;
  readonly columns: Columns;
}

const SESSION = 'session';
const isTable = (name: string): name is TableName => (TABLE_NAMES as readonly string[]).includes(name);
const placeOf = ({ name, key }: { name: string; key: string }): string => `${name} ${key}`;

/** The rows of all tables with their places, and that of the person's session. */
function allPlaced(rows: Rows, { userId }: Owner): Placed[] {
  const row = rows.session[userId];
  const session = {
    name: SESSION,
    table: 'sessions',
    key: userId,
    row,
    columns: () => ({ person_id: userId }),
  };
  return row === undefined ? placedRows(rows) : [...placedRows(rows), session];
}

/** The rows of all tables as they were stored. */
function rowsFrom(stored: readonly StoredRow[]): Rows {
  const rows = emptyRows();
  for (const { name, key, body } of stored) {
    if (isTable(name)) rowsOf(rows, name).push(body);
    else if (name === SESSION) rows.session[key] = body;
    else if (name === 'access' || name === 'disclosures') rows[name].push(body);
    else if (name === 'letters' || name === 'tokens') rows.mailings[name].push(body);
  }
  return rows;
}

/** The rows of an owner for a read, in the order in which they were added. */
export const readAll = async (pool: Pool, owner: Owner): Promise<Rows> =>
  rowsFrom(await readIn<StoredRow>(pool, owner, loadOf(owner, 'read')));

/**
 * The rows of an owner for a write, in the order in which they were added; of the access log what was downloaded or disowned.
 * @param client in a transaction of the owner
 */
export async function load(client: PoolClient, owner: Owner): Promise<Loaded> {
  const stored = await client.query<StoredRow>(loadOf(owner, 'write'));
  const rows = rowsFrom(stored.rows);
  const versions = new Map(stored.rows.map(row => [placeOf(row), row.version]));
  const before = new Map(
    allPlaced(rows, owner).map((one): [string, Before] => {
      const { table, key, row } = one;
      const place = placeOf(one);
      return [place, { table, key, row, columns: one.columns(), version: versions.get(place) ?? 0 }];
    }),
  );
  return {
    rows,
    save: async () => {
      const after = new Map(allPlaced(rows, owner).map(one => [placeOf(one), one]));
      await allAnswered([
        ...[...before].flatMap(([place, was]) => (after.has(place) ? [] : [remove(client, was)])),
        ...[...after].flatMap(([place, one]) => {
          const was = before.get(place);
          if (was === undefined) return [insert(client, one)];
          return isChanged(was, one) ? [update(client, was, one)] : [];
        }),
      ]);
    },
  };
}

/** The rows of one table of an owner, in the order in which they were added, or the person's session; all others are empty. */
export async function readTable(pool: Pool, owner: Owner, name: TableName | typeof SESSION): Promise<Rows> {
  const rows = emptyRows();
  if (name === SESSION) {
    for (const { key, body } of await readIn<StoredRow>(pool, owner, loadSessionOf(owner)))
      rows.session[key] = body;
    return rows;
  }
  for (const { body } of await readIn<StoredRow>(pool, owner, loadTableOf(owner, name)))
    rowsOf(rows, name).push(body);
  return rows;
}

/**
 * Whether a row is another than the one that was loaded. A table that was touched is copied whole: most of its rows are other
 * objects with the same content. The owner of an attachment is that of its request, which may have changed alone.
 */
const isChanged = (was: Before, { row, columns }: Placed): boolean =>
  (was.row !== row && JSON.stringify(was.row) !== JSON.stringify(row)) ||
  JSON.stringify(was.columns) !== JSON.stringify(columns());

async function insert(client: PoolClient, { table, key, row, columns }: Placed): Promise<void> {
  const named = Object.entries(columns());
  const values = [key, JSON.stringify(row), ...named.map(([, value]) => value)];
  await client.query(
    `insert into privacy.${table} (key, body, ${named.map(([name]) => name).join(', ')})
     values (${values.map((_, at) => `$${at + 1}`).join(', ')})`,
    values,
  );
}

/**
 * The condition that names a loaded row: key, version and owner. The owner stands in it although row-level security asks for
 * it as well: no statement crosses accounts, so tables may be distributed by it.
 */
function condition({ key, version, columns }: Before): { text: string; values: unknown[] } {
  const owner = 'account_id' in columns ? 'account_id' : 'person_id';
  return { text: `key = $1 and version = $2 and ${owner} = $3`, values: [key, version, columns[owner]] };
}

async function update(client: PoolClient, was: Before, { row, columns }: Placed): Promise<void> {
  const { text, values } = condition(was);
  const named = Object.entries(columns());
  const { rowCount } = await client.query(
    `update privacy.${was.table} set body = $4, version = version + 1,
       ${named.map(([name], at) => `${name} = $${at + 5}`).join(', ')}
     where ${text}`,
    [...values, JSON.stringify(row), ...named.map(([, value]) => value)],
  );
  expectOne(rowCount, was);
}

async function remove(client: PoolClient, was: Before): Promise<void> {
  const { text, values } = condition(was);
  const { rowCount } = await client.query(`delete from privacy.${was.table} where ${text}`, values);
  expectOne(rowCount, was);
}

/** A row whose version is another by now is a fault, for its owner is locked. */
function expectOne(count: number | null, { table, key }: Before): void {
  if (count !== 1) throw new Error(`the row ${key} of ${table} is not the one that was loaded`);
}
