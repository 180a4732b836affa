import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose';
import { inject } from 'vitest';
import { type Config, readConfig } from '../config.ts';
import type { SecretKey } from '../keys/keys.ts';
import type { Limits } from '../limits.ts';
import { createLog, type Logger } from '../log.ts';
import { type RunningServer, startServer } from '../server.ts';
import { NOW } from './examples.ts';
import { poolAs } from './pools.ts';

/** The origin of the panel in the suites. */
export const ORIGIN = 'https://panel.example';
const COOKIE = 'panel_session';

/** A panel that signs people in, with a server that believes it. */
export interface Panel {
  readonly config: Config;
  /** The environment the server was configured with. */
  readonly env: Record<string, string>;
  /** The public key as a text: what an attacker may use as a secret. */
  readonly publicKey: string;
  /** A token; members of claims or header that are undefined are left out. */
  token(claims?: JWTPayload, header?: Partial<JWTHeaderParameters>): Promise<string>;
  start(options?: { readonly log?: Logger; readonly limits?: Partial<Limits> }): Promise<RunningServer>;
  close(): void;
}

/** Makes a panel with a key of its own. @param change settings of its server that are other than those of all suites */
export function createPanel(change: Readonly<Record<string, string>> = {}): Panel {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-panel-'));
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'ES256' };
  writeFileSync(join(folder, 'keys.json'), JSON.stringify({ keys: [jwk] }));
  const env = {
    DATABASE_URL: change['DATABASE_URL'] ?? inject('urls').customer,
    JOBS_DATABASE_URL: change['JOBS_DATABASE_URL'] ?? inject('urls').jobs,
    DATA_DIR: folder,
    LEDGER_DIR: join(folder, 'ledger'),
    PORT: '0',
    MONITORING_PORT: '0',
    // Suites call as fast as they can.
    RATE_LIMIT: '100000',
    ORIGINS: ORIGIN,
    IDENTITY_KEYS: join(folder, 'keys.json'),
    IDENTITY_ISSUER: 'https://panel.example/',
    IDENTITY_AUDIENCE: 'privacy',
    IDENTITY_COOKIE: COOKIE,
    IDENTITY_IMPERSONATION: 'claim',
    KEYS_FILE: change['KEYS_FILE'] ?? inject('keysFile'),
    RETENTION: join(import.meta.dirname, '../retention.example.yaml'),
    LOG_LEVEL: 'silent',
    ...change,
  };
  const config = readConfig(env);
  const seconds = NOW.getTime() / 1000;
  return {
    config,
    env,
    publicKey: publicKey.export({ format: 'pem', type: 'spki' }) as string,
    token: (claims = {}, header = {}) =>
      new SignJWT({
        iss: 'https://panel.example/',
        aud: 'privacy',
        sub: 'u-owner',
        sid: 's-1',
        iat: seconds - 60,
        exp: seconds + 600,
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256', kid: 'k1', ...header })
        .sign(privateKey),
    start: ({ log = createLog('silent'), limits = {} } = {}) =>
      startServer(config, log, { clock: () => NOW, limits }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The key that makes the CSRF tokens of a panel's server. */
export const csrfKeyOf = ({ config }: Panel): SecretKey => {
  const [key] = config.identity.csrfKeys;
  if (key === undefined) throw new Error('no CSRF key');
  return key;
};

/** A customer in a browser: cookie, origin and CSRF token. */
export interface Browser {
  send(
    path: string,
    init?: { method?: string; json?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
}

/** A customer who is signed in with a token. */
export async function signIn({ port }: RunningServer, token: string): Promise<Browser> {
  const cookie = `${COOKIE}=${token}`;
  const send =
    (csrfToken: string): Browser['send'] =>
    (path, { method = 'GET', json, headers = {} } = {}) =>
      fetch(`http://127.0.0.1:${port}/api/privacy/v1${path}`, {
        method,
        headers: {
          Cookie: cookie,
          ...(method === 'GET'
            ? {}
            : { Origin: ORIGIN, 'X-CSRF-Token': csrfToken, 'Idempotency-Key': randomUUID() }),
          ...(json === undefined ? {} : { 'Content-Type': 'application/json' }),
          ...headers,
        },
        ...(json === undefined ? {} : { body: JSON.stringify(json) }),
      });
  const session = (await (await send('')('/session')).json()) as { csrfToken?: string };
  return { send: send(session.csrfToken ?? '') };
}

/** Puts an account with two people, and a stranger with an account of their own, into the directory. */
export async function fillDirectory(): Promise<void> {
  const admin = poolAs('admin');
  await admin.query(`
    insert into privacy.directory_accounts (id, code, name, kind, jurisdiction) values
      ('acc-1', 'AC-104728', 'ООО «Северный ветер»', 'legal', 'RU'),
      ('acc-2', 'AC-118305', 'АНО «Добрые соседи»', 'legal', 'RU'),
      ('acc-3', 'AC-110046', 'Тихонов Илья Сергеевич', 'natural', 'RU');
    insert into privacy.directory_people (id, name, email, phone) values
      ('u-owner', 'Лесная Вера Павловна', 'vera.lesnaya@example.ru', '+7 000 104-72-81'),
      ('u-admin', 'Рощин Павел Андреевич', 'pavel.roshchin@example.ru', '+7 000 104-72-82'),
      ('u-stranger', 'Тихонов Илья Сергеевич', 'ilya.tikhonov@example.com', '+7 000 110-04-60');
    insert into privacy.directory_memberships (person_id, account_id, place, role) values
      ('u-owner', 'acc-1', 0, 'owner'), ('u-owner', 'acc-2', 1, 'user'), ('u-admin', 'acc-1', 0, 'admin'),
      ('u-stranger', 'acc-3', 0, 'owner');`);
  await admin.end();
}
