import { collectedOf, missingSystems } from '../../core/exports/runs.ts';
import type { ExportRow } from '../../core/exports/state.ts';
import type { CopyMaker, CopyTotal } from '../../core/ports.ts';
import { chunksOf, streamOf } from '../../core/streams.ts';
import type { Db } from '../db.ts';
import {
  callerOf,
  type CategoryContent,
  collectedAtOnce,
  contentOf,
  makerOf,
  systemsFor,
} from './content.ts';
import { pack } from './pack.ts';
import type { PartStore } from './store.ts';

/** What the mock knows besides of the files of its copies. */
export interface MockCopies extends CopyMaker {
  /** Sizes and digests of a copy's parts without their files: those of a copy whose time is over. */
  measure(copy: ExportRow): ReturnType<CopyMaker['pack']>;
  /** Deletes the files of all copies of the database. */
  clearAll(): Promise<void>;
}

/** Records and single values each system brings; a value counts for the first system that keeps it. */
const totalsIn = (content: readonly CategoryContent[]): Map<string, CopyTotal> => {
  const totals = new Map<string, CopyTotal>();
  const add = (system: string, { fields, records }: CopyTotal) => {
    const before = totals.get(system) ?? { fields: 0, records: 0 };
    totals.set(system, { fields: before.fields + fields, records: before.records + records });
  };
  for (const { bySystem, fields } of content) {
    for (const [system, { records }] of bySystem) add(system, { fields: 0, records });
    for (const { systems } of fields) add(systems[0] ?? '', { fields: 1, records: 0 });
  }
  return totals;
};

/**
 * Copies of the invented data.
 * @param key the session of the database; names of its files begin with it
 * @param down systems that do not answer
 */
export const copiesOf = (
  store: PartStore,
  key: string,
  db: () => Db,
  down: ReadonlySet<string> = new Set(),
): MockCopies => {
  const stemOf = (exportId: string, run: number) => `${key}.${exportId}.${run}.`;
  const packing = (row: ExportRow, signal: AbortSignal) => ({
    db: db(),
    row,
    readyAt: row.wholeAt ?? row.createdAt,
    collected: collectedOf(row),
    missing: missingSystems(row),
    nameOf: (n: number) => `${stemOf(row.id, row.runs.length)}${n}.zip`,
    signal,
  });
  return {
    totals: async (row, now) => {
      const caller = callerOf(db(), makerOf(row), row.spec, now, row);
      const all = collectedAtOnce(systemsFor(row.spec.categories), now);
      return totalsIn(await contentOf(caller, row.spec, new Map([...all, ...collectedOf(row)])));
    },
    answers: system => !down.has(system),
    pack: (row, signal) => pack({ ...packing(row, signal), store }),
    measure: row => pack(packing(row, new AbortController().signal)),
    clear: (exportId, run) => store.clear(stemOf(exportId, run)),
    clearAll: () => store.clear(`${key}.`),
    size: file => store.size(file),
    read: (file, start, end) =>
      streamOf(async function* () {
        // A download that goes on when the copy is revoked breaks off.
        const isThere = () =>
          db().exports.some(row => row.packed?.parts.some(part => part.file === file) === true);
        for await (const chunk of chunksOf(store.read(file, start, end))) {
          if (!isThere()) throw new Error(`${file} was deleted while it was read`);
          yield chunk;
        }
      }),
  };
};
