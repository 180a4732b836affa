import type { components } from '../../src/api/generated/schema.ts';
import type { ExportStatus } from '../../src/domain/ids.ts';
import { can } from '../../src/domain/roles.ts';
import { derivedExportStatus, moves } from '../../src/domain/states.ts';
import { categoryIds, categoryLabel, systemLabel } from '../catalogue.ts';
import type { Db } from '../db.ts';
import type { Principal } from '../personas.ts';
import type { Lang } from '../problem.ts';
import { problem } from '../problem.ts';
import { type BuiltPart, buildParts } from './archive.ts';
import { callerOf, contentOf, excludedFrom, makerOf, maskedIn } from './content.ts';
import { type ProgressNow, progressOf } from './progress.ts';
import type { ExportRow, ExportsSlice } from './state.ts';

type Schema = components['schemas'];
/** A move the contract names. */
export type Move = Schema['Export']['moves'][number];

const isOwnerOf = (row: ExportRow, me: Principal): boolean =>
  row.accountId === me.accountId && can(me.role, 'export.account');

/** Whether the caller may know of the export: their own, or the account’s for its owner (domain.md §8). */
export const maySee = (row: ExportRow, me: Principal): boolean =>
  row.accountId === me.accountId &&
  (row.createdBy.id === me.userId || (row.spec.scope === 'account' && isOwnerOf(row, me)));

/** The export with this id, or the 404 that also hides other people’s. */
export const lookupExport = (db: ExportsSlice, id: string, me: Principal): ExportRow => {
  const row = db.exports.find(one => one.id === id && maySee(one, me));
  if (row === undefined) throw problem('not-found');
  return row;
};

/** An export as it stands now: state, systems, dates. */
export interface ExportNow extends Omit<ProgressNow, 'status'> {
  status: ExportStatus;
  expiresAt?: string;
  /** Systems that did not answer in the end. */
  missing: string[];
}

/** The export at `now`, expiry included. */
export const exportNow = (row: ExportRow, now: Date): ExportNow => {
  const progress = progressOf(row, now);
  const derived = derivedExportStatus({ status: progress.status, readyAt: progress.readyAt }, now);
  return {
    ...progress,
    status: derived.status,
    ...(derived.expiresAt === undefined ? {} : { expiresAt: derived.expiresAt }),
    missing: progress.systems.filter(system => system.status === 'failed').map(system => system.id),
  };
};

const NAMED: Record<Move, Move> = {
  approve: 'approve',
  decline: 'decline',
  retry: 'retry',
  cancel: 'cancel',
  revoke: 'revoke',
};

/** What this caller may do with the export now. */
export const movesOf = (row: ExportRow, me: Principal, now: Date): Move[] => {
  const possible = moves('export', exportNow(row, now).status).filter((move): move is Move => move in NAMED);
  const owner = row.spec.scope === 'account' && isOwnerOf(row, me);
  const own = row.createdBy.id === me.userId;
  return possible.filter(move => (move === 'approve' || move === 'decline' ? owner : own || owner));
};

/** Ends the handler when the caller may not make this move now, naming the ones that are possible. */
export const demandMove = (row: ExportRow, move: Move, me: Principal, now: Date): void => {
  const allowed = movesOf(row, me, now);
  if (!allowed.includes(move))
    throw problem('illegal-transition', { state: exportNow(row, now).status, allowed });
};

// The archives of a world: made on first need and forgotten with the world. Nothing of them is in the state.
const built = new WeakMap<Db, Map<string, Promise<BuiltPart[]>>>();

/** The parts of an export that is or was ready; none before. */
export const partsOf = (db: Db, row: ExportRow, now: Date): Promise<BuiltPart[]> => {
  const { readyAt, missing } = exportNow(row, now);
  if (readyAt === undefined) return Promise.resolve([]);
  const ready = built.get(db) ?? new Map<string, Promise<BuiltPart[]>>();
  built.set(db, ready);
  const name = `${row.id} ${readyAt} ${missing.join()}`;
  const found = ready.get(name) ?? buildParts(db, row, missing, readyAt);
  ready.set(name, found);
  return found;
};

const totalsOf = (db: Db, row: ExportRow, at: string): Map<string, number> => {
  const content = contentOf(callerOf(db, makerOf(row), row.spec, new Date(at)), row.spec, []);
  const totals = new Map<string, number>();
  for (const { bySystem, fields } of content) {
    for (const [system, count] of bySystem) totals.set(system, (totals.get(system) ?? 0) + count);
    for (const {
      systems: [first = ''],
    } of fields)
      totals.set(first, (totals.get(first) ?? 0) + 1);
  }
  return totals;
};

const FAILED = {
  ru: 'Система не ответила. Соберите только её ещё раз.',
  en: 'The system did not answer. Collect only it once more.',
};

/** An export as the customer sees it. */
export const exportView = async (
  db: Db,
  row: ExportRow,
  me: Principal,
  now: Date,
  lang: Lang,
): Promise<Schema['Export']> => {
  const at = exportNow(row, now);
  const parts = await partsOf(db, row, now);
  const since = row.runs.at(-1)?.at ?? row.createdAt;
  const totals = totalsOf(db, row, since);
  const caller = callerOf(db, makerOf(row), row.spec, new Date(at.readyAt ?? since));
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
    ...(row.endReason === undefined ? {} : { endReason: row.endReason[lang] }),
    systems: at.systems.map(system => {
      const total = totals.get(system.id) ?? 0;
      return {
        id: system.id,
        label: systemLabel(system.id, lang),
        status: system.status,
        done: Math.floor(total * system.share),
        total,
        ...(system.status === 'failed' ? { reason: FAILED[lang] } : {}),
      };
    }),
    parts: parts.map(({ n, fileName, sensitive, sha256, bytes, categories }) => ({
      n,
      size: bytes.length,
      sha256,
      fileName,
      sensitive,
      categories,
    })),
    bytes: parts.reduce((sum, { bytes }) => sum + bytes.length, 0),
    downloads: row.downloads.map(one => ({ at: one.at, part: one.part, from: one.from[lang] })),
    excluded: excludedFrom(caller, row.spec, at.missing, lang),
    masked: maskedIn(contentOf(caller, row.spec, at.missing), lang),
    moves: movesOf(row, me, now),
  };
};

/** Exports of a scope that the caller may see, newest first. */
export const visibleExports = (db: ExportsSlice, me: Principal, scope: Schema['Scope']): ExportRow[] =>
  db.exports
    .filter(row => maySee(row, me) && (scope === 'account' || row.spec.scope === 'person'))
    .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt));
