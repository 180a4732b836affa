import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const SLICES = new Set([
  'overview',
  'register',
  'statement',
  'access-log',
  'policy',
  'requests',
  'exports',
  'mailings',
  'consents',
  'unsubscribe',
]);

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
  standalone: ['domain', 'mocks', 'slice'],
  main: ['domain', 'standalone', 'element', 'mocks'],
  mocks: ['mocks', 'domain', 'api'],
};

function partOf(file: string): string {
  const path = relative(root, file).replaceAll('\\', '/');
  if (path.startsWith('mocks/')) return 'mocks';
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

test('imports go one way, slices do not import each other, mocks know nothing of pages', () => {
  const files = ['src', 'mocks'].flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
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

test('nothing of the mocks or of the playground is in the shipped module', () => {
  const visit = (file: string, seen: Set<string>): Set<string> => {
    if (seen.has(file) || !/\.tsx?$/.test(file)) return seen;
    seen.add(file);
    for (const { to, typesOnly } of importsOf(file)) if (!typesOnly) visit(resolve(dirname(file), to), seen);
    return seen;
  };
  const shipped = [...visit(join(root, 'src/element.ts'), new Set())].map(file => relative(root, file));
  expect(shipped.length).toBeGreaterThan(40);
  expect(shipped.filter(file => /^mocks|standalone|main\.tsx/.test(file))).toEqual([]);
});
