import type { components } from '../../src/api/generated/schema.ts';
import type { Db } from '../db.ts';
import type { Lang } from '../problem.ts';
import { problem } from '../problem.ts';
import { callerOf, contentOf, labelOf, makerOf, type CategoryContent } from './content.ts';
import { exportNow } from './model.ts';
import type { ExportRow } from './state.ts';

const contentAt = (db: Db, row: ExportRow, now: Date): { readyAt: string; content: CategoryContent[] } => {
  const { readyAt, missing } = exportNow(row, now);
  if (readyAt === undefined) throw problem('not-found');
  return {
    readyAt,
    content: contentOf(callerOf(db, makerOf(row), row.spec, new Date(readyAt)), row.spec, missing),
  };
};

/** What a newer export holds that an older one did not, and the other way round, by category. */
export const changesBetween = (
  db: Db,
  since: ExportRow,
  row: ExportRow,
  now: Date,
  lang: Lang,
): components['schemas']['ExportChanges']['items'] => {
  const before = contentAt(db, since, now);
  const after = contentAt(db, row, now);
  const ids = [...new Set([...after.content, ...before.content].map(one => one.id))];
  return ids.map(id => {
    const [old, fresh] = [
      before.content.find(one => one.id === id),
      after.content.find(one => one.id === id),
    ];
    const keyOf = ({ at, kind, title }: { at: string; kind: string; title: string }): string =>
      `${at} ${kind} ${title}`;
    const had = new Set((old?.read() ?? []).map(keyOf));
    const has = new Set((fresh?.read() ?? []).map(keyOf));
    const changed = (fresh?.fields ?? []).filter(
      field =>
        field.updatedAt !== undefined &&
        field.updatedAt > before.readyAt.slice(0, 10) &&
        field.updatedAt <= after.readyAt.slice(0, 10),
    );
    return {
      category: id,
      label: labelOf(id, lang),
      added: [...has].filter(key => !had.has(key)).length,
      changed: changed.length,
      removed: [...had].filter(key => !has.has(key)).length,
    };
  });
};
