import { type Logger, pino } from 'pino';

/** What is known of an error without the values it was about: PostgreSQL puts those into `detail` and `where`. */
export function errorFields(thrown: unknown): Record<string, unknown> {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const { name, message, stack, cause } = thrown;
  const code = 'code' in thrown ? { code: thrown.code } : {};
  return { name, message, stack, ...code, ...(cause === undefined ? {} : { cause: errorFields(cause) }) };
}

/** The log of the program: JSON lines on standard output, without personal data. */
export const createLog = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });

export type { Logger };
