import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { FromProgram, ToProgram } from './program.ts';

/** A server or a worker that runs. */
export interface Program {
  readonly pid: number;
  /** Resolves when it reaches the step of `stopAt`. */
  reached(): Promise<void>;
  stopAt(step: string): void;
  goOn(): void;
  /** True when it has ended without being killed. */
  hasEnded(): boolean;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts programs. One waits with its code loaded, so that a killed one is soon followed by another. */
export interface Launcher {
  launch(role: 'server' | 'worker', env: Record<string, string>): Promise<Program>;
  close(): Promise<void>;
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>(resolve => server.close(() => resolve()));
  return port;
}

const load = (): ChildProcess =>
  fork(join(import.meta.dirname, 'program.ts'), {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });

async function killChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Makes a launcher. */
export function createLauncher(): Launcher {
  let spare = load();
  const running = new Set<ChildProcess>();
  return {
    launch: async (role, env) => {
      const child = spare;
      spare = load();
      running.add(child);
      // A program that has ended by itself takes no message; the run sees that it has ended.
      const send = (message: ToProgram): void => void child.send(message, () => undefined);
      const started = new Promise<void>((resolve, reject) => {
        child.on('message', (message: FromProgram) => {
          if ('ready' in message) resolve();
          if ('failed' in message) reject(new Error(`the ${role} does not start: ${message.failed}`));
        });
        child.once('exit', (code, signal) => reject(new Error(`the ${role} ended: ${code ?? signal}`)));
      });
      send({ start: role, env });
      await started;
      const reached = new Promise<void>(resolve => {
        child.on('message', (message: FromProgram) => {
          if ('reached' in message) resolve();
        });
      });
      return {
        pid: child.pid ?? 0,
        reached: () => reached,
        stopAt: step => send({ stopAt: step }),
        goOn: () => send({ goOn: true }),
        hasEnded: () => child.exitCode !== null || child.signalCode !== null,
        kill: async () => {
          running.delete(child);
          await killChild(child);
        },
      };
    },
    close: async () => {
      await Promise.all([spare, ...running].map(killChild));
    },
  };
}
