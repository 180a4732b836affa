// Everything that has to hold, one after another: `npm test`. Ends with «N passed, N failed».
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser } from './browser.mjs';

const STEPS = [
  ['types', 'tsc --noEmit -p .'],
  ['lint', 'oxlint --type-aware'],
  ['format', 'prettier --check .'],
  ['unused code', 'knip'],
  ['contract', 'redocly lint openapi.yaml'],
  ['generated code', 'node scripts/generate.mjs --check'],
  ['licences', 'node scripts/licences.mjs'],
  ['build', 'npm run build'],
  ['package', 'publint'],
  ['types of the package', 'attw --pack . --profile esm-only --format ascii'],
  ['size', 'node --import tsx scripts/size.mjs'],
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
  ['bench', 'node scripts/bench.mjs'],
];

function run(command) {
  return new Promise(resolve => {
    const [name, ...args] = command.split(' ');
    const child = spawn(name, args, {
      stdio: 'inherit',
      env: { ...process.env, PATH: `node_modules/.bin:${process.env['PATH']}`, REDOCLY_TELEMETRY: 'off' },
      shell: process.platform === 'win32',
    });
    child.on('close', code => resolve(code === 0));
    child.on('error', () => resolve(false));
  });
}

/** How many tests a runner's report counts as passed and failed. */
function countsOf(report) {
  try {
    const data = JSON.parse(readFileSync(report, 'utf8'));
    if (data.stats) return [data.stats.expected + data.stats.flaky, data.stats.unexpected];
    return [data.numPassedTests, data.numFailedTests];
  } catch {
    return [0, 1];
  }
}

const only = process.argv.slice(2);
rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results', { recursive: true });
await ensureBrowser();
let passed = 0;
let failed = 0;
const summary = [];
for (const [name, command, report] of STEPS) {
  if (only.length > 0 && !only.includes(name)) continue;
  console.log(`\n── ${name}`);
  const begun = performance.now();
  const ok = await run(command);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const [good, bad] = report ? countsOf(report) : [ok ? 1 : 0, ok ? 0 : 1];
  passed += good;
  failed += bad + (!ok && bad === 0 ? 1 : 0);
  summary.push(`${ok ? 'ok  ' : 'FAIL'} ${name.padEnd(18)}${seconds.padStart(8)} s`);
}
console.log(`\n${summary.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
