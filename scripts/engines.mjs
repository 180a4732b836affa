// The steps of `npm run test:engines`: the same component tests in the engines of other browsers, and the unit tests on
// the next Node. What is not on the machine is said, and is a failure: a run that tried nothing must not look like one that passed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The file of a command of the system, or undefined. */
const found = name =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(file => existsSync(file));

/** WebKitGTK's small browser; Debian keeps it outside of PATH. */
function miniBrowser() {
  const folder = '/usr/lib';
  const places = readdirSync(folder).flatMap(name => [
    join(folder, name, 'webkit2gtk-4.1/MiniBrowser'),
    join(folder, name, 'webkit2gtk-4.0/MiniBrowser'),
  ]);
  return found('MiniBrowser') ?? places.find(file => existsSync(file));
}

const vitest = (project, report) =>
  `vitest run --project ${project} --reporter=default --reporter=json --outputFile.json=${report}`;

/**
 * Component tests in a browser, dealt into runs that each start the browser anew.
 * @param command how it is started, undefined when it is not there
 */
function componentTests(browser, command, packages, runs = 1) {
  if (command === undefined)
    return [[browser, new Error(`${browser} is not here: Debian has it in ${packages}`)]];
  return Array.from({ length: runs }, (_, index) => {
    const name = runs === 1 ? browser : `${browser}, ${index + 1} of ${runs}`;
    const report = `test-results/${browser.toLowerCase()}-${index + 1}.json`;
    const share = runs === 1 ? '' : ` --shard=${index + 1}/${runs}`;
    return [name, vitest('browser', report) + share, report, { TEST_BROWSER: command }];
  });
}

const NODE = 24;

/** The unit tests on another Node, whose binary comes from npm. */
function unitTests() {
  const name = `Node ${NODE}`;
  const report = `test-results/node-${NODE}.json`;
  const { platform, arch } = process;
  const folder = `node_modules/.node-${NODE}`;
  const binary = join(folder, `node_modules/node-${platform}-${arch}/bin/node`);
  if (!existsSync(binary)) {
    const pack = `node-${platform}-${arch}@${NODE}`;
    spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, pack], {
      stdio: 'inherit',
    });
  }
  if (!existsSync(binary)) return [name, new Error(`the binary of Node ${NODE} could not be fetched`)];
  return [
    name,
    `${binary} node_modules/vitest/vitest.mjs ${vitest('unit', report).split(' ').slice(1).join(' ')}`,
    report,
  ];
}

/** Each is a name, a command or why there is none, its report and what it needs in the environment. */
export function engineSteps() {
  const firefox = found('firefox-esr') ?? found('firefox');
  const webkit = miniBrowser();
  const display = process.env['DISPLAY'] ? '' : found('xvfb-run') && 'xvfb-run -a ';
  return [
    ...componentTests('Firefox', firefox && `${firefox} --headless --profile {profile}`, 'firefox-esr'),
    // WebKit keeps much of what each page took, 2.7 GB after 13 of 38 files, and a run of all has ended half way.
    ...componentTests(
      'WebKitGTK',
      webkit && display !== undefined ? `${display}${webkit}` : undefined,
      'webkit2gtk-driver and xvfb',
      3,
    ),
    unitTests(),
  ];
}
