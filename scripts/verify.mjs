// Everything that has to hold. Ends with «N passed, N failed».
// `npm test`                 all steps; `npm test -- lint flows` only these
// `npm test -- module`       what a front-end developer needs: no database, no port; the server is left out
// `npm run test:engines`     the component tests in Firefox and WebKitGTK, the unit tests on Node 24
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { ensureBrowser } from './browser.mjs';
import { engineSteps } from './engines.mjs';

/** What one processor is enough for: two rows, side by side. Each is a name, a command and, of tests, its report. */
const ROWS = [
  [
    ['types', 'tsc --noEmit -p .'],
    ['lint', 'npm run lint'],
    ['unused code', 'knip'],
    ['contract', 'redocly lint openapi.yaml openapi-staff.yaml'],
    ['generated code', 'node scripts/generate.mjs --check'],
    ['licences', 'node scripts/licences.mjs'],
  ],
  [
    ['build', 'npm run build'],
    ['package', 'publint'],
    ['types of the package', 'attw --pack . --profile esm-only --format ascii'],
    ['size', 'node --import tsx scripts/size.mjs'],
    ['format', 'prettier --check .'],
  ],
];

/** The suites of `server/`, on a PostgreSQL of their own. */
const SERVER = 'server';

/** What wants the whole machine, one after another; much of it needs what was built. */
const TESTS = [
  [
    'unit tests',
    'vitest run --project unit --reporter=default --reporter=json --outputFile.json=test-results/unit.json',
    'test-results/unit.json',
  ],
  [
    'component tests',
    'vitest run --project browser --reporter=default --reporter=json --outputFile.json=test-results/browser.json',
    'test-results/browser.json',
  ],
  ['flows', 'playwright test', 'test-results/flows.json'],
  [
    SERVER,
    'npm run test:server -- --reporter=default --reporter=json --outputFile.json=../test-results/server.json',
    'test-results/server.json',
  ],
  ['bench', 'node scripts/bench.mjs --report test-results/bench.json', 'test-results/bench.json'],
];

/** Milliseconds without a word after which a step is taken for a hang: every runner names each test that has ended. */
const IDLE_TIMEOUT_MS = 10 * 60_000;

const running = new Set();
const windows = process.platform === 'win32';
/** Ends a step with all that it started. */
function stop(child) {
  if (windows) child.kill();
  else process.kill(-child.pid, 'SIGKILL');
}
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    for (const child of running) stop(child);
    process.exit(1);
  });

/**
 * Resolves to whether the command went well; what it says is seen at once, or at its end as a whole.
 * @param env beside that of this process
 */
function run(command, atOnce, env = {}) {
  return new Promise(resolve => {
    const [name, ...args] = command.split(' ');
    const output = [];
    const child = spawn(name, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: `node_modules/.bin:${process.env['PATH']}`,
        REDOCLY_TELEMETRY: 'off',
        ...env,
      },
      shell: windows,
      // A group of its own: what it started ends with it.
      detached: !windows,
    });
    running.add(child);
    let watch;
    let last = '';
    const stillMoving = () => {
      clearTimeout(watch);
      watch = setTimeout(() => {
        output.push(
          Buffer.from(`\nStopped: nothing came for ${IDLE_TIMEOUT_MS / 60_000} minutes after «${last}»\n`),
        );
        if (atOnce) process.stdout.write(output.at(-1));
        stop(child);
      }, IDLE_TIMEOUT_MS);
    };
    const collect = stream => chunk => {
      if (atOnce) stream.write(chunk);
      else output.push(chunk);
      last = stripVTControlCharacters(String(chunk)).trim().split('\n').at(-1) || last;
      stillMoving();
    };
    stillMoving();
    child.stdout.on('data', collect(process.stdout));
    child.stderr.on('data', collect(process.stderr));
    const end = (ok, text) => {
      clearTimeout(watch);
      running.delete(child);
      if (text !== undefined) output.push(Buffer.from(text));
      resolve({ ok, output: Buffer.concat(output) });
    };
    child.on('close', code => end(code === 0));
    child.on('error', error => end(false, String(error)));
  });
}

/**
 * What a runner's report says: how many tests passed and failed, and by name those that failed, with the first line of
 * why, and those that only the second try saw pass.
 */
function read(report) {
  try {
    const data = JSON.parse(readFileSync(report, 'utf8'));
    if (data.over) return readBench(data);
    return data.stats ? readFlows(data) : readUnits(data);
  } catch {
    return { passed: 0, failed: 1, output: [`  no report: ${report}`] };
  }
}

const lineOf = (what, file, title, why = '') =>
  `  ${what} ${file.slice(file.lastIndexOf('/') + 1)}: ${title}${why && `\n         ${stripVTControlCharacters(why).split('\n', 1)[0]}`}`;

function readUnits({ numPassedTests, numFailedTests, testResults }) {
  const output = testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message ? [lineOf('FAIL  ', name, 'the file as a whole', message)] : []),
    ...assertionResults
      .filter(({ status, failureMessages }) => status === 'failed' || failureMessages.length > 0)
      .map(({ status, fullName, failureMessages }) =>
        lineOf(status === 'failed' ? 'FAIL  ' : 'AGAIN ', name, fullName, failureMessages[0]),
      ),
  ]);
  return { passed: numPassedTests, failed: numFailedTests, output };
}

function readFlows({ stats, suites, errors }) {
  const specs = suites.flatMap(function all(suite) {
    return [...suite.specs, ...(suite.suites ?? []).flatMap(all)];
  });
  const output = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, results }) =>
        lineOf(status === 'flaky' ? 'AGAIN ' : 'FAIL  ', file, title, results[0]?.error?.message),
      ),
  );
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    output: [
      ...output,
      ...errors.map(({ message }) => lineOf('FAIL  ', 'flows', 'the run as a whole', message)),
    ],
  };
}

function readBench({ rows, over }) {
  if (rows === 0) throw new Error('nothing was measured');
  return {
    passed: rows - over.length,
    failed: over.length,
    output: over.map(([name, value, limit]) =>
      lineOf('OVER  ', 'bench', `${name}: ${value.toFixed(3)} of ${limit}`),
    ),
  };
}

/** The steps by the names they are asked for by; `module` is all but the server. */
const steps = process.argv.slice(2);
const engines = steps.includes('--engines');
const rows = engines ? [] : ROWS;
const tests = engines ? engineSteps() : TESTS;
const names = new Set([...rows.flat(), ...tests].map(([name]) => name));
const only = new Set(
  steps
    .filter(name => name !== '--engines')
    .flatMap(name => (name === 'module' ? [...names].filter(one => one !== SERVER) : [name])),
);
const unknown = [...only].filter(name => !names.has(name));
if (unknown.length > 0) {
  console.error(`No step «${unknown.join('», «')}». There are: module, ${[...names].join(', ')}`);
  process.exit(1);
}

mkdirSync('test-results', { recursive: true });
if (!engines) await ensureBrowser();
let passed = 0;
let failed = 0;
const summary = [];
async function take([name, command, report, env], atOnce) {
  if (only.size > 0 && !only.has(name)) return;
  if (report) rmSync(report, { force: true });
  if (atOnce) console.log(`\n── ${name}`);
  const begun = performance.now();
  const { ok, output } =
    command instanceof Error ? { ok: false, output: '' } : await run(command, atOnce, env);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if (!atOnce) process.stdout.write(`\n── ${name}\n${output}`);
  if (command instanceof Error) console.error(command.message);
  const result = report ? read(report) : { passed: ok ? 1 : 0, failed: ok ? 0 : 1, output: [] };
  passed += result.passed;
  failed += result.failed + (!ok && result.failed === 0 ? 1 : 0);
  summary.push(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(22)}${seconds.padStart(7)} s`, ...result.output);
}

await Promise.all(
  rows.map(async row => {
    for (const step of row) await take(step, false);
  }),
);
for (const step of tests) await take(step, true);
console.log(`\n${summary.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
