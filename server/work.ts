import { readConfig } from './config.ts';
import { createLog } from './log.ts';
import { smtpMailer } from './mail/mailer.ts';
import { openPorts, startJobs } from './open-ports.ts';
import { runUntilStopped } from './run.ts';

// Does jobs with the settings of the environment, and answers no requests, until SIGTERM or SIGINT.

await runUntilStopped(async () => {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const clock = () => new Date();
  const opened = await openPorts(config, log, 'production');
  const jobs = startJobs(opened, { config, clock, log, mailer: config.mail && smtpMailer(config.mail) });
  log.info('doing jobs');
  return {
    stop: async () => {
      await jobs.stop();
      await opened.close();
    },
  };
});
