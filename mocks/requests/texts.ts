import type { components } from '../../src/api/generated/schema.ts';
import { moscowDate, yearOf } from '../../src/domain/calendar.ts';
import type { RequestStatus, RightKind } from '../../src/domain/ids.ts';
import { categoryLabel, fieldLabel, purposeLabel } from '../catalogue.ts';
import type { Lang, Text } from '../problem.ts';
import { RIGHT_TEXTS } from '../rights/texts.ts';
import { type ByReader, dateText, inside, say, t, toReader } from '../words.ts';
import type { Details, EventRow } from './state.ts';

type EventKind = components['schemas']['TimelineEvent']['kind'];

/** What each step is called when nothing more special is to be said: to whoever did it, and to all others. */
const EVENT_TEXTS: Record<EventKind, Text | ByReader> = {
  created: t('Черновик начат.', 'The draft was begun.'),
  submitted: t('Обращение принято, срок ответа пошёл.', 'The request was received and the clock started.'),
  prepared: {
    self: t(
      'Вы подготовили обращение и передали владельцу.',
      'You prepared the request and passed it to the owner.',
    ),
    other: t(
      'Администратор подготовил обращение и передал вам.',
      'An admin prepared the request and passed it to you.',
    ),
  },
  approved: {
    self: t('Вы решили подать обращение.', 'You decided to file the request.'),
    other: t('Владелец согласился, обращение подано.', 'The owner agreed and the request was filed.'),
  },
  declined: {
    self: t('Вы решили не подавать обращение.', 'You decided not to file the request.'),
    other: t('Владелец решил не подавать.', 'The owner decided not to file it.'),
  },
  taken: t(
    'Сотрудник, отвечающий за персональные данные, взял обращение в работу.',
    'The person in charge of personal data took the request.',
  ),
  asked: t(
    'Сотрудник задал вопрос. Срок ответа при этом не останавливается.',
    'The staff asked a question. The clock does not stop meanwhile.',
  ),
  replied: {
    self: t('Вы ответили, работа продолжается.', 'You replied and the work goes on.'),
    other: t(
      'Ответ на вопрос получен, работа продолжается.',
      'The question was answered and the work goes on.',
    ),
  },
  extended: t('Срок продлён.', 'The time was extended.'),
  blocked: t('Данными не пользуемся, пока идёт проверка.', 'The data is not used while it is checked.'),
  answered: t('Ответ готов по каждому пункту.', 'Each point has its answer.'),
  appealed: {
    self: t(
      'Вы попросили пересмотреть ответ. Смотреть будет другой сотрудник.',
      'You asked for a review. Another member of staff will look.',
    ),
    other: t(
      'Пришла просьба пересмотреть ответ. Смотреть будет другой сотрудник.',
      'A review was asked for. Another member of staff will look.',
    ),
  },
  withdrawn: {
    self: t('Вы отозвали обращение.', 'You withdrew the request.'),
    other: t('Обращение отозвано.', 'The request was withdrawn.'),
  },
  closed: t(
    'Обращение закрыто: за 30 дней никто не попросил пересмотреть ответ.',
    'The request is closed: nobody asked for a review in 30 days.',
  ),
  'hold-over': t(
    '72 часа на раздумье прошли, можно приступать.',
    'The 72 hours to think it over have passed and work may begin.',
  ),
};

/**
 * The words of a step, made when they are read: in the reader's language, to the one who did it as «вы». Only an
 * extension names its date, as it is said today: until when a request is answered is said once, by the request. Only what a person wrote is kept in the language it was written in.
 */
export const eventText = (
  { kind, until, reason, text }: Pick<EventRow, 'kind' | 'until' | 'reason' | 'text'>,
  { own, now, lang }: { own: boolean; now: Date; lang: Lang },
): string => {
  const words = text ?? toReader(EVENT_TEXTS[kind], own);
  const on = until === undefined ? undefined : dateText(until, yearOf(moscowDate(now)));
  const dated =
    on === undefined
      ? words
      : kind === 'extended'
        ? t(`Срок продлён до ${on.ru}.`, `The time was extended to ${on.en}.`)
        : words;
  const said = say(dated, lang).replaceAll('г..', 'г.');
  return reason === undefined ? said : `${said} ${say(reason, lang)}`;
};

/** What happens next, by state; `hold`, `overdue` and, for whoever decides, `yours` go before. */
export const NEXT_STEPS: Record<RequestStatus | 'hold' | 'overdue' | 'yours', Text> = {
  draft: t(
    'Допишите и отправьте. Черновик хранится у нас, продолжить можно с любого устройства.',
    'Finish it and send it. The draft is kept with us, so you can go on from any device.',
  ),
  awaiting_owner: t(
    'Владелец аккаунта решит, подавать ли обращение.',
    'The owner of the account decides whether to file it.',
  ),
  yours: t('Решите, подавать ли обращение.', 'Decide whether to file the request.'),
  submitted: t('Сотрудник скоро возьмёт обращение в работу.', 'The staff will take the request soon.'),
  hold: t(
    'Удаление начнётся через 72 часа после подачи. До этого обращение можно отозвать, и ничего не пропадёт.',
    'Deletion begins 72 hours after filing. Until then you can withdraw and nothing is lost.',
  ),
  in_work: t(
    'Готовим ответ. Если понадобится что-то от вас, напишем здесь.',
    'We are preparing the answer. If we need something from you, we write here.',
  ),
  needs_user: t(
    'Ответьте на вопрос сотрудника: так ответ будет точнее.',
    'Answer the question of the staff, and the answer will be better.',
  ),
  answered: t(
    'Ответ готов, он ниже по пунктам. Если не согласны, попросите пересмотреть.',
    'The answer is ready, point by point below. If you disagree, ask for a review.',
  ),
  appealed: t(
    'Обращение посмотрит другой сотрудник. Срок считается заново.',
    'Another member of staff will look at it. The clock has started anew.',
  ),
  closed: t(
    'Делать ничего не нужно. По этому же вопросу можно обратиться снова.',
    'Nothing to do. You can ask again about the same matter.',
  ),
  withdrawn: t(
    'Делать ничего не нужно. Если понадобится, подайте новое.',
    'Nothing to do. File a new one if you need it.',
  ),
  overdue: t('Ответа всё ещё нет, хотя срок прошёл.', 'There is still no answer, though it was due.'),
};

/** Why a case is marked overdue. */
export const OVERDUE_REASON = t(
  'Срок ответа прошёл, а ответа ещё нет.',
  'The time is over and there is no answer yet.',
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

const subjectOf = (details: Details, lang: Lang): string => {
  if (details.items !== undefined && details.items.length > 0) {
    return list(
      details.items.map(item => inside(itemLabel(item, lang))),
      lang,
    );
  }
  if (details.purposes !== undefined && details.purposes.length > 0) {
    return list(
      details.purposes.map(id => inside(purposeLabel(id, lang))),
      lang,
    );
  }
  if (details.categories !== undefined && details.categories.length > 0) {
    return list(
      details.categories.map(id => inside(categoryLabel(id, lang))),
      lang,
    );
  }
  return '';
};

/** Cases whose subject is not in a list of theirs: the thing itself rather than what to do. */
const NAMED: Partial<Record<string, Text>> = {
  copy: t('Копия данных', 'A copy of the data'),
  information: t('Сведения об обработке', 'Information on the processing'),
  disclosures: t('Кому передавали данные', 'Who received the data'),
  complaint: t('Жалоба', 'Complaint'),
};

/** A short name of a case: what is asked, and about what. */
export const titleOf = (kind: RightKind, details: Details, lang: Lang): string => {
  const label = (NAMED[kind === 'access' ? (details.mode ?? kind) : kind] ?? RIGHT_TEXTS[kind].label)[lang];
  const subject = subjectOf(details, lang);
  return subject === '' ? label : `${label}: ${subject}`;
};

const MODE: Record<string, Text> = {
  information: t(
    'Прошу рассказать, как обрабатывают мои данные.',
    'Please tell me how my data is processed.',
  ),
  copy: t('Прошу дать копию моих данных.', 'Please give me a copy of my data.'),
  disclosures: t('Прошу сообщить, кому передавали мои данные.', 'Please tell me who received my data.'),
};

/** What was filed, in words: for the receipt. */
export const filedText = (kind: RightKind, details: Details, lang: Lang): string => {
  const parts = [titleOf(kind, details, lang) + '.'];
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
