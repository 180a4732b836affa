import { readFileSync } from 'node:fs';
import type { IdentityRules } from './identity/caller.ts';
import { policy } from '../core/policy/tables.ts';
import { type PanelKey, panelKeys } from './identity/keys.ts';
import type { MailSettings } from './mail/mailer.ts';
import { type Manifest, readManifest } from './sources/manifest.ts';

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
  /** An absolute path without a slash at its end. */
  readonly base: string;
  /** Origins that writes may come from. */
  readonly origins: ReadonlySet<string>;
  readonly identity: IdentityRules;
  /** Systems that are connected, with their addresses. */
  readonly sources: readonly { readonly manifest: Manifest; readonly url: string }[];
  /** Where emails go out; without it they wait in the database. */
  readonly mail: MailSettings | undefined;
  readonly logLevel: string;
}

/** All that is wrong with the settings, a line for each. */
export class ConfigError extends Error {}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
const CSRF_KEY_BYTES = 32;

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

  const config: Config = {
    sources: parsed('SOURCES', env['SOURCES']?.trim() ?? '', [], paths => sourcesOf(paths, env)),
    databaseUrl: url('DATABASE_URL'),
    jobsUrl: url('JOBS_DATABASE_URL'),
    migrationUrl: url('MIGRATION_DATABASE_URL'),
    dataFolder: text('DATA_DIR', '.data'),
    ledgerFolder: env['LEDGER_DIR']?.trim() || undefined,
    host: text('HOST', '127.0.0.1'),
    port: parsed('PORT', text('PORT', '4020'), 0, portOf),
    base: parsed('BASE_PATH', text('BASE_PATH', '/api/privacy/v1'), '', basePath),
    origins: parsed('ORIGINS', text('ORIGINS'), new Set<string>(), originsOf),
    mail: mailOf(
      parsed<string | undefined>('SMTP_URL', env['SMTP_URL']?.trim() ?? '', undefined, smtpUrl),
      parsed<string | undefined>('MAIL_FROM', env['MAIL_FROM']?.trim() ?? '', undefined, sender),
    ),
    logLevel: parsed('LOG_LEVEL', text('LOG_LEVEL', 'info'), '', levelOf),
    identity: {
      keys: parsed<PanelKey[]>('IDENTITY_KEYS', text('IDENTITY_KEYS'), [], path =>
        panelKeys(readFileSync(path, 'utf8')),
      ),
      issuer: text('IDENTITY_ISSUER'),
      audience: text('IDENTITY_AUDIENCE'),
      cookie: parsed('IDENTITY_COOKIE', text('IDENTITY_COOKIE'), '', cookieName),
      csrfKey: parsed<Uint8Array>('CSRF_KEY_FILE', text('CSRF_KEY_FILE'), new Uint8Array(), path =>
        keyOf(readFileSync(path, 'utf8')),
      ),
    },
  };
  // An employee who signs in as a customer must be recognizable; whether the panel can do that is the operator's to say.
  const impersonation = text('IDENTITY_IMPERSONATION');
  if (impersonation !== '' && !['claim', 'none-confirmed-by-operator'].includes(impersonation))
    faults.push('IDENTITY_IMPERSONATION is neither claim nor none-confirmed-by-operator');
  if (Boolean(env['SMTP_URL']?.trim()) !== Boolean(env['MAIL_FROM']?.trim()))
    faults.push('SMTP_URL and MAIL_FROM are set together or not at all');
  if (config.databaseUrl === undefined)
    for (const name of ['MIGRATION_DATABASE_URL', 'JOBS_DATABASE_URL'])
      if (env[name]?.trim()) faults.push(`DATABASE_URL is not set, though ${name} is`);
  if (config.databaseUrl !== undefined && config.jobsUrl === undefined)
    faults.push('JOBS_DATABASE_URL is not set, though DATABASE_URL is');
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return config;
}

/** The manifests of connected systems. @throws Error with a line for each fault */
function sourcesOf(paths: string, env: Readonly<Record<string, string | undefined>>): Config['sources'] {
  const { systems, categories } = policy();
  const known = {
    systems: new Set(systems.map(({ id }) => id)),
    categories: new Set(categories.map(({ id }) => id)),
  };
  return paths.split(',').map(path => {
    const manifest = readManifest(readFileSync(path.trim(), 'utf8'), path.trim(), known);
    const url = env[manifest.connection]?.trim();
    if (!url) throw new Error(`names ${manifest.connection}, which is not set`);
    return { manifest, url };
  });
}

function portOf(value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535) throw new Error('is no port');
  return port;
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

function levelOf(value: string): string {
  if (!LEVELS.includes(value)) throw new Error(`is none of ${LEVELS.join(', ')}`);
  return value;
}

function cookieName(value: string): string {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(value)) throw new Error('is no name of a cookie');
  return value;
}

function keyOf(value: string): Uint8Array {
  const key = Buffer.from(value.trim(), 'base64');
  if (key.length < CSRF_KEY_BYTES)
    throw new Error(`holds ${key.length} bytes of base64: it needs ${CSRF_KEY_BYTES} random ones or more`);
  return key;
}
