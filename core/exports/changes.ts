import type { components } from '../../src/api/generated/schema.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import { categoryLabel } from '../policy/catalogue.ts';
import type { CopyPorts } from '../ports.ts';
import type { Rows } from '../rows.ts';
import type { Lang } from '../problem.ts';
import { problem } from '../problem.ts';
import { callerFor, type CategoryContent, contentOf } from '../archive/content.ts';
import { exportNow } from './model.ts';
import { collectedOf } from './runs.ts';
import type { ExportRow } from './state.ts';

const contentAt = async (
  ports: CopyPorts,
  rows: Rows,
  row: ExportRow,
  now: Date,
): Promise<{ readyAt: string; content: CategoryContent[] }> => {
  const { readyAt } = exportNow(row, now);
  if (readyAt === undefined) throw problem('not-found');
  const caller = callerFor(ports, rows, row, new Date(readyAt));
  return { readyAt, content: await contentOf(caller, row.spec, collectedOf(row)) };
};

/**
 * What a newer export holds that an older one did not, and the other way round, by category. A category that only one
 * of them was asked for has not changed.
 */
export const changesBetween = async (
  ports: CopyPorts,
  rows: Rows,
  since: ExportRow,
  row: ExportRow,
  now: Date,
  lang: Lang,
): Promise<components['schemas']['ExportChanges']['items']> => {
  const before = await contentAt(ports, rows, since, now);
  const after = await contentAt(ports, rows, row, now);
  const idsOf = async (content: CategoryContent): Promise<Set<string>> => {
    const held = new Set<string>();
    for await (const page of content.read()) for (const record of page) held.add(record.id);
    return held;
  };
  const changes: components['schemas']['ExportChanges']['items'] = [];
  for (const fresh of after.content) {
    const old = before.content.find(one => one.id === fresh.id);
    if (old === undefined) continue;
    const [had, has] = [await idsOf(old), await idsOf(fresh)];
    const changed = fresh.fields.filter(
      field =>
        field.updatedAt !== undefined &&
        field.updatedAt > moscowDate(before.readyAt) &&
        field.updatedAt <= moscowDate(after.readyAt),
    );
    changes.push({
      category: fresh.id,
      label: categoryLabel(fresh.id, lang),
      added: [...has].filter(key => !had.has(key)).length,
      changed: changed.length,
      removed: [...had].filter(key => !has.has(key)).length,
    });
  }
  return changes;
};
