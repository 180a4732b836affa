import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { ConfigError, readConfig } from '../config.ts';
import { migrate } from '../postgres/migrate.ts';
import { createPanel, type Panel } from './panel.ts';

let panel: Panel;
let folder: string;
beforeAll(() => {
  panel = createPanel();
  folder = mkdtempSync(join(tmpdir(), 'privacy-config-'));
});
afterAll(() => {
  panel.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What is wrong with the settings of a working server after a change. */
const faultsOf = (change: Record<string, string>): string => {
  try {
    readConfig({ ...panel.env, ...change });
    return '';
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown;
    return thrown.message;
  }
};
const file = (text: string): string => {
  const path = join(folder, `${Math.random()}`);
  writeFileSync(path, text);
  return path;
};

test('an empty environment names every setting that has no default', () => {
  expect(() => readConfig({})).toThrow(
    [
      'KEYS_FILE is not set',
      'RETENTION is not set',
      'ORIGINS is not set',
      'IDENTITY_KEYS is not set',
      'IDENTITY_ISSUER is not set',
      'IDENTITY_AUDIENCE is not set',
      'IDENTITY_IMPERSONATION is not set',
      'IDENTITY_COOKIE is not set',
    ].join('\n'),
  );
});

test.each([
  [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL is no address'],
  [{ JOBS_DATABASE_URL: '' }, 'JOBS_DATABASE_URL is not set, though'],
  [{ DATABASE_URL: '', MIGRATION_DATABASE_URL: 'postgres://x' }, 'DATABASE_URL is not set, though'],
  [{ PORT: '99999' }, 'PORT is no port'],
  [{ BASE_PATH: '/api/' }, 'BASE_PATH is no absolute path'],
  [{ ORIGINS: 'https://panel.example, *' }, 'ORIGINS has «*»'],
  [{ ORIGINS: 'https://panel.example/' }, 'ORIGINS has «https://panel.example/»'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is none of'],
  [{ JOBS: 'maybe' }, 'JOBS is neither here nor elsewhere'],
  [{ IDENTITY_COOKIE: 'a b' }, 'IDENTITY_COOKIE is no name of a cookie'],
  [{ IDENTITY_IMPERSONATION: 'yes' }, 'IDENTITY_IMPERSONATION is neither'],
  [{ IDENTITY_KEYS: '/nowhere.json' }, 'IDENTITY_KEYS ENOENT'],
  [{ IDENTITY_INTROSPECTION: 'https://panel.example/introspect' }, 'are both set'],
  [{ IDENTITY_CLIENT_ID: 'privacy' }, 'IDENTITY_INTROSPECTION is not set, though IDENTITY_CLIENT_ID is'],
  [
    { IDENTITY_KEYS: '', IDENTITY_INTROSPECTION: 'https://panel.example/introspect' },
    'IDENTITY_CLIENT_ID is not set, though IDENTITY_INTROSPECTION is\nIDENTITY_CLIENT_SECRET_FILE is not set, though',
  ],
  [
    { IDENTITY_KEYS: '', IDENTITY_INTROSPECTION: 'https://privacy:secret@panel.example/introspect' },
    'IDENTITY_INTROSPECTION is no address like',
  ],
  [{ IDENTITY_CLIENT_SECRET_FILE: '/dev/null' }, 'IDENTITY_CLIENT_SECRET_FILE is an empty file'],
])('%j is refused by name', (change, fault) => {
  expect(faultsOf(change as never)).toContain(fault);
});

test('keys that could be misused are refused', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const keys = (...list: object[]) => faultsOf({ IDENTITY_KEYS: file(JSON.stringify({ keys: list })) });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256' };
  expect(keys(jwk)).toBe('');
  expect(keys()).toBe('IDENTITY_KEYS has no keys');
  expect(keys({ ...jwk, kid: undefined })).toBe('IDENTITY_KEYS has a key without kid');
  expect(keys({ ...jwk, alg: undefined })).toContain('whose alg is not one of ES256');
  expect(keys({ kty: 'oct', k: 'c2VjcmV0', kid: 'k1', alg: 'HS256' })).toContain('whose alg is not one of');
  expect(keys({ ...privateKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256' })).toContain(
    'the private part',
  );
  expect(keys(jwk, jwk)).toBe('IDENTITY_KEYS has two keys of one kid');
});

/** Runs the program with settings until it ends. */
const start = (env: Record<string, string>) =>
  spawnSync(process.execPath, ['--import', 'tsx', join(import.meta.dirname, '../main.ts')], {
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });

test.each([
  ['DATABASE_URL', 'privacy_admin', () => inject('urls').admin, 'is a superuser'],
  ['DATABASE_URL', 'privacy_owner', () => inject('urls').owner, 'owns tables'],
  ['JOBS_DATABASE_URL', 'privacy_owner', () => inject('urls').owner, 'owns tables'],
])('the program ends with a sentence for the %s of %s', (setting, role, url, fault) => {
  const { status, stderr } = start({ ...panel.env, [setting]: url() });
  const sentence = `${setting}: the role ${role} ${fault}`;
  expect([status, stderr.trim()]).toEqual([1, expect.stringContaining(sentence)]);
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('the program ends with a sentence for the database of a demo', async () => {
  const urls = inject('urls');
  const elsewhere = (url: string) => url.replace('/privacy?', '/of_demo?');
  const admin = new Client({ connectionString: urls.admin });
  await admin.connect();
  await admin.query('create database of_demo owner privacy_owner');
  const owner = new Client({ connectionString: elsewhere(urls.owner) });
  await owner.connect();
  await migrate(owner, 'demo');
  await owner.end();
  const { status, stderr } = start({
    ...panel.env,
    DATABASE_URL: elsewhere(urls.customer),
    JOBS_DATABASE_URL: elsewhere(urls.jobs),
  });
  await admin.query('drop database of_demo with (force)');
  await admin.end();
  expect([status, stderr.trim()]).toEqual([
    1,
    'DATABASE_URL: the database is of the demo: this program refuses it',
  ]);
});

test('the program without settings ends with their names', () => {
  const { status, stderr } = start({});
  expect(status).toBe(1);
  expect(stderr).toContain('IDENTITY_KEYS is not set');
});
