import type { components } from '../../src/api/generated/schema.ts';
import { moscowDate, yearOf } from '../../src/domain/calendar.ts';
import { withSingleFullStop } from '../../src/domain/full-stop.ts';
import type { RequestStatus, RightKind } from '../../src/domain/ids.ts';
import { categoryLabel, fieldLabel, purposeLabel } from '../policy/catalogue.ts';
import type { Lang, Text } from '../problem.ts';
import { RIGHT_TEXTS } from '../rights/texts.ts';
import { type ByReader, dateText, inside, say, t, toReader } from '../text.ts';
import type { Details, EventRow } from './state.ts';

type EventKind = components['schemas']['TimelineEvent']['kind'];

/** How the pause of the use of data ends when the check found no ground for it, or was not wanted any more. */
export const USED_AGAIN = t('Данными снова пользуемся.', 'We are using this data again.');
/** How the pause ends when the answer decides what becomes of the data. */
export const USED_AS_ANSWERED = t(
  'Дальше с данными поступаем так, как сказано в ответе.',
  'From now on we treat this data as our answer says.',
);

/** What each step is called when nothing more special is to be said: to whoever did it, and to all others. */
const EVENT_TEXTS: Record<EventKind, Text | ByReader> = {
  created: t('Черновик начат.', 'Draft started.'),
  submitted: t('Обращение принято, срок ответа пошёл.', 'We received the request and the deadline started.'),
  prepared: {
    self: t(
      'Вы подготовили обращение и передали владельцу.',
      'You prepared the request and passed it to the owner.',
    ),
    other: t(
      'Администратор подготовил обращение и передал вам.',
      'An administrator prepared the request and passed it to you.',
    ),
  },
  approved: {
    self: t('Вы решили подать обращение.', 'You decided to submit the request.'),
    other: t('Владелец согласился, обращение подано.', 'The owner agreed and the request was submitted.'),
  },
  declined: {
    self: t('Вы решили не подавать обращение.', 'You decided not to submit the request.'),
    other: t('Владелец решил не подавать.', 'The owner decided not to submit it.'),
  },
  taken: t(
    'Сотрудник, отвечающий за персональные данные, взял обращение в работу.',
    'The person in charge of personal data picked up the request.',
  ),
  asked: t(
    'Сотрудник задал вопрос. Срок ответа при этом не останавливается.',
    'A member of staff asked a question. The clock does not stop in the meantime.',
  ),
  replied: {
    self: t('Вы ответили, работа продолжается.', 'You answered and work continues.'),
    other: t(
      'Ответ на вопрос получен, работа продолжается.',
      'The question was answered and work continues.',
    ),
  },
  extended: t('Срок продлён.', 'The deadline was extended.'),
  blocked: t('Данными не пользуемся, пока идёт проверка.', 'We are not using this data while we check it.'),
  answered: t('Ответ готов по каждому пункту.', 'The answer to each point is ready.'),
  appealed: {
    self: t(
      'Вы попросили пересмотреть ответ. Смотреть будет другой сотрудник.',
      'You asked for a review. A different member of staff will look at it.',
    ),
    other: t(
      'Пришла просьба пересмотреть ответ. Смотреть будет другой сотрудник.',
      'A review was requested. A different member of staff will look at it.',
    ),
  },
  withdrawn: {
    self: t('Вы отозвали обращение.', 'You withdrew the request.'),
    other: t('Обращение отозвано.', 'The request was withdrawn.'),
  },
  closed: t(
    'Обращение закрыто: за 30 дней никто не попросил пересмотреть ответ.',
    'Request closed: nobody asked for a review within 30 days.',
  ),
  overdue: t('Срок ответа прошёл, а ответа не было.', 'The deadline passed and there was no answer.'),
  unblocked: USED_AGAIN,
  'file-removed': {
    self: t(
      'Вы забрали файл назад, сотрудник его не открывал.',
      'You took a file back; our staff had not opened it.',
    ),
    other: t(
      'Файл забрали назад, сотрудник его не открывал.',
      'A file was taken back; our staff had not opened it.',
    ),
  },
  'in-system': t('Сделано в системе.', 'Done in a system.'),
  'hold-over': t(
    '72 часа на раздумье прошли, можно приступать.',
    'The 72 hours for changing your mind have passed, so work can start.',
  ),
};

/**
 * The text of an event, made when it is read: in the reader's language, to the one who did it as «вы». Only an
 * extension names its date, as it is said today: until when a request is answered is said once, by the request. Only what a person wrote is kept in the language it was written in.
 */
export const eventText = (
  { kind, until, reason, text, file }: Pick<EventRow, 'kind' | 'until' | 'reason' | 'text' | 'file'>,
  { own, now, lang }: { own: boolean; now: Date; lang: Lang },
): string => {
  const withoutDate = text ?? toReader(EVENT_TEXTS[kind], own);
  const on = until === undefined ? undefined : dateText(until, yearOf(moscowDate(now)));
  const dated =
    on === undefined
      ? withoutDate
      : kind === 'extended'
        ? t(`Срок продлён до ${on.ru}.`, `The deadline was extended to ${on.en}.`)
        : withoutDate;
  const sentence = withSingleFullStop(say(dated, lang));
  const about = file === undefined ? [] : [lang === 'ru' ? `Файл: ${file}` : `File: ${file}`];
  return [sentence, ...about, ...(reason === undefined ? [] : [say(reason, lang)])].join(' ');
};

/** What happens next, by state; `hold`, `overdue` and, for whoever decides, `yours` go before. */
export const NEXT_STEPS: Record<RequestStatus | 'hold' | 'overdue' | 'yours', Text> = {
  draft: t(
    'Допишите и отправьте. Черновик хранится у нас, продолжить можно с любого устройства.',
    'Finish it and send it. Your draft is saved with us, so you can continue on any device.',
  ),
  awaiting_owner: t(
    'Владелец аккаунта решит, подавать ли обращение.',
    'The account owner will decide whether to submit this request.',
  ),
  yours: t('Решите, подавать ли обращение.', 'Decide whether to submit this request.'),
  submitted: t(
    'Сотрудник скоро возьмёт обращение в работу.',
    'A member of staff will pick up your request soon.',
  ),
  hold: t(
    'Удаление начнётся через 72 часа после подачи. До этого обращение можно отозвать, и ничего не пропадёт.',
    'We’ll start deleting 72 hours after you submitted it. Until then you can withdraw your request and nothing is lost.',
  ),
  in_work: t(
    'Готовим ответ. Если понадобится что-то от вас, напишем здесь.',
    'We are preparing our answer. If we need anything from you, we’ll write here.',
  ),
  needs_user: t(
    'Ответьте на вопрос сотрудника: так ответ будет точнее.',
    'Answer our question so that we can give you a better answer.',
  ),
  answered: t(
    'Ответ готов, он ниже по пунктам. Если не согласны, попросите пересмотреть.',
    'Our answer to each point is below. If you disagree, ask for a review.',
  ),
  appealed: t(
    'Обращение посмотрит другой сотрудник. Срок считается заново.',
    'A different member of staff will look at your request. The deadline has started again.',
  ),
  closed: t(
    'Делать ничего не нужно. По этому же вопросу можно обратиться снова.',
    'You do not need to do anything. You can make another request about the same matter.',
  ),
  withdrawn: t(
    'Делать ничего не нужно. Если понадобится, подайте новое.',
    'You do not need to do anything. If you need to, submit a new request.',
  ),
  overdue: t(
    'Ответа всё ещё нет, хотя срок прошёл.',
    'There is still no answer, although the deadline has passed.',
  ),
};

/** Why a case is marked overdue. */
export const OVERDUE_REASON = t(
  'Срок ответа прошёл, а ответа ещё нет.',
  'The deadline has passed and there is no answer yet.',
);

/** Why data is blocked that should have been destroyed by now (152-ФЗ ст. 21 ч. 6). */
export const DESTROY_LATE_REASON = (until: string): Text =>
  t(
    withSingleFullStop(
      `Удалить в срок не получилось. Этими данными уже не пользуются, а удалят их не позже ${until}.`,
    ),
    `The data could not be deleted in time. It is no longer used and will be deleted by ${until}.`,
  );

type Item = NonNullable<Details['items']>[number];

/** What a correction is about, in the reader's language; what only a person can name, in their words. */
const itemLabel = ({ field, label }: Item, lang: Lang): string => fieldLabel(field)?.[lang] ?? label ?? field;

/** Details as they are kept: names the register knows are left out, for they are said on reading. */
export const storedDetails = (details: Details): Details =>
  details.items === undefined
    ? details
    : {
        ...details,
        items: details.items.map(({ label, ...item }) =>
          label === undefined || fieldLabel(item.field) !== undefined ? item : { ...item, label },
        ),
      };

/** Details as they are read: with the names of what is to be corrected. */
export const readDetails = (details: Details, lang: Lang): Details =>
  details.items === undefined
    ? details
    : {
        ...details,
        items: details.items.map(item =>
          fieldLabel(item.field) === undefined ? item : { ...item, label: itemLabel(item, lang) },
        ),
      };

const list = (labels: readonly string[], lang: Lang): string => {
  if (labels.length <= 2) return labels.join(', ');
  const [first, rest] = [labels.slice(0, 2).join(', '), labels.length - 2];
  return lang === 'ru' ? `${first} и ещё ${rest}` : `${first} and ${rest} more`;
};

const subjectsOf = (details: Details, lang: Lang): string[] => {
  if (details.items !== undefined && details.items.length > 0)
    return details.items.map(item => inside(itemLabel(item, lang)));
  if (details.purposes !== undefined && details.purposes.length > 0)
    return details.purposes.map(id => inside(purposeLabel(id, lang)));
  return (details.categories ?? []).map(id => inside(categoryLabel(id, lang)));
};

/** Cases whose subject is not in a list of theirs: the thing itself rather than what to do. */
const NAMED: Partial<Record<string, Text>> = {
  copy: t('Копия данных', 'Copy of your data'),
  information: t('Сведения об обработке', 'Information on processing'),
  disclosures: t('Кому передавали данные', 'Who received your data'),
  complaint: t('Жалоба', 'Complaint'),
};

const named = (
  kind: RightKind,
  details: Details,
  lang: Lang,
  join: (subjects: readonly string[]) => string,
): string => {
  const label = (NAMED[kind === 'access' ? (details.mode ?? kind) : kind] ?? RIGHT_TEXTS[kind].label)[lang];
  const subjects = subjectsOf(details, lang);
  return subjects.length === 0 ? label : `${label}: ${join(subjects)}`;
};

/** A short name of a case: what is asked, and about what. */
export const titleOf = (kind: RightKind, details: Details, lang: Lang): string =>
  named(kind, details, lang, subjects => list(subjects, lang));

const MODE: Record<string, Text> = {
  information: t(
    'Прошу рассказать, как обрабатывают мои данные.',
    'Please tell me how my data is processed.',
  ),
  copy: t('Прошу дать копию моих данных.', 'Please give me a copy of my data.'),
  disclosures: t('Прошу сообщить, кому передавали мои данные.', 'Please tell me who received my data.'),
};

/** What was filed, in words: for the receipt, which names everything. */
export const filedText = (kind: RightKind, details: Details, lang: Lang): string => {
  const parts = [named(kind, details, lang, subjects => subjects.join(', ')) + '.'];
  if (details.mode !== undefined) parts.push(MODE[details.mode]?.[lang] ?? '');
  for (const item of details.items ?? []) {
    const label = itemLabel(item, lang);
    parts.push(lang === 'ru' ? `${label}: должно быть «${item.new}».` : `${label}: should be “${item.new}”.`);
  }
  for (const text of [details.text, details.reason, details.situation, details.about])
    if (text !== undefined && text !== '') parts.push(text);
  if (details.skipHold === true)
    parts.push(lang === 'ru' ? 'Удалить без ожидания.' : 'Delete without waiting.');
  return parts.filter(part => part !== '').join(' ');
};
