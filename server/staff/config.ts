import { readFileSync } from 'node:fs';
import { ConfigError } from '../config.ts';
import { panelKeys } from '../identity/keys.ts';
import type { TokenRules } from '../identity/jwt.ts';

/** Settings of the staff's program. */
export interface StaffConfig {
  /** The connection of `privacy_staff`. */
  readonly databaseUrl: string;
  readonly ledgerFolder: string | undefined;
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
  const keysIn = (path: string): TokenRules['keys'] => {
    if (path === '') return [];
    try {
      return panelKeys(readFileSync(path, 'utf8'));
    } catch (thrown) {
      faults.push(`STAFF_KEYS ${thrown instanceof Error ? thrown.message : String(thrown)}`);
      return [];
    }
  };
  const port = text('STAFF_PORT', '4021');
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) faults.push('STAFF_PORT is no port');
  const config: StaffConfig = {
    databaseUrl: text('STAFF_DATABASE_URL'),
    ledgerFolder: env['LEDGER_DIR']?.trim() || undefined,
    host: text('STAFF_HOST', '127.0.0.1'),
    port: Number(port),
    rules: {
      keys: keysIn(text('STAFF_KEYS')),
      issuer: text('STAFF_ISSUER'),
      audience: text('STAFF_AUDIENCE', 'privacy-staff'),
    },
    logLevel: text('LOG_LEVEL', 'info'),
  };
  if (faults.length > 0) throw new ConfigError(faults.join('\n'));
  return config;
}
