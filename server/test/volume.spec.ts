import { expect, inject, test } from 'vitest';
import { isWithin, tableOf } from '../soak/volume/figures.ts';
import { runExport } from '../soak/volume/run.ts';
import { emptyTables } from './stores.ts';

// The short form of `npm run soak -- export`, which has 1,000,000 records.

test('a copy of 10,000 records costs neither more memory nor more of the disk than it may', async () => {
  await emptyTables();
  const lines: string[] = [];
  const figures = await runExport(
    {
      urls: inject('urls'),
      records: 10_000,
      seconds: 1,
      mostMs: 50_000,
      print: line => lines.push(line),
    },
    1,
  );
  expect(lines).toEqual([expect.stringMatching(/^one copy: ready, 10000 records, \d+ MB in \d+ s$/)]);
  expect(tableOf(figures.filter(figure => !isWithin(figure)))).toEqual([]);
});
