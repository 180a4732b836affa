import type { PageQuery } from '../../../core/register/source-data.ts';

/** What a manifest may name as the SQL that its queries are written in. */
export const DIALECT_IDS = ['postgresql', 'mysql', 'mariadb'] as const;
export type DialectId = (typeof DIALECT_IDS)[number];

/** A statement with its values. */
export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** Binds a value. @returns its place */
export type Bind = (value: unknown) => string;

/**
 * What differs between databases in the SQL that `queries.ts` writes. Arguments and results are expressions of SQL; a place is where
 * a value is bound.
 */
export interface Syntax {
  /** The place of the value of this number, from 1. Values stand in the order of their places in the text. */
  place(number: number): string;
  /** A value as the driver binds it. */
  valueOf(value: unknown): unknown;
  text(expression: string): string;
  /** A title, in the database's order for people. */
  title(expression: string): string;
  /** An id that is unique among the kinds of a category, and sorts by its bytes. */
  id(kind: string, id: string): string;
  /** The instant of a record inside the table `records`, in a form in which the database's indexes can be used. */
  storedInstant(expression: string): string;
  /** The instant at which the clock of a zone shows a time that has no zone. @param zone a name of the IANA database */
  zonedInstant(expression: string, zone: string): string;
  /** A bound instant. */
  instant(place: string): string;
  integer(place: string): string;
  decimal(expression: string): string;
  /** Whether a text that is not null can be read as a decimal. Where reading another one fails, it is always true. */
  isDecimal(expression: string): string;
  /** The columns of the table `records` as they are read. @param more names of those that not every category has */
  columns(more: readonly string[]): string;
  /** The column `at` to the microsecond, UTC, in a form that sorts as text. */
  readonly exact: string;
  /** The year or the day of the column `at` in Moscow, as text. */
  moscowPeriod(by: 'year' | 'day'): string;
  /** A text as it is searched: in lower case, «ё» as «е», compared by its letters alone. */
  searched(expression: string): string;
  /** The record comes after another one in a list from the newest to the oldest. */
  isAfter(bind: Bind, other: { readonly at: string; readonly id: string }): string;
  readonly orders: Readonly<Record<PageQuery['sort'], string>>;
  /** A title where it sorts by its bytes. */
  byBytes(column: string): string;
  /** The quotient of two integers, rounded down. */
  quotient(dividend: string, divisor: string): string;
}

/** One connection of a pool. */
export interface SourceConnection {
  /**
   * Reads in a read-only transaction of this one statement.
   * @param ms the system ends the statement after that
   * @returns rows whose values are texts, numbers that are exact, instants as `Date`, or null; days, decimals and 64-bit integers are texts
   */
  select<Row extends object>(statement: Statement, ms: number): Promise<Row[]>;
  /** Gives it back. @param broken it is closed, and not used again */
  release(broken?: boolean): void;
}

/** Connections to a system, of a role that can only select. */
export interface SourcePool {
  readonly syntax: Syntax;
  connect(): Promise<SourceConnection>;
  end(): Promise<void>;
}

/** How connections are opened. */
export interface PoolSettings {
  readonly url: string;
  readonly max: number;
  readonly connectMs: number;
  /** Is called when a connection breaks that is not used. */
  readonly onBroken: (error: Error) => void;
}

/** What a role may do besides reading. */
export interface Rights {
  readonly role: string;
  /** It is more than a reader of tables: it may make roles or databases, read files, and the like. */
  readonly mighty: boolean;
  /** What it may write to. */
  readonly writable: readonly string[];
  /** Roles that it holds and whose rights are not known. */
  readonly unknownRoles: readonly string[];
  /** Statements that revoke what it may write to because everybody may (`PUBLIC` of MariaDB). */
  readonly ofEverybody?: readonly string[];
}

/**
 * What values of a column are, as far as `sources check` looks: a day, a time without a zone, an instant, bytes, JSON; `other` is any
 * other type, and a time of MariaDB and MySQL that an expression makes, such as `convert_tz`.
 */
export type ColumnType = 'day' | 'local-time' | 'instant' | 'binary' | 'json' | 'other';

/** A column that a statement brings. */
export interface FoundColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A connection that finds out about a system, for `sources check`. */
export interface CheckConnection {
  readonly syntax: Syntax;
  rights(): Promise<Rights>;
  /** All tables that the role sees, with their columns. */
  tables(): Promise<readonly { readonly table: string; readonly columns: readonly string[] }[]>;
  /** The columns that a statement brings. */
  columnsOf(statement: Statement): Promise<FoundColumn[]>;
  /** Tables above a size that a statement reads whole, as the database plans it. */
  scans(
    statement: Statement,
    aboveRows: number,
  ): Promise<readonly { readonly table: string; readonly rows: number }[]>;
  select<Row extends object>(statement: Statement): Promise<Row[]>;
  end(): Promise<void>;
}

/** A kind of database that a system may be connected by. */
export interface Dialect {
  readonly syntax: Syntax;
  openPool(settings: PoolSettings): Promise<SourcePool>;
  /** Opens the one connection of a check. @param connectMs,statementMs its limits */
  check(url: string, connectMs: number, statementMs: number): Promise<CheckConnection>;
}
