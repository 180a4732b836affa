import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { newKeys } from '../keys/keys.ts';
import { startEmbedded } from '../postgres/embedded.ts';
import { migrate } from '../postgres/migrate.ts';

/** Addresses of the test database by role. */
export interface TestUrls {
  readonly admin: string;
  readonly owner: string;
  readonly customer: string;
  readonly jobs: string;
  readonly staff: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    urls: TestUrls;
    /** One file of keys for all suites: the database they share depends on it. */
    keysFile: string;
  }
}

/** Starts one PostgreSQL for all suites, in a temporary folder, and deletes it at the end. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-test-'));
  // PostgreSQL may run as another user, who must reach what is inside.
  chmodSync(folder, 0o755);
  const postgres = await startEmbedded(folder);
  const owner = new Client({ connectionString: postgres.url('privacy_owner') });
  await owner.connect();
  await migrate(owner, 'production');
  await owner.end();
  provide('urls', {
    admin: postgres.url('privacy_admin'),
    owner: postgres.url('privacy_owner'),
    customer: postgres.url('privacy_customer'),
    jobs: postgres.url('privacy_jobs'),
    staff: postgres.url('privacy_staff'),
  });
  const keysFile = join(folder, 'keys.json');
  writeFileSync(keysFile, newKeys(new Date()), { mode: 0o600 });
  provide('keysFile', keysFile);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
