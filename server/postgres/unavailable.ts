/**
 * Codes after which the same request may go well later: a lock or a statement that took too long, a database that stops, starts
 * or has no connection left, and a host that does not answer (PostgreSQL, appendix A; Node.js, common system errors).
 */
const CODES = new Set([
  '55P03',
  '57014',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '25P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
]);
/** What `pg` throws without a code when a connection cannot be had or has broken. */
const MESSAGES = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** Whether what was thrown says that the database cannot be reached now. */
export function isUnavailable(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  const { code, syscall } = thrown as NodeJS.ErrnoException;
  // A file that is missing is no database that is missing: only a connection's errors count.
  const ofSystem = code === 'ENOENT' ? syscall === 'connect' : true;
  return (code !== undefined && CODES.has(code) && ofSystem) || MESSAGES.test(thrown.message);
}
