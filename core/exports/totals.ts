import {
  callerFor,
  type CategoryContent,
  collectedAtOnce,
  contentOf,
  systemsFor,
} from '../archive/content.ts';
import type { CopyPorts } from '../ports.ts';
import type { Rows } from '../rows.ts';
import { collectedOf } from './runs.ts';
import type { CopyTotal, ExportRow } from './state.ts';

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

/** How much each system brings into a copy at `now`, by its id; what was collected already counts as it was then. */
export const copyTotals = async (
  ports: CopyPorts,
  rows: Rows,
  row: ExportRow,
  now: Date,
): Promise<ReadonlyMap<string, CopyTotal>> => {
  const all = collectedAtOnce(systemsFor(row.spec.categories), now);
  const collected = new Map([...all, ...collectedOf(row)]);
  return totalsIn(await contentOf(callerFor(ports, rows, row, now), row.spec, collected));
};
