import { JURISDICTIONS, ROLES } from '../../src/domain/ids.ts';
import type { ConnectedSystem } from '../config.ts';
import type { SourcePool } from '../sources/dialects/dialect.ts';
import { dialectOf } from '../sources/dialects/index.ts';
import { budgetOf, within } from '../sources/within.ts';
import { DIRECTORY_COLUMNS, type DirectoryManifest, type DirectoryTable } from '../sources/manifest.ts';

/** All three queries may take so long, ms: not longer than a stop of the server waits. */
const READ_MS = 9000;
const CONNECT_MS = 5000;

/** A row as a system gave it. */
type Row = Readonly<Record<string, unknown>>;

/** Accounts, people and roles of a system, with the columns of the server's tables. */
export interface FoundDirectory {
  readonly accounts: readonly Row[];
  readonly people: readonly Row[];
  readonly memberships: readonly Row[];
  /** Memberships of a person or an account that the system does not have: they are left out. */
  readonly leftOut: number;
}

/** What a system gave is no directory. Its message has columns and numbers of rows, and nothing of a person. */
export class DirectoryFault extends Error {}

const KINDS = ['legal', 'natural'] as const;
/** Columns whose values are of a list. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  role: ROLES,
  kind: KINDS,
  jurisdiction: JURISDICTIONS,
};
/** Columns that may be empty: somebody has no telephone. */
const MAY_BE_EMPTY = new Set(['email', 'phone']);

const isTrue = (value: unknown): boolean => value === true || value === 1 || value === '1' || value === 't';

/** A value as text; nothing but texts and numbers is one. */
const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';

/** A row with the columns of the server's table, each of its type there. */
const rowOf = (table: DirectoryTable, row: Row): Row => ({
  ...Object.fromEntries(DIRECTORY_COLUMNS[table].map(column => [column, textOf(row[column])])),
  ...(table === 'accounts' ? { ended: isTrue(row['ended']) } : {}),
  ...(table === 'people' ? { email_since: row['email_since'] ?? null } : {}),
  ...(table === 'memberships' ? { place: Number(row['place'] ?? 0) } : {}),
});

/** @throws DirectoryFault */
function requireRows(table: DirectoryTable, rows: readonly Row[]): void {
  const [first] = rows;
  // An account area without a single account is a broken view.
  if (first === undefined) throw new DirectoryFault(`${table}: no rows`);
  for (const column of DIRECTORY_COLUMNS[table]) {
    if (!(column in first)) throw new DirectoryFault(`${table}: the column ${column} is missing`);
    const wrong = (isWrong: (text: string) => boolean): number =>
      rows.filter(row => isWrong(textOf(row[column]))).length;
    const empty = MAY_BE_EMPTY.has(column) ? 0 : wrong(text => text === '');
    if (empty > 0) throw new DirectoryFault(`${table}: ${column} is empty in ${empty} rows`);
    const list = LISTS[column];
    const unknown = list === undefined ? 0 : wrong(text => !list.includes(text));
    if (unknown > 0)
      throw new DirectoryFault(`${table}: ${column} is none of ${list?.join(', ')} in ${unknown} rows`);
  }
  const keys = table === 'memberships' ? ['person_id', 'account_id'] : ['id'];
  const distinct = new Set(rows.map(row => JSON.stringify(keys.map(key => textOf(row[key])))));
  if (distinct.size < rows.length)
    throw new DirectoryFault(`${table}: ${keys.join(' and ')} repeat in ${rows.length - distinct.size} rows`);
}

/**
 * Makes a directory of what the three queries of a manifest brought.
 * @throws DirectoryFault when a column is missing, a value is empty or unknown, or a key repeats
 */
export function directoryOf(found: Readonly<Record<DirectoryTable, readonly Row[]>>): FoundDirectory {
  for (const table of ['accounts', 'people', 'memberships'] as const) requireRows(table, found[table]);
  const rows = (table: DirectoryTable) => found[table].map(row => rowOf(table, row));
  const [accounts, people, all] = [rows('accounts'), rows('people'), rows('memberships')];
  const [accountIds, personIds] = [accounts, people].map(list => new Set(list.map(({ id }) => id)));
  const memberships = all.filter(
    row => accountIds?.has(row['account_id']) === true && personIds?.has(row['person_id']) === true,
  );
  return { accounts, people, memberships, leftOut: all.length - memberships.length };
}

/**
 * Reads the directory of a system: everybody, in three queries. A system that takes the connection and says nothing is left.
 * @param ms how long all of it may take
 * @throws DirectoryFault, TookTooLong, or what the system fails with
 */
export async function readDirectory(
  pool: SourcePool,
  manifest: DirectoryManifest,
  ms = READ_MS,
): Promise<FoundDirectory> {
  const budget = budgetOf(ms);
  const connection = await within(pool.connect(), budget.left(), late => late.release(true));
  let broken = true;
  try {
    const select = (table: DirectoryTable) =>
      within(
        connection.select<Row>({ text: manifest[table], values: [] }, Math.max(1, Math.round(budget.left()))),
        budget.left(),
      );
    const accounts = await select('accounts');
    const people = await select('people');
    const memberships = await select('memberships');
    broken = false;
    return directoryOf({ accounts, people, memberships });
  } finally {
    connection.release(broken);
  }
}

/** The system of the settings that the directory comes from. */
export interface DirectorySystem {
  /** @throws DirectoryFault, or what the system fails with */
  read(): Promise<FoundDirectory>;
  close(): Promise<void>;
}

/**
 * Opens a connection to the system whose manifest has a directory, apart from those that customers wait for.
 * @returns undefined when none has
 */
export async function openDirectory(
  systems: readonly Pick<ConnectedSystem, 'manifest' | 'url'>[],
  onBroken: (error: Error) => void,
): Promise<DirectorySystem | undefined> {
  for (const { manifest, url } of systems) {
    const { directory } = manifest;
    if (directory === undefined) continue;
    const pool = await dialectOf(url).openPool({ url, max: 1, connectMs: CONNECT_MS, onBroken });
    return { read: () => readDirectory(pool, directory), close: () => pool.end() };
  }
  return undefined;
}
