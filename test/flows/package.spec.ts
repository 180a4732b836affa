import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { listen } from '../../demo/server.ts';
import { createMockServer } from '../../mocks/http.ts';
import { expect, settled, test } from './playground.ts';

// What is packed is what a host gets: the tarball goes into projects that know nothing of this one.

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const work = mkdtempSync(join(tmpdir(), 'privacy-package-'));
const installed = join(work, 'node_modules/activecloud-privacy');

test.describe.configure({ mode: 'serial' });

test.beforeAll(() => {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', work], { cwd: root, encoding: 'utf8' }),
  ) as { filename: string }[];
  install(join(work, packed?.filename ?? ''));
});
test.afterAll(() => rmSync(work, { recursive: true, force: true }));

/** What a host has by itself; the rest comes with the package. */
const HOSTS_OWN = ['react', 'react-dom', '@types/react', '@types/react-dom'];

/** Installs the tarball into the blank project, as its developer would. Where there is no network, npm's part is done here. */
function install(tarball: string): void {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  writeFileSync(join(work, 'package.json'), '{ "private": true, "type": "module" }');
  if (registryAnswers()) {
    const own = HOSTS_OWN.map(name => `${name}@${devDependencies[name] ?? 'missing'}`);
    const quick = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
    execFileSync('npm', ['install', ...quick, tarball, ...own], { cwd: work, stdio: 'pipe' });
    return;
  }
  // oxlint-disable-next-line no-console -- what was tried is not what was meant to be
  console.log('No registry: the tarball is unpacked beside the packages of this project.');
  execFileSync('tar', ['-xzf', tarball, '-C', work]);
  mkdirSync(dirname(installed), { recursive: true });
  cpSync(join(work, 'package'), installed, { recursive: true });
  const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const name of lockedWith([...Object.keys(dependencies), ...HOSTS_OWN])) {
    const place = join(work, 'node_modules', name);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), place);
  }
}

function registryAnswers(): boolean {
  try {
    execFileSync('npm', ['view', 'react', 'version', '--prefer-online', '--fetch-retries=0'], {
      stdio: 'pipe',
    });
    return true;
  } catch {
    return false;
  }
}

/** The packages, and all they depend on, as the lockfile has them. */
function lockedWith(names: readonly string[]): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dependencies?: Record<string, string> }>;
  };
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    Object.keys(lock.packages[`node_modules/${name}`]?.dependencies ?? {}).forEach(visit);
  };
  names.forEach(visit);
  return [...seen].filter(name => existsSync(join(root, 'node_modules', name)));
}

const TYPES: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
};

/** Serves a folder, and the API beside it. */
function serve(folder: string) {
  const mock = createMockServer();
  return createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://host').pathname;
    if (path.startsWith('/api/') || path.startsWith('/__mock/')) {
      mock.emit('request', request, response);
      return;
    }
    const file = normalize(join(folder, path === '/' ? 'index.html' : path));
    response.statusCode = file.startsWith(folder) && existsSync(file) ? 200 : 404;
    response.setHeader('Content-Type', TYPES[extname(file)] ?? 'application/octet-stream');
    response.end(response.statusCode === 200 ? readFileSync(file) : '');
  });
}

test('a blank Vite and React project has types, a build, one React and every option', async ({
  page,
  context,
}) => {
  writeFileSync(
    join(work, 'index.html'),
    '<!doctype html><html lang="ru"><link rel="icon" href="data:,"><div id="app"></div><script type="module" src="/app.tsx"></script>',
  );
  writeFileSync(
    join(work, 'app.tsx'),
    `import { version } from 'react';
import { createRoot } from 'react-dom/client';
import { type HostOptions, mount, PrivacyCenter } from 'activecloud-privacy';
import type { Persona } from 'activecloud-privacy/mocks';

const options: HostOptions = { locale: 'ru', headingLevel: 2 };
const persona: Persona = 'owner';
document.documentElement.dataset['react'] = version;
document.documentElement.dataset['persona'] = persona;
const app = document.getElementById('app');
if (app) createRoot(app).render(<PrivacyCenter {...options} className="privacy" />);
const second = document.createElement('div');
second.id = 'second';
document.body.append(second);
const mounted = mount(second, { routing: 'memory', initialPath: '/policy', manageTitle: false });
second.addEventListener('click', () => mounted.update({ locale: 'en' }));
`,
  );
  writeFileSync(
    join(work, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: 'ES2023',
        lib: ['ES2023', 'DOM', 'DOM.Iterable'],
        module: 'ESNext',
        moduleResolution: 'Bundler',
        jsx: 'react-jsx',
        skipLibCheck: false,
        types: [],
      },
      files: ['app.tsx'],
    }),
  );
  execFileSync(join(root, 'node_modules/.bin/tsc'), ['-p', work], { stdio: 'pipe', encoding: 'utf8' });
  const output = (await build({
    root: work,
    configFile: false,
    logLevel: 'error',
    resolve: { preserveSymlinks: true },
    build: { outDir: 'out', write: true },
  })) as { output: { type: string; modules?: Record<string, unknown> }[] };
  const bundled = output.output.flatMap(chunk => Object.keys(chunk.modules ?? {}));
  expect(bundled.filter(id => /react\/cjs\/react\.production/.test(id))).toHaveLength(1);

  const server = serve(join(work, 'out'));
  const origin = await listen(server);
  await context.addCookies([{ name: 'mock_persona', value: 'owner', url: origin }]);
  await page.goto(origin);
  const first = page.locator('.privacy');
  await expect(first.getByRole('heading', { level: 2 }).first()).toBeVisible();
  const second = page.locator('#second');
  await expect(second.getByRole('heading', { level: 1 })).toContainText('олитик');
  await second.click();
  await expect(second.getByRole('heading', { level: 1 })).toContainText('olicy');
  server.close();
});

test('a plain page with one tag works from the package alone', async ({ page, context }) => {
  writeFileSync(
    join(installed, 'dist/plain.html'),
    '<!doctype html><html lang="ru"><link rel="icon" href="data:,"><script type="module" src="./activecloud-privacy.js"></script><activecloud-privacy></activecloud-privacy>',
  );
  const server = serve(join(installed, 'dist'));
  const origin = await listen(server);
  await context.addCookies([{ name: 'mock_persona', value: 'owner', url: origin }]);
  await page.goto(`${origin}/plain.html`);
  await settled(page);
  await expect(page.getByRole('navigation', { name: 'Приватность' })).toBeVisible();
  server.close();
});

test('every file matches the manifest, and the package has no source maps', () => {
  const manifest = JSON.parse(readFileSync(join(installed, 'dist/manifest.json'), 'utf8')) as {
    files: Record<string, { size: number; integrity: string }>;
  };
  expect(Object.keys(manifest.files).length).toBeGreaterThan(100);
  for (const [file, listed] of Object.entries(manifest.files)) {
    const content = readFileSync(join(installed, 'dist', file));
    const digest = createHash('sha384').update(content).digest('base64');
    expect({ size: content.length, integrity: `sha384-${digest}` }, file).toEqual(listed);
  }
  expect(existsSync(join(installed, 'dist/maps'))).toBe(false);
  expect(Object.keys(manifest.files)).toEqual(
    expect.arrayContaining([
      'activecloud-privacy.js',
      'activecloud-unsubscribe.js',
      'index.js',
      'mocks/index.js',
      'unsubscribe.html',
    ]),
  );
});

for (const snippet of ['snippet.html', 'snippet.en.html'])
  test(`${snippet} names files of this build, each with its digest`, () => {
    const text = readFileSync(join(installed, 'dist', snippet), 'utf8');
    const named = [
      ...text.matchAll(/(?:src|href)="\/privacy-center\/([^"]+)" integrity="(sha\d+)-([^"]+)" crossorigin/g),
    ];
    expect(named).toHaveLength(text.match(/(?:src|href)=/g)?.length ?? 0);
    expect(named.map(([, file]) => file)).toEqual(
      expect.arrayContaining(['activecloud-privacy.js', expect.stringContaining('OverviewPage-')]),
    );
    for (const [, file = '', algorithm = '', digest] of named)
      expect(
        createHash(algorithm)
          .update(readFileSync(join(installed, 'dist', file)))
          .digest('base64'),
        file,
      ).toBe(digest);
  });
