// Everything that has to hold: `npm test`. Ends with «N passed, N failed».
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import { ensureBrowser } from './browser.mjs';

/** What one processor is enough for: two rows, side by side. Each is a name, a command and, of tests, its report. */
const ROWS = [
  [
    ['types', 'tsc --noEmit -p .'],
    ['lint', 'oxlint --type-aware'],
    ['unused code', 'knip'],
    ['contract', 'redocly lint openapi.yaml'],
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
  ['bench', 'node scripts/bench.mjs --report test-results/bench.json', 'test-results/bench.json'],
];

/** Resolves to whether the command went well; what it says is seen at once, or at its end as a whole. */
function run(command, atOnce) {
  return new Promise(resolve => {
    const [name, ...args] = command.split(' ');
    const said = [];
    const child = spawn(name, args, {
      stdio: atOnce ? 'inherit' : 'pipe',
      env: { ...process.env, PATH: `node_modules/.bin:${process.env['PATH']}`, REDOCLY_TELEMETRY: 'off' },
      shell: process.platform === 'win32',
    });
    child.stdout?.on('data', chunk => said.push(chunk));
    child.stderr?.on('data', chunk => said.push(chunk));
    child.on('close', code => resolve({ ok: code === 0, said: Buffer.concat(said) }));
    child.on('error', error => resolve({ ok: false, said: Buffer.from(String(error)) }));
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
    return { passed: 0, failed: 1, said: [`  no report: ${report}`] };
  }
}

const lineOf = (what, file, title, why = '') =>
  `  ${what} ${file.slice(file.lastIndexOf('/') + 1)}: ${title}${why && `\n         ${stripVTControlCharacters(why).split('\n', 1)[0]}`}`;

function readUnits({ numPassedTests, numFailedTests, testResults }) {
  const said = testResults.flatMap(({ name, message, assertionResults }) => [
    ...(message ? [lineOf('FAIL  ', name, 'the file as a whole', message)] : []),
    ...assertionResults
      .filter(({ status, failureMessages }) => status === 'failed' || failureMessages.length > 0)
      .map(({ status, fullName, failureMessages }) =>
        lineOf(status === 'failed' ? 'FAIL  ' : 'AGAIN ', name, fullName, failureMessages[0]),
      ),
  ]);
  return { passed: numPassedTests, failed: numFailedTests, said };
}

function readFlows({ stats, suites, errors }) {
  const specs = suites.flatMap(function all(suite) {
    return [...suite.specs, ...(suite.suites ?? []).flatMap(all)];
  });
  const said = specs.flatMap(({ file, title, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected' || status === 'flaky')
      .map(({ status, results }) =>
        lineOf(status === 'flaky' ? 'AGAIN ' : 'FAIL  ', file, title, results[0]?.error?.message),
      ),
  );
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    said: [...said, ...errors.map(({ message }) => lineOf('FAIL  ', 'flows', 'the run as a whole', message))],
  };
}

function readBench({ rows, over }) {
  if (rows === 0) throw new Error('nothing was measured');
  return {
    passed: rows - over.length,
    failed: over.length,
    said: over.map(([name, value, limit]) =>
      lineOf('OVER  ', 'bench', `${name}: ${value.toFixed(3)} of ${limit}`),
    ),
  };
}

const only = process.argv.slice(2);
rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results', { recursive: true });
await ensureBrowser();
let passed = 0;
let failed = 0;
const summary = [];
async function take([name, command, report], atOnce) {
  if (only.length > 0 && !only.includes(name)) return;
  if (atOnce) console.log(`\n── ${name}`);
  const begun = performance.now();
  const { ok, said } = await run(command, atOnce);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if (!atOnce) process.stdout.write(`\n── ${name}\n${said}`);
  const result = report ? read(report) : { passed: ok ? 1 : 0, failed: ok ? 0 : 1, said: [] };
  passed += result.passed;
  failed += result.failed + (!ok && result.failed === 0 ? 1 : 0);
  summary.push(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(22)}${seconds.padStart(7)} s`, ...result.said);
}

await Promise.all(
  ROWS.map(async row => {
    for (const step of row) await take(step, false);
  }),
);
for (const step of TESTS) await take(step, true);
console.log(`\n${summary.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
