import { readFileSync } from 'node:fs';
import { ConfigError, publicUrlOf } from '../config.ts';
import { panelKeys } from '../identity/keys.ts';
import type { TokenRules } from '../identity/jwt.ts';
import { type Keys, NO_KEYS, readKeys } from '../keys/keys.ts';

/** Settings of the staff's program. */
export interface StaffConfig {
  /** The connection of `privacy_staff`. */
  readonly databaseUrl: string;
  readonly ledgerFolder: string | undefined;
  /** The server's keys: digests of addresses are made with them. */
  readonly keys: Keys;
  /** Where the customers' API is reached from outside; the letter gate needs it. */
  readonly publicUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly rules: TokenRules;
  readonly logLevel: string;
}

/**
 * Reads the settings from environment variables.
 * @throws ConfigError that names every setting that is missing or wrong
 */
export function readStaffConfig(env: Readonly<Record<string, string | undefined>>): StaffConfig {
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
  const port = text('STAFF_PORT', '4021');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) faults.push('STAFF_PORT is no port');
  const config: StaffConfig = {
    databaseUrl: text('STAFF_DATABASE_URL'),
    ledgerFolder: env['LEDGER_DIR']?.trim() || undefined,
    keys: parsed('KEYS_FILE', text('KEYS_FILE'), NO_KEYS, path => readKeys(readFileSync(path, 'utf8'))),
    publicUrl: parsed<string | undefined>(
      'PUBLIC_URL',
      env['PUBLIC_URL']?.trim() ?? '',
      undefined,
      publicUrlOf,
    ),
    host: text('STAFF_HOST', '127.0.0.1'),
    port: Number(port),
    rules: {
      keys: parsed<TokenRules['keys']>('STAFF_KEYS', text('STAFF_KEYS'), [], path =>
        panelKeys(readFileSync(path, 'utf8')),
      ),
      issuer: text('STAFF_ISSUER'),
      audience: text('STAFF_AUDIENCE', 'privacy-staff'),
    },
    logLevel: text('LOG_LEVEL', 'info'),
  };
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return config;
}
