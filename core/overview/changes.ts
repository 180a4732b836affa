import type { components } from '../../src/api/generated/schema.ts';
import { accessRowsOf } from '../access/handlers.ts';
import { describeAccess } from '../access/describe.ts';
import { ownActionsOf } from '../access/own-actions.ts';
import type { Context, Handlers } from '../context.ts';
import { exportNow, visibleExports } from '../exports/model.ts';
import { changedAt, changeSourceLabel, ledgerOf } from '../mailings/model.ts';
import { topicLabel } from '../mailings/topics.ts';
import { timelineOf, visibleRequests } from '../requests/model.ts';
import { countText, t } from '../text.ts';

type Change = components['schemas']['ChangeList']['items'][number];
type Reader = Pick<Context<'listChanges'>, 'db' | 'me' | 'now' | 'lang' | 'scope' | 'policies' | 'directory'>;

/** What is younger belongs to the visit that lasts. */
const VISIT_MS = 8 * 3_600_000;

/** When the person was last here, by what they did: the newest own action before the visit that lasts. */
const lastVisit = (reader: Reader): string | undefined => {
  const before = new Date(reader.now.getTime() - VISIT_MS).toISOString();
  return ownActionsOf(reader).find(({ at }) => at <= before)?.at;
};

const ofRequests = ({ db, me, now, lang, scope }: Reader): Change[] =>
  visibleRequests(db, me, scope).flatMap(row =>
    timelineOf(row, me, now, lang)
      .filter(({ by }) => by === 'staff' || by === 'system')
      .map(({ id, at, text }) => ({
        id: `event-${id}`,
        at,
        kind: 'request',
        text: `${row.number}: ${text}`,
        reference: row.id,
      })),
  );

const ofExports = ({ db, me, now, lang, scope }: Reader): Change[] =>
  visibleExports(db, me, scope).flatMap((row): Change[] => {
    const { readyAt } = exportNow(row, now);
    const common = { kind: 'export', reference: row.id } as const;
    return [
      ...(readyAt === undefined
        ? []
        : [
            {
              ...common,
              id: `ready-${row.id}`,
              at: readyAt,
              text: t(`Копия данных ${row.number} готова`, `Copy of data ${row.number} is ready`)[lang],
            },
          ]),
      ...(row.endedAt === undefined || (row.endedBy ?? row.createdBy.id) === me.userId
        ? []
        : [
            {
              ...common,
              id: `ended-${row.id}`,
              at: row.endedAt,
              text: t(`Копия данных ${row.number} закрыта`, `Copy of data ${row.number} was closed`)[lang],
            },
          ]),
    ];
  });

const ofPolicy = ({ db, now, policies, lang }: Reader): Change[] =>
  policies.versions({ db, now }).map(({ id, announcedAt, source }) => ({
    id: `policy-${id}`,
    at: announcedAt,
    kind: 'policy',
    // An example was not published by anybody.
    text: (source === 'assumed'
      ? t('Появился пример новой редакции политики', 'There is an example of a new version of the policy')
      : t('Опубликована новая редакция политики', 'A new version of the policy was published'))[lang],
    reference: id,
  }));

const ofMailings = ({ db, me, now, lang }: Reader): Change[] =>
  ledgerOf(db, me.userId, now)
    .filter(({ by }) => by === 'system' || by === 'staff')
    .map(row => {
      const [source, topic] = [changeSourceLabel(row), topicLabel(row.topic)];
      return {
        id: `mailing-${row.id}`,
        at: changedAt(row, now),
        kind: 'mailing',
        text: t(`${topic.ru}: ${source.ru}`, `${topic.en}: ${source.en}`)[lang],
      };
    });

/** One item for all that others opened: the log has each. */
const ofAccess = (reader: Reader, since: string): Change[] => {
  const { lang, db, me } = reader;
  const opened = accessRowsOf(reader).filter(
    row => row.at > since && describeAccess(row).actor.kind !== 'self',
  );
  const shared = db.disclosures.filter(row => row.userId === me.userId && row.at > since);
  return [
    ...opened.slice(0, 1).map(({ id, at }): Change => ({
      id: `access-${id}`,
      at,
      kind: 'access',
      text: countText(
        opened.length,
        [
          'запись о том, как работали с вашими данными',
          'записи о том, как работали с вашими данными',
          'записей о том, как работали с вашими данными',
        ],
        ['entry about work on your data', 'entries about work on your data'],
      )[lang],
    })),
    ...shared.map(({ id, at, what }): Change => ({
      id: `disclosure-${id}`,
      at,
      kind: 'disclosure',
      text: t(`Передано: ${what.ru}`, `Shared: ${what.en}`)[lang],
    })),
  ];
};

/** What has changed since the last visit, newest first; nothing where no visit is known. */
export const changesSince = (reader: Reader): components['schemas']['ChangeList'] => {
  const since = lastVisit(reader);
  if (since === undefined) return { items: [] };
  const now = reader.now.toISOString();
  const items = [
    ...[ofRequests, ofExports, ofPolicy, ofMailings].flatMap(source => source(reader)),
    ...ofAccess(reader, since),
  ];
  return {
    since,
    items: items.filter(({ at }) => at > since && at <= now).toSorted((a, b) => b.at.localeCompare(a.at)),
  };
};

export const changesHandlers: Handlers<'listChanges'> = {
  listChanges: context => ({ body: changesSince(context) }),
};
