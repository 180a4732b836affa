import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const read = (path: string): string => readFileSync(join(import.meta.dirname, '../..', path), 'utf8');

/** The table of settings, by name. */
const documented = new Map(
  [...read('docs/server.md').matchAll(/^\| `([A-Z_]+)` +\| +(.*?) +\| /gm)].map(
    ([, name = '', fallback = '']) => [name, fallback.replaceAll('`', '')],
  ),
);

test('the table of settings in docs/server.md has the settings of config.ts with their defaults', () => {
  const config = read('server/config.ts');
  const found = new Map<string, string>();
  for (const [, name = ''] of config.matchAll(/\benv\['([A-Z_]+)'\]|\burl\('([A-Z_]+)'\)/g))
    if (name) found.set(name, '');
  for (const [, name = ''] of config.matchAll(/\burl\('([A-Z_]+)'\)/g)) found.set(name, '');
  for (const [, name = '', , fallback] of config.matchAll(/\btext\('([A-Z_]+)'(, '([^']*)')?\)/g))
    found.set(name, fallback ?? 'required');
  expect(found.size).toBeGreaterThan(15);
  expect(Object.fromEntries(documented)).toEqual(Object.fromEntries(found));
});

test('the example of settings in docs/server.md has every setting that is required', () => {
  const [, example = ''] = /```sh\n(DATABASE_URL=[^`]*)```/.exec(read('docs/server.md')) ?? [];
  const given = new Set([...example.matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name));
  const required = [...documented].filter(([, fallback]) => fallback === 'required').map(([name]) => name);
  expect(required.filter(name => !given.has(name))).toEqual([]);
});
