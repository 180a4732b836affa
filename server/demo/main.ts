import { parseArgs } from 'node:util';
import { createLog } from '../log.ts';
import { runUntilStopped } from '../run.ts';
import { startDemo } from './demo.ts';

// `npm run server -- --port 4020 --data .data`: the demo, until SIGTERM or SIGINT. `--without-telephony` leaves MariaDB
// out where the machine has it, and with `--days 31` it is 31 days later in it: what was answered is closed.

const DAY = 86_400_000;
const HELP = `Usage: node scripts/server.mjs demo [--port 4020] [--data .data] [--days 0] [--without-telephony]

  --port               where the panel and the API listen, on this machine only
  --data               folder of the demo's databases and files; it stays for the next start
  --days               so many days later it is in the demo
  --without-telephony  without MariaDB where the machine has it

Manifests of SOURCES are connected beside the demo's own systems.
`;

async function start() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      days: { type: 'string', default: '0' },
      'without-telephony': { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port ?? 4020);
  const ahead = Number(values.days) * DAY;
  if (!Number.isFinite(ahead)) throw new Error('--days is not a number');
  const running = await startDemo(
    {
      port,
      dataFolder: values.data ?? '.data',
      telephony: !values['without-telephony'],
      systems: process.env,
      clock: () => new Date(Date.now() + ahead),
    },
    createLog('warn'),
  );
  process.stdout.write(
    `Panel with the privacy center: http://localhost:${port}/\nAPI: http://localhost:${port}/api/privacy/v1\n` +
      `People: http://localhost:${port}/demo/people\nStaff: http://localhost:${port}/staff\n`,
  );
  return running;
}

if (process.argv.includes('--help')) process.stdout.write(HELP);
else await runUntilStopped(start);
