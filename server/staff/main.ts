import { createLog } from '../log.ts';
import { runUntilStopped } from '../run.ts';
import { readStaffConfig } from './config.ts';
import { startStaffServer } from './server.ts';

// The staff's program: a process of its own, with the settings of the environment, until SIGTERM or SIGINT.

await runUntilStopped(async () => {
  const config = readStaffConfig(process.env);
  const log = createLog(config.logLevel);
  const running = await startStaffServer(config, log);
  log.info({ host: config.host, port: running.port }, 'listening for staff');
  return running;
});
