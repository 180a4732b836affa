import type { components } from '../../src/api/generated/schema.ts';
import { hasFiles, isUnderWay } from '../../src/domain/export-states.ts';
import { withdrawGiven } from '../consents/model.ts';
import type { ConsentRow } from '../consents/state.ts';
import type { Context, Handlers } from '../context.ts';
import { endExport } from '../exports/effects.ts';
import { exportNow } from '../exports/model.ts';
import { endRepetition } from '../exports/repetition.ts';
import { packedOf } from '../exports/runs.ts';
import { LINK_MINUTES, type ExportRow } from '../exports/state.ts';
import { page } from '../http/paging.ts';
import { newId } from '../ids.ts';
import { changedAt, changeSourceLabel, ledgerOf, stateOf, switchTopics } from '../mailings/model.ts';
import { membersOf, type NoticeMember, recipientsOf, setRoute } from '../mailings/notices.ts';
import { routeText } from '../mailings/notice-words.ts';
import type { ChangeRow, NoticeRouteChange, NoticeRouteRow } from '../mailings/state.ts';
import { topicLabel } from '../mailings/topics.ts';
import { documentOf } from '../consents/documents.ts';
import { CHANNELS } from '../consents/channels.ts';
import { type Lang, problem, type Text } from '../problem.ts';
import { fileRequest, newDraft } from '../requests/filing.ts';
import {
  addEvent,
  allowedActionsOf,
  applyTransition,
  caseNow,
  openOfKind,
  touch,
} from '../requests/model.ts';
import type { RequestRow } from '../requests/state.ts';
import { titleOf } from '../requests/texts.ts';
import { withdrawFiled } from '../requests/withdrawal.ts';
import { endConfirmations } from '../session/state.ts';
import { inside, momentText, say, t } from '../text.ts';
import { describeAccess, OWN_ACTION } from './describe.ts';
import type { Described, OwnDoing } from './state.ts';

type Schema = components['schemas'];
type Kind = Schema['OwnAction']['kind'];
type Reader = Pick<Context<'listOwnActions'>, 'db' | 'me' | 'now' | 'directory'>;
type Writer = Context<'disownAction'>;
type Disowning = Extract<OwnDoing, { code: 'disown' }>;

/** Stops what an action began. */
interface Stop {
  /** What will be stopped, and the same when it is done. */
  readonly will: Text;
  readonly done: Text;
  run(context: Writer): void;
}

/** An action that was made in a person's name, found in the rows that keep it. */
interface ActionRow {
  readonly id: string;
  readonly at: string;
  readonly kind: Kind;
  readonly label: Text;
  readonly from: Described['from'];
  readonly reference?: { kind: 'request' | 'export'; id: string; label: string } | undefined;
  /** Undefined where there is nothing to stop, or it has ended already. */
  readonly stop?: Stop | undefined;
  /** What no press of a button takes back. */
  readonly left?: Text | undefined;
}

const LOST_SIGHT = t(
  'Того, что уже увидели или скачали, отозвать нельзя.',
  'What has been seen or downloaded already cannot be taken back.',
);

/** Ends the repetition of a copy whose own files are gone already. */
const stopOfRepetition = (row: ExportRow): Stop => ({
  will: t(`Копия ${row.number} больше не повторится.`, `Copy ${row.number} will not be made again.`),
  done: t(`Копия ${row.number} больше не повторится.`, `Copy ${row.number} will not be made again.`),
  run: ({ db }) => {
    const own = db.exports.find(one => one.id === row.id);
    if (own?.repetition !== undefined) endRepetition(own, 'stopped');
  },
});

const stopOfCopy = (row: ExportRow, now: Date): Stop | undefined => {
  const { status } = exportNow(row, now);
  if (!isUnderWay(status) && !hasFiles(status) && status !== 'awaiting_owner')
    return row.repetition === undefined ? undefined : stopOfRepetition(row);
  return {
    will: t(
      `Копия ${row.number} закроется, её файлы будут удалены.`,
      `Copy ${row.number} will be closed and its files deleted.`,
    ),
    done: t(
      `Копия ${row.number} закрыта, файлы удалены.`,
      `Copy ${row.number} is closed, its files are deleted.`,
    ),
    run: ({ unit, db, me, now: at }) => {
      const own = db.exports.find(one => one.id === row.id);
      if (own !== undefined) endExport(unit, own, hasFiles(status) ? 'revoked' : 'stopped', at, me.userId);
    },
  };
};

const referenceOf = (row: ExportRow): ActionRow['reference'] => ({
  kind: 'export',
  id: row.id,
  label: row.number,
});

const copyActions = ({ db, me, now }: Reader): ActionRow[] =>
  db.exports
    .filter(row => row.createdBy.id === me.userId && row.accountId === me.accountId)
    .flatMap(row => [
      {
        id: `copy-${row.id}`,
        at: row.createdAt,
        kind: 'copy-made' as const,
        label:
          row.repeats === undefined
            ? t(`Запрошена копия данных ${row.number}`, `Copy of data ${row.number} was requested`)
            : t(
                `Запрошена копия данных ${row.number}: она повторяется`,
                `Copy of data ${row.number} was requested: it repeats`,
              ),
        from: OWN_ACTION.from,
        reference: referenceOf(row),
        stop: stopOfCopy(row, now),
        left: LOST_SIGHT,
      },
      ...row.links.flatMap(({ userId, part, expiresAt }, index): ActionRow[] =>
        userId === me.userId
          ? [
              {
                id: `link-${row.id}-${index}`,
                at: new Date(Date.parse(expiresAt) - LINK_MINUTES * 60_000).toISOString(),
                kind: 'link-made',
                label:
                  packedOf(row)?.parts.length === 1
                    ? t(`Сделана ссылка на копию ${row.number}`, `A link to copy ${row.number} was made`)
                    : t(
                        `Сделана ссылка на часть ${part} копии ${row.number}`,
                        `A link to part ${part} of copy ${row.number} was made`,
                      ),
                from: OWN_ACTION.from,
                reference: referenceOf(row),
                left: LOST_SIGHT,
                stop:
                  Date.parse(expiresAt) <= now.getTime()
                    ? undefined
                    : {
                        will: t('Ссылка перестанет работать.', 'The link will stop working.'),
                        done: t('Ссылка больше не работает.', 'The link no longer works.'),
                        run: ({ db: rows, now: at }) => {
                          const link = rows.exports.find(one => one.id === row.id)?.links[index];
                          if (link !== undefined) link.expiresAt = at.toISOString();
                        },
                      },
              },
            ]
          : [],
      ),
    ]);

const KIND_BY_ENTRY: Readonly<Record<string, Kind>> = {
  reveal: 'value-shown',
  download: 'downloaded',
  'sign-in': 'signed-in',
  change: 'data-changed',
};

/** Actions that are entries of the access log, by the entry's own id. */
const LOGGED: ReadonlySet<Kind> = new Set(Object.values(KIND_BY_ENTRY));

/** What the access log has of the person's own; copies are taken from their rows. */
const loggedActions = ({ db, me, now }: Reader): ActionRow[] =>
  db.access.flatMap((row): ActionRow[] => {
    if (row.userId !== me.userId || row.accountId !== me.accountId) return [];
    const { actor, action, object, from } = describeAccess(row);
    const kind = KIND_BY_ENTRY[action.id];
    if (actor.kind !== 'self' || kind === undefined) return [];
    const copy =
      row.reference?.kind === 'export' ? db.exports.find(one => one.id === row.reference?.id) : undefined;
    return [
      {
        id: row.id,
        at: row.at,
        kind,
        label: t(`${action.label.ru}: ${object.ru}`, `${action.label.en}: ${object.en}`),
        from,
        ...(copy === undefined ? {} : { reference: referenceOf(copy), stop: stopOfCopy(copy, now) }),
        left:
          kind === 'data-changed'
            ? t(
                'Прежнее значение сотрудник вернёт по жалобе.',
                'Staff will restore the former value because of the complaint.',
              )
            : kind === 'signed-in'
              ? t(
                  'Чужой сеанс завершите в списке «Что открывает ваши данные» и смените пароль в личном кабинете.',
                  'End a stranger’s session under “What opens your data”, and change the password in the account area.',
                )
              : LOST_SIGHT,
      },
    ];
  });

const consentActions = ({ db, me }: Reader): ActionRow[] =>
  db.consents
    .filter(row => row.userId === me.userId)
    .flatMap(row =>
      row.history.flatMap(({ at, what, via }, index): ActionRow[] => {
        if (what === 'text-changed' || what === 'kept') return [];
        const title = documentOf(row.purpose, row.version)?.title ?? t(row.purpose, row.purpose);
        return [
          {
            id: `consent-${row.id}-${index}`,
            at,
            kind: what === 'given' ? 'consent-given' : 'consent-withdrawn',
            label:
              what === 'given'
                ? t(`Дано: ${inside(title.ru)}`, `Given: ${inside(title.en)}`)
                : t(`Отозвано: ${inside(title.ru)}`, `Withdrawn: ${inside(title.en)}`),
            from: { channel: CHANNELS[via] },
            ...(what === 'given'
              ? { stop: row.status === 'given' ? stopOfConsent(row) : undefined }
              : {
                  left: t(
                    'Отозванное согласие само не вернётся: дайте его снова, если оно нужно.',
                    'A withdrawn consent does not come back by itself: give it again if you want it.',
                  ),
                }),
          },
        ];
      }),
    );

const stopOfConsent = (row: ConsentRow): Stop => ({
  will: t(
    'Согласие будет отозвано, со всем, что на нём держится.',
    'The consent will be withdrawn, with everything that rests on it.',
  ),
  done: t('Согласие отозвано.', 'The consent is withdrawn.'),
  run: ({ unit, db, now }) => {
    const own = db.consents.find(one => one.id === row.id);
    if (own !== undefined) withdrawGiven(unit, own, now);
  },
});

const mailingActions = ({ db, me, now }: Reader): ActionRow[] =>
  ledgerOf(db, me.userId, now)
    .filter(({ by }) => by !== 'system')
    .map((row): ActionRow => {
      const on = row.to !== 'off';
      const topic = topicLabel(row.topic);
      const source = changeSourceLabel(row);
      return {
        id: `mailing-${row.id}`,
        at: changedAt(row, now),
        kind: on ? 'mailing-on' : 'mailing-off',
        label: on
          ? t(`Рассылка включена: ${inside(topic.ru)}`, `Mailing turned on: ${inside(topic.en)}`)
          : t(`Рассылка выключена: ${inside(topic.ru)}`, `Mailing turned off: ${inside(topic.en)}`),
        from: {
          channel: row.by === 'user' ? OWN_ACTION.from.channel : t(inside(source.ru), inside(source.en)),
        },
        stop: on
          ? stopOfMailing(
              row,
              Object.keys(row.before).filter(id => stateOf(db, me.userId, id) === 'on'),
            )
          : undefined,
        left: on
          ? undefined
          : t(
              'Рассылка сама не включится: включите её снова, если она нужна.',
              'The mailing does not come back by itself: turn it on again if you want it.',
            ),
      };
    });

const stopOfMailing = (row: ChangeRow, topics: readonly string[]): Stop | undefined =>
  topics.length === 0
    ? undefined
    : {
        will: t('Рассылка выключится.', 'The mailing will be turned off.'),
        done: t('Рассылка выключена.', 'The mailing is off.'),
        run: ({ db, now }) => {
          switchTopics(db, row.userId, topics, 'off', { by: 'user', via: 'account' }, now);
        },
      };

const routeActions = ({ db, me, directory }: Reader): ActionRow[] =>
  db.mailings.noticeRoutes
    .filter(row => row.accountId === me.accountId)
    .flatMap(row =>
      row.changes.flatMap((change, index): ActionRow[] => {
        if (change.by !== me.userId) return [];
        const members = membersOf(directory, row.accountId);
        const to = recipientsOf(change.after, members).map(({ role }) => role);
        const what = routeText(row.kind, to);
        const isLast = index === row.changes.length - 1;
        return [
          {
            id: `notices-${change.id}`,
            at: change.at,
            kind: 'notices-routed',
            label: t(
              `Изменено, кому приходят уведомления: ${inside(what.ru)}`,
              `Recipients of notices changed: ${inside(what.en)}`,
            ),
            from: OWN_ACTION.from,
            stop: isLast ? stopOfRoute(row, change, members) : undefined,
            left: isLast
              ? t(
                  'Уведомления, которые уже отправлены, не вернуть.',
                  'Notices that have been sent already cannot be taken back.',
                )
              : t(
                  'Получателей с тех пор меняли ещё раз: проверьте их в разделе «Рассылки».',
                  'The recipients have been changed since: check them under “Mailings”.',
                ),
          },
        ];
      }),
    );

const stopOfRoute = (
  { accountId, kind }: NoticeRouteRow,
  { before }: NoticeRouteChange,
  members: readonly NoticeMember[],
): Stop => {
  const to = routeText(
    kind,
    recipientsOf(before, members).map(({ role }) => role),
  );
  return {
    will: t(
      `Получатели станут прежними: ${inside(to.ru)}.`,
      `The former recipients will be restored: ${inside(to.en)}.`,
    ),
    done: t(
      `Получатели снова прежние: ${inside(to.ru)}.`,
      `The former recipients are restored: ${inside(to.en)}.`,
    ),
    run: ({ db, me, now }) => setRoute(db, { accountId, kind, recipients: before }, me.userId, now),
  };
};

const requestActions = ({ db, me, now }: Reader): ActionRow[] =>
  db.requests
    .filter(row => row.preparedBy.id === me.userId && row.accountId === me.accountId)
    .flatMap((row): ActionRow[] => {
      if (row.submittedAt === undefined || row.received !== undefined) return [];
      const stoppable = row.kind !== 'complaint' && allowedActionsOf(row, me, now).includes('withdraw');
      return [
        {
          id: `request-${row.id}`,
          at: row.submittedAt,
          kind: 'request-filed',
          label: t(
            `Подано обращение ${row.number}: ${inside(titleOf(row.kind, row.details, 'ru'))}`,
            `Request ${row.number} filed: ${inside(titleOf(row.kind, row.details, 'en'))}`,
          ),
          from: OWN_ACTION.from,
          reference: { kind: 'request', id: row.id, label: row.number },
          stop: stoppable ? stopOfRequest(row) : undefined,
          left: stoppable
            ? undefined
            : t(
                'Обращение уже не отозвать: о нём узнает сотрудник.',
                'The request can no longer be withdrawn: staff will be told about it.',
              ),
        },
      ];
    });

const stopOfRequest = ({ id, number }: RequestRow): Stop => ({
  will: t(`Обращение ${number} будет отозвано.`, `Request ${number} will be withdrawn.`),
  done: t(`Обращение ${number} отозвано.`, `Request ${number} is withdrawn.`),
  run: ({ db, now }) => {
    const own = db.requests.find(one => one.id === id);
    if (own !== undefined) withdrawFiled(db, own, 'user', now);
  },
});

/** Everything that was made in the person's name, newest first. */
export const ownActionsOf = (reader: Reader): ActionRow[] =>
  [copyActions, loggedActions, consentActions, mailingActions, routeActions, requestActions]
    .flatMap(source => source(reader))
    .filter(({ at }) => at <= reader.now.toISOString())
    .toSorted((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));

/** The entry of the access log by which an action was disowned. */
const disowningOf = ({ db, me }: Pick<Reader, 'db' | 'me'>, actionId: string) =>
  db.access.find(
    row => row.userId === me.userId && row.own?.code === 'disown' && row.own.action === actionId,
  );

const viewOf = (reader: Reader & { lang: Lang }, row: ActionRow): Schema['OwnAction'] => {
  const { lang } = reader;
  const disowning = disowningOf(reader, row.id);
  return {
    id: row.id,
    at: row.at,
    kind: row.kind,
    label: say(row.label, lang),
    from: {
      channel: say(row.from.channel, lang),
      ...(row.from.place === undefined ? {} : { place: say(row.from.place, lang) }),
    },
    ...(row.reference === undefined ? {} : { reference: row.reference }),
    ...(row.stop === undefined ? {} : { stops: say(row.stop.will, lang) }),
    ...(row.left === undefined ? {} : { cannotStop: say(row.left, lang) }),
    ...(disowning?.reference === undefined
      ? {}
      : {
          disowned: {
            at: disowning.at,
            requestId: disowning.reference.id,
            number: say(disowning.reference.label, lang),
          },
        }),
  };
};

/** What the staff read of an action that was not the person's. */
const reportOf = (row: ActionRow, stopped: readonly Text[], left: readonly Text[], lang: Lang): string => {
  const lines = t(
    [
      'Это сделано не мной.',
      `${row.label.ru}, ${momentText(row.at).ru}. Откуда: ${row.from.channel.ru}.`,
      `Запись: ${row.id}.`,
      ...stopped.map(one => one.ru),
      ...left.map(one => one.ru),
      'Прошу разобраться, кто это сделал, и ответить.',
    ].join('\n'),
    [
      'This was not me.',
      `${row.label.en}, ${momentText(row.at).en}. From: ${row.from.channel.en}.`,
      `Entry: ${row.id}.`,
      ...stopped.map(one => one.en),
      ...left.map(one => one.en),
      'Please find out who did this and answer me.',
    ].join('\n'),
  );
  return lines[lang];
};

/** Adds the report to the open complaint of the person, or files one with it. */
const complain = (context: Writer, row: ActionRow, report: string): RequestRow => {
  const { db, me, now } = context;
  const subject = { id: '', kind: 'complaint', scope: 'person', accountId: me.accountId } as const;
  const [open] = openOfKind(db, subject, me.userId, now);
  if (open === undefined) {
    const details = {
      about: report,
      to: 'controller',
      ...(LOGGED.has(row.kind) ? { accessEntry: row.id } : {}),
    } as const;
    const made = newDraft(context, { kind: 'complaint', scope: 'person', details });
    fileRequest(context, made, 'submit');
    return made;
  }
  const message = { from: 'user', author: me.name, text: report, attachments: [] } as const;
  open.messages.push({ ...message, attachments: [], id: newId('ms'), at: now.toISOString() });
  if (caseNow(open, now).status === 'needs_user') {
    applyTransition(open, 'reply', now);
    addEvent(open, { kind: 'replied', by: 'user' }, now);
  } else touch(open, now);
  return open;
};

const STEP_UP_ENDED = t(
  'Подтверждение личности сброшено: скрытые данные без него больше не откроются.',
  'The step-up has ended: hidden data cannot be shown without a new one.',
);

const answerOf = (
  context: Writer,
  row: ActionRow,
  { stopped, left }: Disowning,
  opened: boolean,
): { body: Schema['Disowned'] } => {
  const { lang } = context;
  const action = viewOf(context, row);
  if (action.disowned === undefined) throw problem('internal');
  return {
    body: {
      action,
      stopped: stopped.map(text => text[lang]),
      notStopped: left.map(text => text[lang]),
      opened,
    },
  };
};

/** What was made in a person's name, and «this was not me». */
export const ownActionsHandlers: Handlers<'listOwnActions' | 'disownAction'> = {
  listOwnActions: context => ({
    body: page(ownActionsOf(context), context.query, row => viewOf(context, row)),
  }),

  disownAction: {
    // A consent is the person's in all their accounts: copies of any of them rest on it.
    reach: 'all-accounts',
    gather: async context => {
      const row = ownActionsOf(context).find(one => one.id === context.params.id);
      if (row === undefined) throw problem('not-found');
      return row;
    },
    decide: (context, gathered: ActionRow) => {
      const { db, me, params } = context;
      // Of the log a write has downloads and disownings alone.
      const row = ownActionsOf(context).find(one => one.id === params.id) ?? gathered;
      const before = disowningOf(context, row.id);
      if (before?.own?.code === 'disown') return answerOf(context, row, before.own, false);
      const steppedUp = endConfirmations(db.session, me.userId, context.now);
      row.stop?.run(context);
      const stopped = [
        ...(row.stop === undefined ? [] : [row.stop.done]),
        ...(steppedUp ? [STEP_UP_ENDED] : []),
      ];
      const left = row.left === undefined ? [] : [row.left];
      const known = db.requests.length;
      const request = complain(context, row, reportOf(row, stopped, left, context.lang));
      const own: Disowning = { code: 'disown', action: row.id, what: row.label, stopped, left };
      const entry = context.record({
        own,
        scope: 'person',
        reference: { kind: 'request', id: request.id, label: request.number },
      });
      // The entry is in the log only once the write is kept.
      const seen = { ...context, db: { ...db, access: [...db.access, entry] } };
      return answerOf(
        seen,
        ownActionsOf(seen).find(one => one.id === row.id) ?? row,
        own,
        db.requests.length > known,
      );
    },
  },
};
