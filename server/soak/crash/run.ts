import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { csrfTokenOf } from '../../identity/caller.ts';
import { newKeys } from '../../keys/keys.ts';
import { createPanel, csrfKeyOf, ORIGIN } from '../../test/panel.ts';
import { consult } from './oracle.ts';
import { makePostgres, type MortalPostgres } from './postgres.ts';
import { createLauncher, freePort, type Program } from './programs.ts';
import type { Kill, Victim } from './kill-steps.ts';
import { startWriter } from './writer.ts';

/** What runs have come to so far; kept in a file, so that a run goes on where the last one was stopped. */
export interface CrashState {
  /** Kills by victim and step. */
  kills: Record<string, number>;
  /** Steps that no write came to in time: the program was killed where it was. */
  missed: string[];
  /** Acknowledged calls with a key. */
  acknowledged: number;
  repeatedOutside: number;
  /** How long jobs waited for another worker, ms. */
  takeovers: Record<Victim, number[]>;
  differences: string[];
}

/** Options of a run. */
export interface CrashOptions {
  readonly kills: readonly Kill[];
  readonly writers: number;
  /** Records of the billing of each account. */
  readonly records: number;
  readonly state?: CrashState;
  /** Called after each kill. */
  onKill?(kill: Kill, state: CrashState): void;
}

const REACH_MS = 30_000;
const TAKEOVER_MS = 30_000;
const END_MS = 60_000;
const TOKEN_MS = 120_000;

/** A state before the first kill. */
export const emptyState = (): CrashState => ({
  kills: {},
  missed: [],
  acknowledged: 0,
  repeatedOutside: 0,
  takeovers: { server: [], worker: [], postgres: [] },
  differences: [],
});

/** The state of a file, or an empty one. */
export function readState(path: string): CrashState {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as CrashState;
  } catch {
    return emptyState();
  }
}

/** Keeps a state in a file. */
export function writeState(path: string, state: CrashState): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(state, undefined, 2));
}

/** How often a victim was killed. */
export const killsOf = ({ kills }: CrashState, victim?: Victim): number =>
  Object.entries(kills)
    .filter(([name]) => victim === undefined || name.startsWith(`${victim}:`))
    .reduce((sum, [, count]) => sum + count, 0);

const MANIFEST = `
system: activeplatform
connection: SOURCE_BILLING
subject: |
  select :accountId::text as account_id
categories:
  services:
    records:
      payment:
        label: { ru: Платежи, en: Payments }
        note: { ru: Что оплачено., en: What was paid. }
        has: []
        query: |
          select id, paid_at as at, purpose as title from payments where account_id = :account_id
`;

const personOf = (i: number): string => `p-${i}`;
const NAME = 'Лесная Вера Павловна';

/** Fills the directory with writers, each with an account of their own, and makes a billing. */
async function fill(postgres: MortalPostgres, { writers, records }: CrashOptions): Promise<void> {
  const admin = new Client({ connectionString: postgres.url('privacy_admin') });
  await admin.connect();
  for (let i = 1; i <= writers; i += 1) {
    await admin.query(
      "insert into privacy.directory_accounts (id, code, name, kind, jurisdiction) values ($1, $1, $2, 'natural', 'RU')",
      [`acc-${i}`, NAME],
    );
    await admin.query(
      "insert into privacy.directory_people (id, name, email, phone) values ($1, $2, $1, '+7')",
      [personOf(i), NAME],
    );
    await admin.query(
      "insert into privacy.directory_memberships (person_id, account_id, role) values ($1, $2, 'owner')",
      [personOf(i), `acc-${i}`],
    );
  }
  await admin.query('create database billing');
  await admin.end();
  const billing = new Client({ connectionString: postgres.url('privacy_admin', 'billing') });
  await billing.connect();
  await billing.query(`
    create table payments (id text primary key, account_id text not null, paid_at timestamptz not null, purpose text not null);
    insert into payments select 'pay-' || account || '-' || at, 'acc-' || account, timestamptz '2025-01-01' + at * interval '1 hour', 'Оплата ' || at
      from generate_series(1, ${writers}) account, generate_series(1, ${records}) at;
    create index on payments (account_id, paid_at);
    grant select on payments to privacy_customer;`);
  await billing.end();
}

interface OpenJob {
  id: string;
  lease: string | null;
}

/**
 * Lets writers write, kills a program or PostgreSQL at a step, starts again what was killed, and compares what was acknowledged
 * with what is stored; once for each of the kills.
 * @returns the state with what this run adds to it
 */
export async function runCrashes(options: CrashOptions): Promise<CrashState> {
  const { kills, writers: count, state = emptyState(), onKill } = options;
  const folder = mkdtempSync(join(tmpdir(), 'privacy-crash-data-'));
  chmodSync(folder, 0o755);
  const postgres = await makePostgres(folder);
  await postgres.start();
  await fill(postgres, options);
  const keysFile = join(folder, 'keys.json');
  writeFileSync(keysFile, newKeys(new Date()), { mode: 0o600 });
  const panel = createPanel({
    DATABASE_URL: postgres.url('privacy_customer'),
    JOBS_DATABASE_URL: postgres.url('privacy_jobs'),
    KEYS_FILE: keysFile,
  });
  writeFileSync(join(folder, 'billing.yaml'), MANIFEST);
  const port = await freePort();
  const env = {
    ...panel.env,
    DATA_DIR: join(folder, 'data'),
    LEDGER_DIR: join(folder, 'ledger'),
    SOURCES: join(folder, 'billing.yaml'),
    SOURCE_BILLING: postgres.url('privacy_customer', 'billing'),
    PORT: String(port),
    JOBS: 'elsewhere',
  };
  const launcher = createLauncher();
  const programs: Record<'server' | 'worker', Program> = {
    server: await launcher.launch('server', env),
    worker: await launcher.launch('worker', env),
  };
  const tokens = new Map<string, { readonly at: number; readonly token: Promise<string> }>();
  const headers = async (person: string): Promise<Record<string, string>> => {
    const now = Date.now();
    let known = tokens.get(person);
    if (known === undefined || now - known.at > TOKEN_MS) {
      const seconds = Math.floor(now / 1000);
      const claims = { sub: person, iat: seconds, exp: seconds + 3600, auth_time: seconds };
      known = { at: now, token: panel.token(claims) };
      tokens.set(person, known);
    }
    return {
      Cookie: `${panel.config.identity.cookie}=${await known.token}`,
      Origin: ORIGIN,
      'X-CSRF-Token': csrfTokenOf(csrfKeyOf(panel), { userId: person, session: 's-1' }),
    };
  };
  const sender = { base: `http://127.0.0.1:${port}/api/privacy/v1`, headers };
  const writers = Array.from({ length: count }, (_, i) => startWriter(sender, personOf(i + 1), NAME));

  const asAdmin = async <T>(work: (admin: Client) => Promise<T>): Promise<T> => {
    const admin = new Client({ connectionString: postgres.url('privacy_admin') });
    admin.on('error', () => undefined);
    await admin.connect();
    return work(admin).finally(() => admin.end());
  };
  /** Jobs that are done now or that nobody has begun though they are due. */
  const openJobs = (): Promise<OpenJob[]> =>
    asAdmin(async admin => {
      const { rows } = await admin.query<OpenJob>('select id, lease from privacy.jobs where due_at <= now()');
      return rows;
    });

  /** How long it takes until each of the jobs that the dead worker held is begun again or done, ms. */
  async function takeoverOf(held: readonly OpenJob[], killedAt: number): Promise<number | undefined> {
    if (held.length === 0) return undefined;
    while (Date.now() - killedAt < TAKEOVER_MS) {
      const now = new Map((await openJobs()).map(({ id, lease }) => [id, lease]));
      if (held.every(({ id, lease }) => now.get(id) !== lease)) return Date.now() - killedAt;
      await sleep(50);
    }
    return TAKEOVER_MS;
  }

  async function killAt({ step, victim }: Kill): Promise<void> {
    const program = programs[step.program];
    program.stopAt(step.name);
    const reached = await Promise.race([
      program.reached().then(() => true),
      sleep(REACH_MS, false, { ref: false }),
    ]);
    if (!reached) state.missed.push(`${victim}: ${step.name}`);
    const held = victim === 'server' ? [] : (await openJobs()).filter(({ lease }) => lease !== null);
    const killedAt = Date.now();
    if (victim === 'postgres') {
      await postgres.kill();
      program.goOn();
      await postgres.start();
    }
    if (victim !== 'postgres' || !reached) {
      await program.kill();
      programs[step.program] = await launcher.launch(step.program, env);
    }
    for (const role of ['server', 'worker'] as const)
      if (programs[role].hasEnded()) {
        state.differences.push(`the ${role} has ended by itself: ${victim} killed at «${step.name}»`);
        programs[role] = await launcher.launch(role, env);
      }
    const waited = await takeoverOf(held, killedAt);
    if (waited !== undefined) state.takeovers[victim].push(waited);
    const name = `${victim}:${step.name}`;
    state.kills[name] = (state.kills[name] ?? 0) + 1;
  }

  let before = 0;
  let outsideBefore = 0;
  let killed = 0;
  async function compare(replayed = false): Promise<void> {
    await Promise.all(writers.map(writer => writer.pause()));
    const promised = writers.map(({ acknowledged }) => acknowledged);
    const { differences, repeatedOutside } = await asAdmin(admin =>
      consult(
        { admin, dataFolder: join(folder, 'data'), ledgerFolder: env.LEDGER_DIR, kills: killed, replayed },
        promised,
      ),
    );
    for (const one of [...differences, ...writers.flatMap(({ faults }) => faults.splice(0))])
      if (!state.differences.includes(one)) state.differences.push(one);
    const acknowledged = promised.reduce((sum, { keyed }) => sum + keyed, 0);
    state.acknowledged += acknowledged - before;
    state.repeatedOutside += repeatedOutside - outsideBefore;
    [before, outsideBefore] = [acknowledged, repeatedOutside];
    for (const writer of writers) writer.resume();
  }

  /** Lets the writers and the jobs come to an end, starts the server again, and compares the last time. */
  async function end(): Promise<void> {
    const finished = Promise.all(writers.map(writer => writer.finish())).then(() => true);
    if (!(await Promise.race([finished, sleep(END_MS, false, { ref: false })])))
      state.differences.push(`writers do not come to an end in ${END_MS / 1000} s`);
    const finishedAt = Date.now();
    while ((await openJobs()).length > 0 && Date.now() - finishedAt < END_MS) await sleep(100);
    for (const { id } of await openJobs())
      state.differences.push(`the job ${id} is not done in ${END_MS / 1000} s`);
    await programs.server.kill();
    programs.server = await launcher.launch('server', env);
    await compare(true);
  }

  try {
    for (const kill of kills) {
      await killAt(kill);
      killed += 1;
      await compare();
      onKill?.(kill, state);
    }
    await end();
    return state;
  } finally {
    await Promise.all(writers.map(writer => writer.stop()));
    await launcher.close();
    await postgres.stop();
    panel.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
