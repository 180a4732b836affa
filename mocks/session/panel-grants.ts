import type { PanelGrant, PanelGrants } from '../../core/ports.ts';
import { t } from '../../core/text.ts';
import type { Db } from '../db.ts';
import { DAY_MS, hasToken, momentBefore, signInsOf, signInTownOf, TOKEN, tokenUsedAt } from './sign-ins.ts';

/** The sessions, tokens and tools of a person in the invented panel, the present session first. */
function grantsOf(userId: string, seededAt: string, now: Date): PanelGrant[] {
  const place = signInTownOf(userId);
  const [present = seededAt, earlier] = signInsOf(userId, seededAt);
  return [
    {
      id: `ses-1-${userId}`,
      kind: 'session',
      label: t('Chrome, Windows', 'Chrome, Windows'),
      place,
      createdAt: present,
      usedAt: now.toISOString(),
      isCurrent: true,
    },
    ...(earlier === undefined
      ? []
      : [
          {
            id: `ses-2-${userId}`,
            kind: 'session' as const,
            label: t('Safari, iPhone', 'Safari, iPhone'),
            place,
            createdAt: earlier,
            usedAt: momentBefore(seededAt, 2 * DAY_MS),
          },
        ]),
    ...(hasToken(userId)
      ? [
          {
            id: `tok-1-${userId}`,
            kind: 'api-token' as const,
            label: TOKEN,
            createdAt: momentBefore(seededAt, 210 * DAY_MS),
            usedAt: tokenUsedAt(seededAt),
            until: momentBefore(seededAt, -155 * DAY_MS),
          },
          {
            id: `tool-1-${userId}`,
            kind: 'tool' as const,
            label: t('Учебный мониторинг', 'Sample Monitoring'),
            createdAt: momentBefore(seededAt, 400 * DAY_MS),
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
