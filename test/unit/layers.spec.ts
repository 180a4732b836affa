import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { PAGES } from '../../src/pages.ts';

const root = resolve(import.meta.dirname, '../..');
/** Paths of all files below a folder, from there; what is installed is left out. */
const filesBelow = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter(
    name => !/(^|[\\/])node_modules[\\/]/.test(name),
  );
/** The folders of pages. */
const SLICES = new Set(Object.values(PAGES).map(({ page }) => page.split('/')[0] ?? ''));

/** What each part may import, besides itself. A promise of the repository: arrows go one way. */
const MAY: Record<string, readonly string[]> = {
  domain: [],
  api: ['host'],
  pages: [],
  i18n: ['domain'],
  ui: [],
  form: ['ui', 'domain'],
  host: [],
  paths: [],
  shell: ['domain', 'api', 'i18n', 'ui', 'form', 'host', 'paths'],
  slice: ['domain', 'api', 'i18n', 'ui', 'form', 'paths', 'shell', 'routes (types)'],
  routes: ['api', 'i18n', 'pages', 'shell', 'slice'],
  mount: ['api (types)', 'host', 'i18n', 'routes', 'shell', 'ui'],
  entry: ['api (types)', 'host (types)', 'mount', 'pages'],
  element: ['api', 'entry', 'host'],
  index: ['host', 'mount', 'PrivacyCenter'],
  PrivacyCenter: ['host (types)', 'mount'],
  standalone: ['core', 'domain', 'mocks', 'slice'],
  main: ['core', 'domain', 'standalone', 'element', 'mocks'],
  core: ['domain', 'api (types)', 'policy'],
  policy: [],
  mocks: ['core', 'domain', 'api'],
  server: ['core', 'domain', 'api (types)'],
  'server-demo': ['server', 'core', 'domain', 'demo', 'api (types)'],
  'server-test': ['server', 'server-demo', 'core', 'domain', 'mocks', 'api (types)'],
};

function partOf(file: string): string {
  const path = relative(root, file).replaceAll('\\', '/');
  if (path.startsWith('mocks/')) return 'mocks';
  if (path.startsWith('core/')) return 'core';
  if (path.startsWith('policy/')) return 'policy';
  if (/^server\/(test|soak)\//.test(path)) return 'server-test';
  if (path.startsWith('server/demo/')) return 'server-demo';
  if (path.startsWith('server/')) return 'server';
  if (path.startsWith('demo/')) return 'demo';
  const [, second = '', third] = path.split('/');
  if (third === undefined) return second.replace(/\.\w+$/, '');
  return SLICES.has(second) ? `slice:${second}` : second;
}

function importsOf(file: string): { to: string; typesOnly: boolean }[] {
  const source = readFileSync(file, 'utf8');
  return [
    ...source.matchAll(
      /(import|export)\s+(type\s)?[^'"]*?from\s+['"](\.[^'"]+)['"]|import\(['"](\.[^'"]+)['"]\)/g,
    ),
  ].map(match => ({ to: match[3] ?? match[4] ?? '', typesOnly: match[2] !== undefined }));
}

test('imports go one way, slices do not import each other, and mocks import no page', () => {
  const files = ['src', 'policy', 'core', 'mocks', 'server'].flatMap(folder =>
    filesBelow(folder)
      .filter(name => /\.tsx?$/.test(name) && !/\.spec\.|generated|\.d\.ts/.test(name))
      .map(name => join(root, folder, name)),
  );
  expect(files.length).toBeGreaterThan(60);
  const wrong: string[] = [];
  for (const file of files) {
    const from = partOf(file);
    for (const { to, typesOnly } of importsOf(file)) {
      const target = partOf(resolve(dirname(file), to));
      if (target === from) continue;
      const allowed = MAY[from.split(':')[0] ?? ''] ?? [];
      const name = target.split(':')[0] ?? '';
      if (allowed.includes(name)) continue;
      if (typesOnly && allowed.includes(`${name} (types)`)) continue;
      wrong.push(`${relative(root, file)} → ${to}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('the shipped module has no file of the mocks or the playground', () => {
  const visit = (file: string, seen: Set<string>): Set<string> => {
    if (seen.has(file) || !/\.tsx?$/.test(file)) return seen;
    seen.add(file);
    for (const { to, typesOnly } of importsOf(file)) if (!typesOnly) visit(resolve(dirname(file), to), seen);
    return seen;
  };
  const shipped = [...visit(join(root, 'src/element.ts'), new Set())].map(file => relative(root, file));
  expect(shipped.length).toBeGreaterThan(40);
  expect(shipped.filter(file => /^mocks|^core|^policy|standalone|main\.tsx/.test(file))).toEqual([]);
});

/** Every import of a file of the repository by another, of types too. */
const importGraph = (): Map<string, string[]> => {
  const files = ['src', 'policy', 'core', 'mocks', 'server', 'test', 'demo', 'scripts'].flatMap(folder =>
    filesBelow(folder)
      .filter(name => /\.(tsx?|mjs)$/.test(name) && !/\.d\.m?ts$/.test(name))
      .map(name => join(root, folder, name)),
  );
  return new Map(files.map(file => [file, importsOf(file).map(({ to }) => resolve(dirname(file), to))]));
};

/** The first circle of imports that is found, as paths; empty when there is none. */
function circleOf(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] => {
    const at = path.indexOf(file);
    if (at >= 0) return path.slice(at);
    if (done.has(file)) return [];
    path.push(file);
    for (const to of graph.get(file) ?? []) {
      const found = visit(to);
      if (found.length > 0) return found;
    }
    path.pop();
    done.add(file);
    return [];
  };
  for (const file of graph.keys()) {
    const found = visit(file);
    if (found.length > 0) return found;
  }
  return [];
}

test('no files import each other in a circle, types included', () => {
  const graph = importGraph();
  expect(graph.size).toBeGreaterThan(400);
  expect(circleOf(graph).map(file => relative(root, file))).toEqual([]);
  expect(
    circleOf(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    ),
  ).toEqual(['b', 'c']);
});

test('the core imports neither a platform nor the mock', () => {
  const files = readdirSync(join(root, 'core'), { recursive: true, encoding: 'utf8' }).filter(
    // The script of the offline reader runs on the pages of a copy; the core holds it as text.
    name => name.endsWith('.ts') && !/\.spec\./.test(name) && name !== 'archive/reader/page.ts',
  );
  expect(files.length).toBeGreaterThan(50);
  const forbidden =
    /\bfrom 'node:|\b(window|navigator|localStorage|indexedDB|process|Buffer)\.|\bdocument\.(body|cookie|create|query)|\b(persona|personas|scenario)\b(?! in charge)|X-Mock|(?<![\w.])fetch\(/;
  const found = files.flatMap(name => {
    // What a comment says is no dependency.
    const code = readFileSync(join(root, 'core', name), 'utf8').replaceAll(
      /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
      '',
    );
    return code
      .split('\n')
      .filter(line => forbidden.test(line))
      .map(line => `${name}: ${line.trim()}`);
  });
  expect(found).toEqual([]);
});
