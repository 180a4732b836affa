import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, freePort } from '../demo.ts';

/** The root of the repository: programs are started there, as people do. */
export const ROOT = join(import.meta.dirname, '../../..');

/** The demo as a program of its own, with data of its own. */
export interface DemoProgram {
  readonly origin: string;
  /** Starts it, and waits until it listens. @param options of its command line, beside port and folder */
  start(...options: string[]): Promise<void>;
  /** Stops it as a terminal does. */
  stop(): Promise<void>;
  /** Kills it and its PostgreSQL, without a word to either. */
  kill(): Promise<void>;
  /** Stops it and deletes its data. */
  remove(): Promise<void>;
}

/** A demo that was not started yet. */
export async function demoProgram(): Promise<DemoProgram> {
  const [port, folder] = [await freePort(), dataFolder()];
  let program: ChildProcess | undefined;
  const ended = async (signal: NodeJS.Signals): Promise<void> => {
    if (program === undefined || program.exitCode !== null || program.signalCode !== null) return;
    const exit = once(program, 'exit');
    program.kill(signal);
    await exit;
  };
  const stop = () => ended('SIGTERM');
  return {
    origin: `http://localhost:${port}`,
    start: async (...options) => {
      program = spawn(
        process.execPath,
        ['--import', 'tsx', 'server/demo/main.ts', '--port', String(port), '--data', folder, ...options],
        { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
      );
      for await (const chunk of program.stdout ?? []) if (String(chunk).includes('Panel with')) return;
      throw new Error('the demo has ended');
    },
    stop,
    kill: async () => {
      const postmaster = readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0];
      const exit = ended('SIGKILL');
      process.kill(Number(postmaster), 'SIGKILL');
      await exit;
    },
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
