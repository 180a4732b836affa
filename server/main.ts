import { readConfig } from './config.ts';
import { createLog, errorFields } from './log.ts';
import { startServer } from './server.ts';

// Starts the server with the settings of the environment and stops it at SIGTERM and SIGINT.

try {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const { port, stop } = await startServer(config, log);
  log.info({ host: config.host, port, base: config.base }, 'listening');
  let stopping = false;
  const end = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    stop().then(
      () => process.exit(0),
      (thrown: unknown) => {
        log.error(errorFields(thrown), 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
} catch (thrown) {
  // What keeps the server from starting is for whoever starts it: a sentence, not a stack.
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = 1;
}
