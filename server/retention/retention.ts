import { parse } from 'yaml';

/** What is kept for a time of its own, as `RETENTION` names it. */
export const RETENTION_ROWS = [
  'drafts',
  'cases',
  'copies',
  'consents',
  'acknowledgements',
  'access-log',
  'emails',
  'kept-answers',
  'jobs',
  'logs',
  'refusals',
] as const;
/** One of `RETENTION_ROWS`. */
export type RetentionRow = (typeof RETENTION_ROWS)[number];

/** A time of the calendar or of the clock, as ISO 8601 writes it: years, months, days and hours. */
interface Duration {
  readonly years: number;
  readonly months: number;
  readonly days: number;
  readonly hours: number;
}

/** How long one row is kept, and whether the operator has confirmed it. */
interface Period {
  /** Undefined: as long as mailings are sent. */
  readonly after: Duration | undefined;
  readonly confirmed: boolean;
}

/** How long the server keeps its own data. */
export type Retention = Readonly<Record<RetentionRow, Period>>;

/** The time of a person's «no»: no job ends it. */
const WHILE_MAILINGS = 'while-mailings';
const ISO = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?(?:T(\d+)H)?$/;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns undefined for a text that is no time, or none at all */
function durationOf(text: unknown): Duration | undefined {
  const [found, ...numbers] = (typeof text === 'string' ? ISO.exec(text) : null) ?? [];
  const [years = 0, months = 0, days = 0, hours = 0] = numbers.map(number => Number(number ?? 0));
  if (found === undefined || years + months + days + hours === 0) return undefined;
  return { years, months, days, hours };
}

/**
 * Reads the periods of retention: YAML or JSON as `retention.schema.json` describes it.
 * @throws Error with all faults, each of which names its row
 */
export function readRetention(text: string): Retention {
  const file: unknown = parse(text);
  if (!isObject(file)) throw new Error('holds no rows');
  const faults = Object.keys(file)
    .filter(name => !(RETENTION_ROWS as readonly string[]).includes(name))
    .map(name => `«${name}» is no row`);
  const periods = RETENTION_ROWS.map((name): [RetentionRow, Period] => {
    const row = file[name];
    if (!isObject(row)) {
      faults.push(`«${name}» is missing`);
      return [name, { after: undefined, confirmed: false }];
    }
    const { after, confirmed } = row;
    const duration = durationOf(after);
    if (name === 'refusals' && after !== WHILE_MAILINGS)
      faults.push(
        `«${name}» needs «after: ${WHILE_MAILINGS}»: a «no» that was forgotten would be written to`,
      );
    if (name !== 'refusals' && duration === undefined)
      faults.push(`«${name}» needs «after» as P90D, P3Y or PT24H`);
    if (typeof confirmed !== 'boolean')
      faults.push(`«${name}» needs «confirmed: true» or «confirmed: false»`);
    return [name, { after: duration, confirmed: confirmed === true }];
  });
  if (faults.length > 0) throw new Error(faults.join('; '));
  return Object.fromEntries(periods) as Retention;
}

/** The rows that the operator has not confirmed yet. */
export const unconfirmed = (retention: Retention): RetentionRow[] =>
  RETENTION_ROWS.filter(name => !retention[name].confirmed);

/** The instant before which a row's time is over; undefined for a row that no job deletes. */
export function cutoffOf(retention: Retention, name: RetentionRow, now: Date): Date | undefined {
  const { after } = retention[name];
  if (after === undefined) return undefined;
  const cutoff = new Date(now);
  cutoff.setUTCFullYear(cutoff.getUTCFullYear() - after.years);
  cutoff.setUTCMonth(cutoff.getUTCMonth() - after.months);
  cutoff.setUTCDate(cutoff.getUTCDate() - after.days);
  cutoff.setUTCHours(cutoff.getUTCHours() - after.hours);
  return cutoff;
}
