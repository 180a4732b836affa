import { statSync } from 'node:fs';
import type { Config } from '../config.ts';
import { isLoopback } from '../loopback.ts';
import { unconfirmed } from '../retention/retention.ts';

/** `iss` of the panel of the demo (server/demo/panel.ts). */
const DEMO_ISSUER = 'privacy-demo-panel';

/** Whether a connection to another machine is not encrypted, by its address. */
function isOpen(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  const local = hostname === '' || isLoopback(hostname) || (searchParams.get('host') ?? '').startsWith('/');
  return !local && !/^(require|verify-ca|verify-full)$/.test(searchParams.get('sslmode') ?? '');
}

/** What must not go live, a sentence for each, with the setting that it is about. */
export function productionFaults(
  config: Config,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const faults: string[] = [];
  const fault = (wrong: boolean, sentence: string) => {
    if (wrong) faults.push(sentence);
  };
  fault(
    config.databaseUrl === undefined,
    'DATABASE_URL is not set: PostgreSQL beside the server is for trying out, nobody backs it up',
  );
  for (const name of ['DATABASE_URL', 'JOBS_DATABASE_URL', 'MIGRATION_DATABASE_URL']) {
    const url = env[name]?.trim();
    fault(
      url !== undefined && url !== '' && isOpen(url),
      `${name} reaches another machine without sslmode=require`,
    );
  }
  fault(config.identity.issuer === DEMO_ISSUER, 'IDENTITY_ISSUER is the panel of the demo');
  for (const name of ['KEYS_FILE', 'IDENTITY_KEYS']) {
    const path = env[name]?.trim() ?? '';
    fault(/(^|[\\/])demo-keys[\\/]/.test(path), `${name} are the keys of the demo`);
  }
  for (const name of ['KEYS_FILE', 'IDENTITY_CLIENT_SECRET_FILE']) {
    const path = env[name]?.trim() ?? '';
    const others = path === '' || process.platform === 'win32' ? 0 : statSync(path).mode & 0o077;
    fault(others !== 0, `${name} can be read by others than its owner: chmod 600`);
  }
  const panel = config.identity.introspection;
  fault(
    panel !== undefined &&
      new URL(panel.url).protocol !== 'https:' &&
      !isLoopback(new URL(panel.url).hostname),
    'IDENTITY_INTROSPECTION is not https: tokens of customers would cross the network in the open',
  );
  fault(
    config.ledgerFolder === undefined,
    'LEDGER_DIR is not set: a restored backup would undo the opt-outs that are newer',
  );
  fault(
    config.emailCode && config.mail === undefined,
    'STEP_UP_EMAIL_CODE is on, though SMTP_URL is not set: no code would arrive',
  );
  const open = unconfirmed(config.retention);
  fault(open.length > 0, `RETENTION has rows that nobody confirmed: ${open.join(', ')}`);
  for (const origin of config.origins) {
    const { protocol, hostname } = new URL(origin);
    fault(protocol !== 'https:' && !isLoopback(hostname), `ORIGINS has ${origin}, which is not https`);
  }
  fault(
    config.publicUrl !== undefined && new URL(config.publicUrl).protocol !== 'https:',
    `PUBLIC_URL is ${config.publicUrl}, which is not https: mail programs do not opt out by it`,
  );
  fault(
    !isLoopback(config.monitoring.host) && config.monitoring.host === '0.0.0.0',
    'MONITORING_HOST is every network: metrics are for the operator alone',
  );
  fault(['trace', 'debug'].includes(config.logLevel), `LOG_LEVEL is ${config.logLevel}`);
  return faults;
}
