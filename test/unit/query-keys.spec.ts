import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');
const HELPER = 'api/query.ts';

/** What makes a query key by hand, or reads a member of one. */
const BY_HAND = [
  /queryKey:\s*\[/,
  /\bqueryKey\s*(\?\.)?\[/,
  /\bqueryKey\.(at|concat|filter|find|indexOf|map|slice|with)\b/,
  /\[[^\]]*\]\s*=\s*[^;]*queryKey\b/,
  /\.\.\.[^;,]*queryKey\b/,
];

test('query keys are made and read only by the helper', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => /\.tsx?$/.test(name) && !/\.spec\./.test(name) && name !== HELPER);
  expect(files.length).toBeGreaterThan(200);
  const wrong = files.filter(name => {
    const source = readFileSync(join(src, name), 'utf8');
    return BY_HAND.some(pattern => pattern.test(source));
  });
  expect(wrong).toEqual([]);
});

test.each([
  "queryKey: ['draft', id]",
  'const [id, , sessionNumber] = options.queryKey;',
  'queryKey: [...options.queryKey, "more"]',
  'const key = [...first.queryKey, "more"];',
  "if (query.queryKey[0] === 'getSession') return;",
  'kept.map(({ queryKey: [id] }) => id)',
  "options.queryKey.concat('more')",
])('the check finds %s', line => {
  expect(BY_HAND.some(pattern => pattern.test(line))).toBe(true);
});
