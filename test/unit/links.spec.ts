import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const src = resolve(import.meta.dirname, '../../src');

/** Places where something becomes an address the browser follows or loads, as they are written. */
const PLACES =
  /(?:<OutLink\s+)?\b(?:href|src|srcdoc|srcDoc|formAction)=\{[^}]*\}|\.(?:href|src) = [^;]+|\bhref: (?!string\b)\w+/g;

test('every address of a link passes safeHref or is an own address', () => {
  const found = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map(name => name.replaceAll('\\', '/'))
    .filter(name => /\.tsx?$/.test(name) && !/\.spec\.|generated|standalone/.test(name))
    .flatMap(name => {
      const text = readFileSync(join(src, name), 'utf8');
      return [...text.matchAll(PLACES)].map(([place]) => `${name}: ${place}`);
    });
  // OutLink passes what it is given through safeHref itself.
  expect(found.filter(place => place.includes('<OutLink')).length).toBeGreaterThan(5);
  // A new line here has to be thought about: where does the address come from?
  expect(found.filter(place => !place.includes('<OutLink')).toSorted()).toEqual([
    // The module's own files, beside its entry.
    'entry/preload.ts: .href = url',
    // http and https alone, asked for beside it.
    'exports/one/downloads.ts: .href = address.href',
    'shell/failure/FailureView.tsx: href={signIn}',
    'shell/frame/links.tsx: href={address}',
    // A page of the router's own.
    'shell/frame/links.tsx: href={href}',
    // A blob of our own, to be saved.
    'shell/kit/save-file.ts: .href = url',
    'unsubscribe/enhance.ts: href: url',
  ]);
});
