import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What browsers offer with TLS only, and code could take for always there. */
const SECURE_ONLY =
  /navigator\s*\??\.\s*(clipboard|locks|share|canShare|credentials|storage|serviceWorker|wakeLock|mediaDevices|geolocation|keyboard|gpu)\b|crypto\s*\??\.\s*(subtle|randomUUID)\b|\{[^{}]*\b(clipboard|locks|credentials|wakeLock)\b[^{}]*\}\s*=\s*navigator|\{[^{}]*\b(subtle|randomUUID)\b[^{}]*\}\s*=\s*crypto|\b(caches|cookieStore)\.\w+|\bshow(Open|Save)FilePicker\b|'(clipboard|subtle|randomUUID)' in\b/;

const root = join(import.meta.dirname, '../../src');

test('APIs that need a secure context are used in modules that know where they are missing', () => {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    name => /\.tsx?$/.test(name) && !/\.spec\.|generated/.test(name),
  );
  expect(files.length).toBeGreaterThan(150);
  const users = files.filter(name => SECURE_ONLY.test(readFileSync(join(root, name), 'utf8')));
  expect(users.toSorted()).toEqual(['shell/kit/clipboard-and-digest.ts', 'shell/kit/webauthn.ts']);
});

test.each([
  'navigator.clipboard.writeText(text)',
  'await navigator?.share(data)',
  'const { clipboard } = navigator',
  'const { subtle, getRandomValues } = crypto',
  "crypto.subtle.digest('SHA-256', bytes)",
  'const id = crypto.randomUUID();',
  "navigator.locks.request('draft', save)",
  "const cache = await caches.open('files')",
])('the check finds %s', code => {
  expect(code).toMatch(SECURE_ONLY);
});
