import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');

/** The tests the page names as proofs: file and title. */
const proofs = [...text.matchAll(/`([\w./-]+(?:\.spec\.tsx?|-checks\.ts))`:\s+«([^»]+)»/g)].map(
  ([, file = '', title = '']) => ({
    file,
    title,
  }),
);

test('every test that the threat model cites exists under its title', () => {
  expect(proofs.length).toBeGreaterThan(40);
  const missing = proofs.filter(({ file, title }) => {
    if (!existsSync(join(root, file))) return true;
    const source = readFileSync(join(root, file), 'utf8');
    return !['test', 'keyed', 'it', 'describe'].some(kind => source.includes(`${kind}('${title}'`));
  });
  expect(missing).toEqual([]);
});

test('every spec that the threat model cites has a title', () => {
  const named = [...text.matchAll(/`[\w./-]+(?:\.spec\.tsx?|-checks\.ts)`/g)].length;
  // The line about this file itself has none.
  expect(named).toBe(proofs.length + 1);
});
