// What travels to the customer with us, and under which licence: read from package-lock.json and the packages.
// `node scripts/licences.mjs`            fails on a licence we may not pass on, on an install script, on a package
//                                        that docs/dependencies.md does not name, and on a known vulnerability
// `node scripts/licences.mjs --notices`  prints the notices that go out with the build; with a path it writes them
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// Each may be passed on inside an Apache-2.0 work with its notice; MPL-2.0 asks for the source of its own files, too.
const ALLOWED = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'MPL-2.0']);

/** Packages that come with an install without dev dependencies. Types alone (`devOptional`) do not travel. */
function runtimePackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, one]) => path !== '' && !one.dev && !one.devOptional)
    .map(([path, { version, hasInstallScript = false }]) => {
      const own = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
      const { license, repository, author } = own;
      return {
        name: own.name,
        path,
        version,
        license: typeof license === 'string' ? license : '',
        source: (typeof repository === 'string' ? repository : (repository?.url ?? '')).replace(/^git\+/, ''),
        author: typeof author === 'string' ? author : (author?.name ?? ''),
        installs:
          hasInstallScript ||
          ['preinstall', 'install', 'postinstall'].some(name => own.scripts?.[name] !== undefined),
      };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function notices(packages) {
  const parts = packages.map(({ name, path, version, license, source, author }) => {
    const file = readdirSync(join(root, path)).find(one => /^(licen[cs]e|copying)/i.test(one));
    const text = file === undefined ? `Copyright ${author}` : readFileSync(join(root, path, file), 'utf8');
    return [`${name} ${version} (${license})`, ...(source === '' ? [] : [source]), '', text.trim()].join(
      '\n',
    );
  });
  const head = 'Privacy center for the ActiveCloud account area, Apache-2.0.\nIt holds parts of these works:';
  return `${[head, ...parts].join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** What the registry knows against these versions; undefined when it does not answer, or serves no audits. */
function knownVulnerabilities() {
  const args = ['audit', '--omit=dev', '--json', '--fetch-retries=0', '--fetch-timeout=10000'];
  const windows = process.platform === 'win32';
  const { stdout } = spawnSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    timeout: 20_000,
    shell: windows,
  });
  try {
    const { vulnerabilities } = JSON.parse(stdout);
    return vulnerabilities === undefined ? undefined : Object.values(vulnerabilities);
  } catch {
    return undefined;
  }
}

function check(packages) {
  const doc = readFileSync(join(root, 'docs/dependencies.md'), 'utf8').split('\n## Licences\n')[1] ?? '';
  // After the head of the table and the line below it.
  const table = doc.split('\n').filter(line => line.startsWith('|'));
  const rows = new Map(
    table
      .slice(2)
      .map(line => line.split('|').slice(1, 3))
      .map(row => row.map(cell => cell.trim())),
  );
  const lines = packages.flatMap(({ name, version, license, installs }) => [
    ...(ALLOWED.has(license) ? [] : [`${name} ${version}: «${license}» is not a licence we may pass on`]),
    ...(installs ? [`${name} ${version}: it wants to run a script when installed`] : []),
    ...(rows.get(name) === license
      ? []
      : [`${name}: docs/dependencies.md has no line «${name} | ${license}»`]),
  ]);
  const names = new Set(packages.map(({ name }) => name));
  for (const name of rows.keys())
    if (!names.has(name)) lines.push(`${name}: docs/dependencies.md names it, and it is not there any more`);
  const found = knownVulnerabilities();
  for (const { name, severity, range } of found ?? [])
    lines.push(`${name}: a known vulnerability (${severity}) of ${range}`);
  console.log(`${packages.length} packages travel with us`);
  if (found === undefined) console.log('known vulnerabilities: skipped, the registry serves no audits here');
  for (const line of lines) console.log(`FAILED  ${line}`);
  console.log(lines.length === 0 ? 'passed' : 'failed');
  return lines.length === 0;
}

const [mode, target] = process.argv.slice(2);
const packages = runtimePackages();
if (mode !== '--notices') process.exitCode = check(packages) ? 0 : 1;
else if (target === undefined) process.stdout.write(notices(packages));
else {
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, notices(packages));
}
