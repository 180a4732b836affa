/** A program that runs until it is stopped. */
interface Running {
  stop(): Promise<void>;
}

/** How often the parent process is looked at, ms. */
const PARENT_MS = 500;

/** A sentence of what was thrown, with what it was caused by. */
export function messageOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return thrown.cause === undefined ? thrown.message : `${thrown.message}: ${messageOf(thrown.cause)}`;
}

/** Calls `end` when the parent process has ended. `npx` ends at a signal without passing it on to what it runs. */
function endWithParent(end: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end();
  }, PARENT_MS).unref();
}

/**
 * Runs a server or a worker until SIGTERM or SIGINT, and ends the process when it has stopped. What keeps it from starting is written as a
 * sentence, not as a stack: it is for whoever starts it.
 */
export async function runUntilStopped(start: () => Promise<Running>): Promise<void> {
  let running: Running;
  try {
    running = await start();
  } catch (thrown) {
    process.stderr.write(`${messageOf(thrown)}\n`);
    process.exitCode = 1;
    return;
  }
  let stopping = false;
  const end = () => {
    if (stopping) return;
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (thrown: unknown) => {
        process.stderr.write(`The stop failed: ${messageOf(thrown)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
  if (process.env['npm_command'] !== undefined) endWithParent(end);
}
