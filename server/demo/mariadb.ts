import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  closeSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type MachineUser, postgresUser, run } from '../postgres/unprivileged.ts';

/** How long a start, and the end of a server that outlived its demo, may take. */
const START_MS = 20_000;
const STOP_MS = 10_000;

/** A MariaDB of this process, for the demo and the tests: not for production. */
export interface RunningMariadb {
  /** The address of a database for a user without a password; `root` may do everything. */
  url(user: string, database?: string): string;
  readonly pid: number;
  /** Stops the server. What it holds stays in the folder. */
  stop(): Promise<void>;
}

/** The path of a program of MariaDB on this machine. */
function programOf(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin'];
  return folders.map(folder => join(folder, name)).find(path => existsSync(path));
}

/** Whether the machine has a MariaDB that can be started. */
export const hasMariadb = (): boolean =>
  programOf('mariadbd') !== undefined && programOf('mariadb-install-db') !== undefined;

/** Small: a demo and a test have few rows. */
const SMALL = ['--innodb-log-file-size=4M', '--innodb-buffer-pool-size=32M', '--skip-name-resolve'];

/**
 * Starts the machine's MariaDB on a folder, which is made when it is not there. It listens on a Unix socket in a folder of its own
 * user and on no port. A server that outlived its process is stopped first.
 * @param folder nobody else may use it at the same time
 * @returns undefined where the machine has no MariaDB
 * @throws Error with what MariaDB wrote when it does not start
 */
export async function startMariadb(folder: string): Promise<RunningMariadb | undefined> {
  const server = programOf('mariadbd');
  const installer = programOf('mariadb-install-db');
  if (server === undefined || installer === undefined) return undefined;
  // MariaDB refuses to run as root as PostgreSQL does, and any other user will do.
  const user = postgresUser();
  const data = join(resolve(folder), 'mariadb');
  if (existsSync(data)) await stopLeftover(data);
  else await makeFolder(data, installer, user);
  const sockets = mkdtempSync(join(tmpdir(), 'privacy-mariadb-'));
  own(sockets, user);
  const socket = join(sockets, 'socket');
  const log = openSync(join(data, 'server.log'), 'a');
  const child = spawn(
    server,
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--socket=${socket}`,
      `--pid-file=${join(data, 'server.pid')}`,
      '--skip-networking',
      '--character-set-server=utf8mb4',
      '--performance-schema=off',
      ...SMALL,
      ...(user === undefined ? [] : [`--user=${user.name}`]),
    ],
    // A group of its own: Ctrl+C ends the demo, which then stops it in order.
    { stdio: ['ignore', log, log], cwd: '/', detached: true },
  );
  closeSync(log);
  const url = (who: string, database = '') =>
    `mariadb://${who}@localhost/${database}?socketPath=${encodeURIComponent(socket)}`;
  const stop = async () => {
    await ended(child);
    rmSync(sockets, { recursive: true, force: true });
  };
  try {
    await isReady(child, url('root'));
  } catch (thrown) {
    await stop();
    throw new Error(`MariaDB did not start: see ${join(data, 'server.log')}`, { cause: thrown });
  }
  child.unref();
  return { url, pid: child.pid ?? 0, stop };
}

function own(folder: string, user: MachineUser | undefined): void {
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  chmodSync(folder, 0o700);
}

/** Makes the folder beside its place and puts it there when it is whole: a killed start leaves no half of one. */
async function makeFolder(data: string, installer: string, user: MachineUser | undefined): Promise<void> {
  const half = `${data}.new`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(half, { recursive: true });
  own(half, user);
  await run(
    installer,
    [
      '--no-defaults',
      `--datadir=${half}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      ...SMALL,
    ],
    user,
  );
  renameSync(half, data);
}

async function isReady(child: ChildProcess, url: string): Promise<void> {
  const { createConnection } = await import('mysql2/promise');
  const end = Date.now() + START_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`mariadbd ended with ${child.exitCode}`);
    try {
      const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
      await connection.end();
      return;
    } catch (thrown) {
      if (Date.now() > end) throw thrown;
      await sleep(50);
    }
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.ref();
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await exit;
  clearTimeout(late);
}

/** Stops a server of this folder that outlived the process which started it. */
async function stopLeftover(data: string): Promise<void> {
  const file = join(data, 'server.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8'));
  const isOfFolder = (): boolean => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`--datadir=${data}\0`);
    } catch {
      return false;
    }
  };
  const end = Date.now() + STOP_MS;
  if (isOfFolder()) process.kill(pid, 'SIGTERM');
  while (isOfFolder() && Date.now() < end) await sleep(50);
}
