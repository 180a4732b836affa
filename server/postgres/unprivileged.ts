import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A user of this machine by number. */
export interface MachineUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** Users to run PostgreSQL as where this process is root, which PostgreSQL refuses; the first that exists. None is made. */
const CANDIDATES = ['postgres', 'nobody'];

/**
 * The user PostgreSQL must run as; undefined where it is the user of this process.
 * @throws Error when this process is root and the machine has no other user
 */
export function postgresUser(): MachineUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'));
  for (const wanted of CANDIDATES) {
    const [name, , uid, gid] = lines.find(([one]) => one === wanted) ?? [];
    if (name !== undefined) return { name, uid: Number(uid), gid: Number(gid) };
  }
  throw new Error('PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody');
}

const as = (user: MachineUser | undefined) => (user === undefined ? {} : { uid: user.uid, gid: user.gid });

/** Whether the user can run a program. */
export const canRun = (program: string, args: readonly string[], user: MachineUser | undefined): boolean =>
  spawnSync(program, args, { ...as(user), cwd: '/', stdio: 'ignore' }).status === 0;

/** Runs a program to its end. @returns what it wrote @throws Error with what it wrote when it fails */
export const run = (
  program: string,
  args: readonly string[],
  user: MachineUser | undefined,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      ...as(user),
      cwd: '/',
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output: Buffer[] = [];
    child.stdout.on('data', (bytes: Buffer) => output.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => output.push(bytes));
    child.once('error', reject);
    // The server that pg_ctl starts keeps the pipes open, so the end of pg_ctl itself counts.
    child.once('exit', code => {
      child.stdout.destroy();
      child.stderr.destroy();
      const text = Buffer.concat(output).toString();
      if (code === 0) resolve(text);
      else reject(new Error(`${program} ${args.join(' ')} ended with ${code}:\n${text}`));
    });
  });
