import type { Text } from '../problem.ts';
import { type ByReader, t } from '../text.ts';
import { routeText } from '../mailings/notice-words.ts';
import { STAFF } from '../requests/staff-name.ts';
import type { AccessRow, Described, OwnDoing, StaffDoing, StaffLook } from './state.ts';

/** The reason of what a user does by pressing a button. */
const OWN_REASON: ByReader = {
  self: t('по вашему действию', 'by you'),
  other: t('по действию этого пользователя', 'by this user'),
};

/** The reason of a copy that was made again by itself. */
const REPEATED: ByReader = {
  self: t('копия повторяется, как вы просили', 'the copy repeats, as you asked'),
  other: t('копия повторяется, как просил этот пользователь', 'the copy repeats, as this user asked'),
};

/** Who acts, and from where, in all one does oneself in the account area. */
export const OWN_ACTION: Pick<Described, 'actor' | 'from'> = {
  actor: { kind: 'self', label: t('Вы', 'You') },
  from: { channel: t('личный кабинет', 'account area') },
};

const DOWNLOADED: Described['action'] = { id: 'download', label: t('Скачано', 'Downloaded') };

function describeOwn(own: OwnDoing): Pick<Described, 'action' | 'object'> & Partial<Described> {
  switch (own.code) {
    case 'make-copy':
      return {
        // Written when the copy is asked for: whether it comes to be is not known yet.
        action: { id: 'export', label: t('Запрошена копия данных', 'Copy of data requested') },
        object: t(own.number, own.number),
        ...(own.repeated === true ? { reason: REPEATED } : {}),
      };
    case 'download-copy':
      return {
        action: DOWNLOADED,
        object: copyPart(own),
        from: {
          channel: downloadChannel(own),
          ...(own.address === undefined ? {} : { place: t(own.address, own.address) }),
        },
      };
    case 'download-request':
      return {
        action: DOWNLOADED,
        object: t(`обращение ${own.number} целиком`, `the whole of request ${own.number}`),
      };
    case 'disown':
      return {
        action: { id: 'disown', label: t('Отмечено «Это не я»', 'Marked “This was not me”') },
        object: own.what,
      };
    case 'route-notices':
      return {
        action: {
          id: 'route-notices',
          label: t('Изменено, кому приходят уведомления', 'Recipients of notices changed'),
        },
        object: routeText(own.kind, own.to),
      };
    case 'show-value':
      return {
        action: { id: 'reveal', label: t('Показано значение', 'Value shown') },
        object: own.what,
        reason: {
          self: t('Вы нажали «Показать»', 'You pressed “Show”'),
          other: t('Нажата кнопка «Показать»', '“Show” was pressed'),
        },
      };
  }
}

/** What was downloaded of a copy: a copy of one part is downloaded whole. */
const copyPart = ({ number, part, of }: Extract<OwnDoing, { code: 'download-copy' }>): Text =>
  of === 1
    ? t(`копия данных ${number}`, `copy of your data ${number}`)
    : t(`копия данных ${number}, часть ${part}`, `copy of your data ${number}, part ${part}`);

/** How a part of a copy was downloaded. */
export const downloadChannel = ({ byLink }: Extract<OwnDoing, { code: 'download-copy' }>): Text =>
  byLink === true ? t('по ссылке на 10 минут', 'using a 10-minute link') : OWN_ACTION.from.channel;

/** What an employee looked at, by the first member of the path. */
const AREAS: Readonly<Record<string, Text>> = {
  session: t('кто вы и ваши учётные записи', 'who you are and your accounts'),
  overview: t('обзор', 'overview'),
  register: t('ваши данные', 'your data'),
  statement: t('сведения об обработке', 'information on the processing'),
  'access-log': t('журнал доступа', 'access log'),
  disclosures: t('кому передавали данные', 'who was given data'),
  exports: t('список копий данных', 'list of copies of your data'),
  mailings: t('рассылки', 'mailings'),
  rights: t('ваши права', 'your rights'),
  requests: t('обращения', 'requests'),
  consents: t('согласия', 'consents'),
  policy: t('политика', 'privacy policy'),
};

const describeLook = ({ area }: StaffLook): Described => ({
  actor: { kind: 'staff', label: t('Сотрудник от вашего имени', 'An employee signed in as you') },
  action: { id: 'look', label: t('Просмотр', 'Viewed') },
  object: AREAS[area] ?? t('личный кабинет', 'account area'),
  reason: t(
    'просмотр кабинета без права что-либо менять',
    'looking at the account area, without changing anything',
  ),
  from: OWN_ACTION.from,
});

const STAFF_ACTION: Record<StaffDoing['code'], Described['action']> = {
  'view-case': { id: 'view', label: t('Просмотр обращения', 'Request viewed') },
  'change-case': { id: 'change', label: t('Работа с обращением', 'Work on a request') },
  'register-case': { id: 'change', label: t('Обращение внесено сотрудником', 'Request entered by staff') },
};

const describeStaff = ({ code, number, reason }: StaffDoing): Described => ({
  actor: { kind: 'staff', label: STAFF },
  action: STAFF_ACTION[code],
  object: t(`обращение ${number}`, `request ${number}`),
  // What staff wrote stays in their language.
  reason: t(reason, reason),
  from: { channel: t('рабочее место сотрудника', 'staff workplace') },
});

/** The words of an entry. */
export const describeAccess = (row: AccessRow): Described => {
  if (row.own !== undefined) return { ...OWN_ACTION, reason: OWN_REASON, ...describeOwn(row.own) };
  if (row.look !== undefined) return describeLook(row.look);
  return row.staff === undefined ? row : describeStaff(row.staff);
};

/**
 * Whether an entry of a person's log is about them alone: what another user did with the account's data is not. The log and
 * the register count by it.
 */
export const isOwnEntry = (row: AccessRow): boolean =>
  row.scope === 'person' || describeAccess(row).actor.kind !== 'user';
