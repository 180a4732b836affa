import {
  rowKey,
  type Owner,
  type RowOf,
  rowsOf,
  type Rows,
  TABLE_NAMES,
  type TableName,
} from '../../core/rows.ts';
import { answerFactsOf } from '../../core/requests/statistics.ts';
import { queuedCase } from '../../core/staff/queue.ts';
import { consentFrom, exportFrom, requestFrom } from '../retention/from.ts';

/** Values of the columns that stand beside `key`, `version` and `body`. */
export type Columns = Readonly<Record<string, string | null>>;

/** How a table of the core lies in PostgreSQL. */
interface StoredTable<Name extends TableName> {
  readonly table: string;
  /** Whose rows an owner reads: the person's, or the account's. */
  readonly owned: 'person' | 'account';
  /** Owner columns and what queries filter by. */
  columns(row: RowOf<Name>, rows: Rows): Columns;
}

const ofPerson = ({ userId }: { userId: string }): Columns => ({ person_id: userId });

const ofRequest = ({ accountId, preparedBy, scope }: RowOf<'requests'>): Columns => ({
  account_id: accountId,
  person_id: preparedBy.id,
  scope,
});

/** How a request was answered, for the statistics. */
const answerColumns = (row: RowOf<'requests'>): Columns => {
  const answer = answerFactsOf(row);
  return {
    answered_at: row.answeredAt ?? null,
    answer_days: answer === undefined ? null : String(answer.days),
    answer_on_time: answer === undefined ? null : String(answer.onTime),
    answer_refused_by: answer?.refusedBy === undefined ? null : JSON.stringify(answer.refusedBy),
  };
};

const STORED: { readonly [Name in TableName]: StoredTable<Name> } = {
  acknowledgements: { table: 'acknowledgements', owned: 'person', columns: ofPerson },
  consents: {
    table: 'consents',
    owned: 'person',
    columns: row => ({ ...ofPerson(row), status: row.status, retention_from: consentFrom(row) }),
  },
  objections: { table: 'objections', owned: 'person', columns: ofPerson },
  toolObjections: { table: 'tool_objections', owned: 'person', columns: ofPerson },
  subscriptions: { table: 'subscriptions', owned: 'person', columns: ofPerson },
  changes: { table: 'mailing_changes', owned: 'person', columns: ofPerson },
  noticeRoutes: {
    table: 'notice_routes',
    owned: 'account',
    columns: ({ accountId, changes }) => ({
      account_id: accountId,
      person_id: changes.at(-1)?.by ?? null,
      scope: 'account',
    }),
  },
  requests: {
    table: 'requests',
    owned: 'account',
    columns: row => {
      const { number, kind, filedAt = null, dueBy = null, staffDue = null } = queuedCase(row);
      const { status } = row;
      return {
        ...ofRequest(row),
        status,
        number,
        kind,
        filed_at: filedAt,
        due_by: dueBy,
        staff_due: staffDue,
        ...answerColumns(row),
        retention_from: requestFrom(row),
      };
    },
  },
  attachments: {
    table: 'attachments',
    owned: 'account',
    columns: (row, rows) => {
      const request = rows.requests.find(one => one.id === row.requestId);
      if (request === undefined) throw new Error(`the attachment ${row.id} has no request`);
      return { ...ofRequest(request), request_id: row.requestId };
    },
  },
  exports: {
    table: 'exports',
    owned: 'account',
    columns: row => ({
      account_id: row.accountId,
      person_id: row.createdBy.id,
      scope: row.spec.scope,
      status: row.status,
      retention_from: exportFrom(row),
    }),
  },
};

// `$1` is the person, `$2` their accounts.
const OF_PERSON = 'person_id = $1';
const OF_ACCOUNT = "account_id = any($2) and (person_id = $1 or scope = 'account')";
const OF_WHOLE_ACCOUNT = 'account_id = any($2) and $1::text is not null';

const select = (name: string, table: string, where: string, key = 'key', version = 'version'): string =>
  `select '${name}' as name, ${key} as key, ${version} as version, place, body from privacy.${table} where ${where}`;

/** Entries of the access log that a write looks at: which parts of a copy were downloaded, and what was disowned. */
const DOWNLOADS = "body->'own'->>'code' in ('download-copy', 'disown')";

/**
 * @param ofAccount which of an account's rows belong to the owner
 * @param logged which entries of the access log are loaded
 */
const loading = (ofAccount: string, logged = 'true'): string =>
  `${[
    select('session', 'sessions', OF_PERSON),
    ...TABLE_NAMES.map(name => {
      const { table, owned } = STORED[name];
      return select(name, table, owned === 'person' ? OF_PERSON : ofAccount);
    }),
    select('access', 'access_log', `${ofAccount} and ${logged}`, 'id', '1'),
    select('disclosures', 'disclosures', OF_WHOLE_ACCOUNT, 'id', '1'),
    select('letters', 'emails', OF_PERSON, 'id', '1'),
    select('tokens', 'tokens', OF_PERSON, 'token', '1'),
  ].join(' union all ')} order by name, place`;

/** Loads the person's session: every request begins with it. */
export const loadSessionOf = ({ userId }: Owner): NamedStatement => ({
  name: 'load session',
  text: 'select key, body from privacy.sessions where person_id = $1',
  values: [userId],
});

const LOAD = {
  read: { own: loading(OF_ACCOUNT), whole: loading(OF_WHOLE_ACCOUNT) },
  write: { own: loading(OF_ACCOUNT, DOWNLOADS), whole: loading(OF_WHOLE_ACCOUNT, DOWNLOADS) },
};

/** A statement that a connection plans once: planning the load of all tables takes longer than running it. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/**
 * Loads all rows of an owner as one statement, which sees one state of the database. The access log grows for as long as its
 * owner is a customer: a write has of it what was downloaded or disowned, and no more.
 */
export const loadOf = ({ userId, accountIds, whole }: Owner, purpose: 'read' | 'write'): NamedStatement => {
  const part = whole === true ? 'whole' : 'own';
  return { name: `load ${purpose} ${part}`, text: LOAD[purpose][part], values: [userId, accountIds] };
};

/** Loads the rows of one table of an account. */
export const loadTableOf = ({ userId, accountIds, whole }: Owner, name: TableName): NamedStatement => {
  const { table, owned } = STORED[name];
  const ofAccount = whole === true ? OF_WHOLE_ACCOUNT : OF_ACCOUNT;
  const where = owned === 'person' ? `${OF_PERSON} and $2::text[] is not null` : ofAccount;
  return {
    name: `load ${name} ${whole === true ? 'whole' : 'own'}`,
    text: `${select(name, table, where)} order by place`,
    values: [userId, accountIds],
  };
};

/** A row of a table with where it lies; `row` is what a later comparison takes for unchanged. */
export interface Placed {
  readonly name: string;
  readonly table: string;
  readonly key: string;
  readonly row: unknown;
  readonly columns: () => Columns;
}

/** The rows of all tables with their places, in their order. */
export const placedRows = (rows: Rows): Placed[] =>
  TABLE_NAMES.flatMap(name => {
    // A row of the table of this name, whichever that is.
    const { table, columns } = STORED[name] as StoredTable<never>;
    return rowsOf(rows, name).map(row => ({
      name,
      table,
      key: rowKey(name, row),
      row,
      columns: () => columns(row as never, rows),
    }));
  });
