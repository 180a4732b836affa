import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { productionFaults } from '../check/production.ts';
import { readConfig } from '../config.ts';
import { createPanel, type Panel } from './panel.ts';
import { runProgram } from './run-program.ts';
import { postgresSystem } from './source-systems.ts';
import { emptyTables } from './stores.ts';
import { systemChecks } from './system-checks.ts';

let panel: Panel;
let folder: string;
beforeAll(() => {
  panel = createPanel();
  folder = mkdtempSync(join(tmpdir(), 'privacy-check-'));
});
afterAll(() => {
  panel.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('check --production', () => {
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  /** Settings that may go live, with changes. */
  const env = (change: Record<string, string> = {}): Record<string, string> => {
    const example = readFileSync(panel.env['RETENTION'] ?? '', 'utf8');
    return {
      ...panel.env,
      LOG_LEVEL: 'info',
      RETENTION: file('retention.yaml', example.replaceAll('confirmed: false', 'confirmed: true')),
      ...change,
    };
  };
  const faultsOf = (change: Record<string, string>): string[] =>
    productionFaults(readConfig(env(change)), env(change));

  test('lets settings pass that may go live', async () => {
    await emptyTables();
    const { status, stdout, stderr } = runProgram('check/main.ts', ['--production'], env());
    expect([status, stderr, stdout]).toEqual([0, '', 'Nothing is wrong with the settings.\n']);
  });

  test.each([
    [{ DATABASE_URL: '', JOBS_DATABASE_URL: '' }, 'DATABASE_URL is not set: PostgreSQL beside the server'],
    [
      { DATABASE_URL: 'postgres://privacy_customer@db.example/privacy' },
      'DATABASE_URL reaches another machine',
    ],
    [{ IDENTITY_ISSUER: 'privacy-demo-panel' }, 'IDENTITY_ISSUER is the panel of the demo'],
    [{ LEDGER_DIR: '' }, 'LEDGER_DIR is not set'],
    [{ ORIGINS: 'http://panel.example' }, 'ORIGINS has http://panel.example, which is not https'],
    [
      { PUBLIC_URL: 'http://localhost:4020/api' },
      'PUBLIC_URL is http://localhost:4020/api, which is not https',
    ],
    [{ MONITORING_HOST: '0.0.0.0' }, 'MONITORING_HOST is every network'],
    [{ LOG_LEVEL: 'debug' }, 'LOG_LEVEL is debug'],
    [{ STEP_UP_EMAIL_CODE: 'on' }, 'STEP_UP_EMAIL_CODE is on, though SMTP_URL is not set'],
  ])('refuses %j', (change, sentence) => {
    expect(faultsOf(change as never)).toEqual([expect.stringContaining(sentence)]);
  });

  test('refuses periods that nobody confirmed, and keys that others can read', () => {
    const unconfirmed = faultsOf({ RETENTION: panel.env['RETENTION'] ?? '' });
    expect(unconfirmed).toEqual([
      expect.stringContaining('RETENTION has rows that nobody confirmed: drafts, cases'),
    ]);
    const keys = file('keys.json', readFileSync(panel.env['KEYS_FILE'] ?? '', 'utf8'));
    chmodSync(keys, 0o640);
    expect(faultsOf({ KEYS_FILE: keys })).toEqual([
      'KEYS_FILE can be read by others than its owner: chmod 600',
    ]);
  });

  test('refuses a panel that is asked in the open, and a secret that others can read', () => {
    const secret = file('client-secret', 'secret\n');
    const faultsWith = (url: string) =>
      faultsOf({
        IDENTITY_KEYS: '',
        IDENTITY_INTROSPECTION: url,
        IDENTITY_CLIENT_ID: 'privacy',
        IDENTITY_CLIENT_SECRET_FILE: secret,
      });
    expect(faultsWith('https://panel.example/introspect')).toEqual([]);
    expect(faultsWith('http://127.0.0.1:8080/introspect')).toEqual([]);
    expect(faultsWith('http://panel.example/introspect')).toEqual([
      expect.stringContaining('IDENTITY_INTROSPECTION is not https'),
    ]);
    chmodSync(secret, 0o644);
    expect(faultsWith('https://panel.example/introspect')).toEqual([
      'IDENTITY_CLIENT_SECRET_FILE can be read by others than its owner: chmod 600',
    ]);
  });

  test('ends with 1 and a line for each fault, those of the database among them', () => {
    const wrong = env({ LEDGER_DIR: '', JOBS_DATABASE_URL: inject('urls').owner });
    const { status, stderr } = runProgram('check/main.ts', ['--production'], wrong);
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining('LEDGER_DIR is not set'),
      expect.stringContaining('JOBS_DATABASE_URL: the role privacy_owner owns tables'),
    ]);
  });
});

describe('sources check', () => {
  systemChecks(() => postgresSystem('checked'));
});
