import type { components } from '../../src/api/generated/schema.ts';
import type { Amount } from '../../src/domain/processing.ts';
import { categoryIds, categoryLabel, systemLabel } from '../../core/policy/catalogue.ts';
import type { Db } from '../db.ts';
import type { Principal } from '../../core/ports.ts';
import type { Lang } from '../../core/problem.ts';
import { callerOf, contentOf, hiddenValues, makerOf, systemsFor, type CategoryContent } from './content.ts';
import { downloadsOf } from '../../core/exports/downloads.ts';
import { exportNow, transitionsOf } from '../../core/exports/model.ts';
import type { DatabaseParts } from './packing-state.ts';
import { partsOf, startPacking } from './parts.ts';
import { toReader } from '../../core/text.ts';
import { collectedOf } from '../../core/exports/progress.ts';
import { excludedFrom, maskedIn } from './report.ts';
import type { ExportRow } from '../../core/exports/state.ts';

type Schema = components['schemas'];

const FAILED = {
  ru: 'Система не ответила. Соберите только её ещё раз.',
  en: 'This system did not respond. You can collect just this one again.',
};

/** Records and single values each system brings; a value counts for the first system that keeps it. */
const totalsOf = (content: readonly CategoryContent[]): Map<string, Amount> => {
  const totals = new Map<string, Amount>();
  const add = (system: string, { fields, records }: Amount) => {
    const before = totals.get(system) ?? NOTHING;
    totals.set(system, { fields: before.fields + fields, records: before.records + records });
  };
  for (const { bySystem, fields } of content) {
    for (const [system, { records }] of bySystem) add(system, { fields: 0, records });
    for (const { systems } of fields) add(systems[0] ?? '', { fields: 1, records: 0 });
  }
  return totals;
};
const NOTHING: Amount = { fields: 0, records: 0 };

/** What is in the export, or will be: as collected, and for systems not collected yet as things stood at its beginning. */
const contentNow = async (db: Db, row: ExportRow, since: string, readyAt: string | undefined) => {
  const expected = new Map(systemsFor(row.spec.categories).map(system => [system, since]));
  for (const [system, at] of collectedOf(row, readyAt ?? since)) expected.set(system, at);
  const caller = callerOf(db, makerOf(row), row.spec, new Date(readyAt ?? since));
  return { caller, content: await contentOf(caller, row.spec, expected) };
};

/** An export as the customer sees it. The first look after all was collected begins the packing. */
export const exportView = async (
  parts: DatabaseParts,
  db: Db,
  row: ExportRow,
  me: Principal,
  now: Date,
  lang: Lang,
): Promise<Schema['Export']> => {
  startPacking(parts, db, row, now);
  const packed = await partsOf(parts, db, row, now);
  const at = exportNow(row, now);
  const { caller, content } = await contentNow(db, row, row.runs.at(-1)?.at ?? row.createdAt, at.readyAt);
  const totals = totalsOf(content);
  return {
    id: row.id,
    number: row.number,
    scope: row.spec.scope,
    status: at.status,
    spec: row.spec,
    createdAt: row.createdAt,
    createdBy: { ...row.createdBy, self: row.createdBy.id === me.userId },
    categories: categoryIds()
      .filter(id => row.spec.categories.includes(id))
      .map(id => ({ id, label: categoryLabel(id, lang) })),
    ...(at.readyAt === undefined ? {} : { readyAt: at.readyAt }),
    ...(at.expiresAt === undefined ? {} : { expiresAt: at.expiresAt }),
    ...(row.endedAt === undefined ? {} : { endedAt: row.endedAt }),
    ...(row.endReason === undefined
      ? {}
      : { endReason: toReader(row.endReason, (row.endedBy ?? row.createdBy.id) === me.userId)[lang] }),
    systems: at.systems.map(system => {
      const { fields, records: total } = totals.get(system.id) ?? NOTHING;
      return {
        id: system.id,
        label: systemLabel(system.id, lang),
        status: system.status,
        done: Math.floor(total * system.share),
        total,
        fields,
        ...(system.status === 'failed' ? { reason: FAILED[lang] } : {}),
      };
    }),
    parts: packed.map(({ n, size, sha256, fileName, sensitive, categories: ids }) => ({
      n,
      size,
      sha256,
      fileName,
      sensitive,
      categories: ids,
    })),
    ...(row.earlier === undefined ? {} : { earlier: row.earlier }),
    bytes: packed.reduce((sum, { size }) => sum + size, 0),
    downloads: downloadsOf(db, row).map(one => ({ at: one.at, part: one.part, from: one.from[lang] })),
    excluded: excludedFrom(caller, row.spec, await hiddenValues(caller, row.spec), at.missing, lang),
    masked: maskedIn(content, lang, at.missing),
    allowedActions: transitionsOf(row, me, now),
  };
};
