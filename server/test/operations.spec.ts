import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLog, errorFields } from '../log.ts';
import type { RunningServer } from '../server.ts';
import { createPanel, fillDirectory, type Panel, signIn } from './panel.ts';
import { emptyTables, postgres } from './stores.ts';
import { poolAs } from './pools.ts';

let panel: Panel;
let server: RunningServer;
let lines: string[];
const start = async (options: Parameters<Panel['start']>[0] = {}, env: Record<string, string> = {}) => {
  panel = createPanel(env);
  lines = [];
  server = await panel.start({
    log: createLog('debug', { write: line => void lines.push(line) }),
    ...options,
  });
};
beforeEach(async () => {
  await emptyTables();
  await fillDirectory();
});
afterEach(async () => {
  await server.stop();
  panel.close();
});

const monitored = async (path: string) => {
  const response = await fetch(`http://127.0.0.1:${server.monitoringPort}${path}`);
  return [response.status, await response.text()] as const;
};
const NEW = { kind: 'access', scope: 'person', details: { mode: 'copy', all: true } };

/** A journey through all that logs: reads, writes, refusals, errors. @returns secrets that it used */
async function journey(): Promise<string[]> {
  const token = await panel.token();
  const { send } = await signIn(server, token);
  const created = await send('/requests', { method: 'POST', json: NEW });
  const { id } = (await created.json()) as { id: string };
  await send(`/requests/${id}/attachments`, {
    method: 'POST',
    json: { name: 'паспорт-лесной.pdf', size: 5, sha256: '0'.repeat(64) },
  });
  await send('/register/search', { method: 'POST', json: { text: 'Северный ветер', scope: 'person' } });
  await send('/objections/statistics', {
    method: 'PUT',
    json: { object: true, situation: 'Прошу не считать мои визиты.' },
  });
  await send('/session/step-up', { method: 'POST', json: { method: 'code', secret: '918273' } });
  await send('/requests', { method: 'POST', json: { ...NEW, nickname: 'Лесная Вера' } });
  for (const path of ['/session', '/register', '/register/account', '/statement', '/access-log', '/mailings'])
    await send(path);
  const under = postgres();
  await under.giveToken('tk-a1b2c3d4', 'u-owner');
  await under.close();
  const base = `http://127.0.0.1:${server.port}/api/privacy/v1`;
  await fetch(`${base}/unsubscribe/tk-a1b2c3d4`, { method: 'POST' });
  await fetch(`${base}/unsubscribe/tk-unknown-99`);
  await fetch(`${base}/session`, { headers: { Authorization: `Bearer ${token}x` } });
  await fetch(`${base}/nothing/vera.lesnaya@example.ru`);
  return [token, 'tk-a1b2c3d4', 'tk-unknown-99', '918273'];
}

test('the log of a whole journey holds no name, address, text or token', async () => {
  await start();
  const secrets = await journey();
  const log = lines.join('');
  expect(lines.length).toBeGreaterThan(15);
  for (const word of [
    ...secrets,
    'Лесная',
    'Вера',
    'Северный',
    'vera',
    '104-72',
    'паспорт',
    'визиты',
    'panel_session',
  ])
    expect(log.includes(word), word).toBe(false);
});

test('the log of a failing database holds no value of a row', async () => {
  await start();
  const pool = poolAs('customer');
  const thrown = await pool.query("select 'Лесная'::int").catch((error: unknown) => error);
  await pool.end();
  const parsed = (() => {
    try {
      return JSON.parse('Лесная') as unknown;
    } catch (error) {
      return error;
    }
  })();
  for (const error of [thrown, parsed, new Error('failed', { cause: thrown })]) {
    const fields = JSON.stringify(errorFields(error));
    expect(fields).not.toContain('Лесная');
    expect(fields).toContain('at ');
  }
  expect(errorFields(thrown)).toMatchObject({ code: '22P02' });
  // What the driver of MySQL and MariaDB throws.
  const fromMysql = Object.assign(new Error("Incorrect datetime value: 'Лесная'"), {
    code: 'ER_TRUNCATED_WRONG_VALUE',
    errno: 1292,
    sqlState: '22007',
    sqlMessage: "Incorrect datetime value: 'Лесная'",
    sql: "select 'Лесная'",
  });
  const fields = errorFields(fromMysql);
  expect(JSON.stringify(fields)).not.toContain('Лесная');
  expect(fields).toMatchObject({ code: 'ER_TRUNCATED_WRONG_VALUE' });
});

test('monitoring has a port of its own, and its metrics name operations and no person', async () => {
  await start();
  const secrets = await journey();
  expect(await monitored('/healthz')).toEqual([200, 'ok']);
  expect(await monitored('/readyz')).toEqual([200, 'ok']);
  const [status, metrics] = await monitored('/metrics');
  expect(status).toBe(200);
  expect(metrics).toContain(
    'privacy_http_request_duration_seconds_count{operation="getSession",status="200"}',
  );
  expect(metrics).toContain('privacy_http_request_duration_seconds_count{operation="none",status="404"} 1');
  expect(metrics).toMatch(/privacy_jobs_due \d/);
  expect(metrics).toMatch(/privacy_database_connections\{pool="customers",state="waiting"\} 0/);
  for (const word of [...secrets, 'u-owner', 'acc-1']) expect(metrics.includes(word), word).toBe(false);
});

test('a session that asks too often is refused for a while, another one is not', async () => {
  await start({}, { RATE_LIMIT: '5' });
  const { send } = await signIn(server, await panel.token());
  const statuses = [];
  for (let i = 0; i < 5; i += 1) statuses.push((await send('/policy/versions')).status);
  // The sign-in has read the session once.
  expect(statuses).toEqual([200, 200, 200, 200, 429]);
  const refused = await send('/policy/versions');
  expect(refused.headers.get('Retry-After')).toMatch(/^([1-9]|1[0-2])$/);
  expect(refused.headers.get('Content-Type')).toBe('application/problem+json');
  expect(await refused.json()).toMatchObject({ type: '/problems/rate-limited', status: 429 });
  const other = await signIn(server, await panel.token({ sid: 's-2' }));
  expect((await other.send('/policy/versions')).status).toBe(200);
});

/** Sends text over a connection of its own. @returns what the server answers until it closes */
async function raw(text: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', chunk => (answer += String(chunk)));
  // A server that has answered closes the connection, whatever is still being sent.
  socket.on('error', () => undefined);
  socket.write(text);
  await once(socket, 'close');
  return answer;
}
const SHORT = { headersMs: 300, requestMs: 400, checkMs: 50, idleMs: 1500 };
const POST = 'POST /api/privacy/v1/requests HTTP/1.1\r\nHost: x\r\n';

test('a client that sends too slowly is answered 408, one with too much in its headers 431', async () => {
  await start({ limits: SHORT });
  expect(await raw('GET /api/privacy/v1/session HTTP/1.1\r\nHost: x\r\n')).toContain(' 408 ');
  expect(await raw(`${POST}Content-Length: 100\r\n\r\n{`)).toContain(' 408 ');
  expect(await raw(`${POST}X-Long: ${'x'.repeat(20_000)}\r\n\r\n`)).toContain(' 431 ');
});

test('a connection on which nothing moves is closed', async () => {
  await start({ limits: { idleMs: 200, checkMs: 10_000 } });
  expect(await raw('')).toBe('');
});

test('a stop lets a request that is running end, and is not ready meanwhile', async () => {
  await start();
  const { send } = await signIn(server, await panel.token());
  const admin = poolAs('admin');
  const holder = await admin.connect();
  await holder.query('begin; lock table privacy.objections in access exclusive mode');
  const slow = send('/consents');
  await expect
    .poll(
      async () => (await admin.query("select from pg_stat_activity where wait_event_type = 'Lock'")).rowCount,
    )
    .toBeGreaterThan(0);
  const stopped = server.stop();
  await expect.poll(async () => (await monitored('/readyz'))[0]).toBe(503);
  await expect(send('/consents')).rejects.toThrow();
  await holder.query('rollback');
  expect((await slow).status).toBe(200);
  await stopped;
  await expect(monitored('/healthz')).rejects.toThrow();
  holder.release();
  await admin.end();
  server = await panel.start();
});
