import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { messageOf } from '../run.ts';
import type { components } from '../../core/generated/staff-schema.ts';

// The staff's side from the command line: `node scripts/server.mjs staff queue`. STAFF_URL and STAFF_TOKEN say where and who.

type Schema = components['schemas'];

const USAGE = `Usage: node scripts/server.mjs staff COMMAND
  queue [--state open|overdue|all]            the queue, the case whose day comes first at the top
  show ID --reason TEXT                       a case; the person sees the look and its reason
  take ID                                     takes a case into work
  ask ID --text TEXT                          asks the customer
  message ID --text TEXT                      writes to the customer
  extend ID --reason TEXT [--by N]            extends the term, once
  answer ID --file answer.json [--text TEXT]  {"outcomes": [{"label", "kind", "text", "until", "law"}]}
  refuse ID --reason TEXT --law LAW [--article TEXT]
  register --file case.json                   a request that came on paper or by email
  letters --file mailing.json                 which addresses a mailing may be sent to; needs the mailing system's token
  notices ACCOUNT --kind billing|services|security
                                              whom of an account a service notice goes to; needs the mailing system's token
STAFF_URL (default http://127.0.0.1:4021/staff/v1) and STAFF_TOKEN are read from the environment.`;

/** What a command line asks for. */
interface Command {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

/** @throws Error with the usage when the command line is not one of those above */
export function commandOf(args: readonly string[]): Command {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      state: { type: 'string', default: 'open' },
      reason: { type: 'string' },
      text: { type: 'string' },
      by: { type: 'string' },
      file: { type: 'string' },
      law: { type: 'string' },
      article: { type: 'string' },
      kind: { type: 'string' },
    },
  });
  const [name = '', id = ''] = positionals;
  const need = (key: 'reason' | 'text' | 'file' | 'law' | 'kind'): string => {
    const value = values[key];
    if (value === undefined) throw new Error(`${name} needs --${key}\n${USAGE}`);
    return value;
  };
  const file = (): Record<string, unknown> =>
    JSON.parse(readFileSync(need('file'), 'utf8')) as Record<string, unknown>;
  const post = (action: string, body?: unknown): Command => {
    if (id === '') throw new Error(`${name} needs the id of a case\n${USAGE}`);
    const path = `/cases/${encodeURIComponent(id)}/${action}`;
    return body === undefined ? { method: 'POST', path } : { method: 'POST', path, body };
  };
  switch (name) {
    case 'queue':
      return { method: 'GET', path: `/cases?state=${encodeURIComponent(values.state)}&limit=200` };
    case 'show':
      return post('views', { reason: need('reason') });
    case 'take':
      return post('take');
    case 'ask':
      return post('ask', { text: need('text') });
    case 'message':
      return post('messages', { text: need('text') });
    case 'extend':
      return post('extend', {
        reason: need('reason'),
        ...(values.by === undefined ? {} : { by: Number(values.by) }),
      });
    case 'answer':
      return post('answer', { ...file(), ...(values.text === undefined ? {} : { text: values.text }) });
    case 'refuse':
      return post('refuse', {
        reason: need('reason'),
        law: { law: need('law'), ...(values.article === undefined ? {} : { article: values.article }) },
      });
    case 'letters':
      return { method: 'POST', path: '/operator/letters', body: file() };
    case 'notices': {
      if (id === '') throw new Error(`notices needs the id of an account\n${USAGE}`);
      const kind = encodeURIComponent(need('kind'));
      return { method: 'GET', path: `/operator/accounts/${encodeURIComponent(id)}/notices/${kind}` };
    }
    case 'register':
      return { method: 'POST', path: '/cases', body: file() };
    default:
      throw new Error(USAGE);
  }
}

const line = ({ staffDue = '—', number, kind, status, overdue, id }: Schema['CaseLine']): string =>
  [staffDue, number, kind.padEnd(18), status.padEnd(10), overdue ? 'overdue' : '       ', id].join('  ');

/** Sends what the command line asks for. @returns what is printed, and whether it went well */
export async function runStaff(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ ok: boolean; output: string }> {
  const { method, path, body } = commandOf(args);
  const response = await fetch(`${env['STAFF_URL'] ?? 'http://127.0.0.1:4021/staff/v1'}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${env['STAFF_TOKEN'] ?? ''}`,
      ...(method === 'POST' ? { 'Idempotency-Key': randomUUID() } : {}),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as unknown;
  const isList = response.ok && path.startsWith('/cases?');
  return {
    ok: response.ok,
    output: isList
      ? (answer as Schema['CaseList']).items.map(line).join('\n')
      : JSON.stringify(answer, null, 2),
  };
}

if (import.meta.filename === process.argv[1])
  await runStaff(process.argv.slice(2), process.env).then(
    ({ ok, output }) => {
      process.stdout.write(`${output}\n`);
      process.exitCode = ok ? 0 : 1;
    },
    (thrown: unknown) => {
      process.stderr.write(`${messageOf(thrown)}\n`);
      process.exitCode = 1;
    },
  );
