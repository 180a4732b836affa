import type { Answer, OperationId } from '../../src/api/operation.ts';
import { Broken, Unable, type Report } from './report.ts';
import type { CallInput, CallResult, Server } from './server.ts';

/** What every area of checks is given. */
export interface Visit {
  readonly server: Server;
  readonly report: Report;
  readonly session: Answer<'getSession'>;
  /** The second sign-in. */
  readonly also: Server | undefined;
  /** How to sign in freshly; `panel` has no secret. */
  readonly stepUp: { method: string; secret: string } | undefined;
  /** Another origin the module may be served from. */
  readonly origin: string | undefined;
}

/** An id that nobody has. */
export const UNKNOWN = 'contract-test-no-such-id';

/** A new idempotency key. */
export const newKey = (): string => crypto.randomUUID();

/** A bound pair for one area: checks, and what was left out. */
export const areaOf = ({ report }: Pick<Visit, 'report'>, area: string) => ({
  check: <T>(title: string, action: () => Promise<T>) => report.check(area, title, action),
  skip: (title: string, reason: string) => report.skip(area, title, reason),
});

/** The value, or the end of the check. */
export function found<T>(value: T | undefined, otherwise: string): T {
  if (value === undefined) throw new Unable(otherwise);
  return value;
}

/** One header; a missing one is reported as a fault of its own. */
export function headerOf({ call, headers }: CallResult<OperationId>, name: string): string {
  const value = headers.get(name);
  if (value === null) throw new Broken(`${call}: no ${name} header`);
  return value;
}

/**
 * The same write twice under one key, then another body under it.
 * @returns the first answer
 */
export async function writeTwice<Id extends OperationId>(
  { server, report }: Pick<Visit, 'server' | 'report'>,
  id: Id,
  input: CallInput,
  other: unknown,
): Promise<CallResult<Id>> {
  const key = newKey();
  const first = await server.call(id, { ...input, key });
  const again = await server.call(id, { ...input, key });
  report.expect(
    again.status === first.status && again.text === first.text,
    `${first.call}: the second call with one Idempotency-Key has another answer`,
  );
  await server.call(id, { ...input, json: other, key, problem: 'key-reused' });
  return first;
}

/** Every state a read must leave alone, by name. Work that goes on by itself is left out. */
export async function stateOf({ server }: Pick<Visit, 'server'>): Promise<Record<string, string>> {
  const state: Record<string, string> = {};
  const session = (await server.call('getSession')).json;
  state['session policyToAcknowledge'] = session.policyToAcknowledge ?? 'nothing';
  state['session account'] = session.account.id;
  for (const { topic, state: is } of (await server.call('getMailings')).json.topics)
    state[`mailing ${topic}`] = is;
  for (const { id, status, updatedAt } of (await server.call('listRequests')).json.items)
    state[`request ${id}`] = `${status} of ${updatedAt}`;
  for (const { id, status } of (await server.call('listExports')).json.items) {
    if (['queued', 'collecting', 'packing'].includes(status)) continue;
    state[`export ${id}`] = status;
  }
  for (const { id, status } of (await server.call('listConsents')).json.items)
    state[`consent ${id}`] = status;
  return state;
}
