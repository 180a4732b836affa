import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../config.ts';
import { errorFields, type Logger } from '../log.ts';
import { startEmbedded } from '../postgres/embedded.ts';
import { migrate } from '../postgres/migrate.ts';
import { openPool } from '../postgres/pool.ts';
import { type RunningServer, startServer } from '../server.ts';
import { copyDirectory, copySentEmails, makeBilling } from './billing.ts';
import { catchMail } from './caught-mail.ts';
import { makeHistory } from './history.ts';
import { createDemoPanel } from './panel.ts';
import { startDemoStaff } from './staff.ts';

/** Where the demo listens and keeps what it has. */
export interface DemoOptions {
  readonly port: number;
  readonly dataFolder: string;
}

/**
 * Starts the demo on this machine only: PostgreSQL, an operator's billing in a database of its own, a panel that signs its
 * customers in, and the server.
 * @throws Error in words for who starts it
 */
export async function startDemo({ port, dataFolder }: DemoOptions, log: Logger): Promise<RunningServer> {
  const postgres = await startEmbedded(dataFolder);
  const poolOf = (connectionString: string) =>
    openPool({ connectionString, max: 2 }, error =>
      log.warn(errorFields(error), 'a connection of the demo broke'),
    );
  const admin = poolOf(postgres.url('privacy_admin'));
  const close = async () => {
    await admin.end();
    await postgres.stop();
  };
  try {
    const owner = new Client({ connectionString: postgres.url('privacy_owner') });
    await owner.connect();
    await migrate(owner, 'demo').finally(() => owner.end());
    const billing = await makeBilling(postgres.url('privacy_admin'));
    await copyDirectory(billing, postgres.url('privacy_admin'));
    await copySentEmails(billing, postgres.url('privacy_admin'));
    const mail = catchMail(join(dataFolder, 'mail.jsonl'));
    const panel = createDemoPanel(join(dataFolder, 'demo-keys'), admin, mail);
    const config = readConfig({
      ...panel.env,
      SOURCES: join(import.meta.dirname, 'billing.yaml'),
      SOURCE_BILLING: billing,
      ORIGINS: `http://localhost:${port},http://127.0.0.1:${port}`,
      DATABASE_URL: postgres.url('privacy_customer'),
      JOBS_DATABASE_URL: postgres.url('privacy_jobs'),
      RETENTION: join(import.meta.dirname, '../retention.example.yaml'),
      DATA_DIR: dataFolder,
      LEDGER_DIR: join(dataFolder, 'ledger'),
      PORT: String(port),
      // Nobody watches a demo.
      MONITORING_PORT: '0',
      RATE_LIMIT: '100000',
      STEP_UP_EMAIL_CODE: 'on',
      STEP_UP_PASSKEY_DOMAIN: 'localhost',
    });
    const jobs = poolOf(postgres.url('privacy_jobs'));
    await makeHistory({ config, panel, admin, jobs, mail, log }).finally(() => jobs.end());
    const { keys, ledgerFolder, base } = config;
    const databaseUrl = postgres.url('privacy_staff');
    const publicUrl = `http://localhost:${port}${base}`;
    const staff = await startDemoStaff({ databaseUrl, ledgerFolder, keys, publicUrl }, log);
    const server = await startServer(config, log, {
      installation: 'demo',
      around: app => staff.around(panel.around(app)),
      mailer: mail,
    }).catch(async (thrown: unknown) => {
      await staff.stop();
      throw thrown;
    });
    return {
      ...server,
      stop: async () => {
        await Promise.all([server.stop(), staff.stop()]);
        await close();
      },
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}
