import { type DestinationStream, type Logger, pino } from 'pino';

/** Errors whose message repeats what it was about: a text that was parsed, a value that a statement had. */
const QUOTING = new Set(['SyntaxError', 'RangeError', 'URIError']);

/** Whether a database sent the error: its message, `detail`, `where` and `sql` may hold values of rows. */
const isFromDatabase = (
  thrown: Error,
): thrown is Error & { code?: string; table?: string; constraint?: string } =>
  'severity' in thrown || 'sqlState' in thrown;

/** What is known of an error without the values it was about. */
export function errorFields(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const { name, message, stack = '', cause } = thrown;
  const fields = {
    name,
    // The first lines of a stack are the message.
    stack: stack.split('\n').filter(line => /^\s+at /.test(line)),
    ...('code' in thrown ? { code: thrown.code } : {}),
    ...(cause === undefined ? {} : { cause: errorFields(cause) }),
  };
  if (isFromDatabase(thrown)) return { ...fields, table: thrown.table, constraint: thrown.constraint };
  return QUOTING.has(name) ? fields : { message, ...fields };
}

/** Members that are never written, wherever somebody puts them. */
const SECRETS = ['authorization', 'cookie', 'token', 'secret', 'password'].flatMap(name => [
  name,
  `*.${name}`,
]);

/**
 * The log of the program: JSON lines, without personal data.
 * @param to default: standard output
 */
export const createLog = (level: string, to?: DestinationStream): Logger =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: SECRETS },
    to ?? pino.destination(1),
  );

export type { Logger };
