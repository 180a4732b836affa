import type { components } from '../../src/api/generated/schema.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import { categoryLabel } from '../../core/policy/catalogue.ts';
import type { Db } from '../db.ts';
import type { Lang } from '../../core/problem.ts';
import { problem } from '../../core/problem.ts';
import { callerOf, contentOf, makerOf, type CategoryContent } from './content.ts';
import { exportNow } from '../../core/exports/model.ts';
import { collectedOf } from '../../core/exports/runs.ts';
import type { ExportRow } from '../../core/exports/state.ts';

const contentAt = (db: Db, row: ExportRow, now: Date): { readyAt: string; content: CategoryContent[] } => {
  const { readyAt } = exportNow(row, now);
  if (readyAt === undefined) throw problem('not-found');
  const caller = callerOf(db, makerOf(row), row.spec, new Date(readyAt));
  return { readyAt, content: contentOf(caller, row.spec, collectedOf(row)) };
};

/**
 * What a newer export holds that an older one did not, and the other way round, by category. A category that only one
 * of them was asked for has not changed.
 */
export const changesBetween = (
  db: Db,
  since: ExportRow,
  row: ExportRow,
  now: Date,
  lang: Lang,
): components['schemas']['ExportChanges']['items'] => {
  const before = contentAt(db, since, now);
  const after = contentAt(db, row, now);
  const idsOf = (content: CategoryContent): Set<string> => {
    const held = new Set<string>();
    for (const record of content.read()) held.add(record.id);
    return held;
  };
  return after.content.flatMap(fresh => {
    const old = before.content.find(one => one.id === fresh.id);
    if (old === undefined) return [];
    const [had, has] = [idsOf(old), idsOf(fresh)];
    const changed = fresh.fields.filter(
      field =>
        field.updatedAt !== undefined &&
        field.updatedAt > moscowDate(before.readyAt) &&
        field.updatedAt <= moscowDate(after.readyAt),
    );
    return [
      {
        category: fresh.id,
        label: categoryLabel(fresh.id, lang),
        added: [...has].filter(key => !had.has(key)).length,
        changed: changed.length,
        removed: [...had].filter(key => !has.has(key)).length,
      },
    ];
  });
};
