import type { AccessSlice } from './access/state.ts';
import type { ConsentsSlice } from './consents/state.ts';
import type { ExportsSlice } from './exports/state.ts';
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

/** A table whose rows a write may change: how to reach it, what names a row, and whose the row is. */
interface Table<Row> {
  get(rows: Rows): Row[];
  set(rows: Rows, table: Row[]): void;
  keyOf(row: Row): string;
  belongsTo(owner: Owner, row: Row, rows: Rows): boolean;
}

const table = <Row>(one: Table<Row>): Table<unknown> => one;

const isPersons = (owner: Owner, userId: string): boolean => userId === owner.userId;

/** Of an account's rows a person has their own and those of the whole account; staff and jobs have all. */
const ofAccount = (owner: Owner, accountId: string, madeBy: string, scope: 'person' | 'account'): boolean =>
  owner.accountIds.includes(accountId) &&
  (owner.whole === true || madeBy === owner.userId || scope === 'account');

/** Every table that a transaction copies and writes back. The access log only grows; emails and tokens are read only. */
const TABLES: readonly Table<unknown>[] = [
  table({
    get: rows => rows.policy.acknowledgements,
    set: (rows, value) => (rows.policy = { acknowledgements: value }),
    keyOf: row => `${row.userId} ${row.version}`,
    belongsTo: (owner, row) => isPersons(owner, row.userId),
  }),
  table({
    get: rows => rows.consents,
    set: (rows, value) => (rows.consents = value),
    keyOf: row => row.id,
    belongsTo: (owner, row) => isPersons(owner, row.userId),
  }),
  table({
    get: rows => rows.objections,
    set: (rows, value) => (rows.objections = value),
    keyOf: row => `${row.userId} ${row.purpose}`,
    belongsTo: (owner, row) => isPersons(owner, row.userId),
  }),
  table({
    get: rows => rows.toolObjections,
    set: (rows, value) => (rows.toolObjections = value),
    keyOf: row => `${row.userId} ${row.purpose} ${row.tool}`,
    belongsTo: (owner, row) => isPersons(owner, row.userId),
  }),
  table({
    get: rows => rows.mailings.subscriptions,
    set: (rows, value) => (rows.mailings = { ...rows.mailings, subscriptions: value }),
    keyOf: row => `${row.userId} ${row.topic}`,
    belongsTo: (owner, row) => isPersons(owner, row.userId),
  }),
  table({
    get: rows => rows.mailings.changes,
    set: (rows, value) => (rows.mailings = { ...rows.mailings, changes: value }),
    keyOf: row => row.id,
    belongsTo: (owner, row) => isPersons(owner, row.userId),
  }),
  table({
    get: rows => rows.attachments,
    set: (rows, value) => (rows.attachments = value),
    keyOf: row => row.id,
    belongsTo: (owner, row, rows) => {
      const request = rows.requests.find(one => one.id === row.requestId);
      return (
        request !== undefined && ofAccount(owner, request.accountId, request.preparedBy.id, request.scope)
      );
    },
  }),
  table({
    get: rows => rows.requests,
    set: (rows, value) => (rows.requests = value),
    keyOf: row => row.id,
    belongsTo: (owner, row) => ofAccount(owner, row.accountId, row.preparedBy.id, row.scope),
  }),
  table({
    get: rows => rows.exports,
    set: (rows, value) => (rows.exports = value),
    keyOf: row => row.id,
    belongsTo: (owner, row) => ofAccount(owner, row.accountId, row.createdBy.id, row.spec.scope),
  }),
];

/** A private copy of the rows an owner may write; what only grows or is only read stays as it is. */
export function copyOf(rows: Rows, owner: Owner): Rows {
  const own = rows.session[owner.userId];
  const copy: Rows = { ...rows, session: own === undefined ? {} : { [owner.userId]: structuredClone(own) } };
  for (const { get, set, belongsTo } of TABLES)
    set(copy, structuredClone(get(rows).filter(row => belongsTo(owner, row, rows))));
  return copy;
}

/** Puts a changed copy in the place of the rows it was made from: changed, added and removed rows, in their order. */
export function putBack(rows: Rows, copy: Rows, owner: Owner): void {
  const own = copy.session[owner.userId];
  if (own !== undefined) rows.session = { ...rows.session, [owner.userId]: own };
  for (const { get, set, keyOf, belongsTo } of TABLES) {
    const changed = new Map(get(copy).map(row => [keyOf(row), row]));
    const kept = get(rows).flatMap(row => {
      if (!belongsTo(owner, row, rows)) return [row];
      const next = changed.get(keyOf(row));
      changed.delete(keyOf(row));
      return next === undefined ? [] : [next];
    });
    set(rows, [...kept, ...changed.values()]);
  }
}
