import type { components } from '../../src/api/generated/schema.ts';
import { DAY } from '../../src/domain/calendar.ts';
import { hasFiles } from '../../src/domain/export-states.ts';
import { downloadsOf } from './downloads.ts';
import { exportNow, transitionsOf, visibleExports } from './model.ts';
import type { ExportRow } from './state.ts';
import { categoryLabel } from '../policy/catalogue.ts';
import type { RegisterCaller } from '../ports.ts';

type Schema = components['schemas'];

/** The card of the overview, and what asks for attention. */
export const exportsOverview = ({
  db,
  me,
  now,
  lang,
  scope,
}: Pick<RegisterCaller, 'db' | 'me' | 'now' | 'lang' | 'scope'>): {
  card: Schema['Overview']['cards']['exports'];
  attention: Schema['Attention'][];
} => {
  const rows = visibleExports(db, me, scope).map(row => ({ row, at: exportNow(row, now) }));
  const ready = rows.filter(({ at }) => hasFiles(at.status));
  const running = rows.filter(({ at }) => ['queued', 'collecting', 'packing'].includes(at.status));
  const names = (row: ExportRow): string => row.spec.categories.map(id => categoryLabel(id, lang)).join(', ');
  const attention = rows.flatMap(({ row, at }): Schema['Attention'][] => {
    const about = {
      exportId: row.id,
      number: row.number,
      text: names(row),
      ...(at.expiresAt === undefined ? {} : { until: at.expiresAt }),
    };
    const expiring = at.expiresAt !== undefined && Date.parse(at.expiresAt) - now.getTime() <= 3 * DAY;
    const isReady = hasFiles(at.status);
    if (isReady && expiring)
      return [
        {
          id: `export-expiring-${row.id}`,
          kind: 'export-expiring',
          ...about,
          at: at.readyAt ?? row.createdAt,
        },
      ];
    if (at.status === 'ready' && downloadsOf(db, row).length === 0)
      return [
        { id: `export-ready-${row.id}`, kind: 'export-ready', ...about, at: at.readyAt ?? row.createdAt },
      ];
    if (at.status === 'failed' || at.status === 'partly_ready') {
      const kind = at.status === 'failed' ? 'export-failed' : 'export-partly';
      return [{ id: `${kind}-${row.id}`, kind, ...about, at: at.readyAt ?? row.createdAt }];
    }
    if (transitionsOf(row, me, now).includes('approve'))
      return [{ id: `awaiting-owner-${row.id}`, kind: 'awaiting-owner', ...about, at: row.createdAt }];
    return [];
  });
  const last = rows
    .map(({ at }) => at.readyAt ?? '')
    .filter(at => at !== '')
    .toSorted()
    .at(-1);
  return {
    card: {
      ready: ready.length,
      running: running.length,
      total: rows.length,
      ...(last === undefined ? {} : { lastAt: last }),
    },
    attention,
  };
};
