import { readFileSync } from 'node:fs';
import type { IdentitySettings } from './identity/check.ts';
import type { IntrospectionEndpoint } from './identity/introspection.ts';
import { policy } from '../core/policy/tables.ts';
import { type PanelKey, panelKeys } from './identity/keys.ts';
import { type Keys, NO_KEYS, readKeys } from './keys/keys.ts';
import type { MailSettings } from './mail/mailer.ts';
import { isLoopback } from './loopback.ts';
import { readRetention, type Retention } from './retention/retention.ts';
import { dialectIdOf, isSameDialect } from './sources/dialects/index.ts';
import { type Manifest, readManifest } from './sources/manifest.ts';

/** A system of `SOURCES`: its manifest with the file it is in, and its address. */
export interface ConnectedSystem {
  readonly manifest: Manifest;
  readonly file: string;
  readonly url: string;
}

/** All settings, checked. */
export interface Config {
  /** The connection of `privacy_customer`; without it a PostgreSQL of this process is started below `dataFolder`. */
  readonly databaseUrl: string | undefined;
  /** The connection of `privacy_jobs`; set when `databaseUrl` is. */
  readonly jobsUrl: string | undefined;
  /** The connection of `privacy_owner`: applies migrations at the start. */
  readonly migrationUrl: string | undefined;
  readonly dataFolder: string;
  /** The second place of decisions. */
  readonly ledgerFolder: string | undefined;
  readonly host: string;
  readonly port: number;
  /** Where `/healthz`, `/readyz` and `/metrics` are asked. */
  readonly monitoring: { readonly host: string; readonly port: number };
  /** Requests of one session in a minute. */
  readonly rateLimit: number;
  /** How often the directory of a system is copied, ms. */
  readonly directoryMs: number;
  /** An absolute path without a slash at its end. */
  readonly base: string;
  /** Origins that writes may come from. */
  readonly origins: ReadonlySet<string>;
  readonly identity: IdentitySettings;
  readonly keys: Keys;
  readonly retention: Retention;
  /** Systems that are connected, with their addresses. */
  readonly sources: readonly ConnectedSystem[];
  /** Where emails go out; without it they wait in the database. */
  readonly mail: MailSettings | undefined;
  /** Whether people may confirm some actions by a code that is sent by email. */
  readonly emailCode: boolean;
  /** The domain that passkeys belong to; without it they are not used. */
  readonly passkeyDomain: string | undefined;
  /** Where the API is reached from outside: links of emails begin with it. */
  readonly publicUrl: string | undefined;
  /** Where the module is in the panel, without a slash at its end: emails link to its pages. Without it they have no link. */
  readonly moduleUrl: string | undefined;
  readonly logLevel: string;
  /** Whether the server does jobs itself, or leaves them to processes of their own (`work.ts`). */
  readonly jobs: 'here' | 'elsewhere';
}

/** All that is wrong with the settings, a line for each. */
export class ConfigError extends Error {}

/** What stands for the periods while the settings are wrong: no server starts with it. */
const NO_RETENTION = {} as Retention;
const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/**
 * Reads the settings from environment variables.
 * @throws ConfigError that names every setting that is missing or wrong
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const text = (name: string, fallback?: string): string => {
    const value = env[name]?.trim() || fallback;
    if (value === undefined) faults.push(`${name} is not set`);
    return value ?? '';
  };
  /** The value of a setting; what `parse` throws is a fault of that setting. */
  const parsed = <T>(name: string, value: string, empty: T, parse: (value: string) => T): T => {
    if (value === '') return empty;
    try {
      return parse(value);
    } catch (thrown) {
      faults.push(`${name} ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      return empty;
    }
  };
  const url = (name: string): string | undefined =>
    parsed<string | undefined>(name, env[name]?.trim() ?? '', undefined, value => {
      if (!/^postgres(ql)?:\/\//.test(value)) throw new Error('is no address like postgresql://…');
      return value;
    });

  const introspection = introspectionOf(
    parsed<string | undefined>(
      'IDENTITY_INTROSPECTION',
      env['IDENTITY_INTROSPECTION']?.trim() ?? '',
      undefined,
      introspectionUrlOf,
    ),
    parsed<string | undefined>(
      'IDENTITY_CLIENT_ID',
      env['IDENTITY_CLIENT_ID']?.trim() ?? '',
      undefined,
      id => id,
    ),
    parsed<string | undefined>(
      'IDENTITY_CLIENT_SECRET_FILE',
      env['IDENTITY_CLIENT_SECRET_FILE']?.trim() ?? '',
      undefined,
      secretIn,
    ),
  );
  const usesIntrospection = Boolean(env['IDENTITY_INTROSPECTION']?.trim());
  const keys = parsed('KEYS_FILE', text('KEYS_FILE'), NO_KEYS, path => readKeys(readFileSync(path, 'utf8')));
  const config: Config = {
    keys,
    retention: parsed('RETENTION', text('RETENTION'), NO_RETENTION, path =>
      readRetention(readFileSync(path, 'utf8')),
    ),
    sources: parsed('SOURCES', env['SOURCES']?.trim() ?? '', [], paths => connectedSystems(paths, env)),
    databaseUrl: url('DATABASE_URL'),
    jobsUrl: url('JOBS_DATABASE_URL'),
    migrationUrl: url('MIGRATION_DATABASE_URL'),
    dataFolder: text('DATA_DIR', '.data'),
    ledgerFolder: env['LEDGER_DIR']?.trim() || undefined,
    host: text('HOST', '127.0.0.1'),
    port: parsed('PORT', text('PORT', '4020'), 0, portOf),
    monitoring: {
      host: text('MONITORING_HOST', '127.0.0.1'),
      port: parsed('MONITORING_PORT', text('MONITORING_PORT', '4030'), 0, portOf),
    },
    directoryMs: 1000 * parsed('DIRECTORY_SECONDS', text('DIRECTORY_SECONDS', '30'), 0, positive),
    rateLimit: parsed('RATE_LIMIT', text('RATE_LIMIT', '600'), 0, positive),
    base: parsed('BASE_PATH', text('BASE_PATH', '/api/privacy/v1'), '', basePath),
    origins: parsed('ORIGINS', text('ORIGINS'), new Set<string>(), originsOf),
    jobs: parsed('JOBS', text('JOBS', 'here'), 'here', jobsOf),
    mail: mailOf(
      parsed<string | undefined>('SMTP_URL', env['SMTP_URL']?.trim() ?? '', undefined, smtpUrl),
      parsed<string | undefined>('MAIL_FROM', env['MAIL_FROM']?.trim() ?? '', undefined, sender),
    ),
    emailCode: parsed('STEP_UP_EMAIL_CODE', text('STEP_UP_EMAIL_CODE', 'off'), false, onOrOff),
    passkeyDomain: parsed<string | undefined>(
      'STEP_UP_PASSKEY_DOMAIN',
      env['STEP_UP_PASSKEY_DOMAIN']?.trim() ?? '',
      undefined,
      domainOf,
    ),
    publicUrl: parsed<string | undefined>(
      'PUBLIC_URL',
      env['PUBLIC_URL']?.trim() ?? '',
      undefined,
      publicUrlOf,
    ),
    moduleUrl: parsed<string | undefined>(
      'MODULE_URL',
      env['MODULE_URL']?.trim() ?? '',
      undefined,
      moduleUrlOf,
    ),
    logLevel: parsed('LOG_LEVEL', text('LOG_LEVEL', 'info'), '', levelOf),
    identity: {
      keys: usesIntrospection
        ? []
        : parsed<PanelKey[]>('IDENTITY_KEYS', text('IDENTITY_KEYS'), [], path =>
            panelKeys(readFileSync(path, 'utf8')),
          ),
      introspection,
      issuer: text('IDENTITY_ISSUER'),
      audience: text('IDENTITY_AUDIENCE'),
      impersonation: parsed('IDENTITY_IMPERSONATION', text('IDENTITY_IMPERSONATION'), false, impersonationOf),
      cookie: parsed('IDENTITY_COOKIE', text('IDENTITY_COOKIE'), '', cookieName),
      csrfKeys: keys.csrf,
    },
  };
  if (config.port !== 0 && config.port === config.monitoring.port)
    faults.push('MONITORING_PORT is the port of the customers');
  const { passkeyDomain: domain } = config;
  for (const origin of domain === undefined ? [] : config.origins)
    if (!`.${new URL(origin).hostname}`.endsWith(`.${domain}`) && new URL(origin).hostname !== '127.0.0.1')
      faults.push(`STEP_UP_PASSKEY_DOMAIN is no domain of ${origin} in ORIGINS`);
  if (Boolean(env['SMTP_URL']?.trim()) !== Boolean(env['MAIL_FROM']?.trim()))
    faults.push('SMTP_URL and MAIL_FROM are set together or not at all');
  if (config.databaseUrl === undefined)
    for (const name of ['MIGRATION_DATABASE_URL', 'JOBS_DATABASE_URL'])
      if (env[name]?.trim()) faults.push(`DATABASE_URL is not set, though ${name} is`);
  if (config.databaseUrl !== undefined && config.jobsUrl === undefined)
    faults.push('JOBS_DATABASE_URL is not set, though DATABASE_URL is');
  if (usesIntrospection && env['IDENTITY_KEYS']?.trim())
    faults.push('IDENTITY_KEYS and IDENTITY_INTROSPECTION are both set: tokens are checked in one way');
  for (const name of ['IDENTITY_CLIENT_ID', 'IDENTITY_CLIENT_SECRET_FILE'])
    if (Boolean(env[name]?.trim()) !== usesIntrospection)
      faults.push(
        usesIntrospection
          ? `${name} is not set, though IDENTITY_INTROSPECTION is`
          : `IDENTITY_INTROSPECTION is not set, though ${name} is`,
      );
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return config;
}

/** The manifests of connected systems. @throws Error with a line for each fault */
export function connectedSystems(
  paths: string,
  env: Readonly<Record<string, string | undefined>>,
): ConnectedSystem[] {
  const { systems, categories, sources: ways, retention } = policy();
  const known = {
    systems: new Set(systems.map(({ id }) => id)),
    categories: new Map(categories.map(row => [row.id, row.systems])),
    sources: new Set(ways.map(({ id }) => id)),
    retention: new Set(retention.map(({ id }) => id)),
  };
  const sources = paths.split(',').map(path => {
    const file = path.trim();
    const manifest = readManifest(readFileSync(file, 'utf8'), file, known);
    const url = env[manifest.connection]?.trim();
    if (!url) throw new Error(`names ${manifest.connection}, which is not set`);
    const dialect = dialectIdOf(url);
    if (dialect === undefined)
      throw new Error(
        `names ${manifest.connection}, which is no address like postgresql://…, mysql://… or mariadb://…`,
      );
    if (manifest.dialect !== undefined && !isSameDialect(manifest.dialect, dialect))
      throw new Error(
        `has queries of ${manifest.dialect} in ${file}, and ${manifest.connection} is of ${dialect}`,
      );
    return { manifest, file, url };
  });
  requireOneSystem(sources.map(({ manifest }) => manifest));
  return sources;
}

/** A kind of record lies in one system, a system has one manifest, and the directory comes from one. @throws Error that names both systems */
function requireOneSystem(manifests: readonly Manifest[]): void {
  const owners = new Map<string, string>();
  for (const { system, directory, categories } of manifests) {
    const names = [
      `the system ${system}`,
      ...(directory === undefined ? [] : ['the directory']),
      ...Object.entries(categories).flatMap(([category, { records = {} }]) =>
        Object.keys(records).map(kind => `the kind ${kind} of ${category}`),
      ),
    ];
    for (const name of names) {
      const other = owners.get(name);
      if (other !== undefined) throw new Error(`has ${name} twice: in ${other} and in ${system}`);
      owners.set(name, system);
    }
  }
}

function portOf(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) throw new Error('is no port');
  return port;
}

function positive(value: string): number {
  if (!/^[1-9]\d*$/.test(value)) throw new Error('is no number above 0');
  return Number(value);
}

function basePath(value: string): string {
  if (!/^(\/[\w.-]+)+$/.test(value)) throw new Error('is no absolute path without a slash at its end');
  return value;
}

function originsOf(value: string): Set<string> {
  const origins = value.split(',').map(one => one.trim());
  for (const origin of origins)
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      throw new Error(`has «${origin}», which is no origin like https://panel.example`);
  return new Set(origins);
}

function jobsOf(value: string): Config['jobs'] {
  if (value !== 'here' && value !== 'elsewhere') throw new Error('is neither here nor elsewhere');
  return value;
}

function onOrOff(value: string): boolean {
  if (value !== 'on' && value !== 'off') throw new Error('is neither on nor off');
  return value === 'on';
}

function domainOf(value: string): string {
  if (value !== 'localhost' && !/^([a-z\d-]+\.)+[a-z\d-]+$/.test(value)) throw new Error('is no domain');
  return value;
}

const introspectionOf = (
  url: string | undefined,
  clientId: string | undefined,
  clientSecret: string | undefined,
): IntrospectionEndpoint | undefined =>
  url === undefined || clientId === undefined || clientSecret === undefined
    ? undefined
    : { url, clientId, clientSecret };

function introspectionUrlOf(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username !== '' || url.hash !== '')
    throw new Error('is no address like https://panel.example/oauth/introspect');
  return value;
}

/** The secret of a file, without the line break at its end. @throws Error where there is none */
function secretIn(path: string): string {
  const secret = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  if (secret.trim() === '') throw new Error('is an empty file');
  return secret;
}

const mailOf = (url: string | undefined, from: string | undefined): MailSettings | undefined =>
  url === undefined || from === undefined ? undefined : { url, from };

function smtpUrl(value: string): string {
  if (!/^smtps?:\/\/./.test(value) || !URL.canParse(value)) throw new Error('is no address like smtp://…');
  return value;
}

function sender(value: string): string {
  if (!/^([^<>@\r\n]+ )?<?[^\s<>@]+@[\w.-]+>?$/.test(value))
    throw new Error('is no sender like «Name <address@host>»');
  return value;
}

/**
 * An address at which the API is reached from outside. Mail programs send one-click opt-outs by https alone (RFC 8058, 3.1).
 * @throws Error in words for the operator
 */
export function publicUrlOf(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === undefined || !isSafe || url.username !== '' || /[?#]|\/$/.test(value))
    throw new Error('is no address like https://panel.example/api/privacy/v1');
  return value;
}

function moduleUrlOf(value: string): string {
  const [page = '', hash] = value.split('#');
  try {
    publicUrlOf(hash === undefined ? page : page.replace(/\/$/, ''));
  } catch {
    throw new Error('is no address like https://panel.example/privacy');
  }
  if (hash !== undefined && !/^(?:\/[\w-]+)*$/.test(hash))
    throw new Error('has more behind its # than a path, like https://panel.example/#/privacy');
  return value;
}

function levelOf(value: string): string {
  if (!LEVELS.includes(value)) throw new Error(`is none of ${LEVELS.join(', ')}`);
  return value;
}

/** An employee who signs in as a customer must be recognizable; whether the panel can do that is the operator's to say. */
function impersonationOf(value: string): boolean {
  if (!['claim', 'none-confirmed-by-operator'].includes(value))
    throw new Error('is neither claim nor none-confirmed-by-operator');
  return value === 'claim';
}

function cookieName(value: string): string {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(value)) throw new Error('is no name of a cookie');
  return value;
}
