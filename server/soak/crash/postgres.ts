import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findBinaries } from '../../postgres/binaries.ts';
import { startEmbedded } from '../../postgres/embedded.ts';
import { migrate } from '../../postgres/migrate.ts';
import { postgresUser } from '../../postgres/unprivileged.ts';

/** A PostgreSQL whose postmaster is a child of this process, so that it can be killed with all its backends. */
export interface MortalPostgres {
  url(role: string, database?: string): string;
  start(): Promise<void>;
  /** SIGKILL to the postmaster and its backends; resolves when they are gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

const SPARE_MS = 20;
const START_MS = 30_000;

/** The processes whose parent is `pid`. */
const childrenOf = (pid: number): number[] =>
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(one => {
      try {
        const stat = readFileSync(`/proc/${one}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    });

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Makes a cluster with the roles and the schema, and leaves it stopped. @param folder one that PostgreSQL's user can reach */
export async function makePostgres(folder: string): Promise<MortalPostgres> {
  const embedded = await startEmbedded(folder);
  const owner = new Client({ connectionString: embedded.url('privacy_owner') });
  await owner.connect();
  await migrate(owner, 'production').finally(() => owner.end());
  await embedded.stop();
  const user = postgresUser();
  const binaries = findBinaries(user);
  const socket = mkdtempSync(join(tmpdir(), 'privacy-crash-'));
  if (user !== undefined) chownSync(socket, user.uid, user.gid);
  chmodSync(socket, 0o700);
  const url = (role: string, database = 'privacy'): string =>
    `postgresql:///${database}?host=${encodeURIComponent(socket)}&user=${role}`;
  let postmaster: ChildProcess | undefined;

  async function ready(): Promise<void> {
    const before = Date.now();
    for (;;) {
      const client = new Client({ connectionString: url('privacy_admin') });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.query('select 1');
        await client.end();
        return;
      } catch (thrown) {
        if (Date.now() - before > START_MS) throw thrown;
        await client.end().catch(() => undefined);
        await sleep(SPARE_MS);
      }
    }
  }

  return {
    url,
    start: async () => {
      postmaster = spawn(
        join(binaries.folder, 'postgres'),
        [
          '-D',
          join(folder, 'postgres'),
          '-c',
          'listen_addresses=',
          '-c',
          `unix_socket_directories=${socket}`,
        ],
        {
          ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
          cwd: '/',
          env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
          stdio: 'ignore',
        },
      );
      await ready();
    },
    kill: async () => {
      const pid = postmaster?.pid;
      if (postmaster === undefined || pid === undefined) return;
      const ended = once(postmaster, 'exit');
      const backends = childrenOf(pid);
      killOne(pid);
      for (const one of backends) killOne(one);
      await ended;
      while (backends.some(isAlive)) await sleep(SPARE_MS);
    },
    stop: async () => {
      if (postmaster !== undefined && postmaster.exitCode === null && postmaster.signalCode === null) {
        const ended = once(postmaster, 'exit');
        // SIGINT is the fast shutdown of a postmaster.
        postmaster.kill('SIGINT');
        await ended;
      }
      rmSync(socket, { recursive: true, force: true });
      binaries.discard();
    },
  };
}
