import { join } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../config.ts';
import { copyDirectoryOf } from '../directory/copy.ts';
import { errorFields, type Logger } from '../log.ts';
import { startEmbedded } from '../postgres/embedded.ts';
import { migrate } from '../postgres/migrate.ts';
import { openPool } from '../postgres/pool.ts';
import { type RunningServer, startServer } from '../server.ts';
import { copySentEmails, makeBilling } from './billing.ts';
import { catchMail } from './caught-mail.ts';
import { sendDemoMailing } from './mailing.ts';
import { makeHistory } from './history.ts';
import { startMariadb } from './mariadb.ts';
import { createDemoPanel } from './panel.ts';
import { startDemoStaff } from './staff.ts';
import { makeTelephony } from './telephony.ts';

/** Where the demo listens and keeps what it has. */
export interface DemoOptions {
  readonly port: number;
  readonly dataFolder: string;
  /** Whether a telephony is connected where the machine has MariaDB; without a word it is. */
  readonly telephony?: boolean;
  /** Variables with systems that are connected beside the demo's own: `SOURCES` and `SOURCE_…`. */
  readonly systems?: Readonly<Record<string, string | undefined>>;
  /** What time it is in the demo; without it, what it is. */
  readonly clock?: () => Date;
}

/** What a telephony adds to the demo. */
interface Telephony {
  /** Settings of the server. */
  readonly env: Record<string, string>;
  stop(): Promise<void>;
}

/** Starts the operator's telephony; undefined where the machine has no MariaDB, or it does not start: the demo has one system less then. */
async function startTelephony(dataFolder: string, log: Logger): Promise<Telephony | undefined> {
  const mariadb = await startMariadb(dataFolder).catch((thrown: unknown) => {
    log.warn(errorFields(thrown), 'MariaDB did not start: the demo is without a telephony');
    return undefined;
  });
  if (mariadb === undefined) return undefined;
  try {
    return { env: { SOURCE_TELEPHONY: await makeTelephony(mariadb) }, stop: mariadb.stop };
  } catch (thrown) {
    await mariadb.stop();
    throw thrown;
  }
}

/**
 * Starts the demo on this machine only: PostgreSQL, an operator's billing in a database of its own, a telephony where the machine has
 * MariaDB, a panel that signs its customers in, and the server.
 * @throws Error in words for who starts it
 */
export async function startDemo(
  { port, dataFolder, telephony: withTelephony = true, systems = {}, clock = () => new Date() }: DemoOptions,
  log: Logger,
): Promise<RunningServer> {
  const postgres = await startEmbedded(dataFolder);
  // It starts while the rest does.
  const telephonyStart = withTelephony ? startTelephony(dataFolder, log) : Promise.resolve(undefined);
  // What it fails with is thrown below.
  telephonyStart.catch(() => undefined);
  const poolOf = (connectionString: string) =>
    openPool({ connectionString, max: 2 }, error =>
      log.warn(errorFields(error), 'a connection of the demo broke'),
    );
  const admin = poolOf(postgres.url('privacy_admin'));
  const close = async () => {
    const telephony = await telephonyStart.catch(() => undefined);
    await admin.end();
    await Promise.all([postgres.stop(), telephony?.stop()]);
  };
  try {
    const owner = new Client({ connectionString: postgres.url('privacy_owner') });
    await owner.connect();
    await migrate(owner, 'demo').finally(() => owner.end());
    const billing = await makeBilling(postgres.url('privacy_admin'));
    await copySentEmails(billing, postgres.url('privacy_admin'));
    const mail = catchMail(join(dataFolder, 'mail.jsonl'));
    const panel = createDemoPanel(join(dataFolder, 'demo-keys'), admin, mail, clock);
    const telephony = await telephonyStart;
    const manifests = ['billing.yaml', ...(telephony === undefined ? [] : ['telephony.yaml'])];
    const more = systems['SOURCES']?.trim();
    const config = readConfig({
      ...Object.fromEntries(Object.entries(systems).filter(([name]) => name.startsWith('SOURCE_'))),
      ...panel.env,
      ...telephony?.env,
      SOURCES: [...manifests.map(name => join(import.meta.dirname, name)), ...(more ? [more] : [])].join(','),
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
    // The demo's billing is whole, however few people an older one had.
    await copyDirectoryOf(config.sources, jobs, true);
    await makeHistory({ config, panel, admin, jobs, mail, log, today: clock() }).finally(() => jobs.end());
    const { keys, ledgerFolder, base } = config;
    const databaseUrl = postgres.url('privacy_staff');
    const publicUrl = `http://localhost:${port}${base}`;
    await sendDemoMailing({ databaseUrl, ledgerFolder, keys, publicUrl, log, admin, mail, now: clock() });
    const staff = await startDemoStaff({ databaseUrl, ledgerFolder, keys, publicUrl }, log, clock);
    const server = await startServer(config, log, {
      clock,
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
