import type { PoolClient } from 'pg';
import type { AccessRow } from '../../core/access/state.ts';
import type { Job, OutgoingEmail } from '../../core/ports.ts';
import { emptyRows, type Owner, rowsOf, type Rows, TABLE_NAMES, type TableName } from '../../core/rows.ts';
import { LOAD, ownerParameters, placedRows, type Placed } from './tables.ts';

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

const isTable = (name: string): name is TableName => (TABLE_NAMES as readonly string[]).includes(name);

const SESSIONS = 'sessions';
/** A table has no space in its name; a key may have some. */
const placeOf = (table: string, key: string): string => `${table} ${key}`;
const splitPlace = (place: string): [string, string] => {
  const at = place.indexOf(' ');
  return [place.slice(0, at), place.slice(at + 1)];
};
const textOf = ({ columns }: Placed): string => JSON.stringify(columns());

/** The rows of an owner, in the order in which they were added. */
export async function load(client: PoolClient, owner: Owner): Promise<Loaded> {
  const stored = await client.query<StoredRow>(LOAD, ownerParameters(owner));
  const rows = emptyRows();
  const versions = new Map<string, number>();
  for (const { name, key, version, body } of stored.rows) {
    if (isTable(name)) rowsOf(rows, name).push(body);
    else if (name === 'session') {
      rows.session[key] = body;
      versions.set(placeOf(SESSIONS, key), version);
    } else if (name === 'access' || name === 'disclosures') rows[name].push(body);
    else if (name === 'letters' || name === 'tokens') rows.mailings[name].push(body);
  }
  const before = new Map(
    placedRows(rows).map(one => [placeOf(one.table, one.key), { row: one.row, columns: textOf(one) }]),
  );
  const byName = new Map(stored.rows.map(row => [placeOf(row.name, row.key), row.version]));
  for (const { name, table, key } of placedRows(rows))
    versions.set(placeOf(table, key), byName.get(placeOf(name, key)) ?? 0);
  const sessionBefore = rows.session[owner.userId];

  return {
    rows,
    save: async () => {
      const save = saver(client, versions);
      const after = placedRows(rows);
      const left = new Set(before.keys());
      for (const one of after) left.delete(placeOf(one.table, one.key));
      for (const place of left) await save.remove(place);
      for (const one of after) {
        const was = before.get(placeOf(one.table, one.key));
        // The owner of an attachment is that of its request, which may have changed alone.
        if (was === undefined || was.row !== one.row || was.columns !== textOf(one)) await save.put(one);
      }
      const session = rows.session[owner.userId];
      if (session !== undefined && session !== sessionBefore)
        await save.put({
          table: SESSIONS,
          key: owner.userId,
          row: session,
          columns: () => ({ person_id: owner.userId }),
        });
    },
  };
}

/** Ways to save rows; a row whose version is another by now is a fault, for its owner is locked. */
function saver(client: PoolClient, versions: ReadonlyMap<string, number>) {
  const expectOne = (count: number | null, table: string, key: string): void => {
    if (count !== 1) throw new Error(`the row ${key} of ${table} is not the one that was loaded`);
  };
  return {
    put: async ({ table, key, row, columns }: Omit<Placed, 'name'>): Promise<void> => {
      const version = versions.get(placeOf(table, key));
      const named = Object.entries(columns());
      const values = [key, JSON.stringify(row), ...named.map(([, value]) => value)];
      const names = named.map(([name]) => name);
      const text =
        version === undefined
          ? `insert into privacy.${table} (key, body, ${names.join(', ')})
             values (${values.map((_, at) => `$${at + 1}`).join(', ')})`
          : `update privacy.${table} set body = $2, version = version + 1,
               ${names.map((name, at) => `${name} = $${at + 3}`).join(', ')}
             where key = $1 and version = $${values.length + 1}`;
      const { rowCount } = await client.query(text, version === undefined ? values : [...values, version]);
      expectOne(rowCount, table, key);
    },
    remove: async (place: string): Promise<void> => {
      const [table, key] = splitPlace(place);
      const { rowCount } = await client.query(
        `delete from privacy.${table} where key = $1 and version = $2`,
        [key, versions.get(place)],
      );
      expectOne(rowCount, table, key);
    },
  };
}

/** Appends entries of the access log, jobs and emails. */
export async function append(
  client: PoolClient,
  {
    log,
    jobs,
    emails,
  }: { log: readonly AccessRow[]; jobs: readonly Job[]; emails: readonly OutgoingEmail[] },
): Promise<void> {
  for (const row of log)
    await client.query(
      'insert into privacy.access_log (id, at, account_id, person_id, scope, body) values ($1, $2, $3, $4, $5, $6)',
      [row.id, row.at, row.accountId, row.userId, row.scope, JSON.stringify(row)],
    );
  for (const { kind, ...payload } of jobs)
    await client.query('insert into privacy.jobs (kind, payload) values ($1, $2)', [
      kind,
      JSON.stringify(payload),
    ]);
  for (const email of emails)
    await client.query('insert into privacy.outbox (email) values ($1)', [JSON.stringify(email)]);
}
