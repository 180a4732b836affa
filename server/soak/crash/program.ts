import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { openPorts, startJobs } from '../../open-ports.ts';
import { messageOf } from '../../run.ts';
import { startServer } from '../../server.ts';
import { STEPS } from './kill-steps.ts';
import { watchCalls } from './watched-calls.ts';

// A server or a worker that is started by a message, says when it reaches a step, waits there to be killed or to go on.

/** What the run sends: how to start, at which step to stop; or to go on. */
export type ToProgram =
  | { readonly start: 'server' | 'worker'; readonly env: Record<string, string> }
  | { readonly stopAt: string }
  | { readonly goOn: true };
/** What the program sends back. */
export type FromProgram =
  { readonly ready: true } | { readonly failed: string } | { readonly reached: string };

const send = (message: FromProgram): void => void process.send?.(message);
const watched = watchCalls();
let goOn = (): void => undefined;

async function start(role: 'server' | 'worker', env: Record<string, string>): Promise<void> {
  const config = readConfig(env);
  const log = createLog(config.logLevel);
  const clock = () => new Date();
  if (role === 'server') await startServer(config, log);
  else
    startJobs(await openPorts(config, log, 'production'), {
      config,
      clock,
      log,
      mailer: undefined,
    });
  send({ ready: true });
}

process.on('message', (message: ToProgram) => {
  if ('start' in message)
    start(message.start, message.env).catch((thrown: unknown) => send({ failed: messageOf(thrown) }));
  else if ('stopAt' in message) {
    const step = STEPS.find(({ name }) => name === message.stopAt);
    if (step === undefined) return;
    watched.stopAt(step, () => {
      send({ reached: step.name });
      return new Promise(resolve => {
        goOn = resolve;
      });
    });
  } else goOn();
});
process.on('disconnect', () => process.exit(0));
