import type { PanelGrant, PanelGrants } from '../../core/ports.ts';
import { t } from '../../core/text.ts';
import type { Db } from '../db.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the invented panel has besides the present session: people with the panel's API, and people without. */
const WITH_API = new Set(['u-owner', 'u-admin', 'u-huge']);

/** The sessions, tokens and tools of a person in the invented panel, the present session first. */
function grantsOf(userId: string, seededAt: string, now: Date): PanelGrant[] {
  const seeded = Date.parse(seededAt);
  const before = (ms: number): string => new Date(seeded - ms).toISOString();
  return [
    {
      id: `ses-1-${userId}`,
      kind: 'session',
      label: t('Chrome, Windows', 'Chrome, Windows'),
      place: t('Москва', 'Moscow'),
      createdAt: before(HOUR_MS / 2),
      usedAt: now.toISOString(),
      isCurrent: true,
    },
    {
      id: `ses-2-${userId}`,
      kind: 'session',
      label: t('Safari, iPhone', 'Safari, iPhone'),
      place: t('Тверь', 'Tver'),
      createdAt: before(9 * DAY_MS),
      usedAt: before(2 * DAY_MS),
    },
    ...(WITH_API.has(userId)
      ? [
          {
            id: `tok-1-${userId}`,
            kind: 'api-token' as const,
            label: t('Выгрузка счетов', 'Invoice export'),
            createdAt: before(210 * DAY_MS),
            usedAt: before(DAY_MS),
            until: before(-155 * DAY_MS),
          },
          {
            id: `tool-1-${userId}`,
            kind: 'tool' as const,
            label: t('Учебный мониторинг', 'Sample Monitoring'),
            createdAt: before(400 * DAY_MS),
          },
        ]
      : []),
  ];
}

/** The panel of the mock; what is ended stays ended in its database. */
export const panelGrantsOf = (db: Pick<Db, 'seededAt' | 'endedGrants'>, now: Date): PanelGrants => ({
  list: async userId => grantsOf(userId, db.seededAt, now).filter(({ id }) => !db.endedGrants.includes(id)),
  end: async (userId, id) => {
    const isOwn = grantsOf(userId, db.seededAt, now).some(one => one.id === id && one.isCurrent !== true);
    if (isOwn && !db.endedGrants.includes(id)) db.endedGrants.push(id);
  },
});
