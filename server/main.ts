import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { runUntilStopped } from './run.ts';
import { startServer } from './server.ts';

// Starts the server with the settings of the environment and stops it at SIGTERM and SIGINT.

await runUntilStopped(async () => {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const running = await startServer(config, log);
  const { host, base, monitoring } = config;
  log.info(
    { host, port: running.port, base, monitoring: { host: monitoring.host, port: running.monitoringPort } },
    'listening',
  );
  return running;
});
