import type { components } from '../../src/api/generated/schema.ts';
import type { CopySources } from '../archive/content.ts';
import { runningSha256 } from '../digest.ts';
import type { PartFiles } from '../ports.ts';
import type { Text } from '../problem.ts';
import type { SourceRecord, UpTo } from '../register/source-data.ts';
import { chunksOf } from '../streams.ts';
import type { CollectedCategory, CollectedLine } from './collect.ts';
import { systemsNow } from './runs.ts';
import type { CollectedFile, CollectedPage, ExportRow, SystemRun } from './state.ts';

type Statement = components['schemas']['Statement'];

/** A file of what was collected is not there any more, or is not what was written. */
export class LostFile extends Error {
  readonly file: string;
  constructor(file: string) {
    super(`${file} is not what was collected`);
    this.file = file;
  }
}

/** The text of a file. @throws LostFile */
async function* textOf(files: PartFiles, { file, size, sha256 }: CollectedFile): AsyncGenerator<string> {
  if ((await files.size(file)) !== size) throw new LostFile(file);
  if (size === 0) return;
  const digest = runningSha256();
  const decoder = new TextDecoder();
  for await (const chunk of chunksOf(files.read(file, 0, size - 1))) {
    digest.update(chunk);
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
  if (digest.end() !== sha256) throw new LostFile(file);
}

const jsonOf = async <Value>(files: PartFiles, file: CollectedFile): Promise<Value> => {
  let whole = '';
  for await (const text of textOf(files, file)) whole += text;
  return JSON.parse(whole) as Value;
};

async function* linesOf(files: PartFiles, page: CollectedPage): AsyncGenerator<CollectedLine> {
  let rest = '';
  for await (const text of textOf(files, page)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as CollectedLine;
  }
}

/** The records of a category that one system brought, newest first. */
async function* recordsOf(
  files: PartFiles,
  pages: readonly CollectedPage[],
  category: string,
): AsyncGenerator<CollectedLine> {
  for (const page of pages)
    if (page.counts.some(count => count.category === category))
      for await (const line of linesOf(files, page)) if (line.category === category) yield line;
}

/**
 * Several lists, each newest first, as one; of records of one instant the earlier list's come first. A reader that stops early
 * ends all lists, so that their files are closed.
 */
async function* merged(lists: readonly AsyncGenerator<CollectedLine>[]): AsyncGenerator<CollectedLine> {
  try {
    const heads = await Promise.all(lists.map(list => list.next()));
    for (;;) {
      let newest: { at: string; list: number; line: CollectedLine } | undefined;
      for (const [list, head] of heads.entries()) {
        if (head.done === true) continue;
        const { at } = head.value.record;
        if (newest === undefined || at > newest.at) newest = { at, list, line: head.value };
      }
      if (newest === undefined) return;
      yield newest.line;
      const list = lists[newest.list];
      if (list !== undefined) heads[newest.list] = await list.next();
    }
  } finally {
    await Promise.all(lists.map(list => list.return(undefined)));
  }
}

const includesSystem = (upTo: UpTo, system: string): boolean => upTo instanceof Date || upTo.has(system);

const byPlace = <Value>(pairs: readonly (readonly [number, Value])[]): Value[] =>
  pairs.toSorted(([a], [b]) => a - b).map(([, value]) => value);

/** What a copy is packed from. */
export interface Collected {
  readonly sources: CopySources;
  readonly statement: Statement;
}

/** The systems of a copy whose collected files are lost. */
export const lostSystems = async (files: PartFiles, row: ExportRow): Promise<string[]> => {
  const lost: string[] = [];
  for (const { id, status, values, pages = [] } of systemsNow(row)) {
    if (status !== 'done') continue;
    const sizes = await Promise.all([values, ...pages].map(async one => one && files.size(one.file)));
    if (values === undefined || sizes.includes(undefined)) lost.push(id);
  }
  return lost;
};

/**
 * What was collected of a copy, as if the systems answered: the same each time, whatever they hold by now.
 * @throws LostFile when a file is gone, now or while it is read
 */
export const readCollected = async (files: PartFiles, row: ExportRow): Promise<Collected> => {
  const systems = systemsNow(row).filter(
    (system): system is SystemRun & { values: CollectedFile } =>
      system.status === 'done' && system.values !== undefined,
  );
  const values = new Map<string, Record<string, CollectedCategory>>();
  for (const system of systems) values.set(system.id, await jsonOf(files, system.values));
  const begun = row.runs.at(-1)?.statement;
  if (begun === undefined) throw new LostFile('statement');
  const statement = await jsonOf<Statement>(files, begun);

  const pagesOf = ({ pages = [] }: SystemRun, upTo: UpTo, id: string) =>
    includesSystem(upTo, id) ? pages : [];
  const countsOf = (category: string, upTo: UpTo) =>
    systems.flatMap(system =>
      pagesOf(system, upTo, system.id).flatMap(page =>
        page.counts.filter(count => count.category === category),
      ),
    );
  const linesIn = (category: string, upTo: UpTo): AsyncGenerator<CollectedLine> =>
    merged(systems.map(system => recordsOf(files, pagesOf(system, upTo, system.id), category)));
  const unique = <Value extends { id: string }>(all: readonly Value[]): Value[] => [
    ...new Map(all.map(one => [one.id, one])).values(),
  ];

  // Files of the records that were given last: they are asked for right after their records.
  let given = new Map<string, Text>();
  const keyOf = (category: string, record: string, file: string): string => `${category} ${record} ${file}`;

  const sources: CopySources = {
    kinds: category => unique(byPlace([...values.values()].flatMap(of => of[category]?.kinds ?? []))),
    fields: async category => unique(byPlace([...values.values()].flatMap(of => of[category]?.fields ?? []))),
    count: async (category, _, { upTo }) => countsOf(category, upTo),

    sample: async (category, _, { upTo }, count) => {
      const total = countsOf(category, upTo).reduce((sum, { records }) => sum + records, 0);
      const step = Math.max(1, total / count);
      const found: SourceRecord[] = [];
      let at = 0;
      for await (const { record } of linesIn(category, upTo)) {
        if (at >= found.length * step) found.push(record);
        at += 1;
      }
      return found;
    },

    async *stream(category, _, { upTo, pageSize }) {
      let page: SourceRecord[] = [];
      let contents = new Map<string, Text>();
      for await (const { record, files: attached = {} } of linesIn(category, upTo)) {
        page.push(record);
        for (const [id, text] of Object.entries(attached)) contents.set(keyOf(category, record.id, id), text);
        if (page.length < pageSize) continue;
        given = contents;
        yield page;
        page = [];
        contents = new Map();
      }
      given = contents;
      if (page.length > 0) yield page;
    },

    attachment: async (category, recordId, attachmentId) =>
      given.get(keyOf(category, recordId, attachmentId)),
  };
  return { sources, statement };
};
