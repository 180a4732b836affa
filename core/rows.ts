import type { AccessSlice } from './access/state.ts';
import type { ConsentsSlice } from './consents/state.ts';
import type { ExportsSlice } from './exports/state.ts';
import { type Decision, decisionsBetween } from './ledger.ts';
import type { MailingsSlice } from './mailings/state.ts';
import type { RequestsSlice } from './requests/state.ts';
import type { SessionState } from './session/state.ts';

/** When a person acknowledged a version of the policy. */
export interface AcknowledgementRow {
  userId: string;
  version: string;
  at: string;
}

/** All rows the core keeps, as plain JSON. */
export interface Rows extends AccessSlice, ConsentsSlice, ExportsSlice, MailingsSlice, RequestsSlice {
  session: SessionState;
  policy: { acknowledgements: AcknowledgementRow[] };
}

/** Whose rows a transaction may read and write. */
export interface Owner {
  readonly userId: string;
  /** The accounts whose rows belong to it; none for a person alone. */
  readonly accountIds: readonly string[];
  /** All rows of the accounts, not only the person's own and those of the whole account: staff and jobs. */
  readonly whole?: boolean;
}

/** The tables of `Rows` that a transaction copies and writes back. The access log only grows; emails and tokens are read only. */
interface Tables {
  acknowledgements: AcknowledgementRow;
  consents: ConsentsSlice['consents'][number];
  objections: ConsentsSlice['objections'][number];
  toolObjections: ConsentsSlice['toolObjections'][number];
  subscriptions: MailingsSlice['mailings']['subscriptions'][number];
  changes: MailingsSlice['mailings']['changes'][number];
  noticeRoutes: MailingsSlice['mailings']['noticeRoutes'][number];
  attachments: RequestsSlice['attachments'][number];
  requests: RequestsSlice['requests'][number];
  exports: ExportsSlice['exports'][number];
}

/** A table: what names a row, and whose the row is. */
interface Table<Row> {
  keyOf(row: Row): string;
  belongsTo(owner: Owner, row: Row, rows: Rows): boolean;
}

const ofPerson = (owner: Owner, { userId }: { userId: string }): boolean => userId === owner.userId;

/** Of an account's rows a person has their own and those of the whole account; staff and jobs have all. */
const ofAccount = (owner: Owner, accountId: string, madeBy: string, scope: 'person' | 'account'): boolean =>
  owner.accountIds.includes(accountId) &&
  (owner.whole === true || madeBy === owner.userId || scope === 'account');

const ofRequest = (owner: Owner, { accountId, preparedBy, scope }: Tables['requests']): boolean =>
  ofAccount(owner, accountId, preparedBy.id, scope);

const TABLES: { readonly [Name in keyof Tables]: Table<Tables[Name]> } = {
  acknowledgements: { keyOf: row => `${row.userId} ${row.version}`, belongsTo: ofPerson },
  consents: { keyOf: row => row.id, belongsTo: ofPerson },
  objections: { keyOf: row => `${row.userId} ${row.purpose}`, belongsTo: ofPerson },
  toolObjections: { keyOf: row => `${row.userId} ${row.purpose} ${row.tool}`, belongsTo: ofPerson },
  subscriptions: { keyOf: row => `${row.userId} ${row.topic}`, belongsTo: ofPerson },
  changes: { keyOf: row => row.id, belongsTo: ofPerson },
  noticeRoutes: {
    keyOf: row => `${row.accountId} ${row.kind}`,
    belongsTo: (owner, { accountId }) => owner.accountIds.includes(accountId),
  },
  attachments: {
    keyOf: row => row.id,
    belongsTo: (owner, row, rows) => {
      const request = rows.requests.find(one => one.id === row.requestId);
      return request !== undefined && ofRequest(owner, request);
    },
  },
  requests: { keyOf: row => row.id, belongsTo: ofRequest },
  exports: {
    keyOf: row => row.id,
    belongsTo: (owner, row) => ofAccount(owner, row.accountId, row.createdBy.id, row.spec.scope),
  },
};
/** The name of a table that a transaction writes back. */
export type TableName = keyof Tables;
/** A row of a table. */
export type RowOf<Name extends TableName> = Tables[Name];
/** The names of all tables that a transaction writes back. */
export const TABLE_NAMES = Object.keys(TABLES) as readonly TableName[];

type AnyTable = Table<unknown>;
type Holder = Record<string, unknown[]>;

/** The object of `Rows` that holds a table. */
const holderOf = (rows: Rows, name: keyof Tables): Holder =>
  (name === 'acknowledgements'
    ? rows.policy
    : name === 'subscriptions' || name === 'changes' || name === 'noticeRoutes'
      ? rows.mailings
      : rows) as unknown as Holder;

/** What names a row within its table. */
export const rowKey = <Name extends TableName>(name: Name, row: RowOf<Name>): string =>
  TABLES[name].keyOf(row);

/** The rows of a table: the array itself, which a store fills and compares with what it was. */
export const rowsOf = <Name extends TableName>(rows: Rows, name: Name): RowOf<Name>[] =>
  (holderOf(rows, name)[name] ??= []) as RowOf<Name>[];

/** No rows at all. */
export const emptyRows = (): Rows => ({
  session: {},
  policy: { acknowledgements: [] },
  consents: [],
  objections: [],
  toolObjections: [],
  mailings: { subscriptions: [], changes: [], letters: [], tokens: [], noticeRoutes: [] },
  requests: [],
  attachments: [],
  exports: [],
  access: [],
  disclosures: [],
});

/** A private copy of the rows of an owner, to be changed and put back. */
export interface RowsCopy {
  readonly rows: Rows;
  /** The decisions of people that the changes come to. */
  decisions(): Decision[];
  /** Puts what was changed in the place of the rows it was made from: changed, added and removed rows, in their order. */
  putBack(): void;
}

/** A deep copy of plain JSON; several times as fast as `structuredClone`, which looks for what JSON has not. */
function cloneOf<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const item of value) list.push(cloneOf(item));
    return list as Value;
  }
  // The spread copies all fields at once and keeps the shape that the engine knows; the loop visits fields that hold objects.
  const clone = { ...value } as Record<string, unknown>;
  for (const key in clone) {
    const held = clone[key];
    if (typeof held === 'object' && held !== null) clone[key] = cloneOf(held);
  }
  return clone as Value;
}

/** A table of the copy: the owner's rows as they are kept, and their clones, which the work changes. */
interface TableCopy {
  readonly before: readonly unknown[];
  after: unknown[];
}

/**
 * A private copy of the rows an owner may write. A table is copied when it is first touched; what only grows or is only read
 * (the log, emails, tokens) is not copied.
 */
export function copyOf(rows: Rows, owner: Owner): RowsCopy {
  const own = rows.session[owner.userId];
  const tables = new Map<keyof Tables, TableCopy>();
  const tableOf = (name: keyof Tables): TableCopy => {
    const known = tables.get(name);
    if (known !== undefined) return known;
    const { belongsTo } = TABLES[name] as AnyTable;
    const before = (holderOf(rows, name)[name] ?? []).filter(row => belongsTo(owner, row, rows));
    const made = { before, after: cloneOf(before) };
    tables.set(name, made);
    return made;
  };
  const copy: Rows = {
    ...rows,
    session: own === undefined ? {} : { [owner.userId]: cloneOf(own) },
    policy: { ...rows.policy },
    mailings: { ...rows.mailings },
  };
  for (const name of TABLE_NAMES)
    Object.defineProperty(holderOf(copy, name), name, {
      enumerable: true,
      get: () => tableOf(name).after,
      set: (table: unknown[]) => {
        tableOf(name).after = table;
      },
    });
  return {
    rows: copy,
    decisions: () => {
      const all = [...tables];
      return decisionsBetween(
        Object.fromEntries(all.map(([name, { before }]) => [name, before])),
        Object.fromEntries(all.map(([name, { after }]) => [name, after])),
      );
    },
    putBack: () => {
      const session = copy.session[owner.userId];
      if (session !== undefined) rows.session = { ...rows.session, [owner.userId]: session };
      for (const [name, { before, after }] of tables) replaceRows(holderOf(rows, name), name, before, after);
    },
  };
}

/** Puts the changed rows of a table in the place of the former ones, and new ones at its end. */
function replaceRows(
  holder: Holder,
  name: keyof Tables,
  before: readonly unknown[],
  after: readonly unknown[],
): void {
  const { keyOf } = TABLES[name] as AnyTable;
  const own = new Set(before);
  const next = new Map(after.map(row => [keyOf(row), row]));
  const rows: unknown[] = [];
  for (const row of holder[name] ?? []) {
    if (!own.has(row)) rows.push(row);
    else {
      const key = keyOf(row);
      const found = next.get(key);
      next.delete(key);
      if (found !== undefined) rows.push(found);
    }
  }
  rows.push(...next.values());
  holder[name] = rows;
}
