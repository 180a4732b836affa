import { expect, test } from 'vitest';
import { namesVersion } from './etag.ts';

test.each([
  '"7"',
  'W/"7"',
  'w/"7"',
  ' "7" ',
  '7',
  '"7-gzip"',
  'W/"7-gzip"',
  '"7--gzip"',
  '"7;gzip"',
  '"7";gzip',
  '"7"-gzip',
  '7-gzip',
  '"7-br"',
  '"7-x-gzip"',
  '"7-gzip-br"',
  '"7:zstd"',
  '"6", W/"7"',
  '*',
])('%s still names version 7', given => {
  expect(namesVersion(given, '"7"')).toBe(true);
});

test.each(['', '"8"', 'W/"77"', '"7-gzipped"', '"-gzip"', '"6", "8"', 'W/', '"7-8"', '"g7"'])(
  '%j names another version',
  given => {
    expect(namesVersion(given, '"7"')).toBe(false);
  },
);
