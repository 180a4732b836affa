import { expect, test } from 'vitest';
import { sha256OfText } from '../digest.ts';
import type { PartFiles } from '../ports.ts';
import { streamOf } from '../streams.ts';
import { readCollected } from './collected.ts';
import type { ExportRow } from './state.ts';

const encoder = new TextEncoder();

/** Files with these texts, read in pieces of ten bytes, and how many of them are open. */
const filesOf = (texts: Readonly<Record<string, string>>) => {
  let open = 0;
  const files = {
    size: async (name: string) => encoder.encode(texts[name]).length,
    read: (name: string) =>
      streamOf(async function* () {
        open += 1;
        try {
          const bytes = encoder.encode(texts[name]);
          for (let at = 0; at < bytes.length; at += 10) yield bytes.subarray(at, at + 10);
        } finally {
          open -= 1;
        }
      }),
  } as unknown as PartFiles;
  return { files, opened: () => open };
};

test('a reader that stops after the first page of records leaves no file open', async () => {
  const line = (id: string, at: string) =>
    `${JSON.stringify({ category: 'services', record: { id, at, kind: 'payment' } })}\n`;
  const texts: Record<string, string> = {
    statement: '{}',
    values: '{}',
    billing: line('b2', '2026-03-02T09:00:00Z') + line('b1', '2026-03-01T09:00:00Z'),
    panel: line('p2', '2026-02-02T09:00:00Z') + line('p1', '2026-02-01T09:00:00Z'),
  };
  const fileOf = (file: string) => ({
    file,
    size: encoder.encode(texts[file]).length,
    sha256: sha256OfText(texts[file] ?? ''),
  });
  const systemOf = (id: string) => ({
    id,
    status: 'done',
    done: 2,
    collectedAt: '2026-03-03T09:00:00Z',
    values: fileOf('values'),
    pages: [{ ...fileOf(id), counts: [{ category: 'services', kind: 'payment', records: 2 }] }],
  });
  const row = {
    runs: [{ statement: fileOf('statement'), systems: [systemOf('billing'), systemOf('panel')] }],
  } as unknown as ExportRow;
  const { files, opened } = filesOf(texts);
  const { sources } = await readCollected(files, row);
  const query = { upTo: new Date('2026-03-03T09:00:00Z'), pageSize: 1 };

  const read: string[] = [];
  for await (const page of sources.stream('services', {} as never, query)) {
    read.push(...page.map(({ id }) => id));
    expect(opened()).toBe(2);
    break;
  }
  expect([read, opened()]).toEqual([['b2'], 0]);

  for await (const page of sources.stream('services', {} as never, query))
    read.push(...page.map(({ id }) => id));
  expect([read, opened()]).toEqual([['b2', 'b2', 'b1', 'p2', 'p1'], 0]);
});
