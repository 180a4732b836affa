import { yearOf } from '../../src/domain/calendar.ts';
import { addPeriod, keptByLawUntil } from '../../src/domain/retention.ts';
import type { Timeline } from '../clock.ts';
import { dateText, t } from '../../core/text.ts';
import { accountById } from '../personas.ts';
import type { CaseSeed } from './case-seed.ts';
import type { OutcomeRow } from '../../core/requests/state.ts';

type Who = CaseSeed['by'];

const OWNER: Who = { userId: 'u-owner', accountId: 'acc-1' };
const ADMIN: Who = { userId: 'u-admin', accountId: 'acc-1' };
const FINANCE: Who = { userId: 'u-finance', accountId: 'acc-1' };
const USER: Who = { userId: 'u-user', accountId: 'acc-1' };
const PERSON: Who = { userId: 'u-person', accountId: 'acc-person' };
const HELPER: Who = { userId: 'u-helper', accountId: 'acc-person', name: 'Ласточкина Мария Юрьевна' };
const FORMER: Who = { userId: 'u-former', accountId: 'acc-former' };
const HUGE: Who = { userId: 'u-huge', accountId: 'acc-huge' };
const BY: Who = { userId: 'u-by', accountId: 'acc-by' };

const STREET = 'Тверь, ул. Садовая, д. 4';

/** How far back the documents of a customer go, days: the span of the invented records. */
const DOCUMENT_DAYS = 2555;
/** Years that accounting documents are kept after their own. */
const YEARS_KEPT = 5;
/** What cannot be destroyed in time is destroyed within six months (152-ФЗ ст. 21 ч. 6). */
const DESTROYED_WITHIN = { years: 0, months: 6, weeks: 0, days: 0 };

/**
 * What an erasure of `services` answers of each year with documents, as its preview does: kept for its own time
 * (402-ФЗ ст. 29), and blocked until it is destroyed where that time is over (152-ФЗ ст. 21 ч. 6).
 * @param answered days before now
 */
const keptByYear = (tl: Timeline, who: Who, answered: number): OutcomeRow[] => {
  const { ageDays, endedDaysAgo = 0 } = accountById(who.accountId);
  const today = tl.date(-answered);
  const first = yearOf(tl.date(-Math.min(ageDays - 1, endedDaysAgo + DOCUMENT_DAYS)));
  const last = yearOf(tl.date(-Math.max(answered, endedDaysAgo)));
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  return [...years]
    .toSorted((x, y) => x - y)
    .map(year => {
      const until = keptByLawUntil(year, YEARS_KEPT);
      const over = until < today;
      const destroyedBy = dateText(addPeriod(today, DESTROYED_WITHIN));
      return {
        id: `kept-${year}`,
        label: t(`Акты и платежи за ${year} год`, `Acceptance certificates and payments for ${year}`),
        kind: 'kept' as const,
        text: over
          ? t(
              `Срок хранения по закону прошёл. До ${destroyedBy.ru} уничтожим, а до тех пор не пользуемся.`,
              `The time limit set by law has passed. We no longer use them and will destroy them by ${destroyedBy.en}.`,
            )
          : t(
              'Документы учёта хранят пять лет после года, к которому они относятся. Срок уточняется.',
              'Accounting documents are kept for five years after the year they belong to. This is not yet confirmed.',
            ),
        ...(over ? {} : { until }),
        law: over ? { law: '152-ФЗ', article: 'ст. 21 ч. 6' } : { law: '402-ФЗ', article: 'ст. 29' },
        category: 'services',
      };
    });
};

const ACCESS_OUTCOMES: OutcomeRow[] = [
  {
    id: 'o1',
    label: t('Учётные данные и услуги', 'Account details and services'),
    kind: 'done',
    text: t(
      'Копия собрана и лежит в разделе «Копии данных».',
      'Your copy is ready under “Copies of your data”.',
    ),
  },
  {
    id: 'o2',
    label: t('Переписка за два года', 'Two years of correspondence'),
    kind: 'partly',
    text: t(
      'Часть скрыта: в ней данные других людей.',
      'Part of it is hidden because it contains other people’s data.',
    ),
    law: { law: '152-ФЗ', article: 'ст. 14 ч. 2' },
    category: 'correspondence',
  },
  {
    id: 'o3',
    label: t('Записи разговоров старше трёх месяцев', 'Call recordings older than three months'),
    kind: 'refused',
    text: t(
      'Они удалены, выдать их уже нельзя. Более новые есть в разделе «Данные».',
      'They have been deleted, so we cannot provide them. Newer ones are listed under “Data”.',
    ),
    law: { law: '152-ФЗ', article: 'ст. 5 ч. 7' },
    category: 'recordings',
  },
];

const answeredCases = (tl: Timeline, prefix: string, who: Who, scope: 'person' | 'account'): CaseSeed[] => [
  {
    id: `${prefix}answered`,
    by: who,
    kind: 'access',
    scope: 'person',
    status: 'answered',
    created: 15,
    filed: 15,
    taken: 13,
    answered: 6,
    details: { mode: 'copy', all: true, text: 'Нужна копия всего, что есть обо мне.' },
    outcomes: ACCESS_OUTCOMES,
    thread: [
      {
        daysAgo: 12,
        from: 'staff',
        text: t(
          'Здравствуйте. Собираем данные из шести систем, записи разговоров проверим отдельно.',
          'Hello. We are collecting your data from six systems and will check the call recordings separately.',
        ),
      },
      { daysAgo: 11, from: 'user', text: 'Спасибо, жду.' },
    ],
  },
  {
    id: `${prefix}closed`,
    by: who,
    kind: 'rectification',
    scope: 'person',
    status: 'answered',
    created: 80,
    filed: 79,
    taken: 78,
    answered: 73,
    details: {
      items: [
        {
          category: 'account',
          field: 'postal-address',
          old: 'Тверь, ул. Лесная, д. 1',
          new: STREET,
        },
      ],
      proofProvided: true,
      blockWhileChecking: true,
    },
    paused: true,
    outcomes: [
      {
        id: 'o1',
        label: t('Почтовый адрес', 'Postal address'),
        kind: 'done',
        text: t('Адрес исправлен во всех системах.', 'The address has been corrected in all systems.'),
        category: 'account',
      },
    ],
  },
  {
    id: `${prefix}withdrawn`,
    by: who,
    kind: 'objection',
    scope: 'person',
    status: 'withdrawn',
    created: 42,
    filed: 42,
    withdrawn: 40,
    details: {
      purposes: ['audience'],
      situation: 'Не хочу, чтобы мои посещения сайта использовали для рекламы.',
    },
  },
  {
    id: `${prefix}answered-erasure`,
    by: who,
    kind: 'erasure',
    scope,
    status: 'answered',
    created: 36,
    filed: 36,
    taken: 31,
    answered: 27,
    details: {
      categories: ['analytics', 'office', 'services'],
      confirmation: 'УДАЛИТЬ',
      skipHold: false,
      reason: 'Старые данные больше не нужны.',
    },
    outcomes: [
      {
        id: 'o1',
        label: t('Просроченная доверенность', 'An expired power of attorney'),
        kind: 'done',
        text: t('Бумагу и её копию уничтожили.', 'The paper and its copy have been destroyed.'),
        category: 'office',
      },
      {
        id: 'o2',
        label: t('Посещения сайта', 'Site visits'),
        kind: 'partly',
        text: t(
          'Своё удалили. Что хранят Google и Яндекс, удалить могут только они: мы попросили сервис удалить найденные визиты.',
          'We have deleted our data. Only Google and Yandex can delete what they keep: we have asked them to delete the visits we found.',
        ),
        // The recipients of the data are notified of what was done.
        law: { law: '152-ФЗ', article: 'ст. 20 ч. 3' },
        category: 'analytics',
      },
      ...keptByYear(tl, who, 27),
    ],
  },
  {
    id: `${prefix}closed-objection`,
    by: who,
    kind: 'objection',
    scope: 'person',
    status: 'answered',
    created: 50,
    filed: 50,
    taken: 48,
    answered: 43,
    details: {
      purposes: ['call-quality'],
      situation: 'По телефону я называю личные данные и не хочу, чтобы разговор записывали.',
    },
    outcomes: [
      {
        id: 'o1',
        label: t('Учить сотрудников и разбирать споры', 'Train staff and settle disputes'),
        kind: 'done',
        text: t('Ваши звонки больше не записываем.', 'We no longer record your calls.'),
        category: 'recordings',
      },
    ],
  },
  {
    id: `${prefix}closed-consent`,
    by: who,
    kind: 'consent-withdrawal',
    scope: 'person',
    status: 'answered',
    // The old consent of `person` was to a text that a newer one has replaced since.
    created: prefix === 'p-' ? 450 : 130,
    filed: prefix === 'p-' ? 450 : 130,
    taken: prefix === 'p-' ? 448 : 128,
    answered: prefix === 'p-' ? 430 : 110,
    details: { consents: [prefix === 'p-' ? 'p-cs-correspondence-old' : 'cs-correspondence-old'] },
    outcomes: [
      {
        id: 'o1',
        label: t('Согласие на показ переписки', 'Consent to show correspondence'),
        kind: 'done',
        text: t(
          'Согласие отозвано в день обращения. Текст писем больше не показываем.',
          'Your consent was withdrawn on the day of your request. We no longer show the text of emails.',
        ),
      },
    ],
  },
];

const pausedCase = (prefix: string, who: Who, proof: string): CaseSeed => ({
  id: `${prefix}in-work`,
  by: who,
  kind: 'restriction',
  scope: 'person',
  status: 'in_work',
  created: 16,
  filed: 16,
  taken: 14,
  details: {
    categories: ['account'],
    ground: 'accuracy',
    text: 'В бумажном договоре остался старый адрес. Пока его не исправят, не отправляйте по нему документы.',
  },
  paused: true,
  extended: {
    daysAgo: 6,
    rule: 'ru-stop',
    by: 5,
    reason: t('Ждём ответа от архива бумажных договоров.', 'We wait for the archive of paper contracts.'),
  },
  thread: [
    { daysAgo: 14, from: 'user', text: 'Прикладываю справку об адресе.', attachments: [proof] },
    {
      daysAgo: 13,
      from: 'staff',
      text: t(
        'Спасибо, справка подходит. Адресом не пользуемся, пока сверяем договоры.',
        'Thank you, this document is fine. We are not using the address while we check the contracts.',
      ),
    },
  ],
});

const ownerCases = (tl: Timeline): CaseSeed[] => [
  {
    id: 'rq-draft',
    by: OWNER,
    kind: 'access',
    scope: 'person',
    status: 'draft',
    created: 2,
    step: 'period',
    details: { mode: 'copy', all: true },
  },
  {
    id: 'rq-draft-2',
    by: OWNER,
    kind: 'erasure',
    scope: 'person',
    status: 'draft',
    created: 9,
    step: 'preview',
    details: { categories: ['analytics'] },
  },
  {
    id: 'rq-draft-3',
    by: OWNER,
    kind: 'rectification',
    scope: 'person',
    status: 'draft',
    created: 1,
    step: 'check',
    details: {
      items: [{ category: 'account', field: 'postal-address', old: STREET, new: `${STREET}, кв. 12` }],
      proofProvided: true,
      blockWhileChecking: false,
    },
  },
  {
    id: 'rq-awaiting-owner',
    by: ADMIN,
    prepared: true,
    kind: 'access',
    scope: 'account',
    status: 'awaiting_owner',
    created: 1,
    details: { mode: 'disclosures', all: true, text: 'Кому передавали данные компании за последний год?' },
  },
  {
    id: 'rq-awaiting-owner-2',
    by: ADMIN,
    prepared: true,
    kind: 'restriction',
    scope: 'account',
    status: 'awaiting_owner',
    created: 3,
    details: {
      categories: ['calls'],
      ground: 'accuracy',
      text: 'Старый номер офиса числится за нами по ошибке.',
    },
  },
  {
    id: 'rq-submitted',
    by: OWNER,
    kind: 'erasure',
    scope: 'account',
    status: 'submitted',
    created: 1,
    filed: 1,
    details: { categories: ['mailings', 'analytics', 'services'], confirmation: 'УДАЛИТЬ', skipHold: false },
  },
  pausedCase('rq-', OWNER, 'at-proof'),
  {
    id: 'rq-needs-user',
    by: OWNER,
    kind: 'rectification',
    scope: 'account',
    status: 'needs_user',
    created: 8,
    filed: 8,
    taken: 6,
    details: {
      items: [
        {
          category: 'account',
          field: 'company-address',
          old: 'Тверь, ул. Садовая',
          new: 'Тверь, ул. Садовая, д. 4',
        },
      ],
      proofProvided: false,
      blockWhileChecking: true,
    },
    paused: true,
    thread: [
      {
        daysAgo: 1,
        from: 'staff',
        question: true,
        text: t(
          'В договоре указан дом 14, а в обращении дом 4. Напишите, пожалуйста, какой адрес верный.',
          'Your contract says No. 14, but your request says No. 4. Please tell us which address is correct.',
        ),
      },
    ],
  },
  ...answeredCases(tl, 'rq-', OWNER, 'account'),
  {
    id: 'rq-appealed',
    by: OWNER,
    kind: 'portability',
    scope: 'account',
    status: 'appealed',
    created: 40,
    filed: 40,
    taken: 37,
    answered: 12,
    appealed: 2,
    details: {
      categories: ['account', 'services'],
      format: 'json',
      recipient: 'other',
      otherController: 'ООО «Тихая гавань»',
    },
    outcomes: [
      {
        id: 'o1',
        label: t('Учётные данные', 'Account details'),
        kind: 'done',
        text: t('Файл передан вам.', 'We have given you the file.'),
        category: 'account',
      },
      {
        id: 'o2',
        label: t('Прямая передача другой компании', 'Sending it directly to another company'),
        kind: 'refused',
        text: t(
          'Другая компания не подтвердила, что примет файл.',
          'The other company has not confirmed that it will accept the file.',
        ),
        // Portability exists by the policy alone.
        law: { law: 'policy' },
      },
    ],
    thread: [
      { daysAgo: 2, from: 'user', text: 'Компания подтвердила приём письмом, прошу посмотреть ещё раз.' },
    ],
  },
  {
    id: 'rq-overdue',
    by: OWNER,
    kind: 'complaint',
    scope: 'account',
    status: 'in_work',
    created: 36,
    filed: 36,
    taken: 30,
    details: { about: 'После звонка в поддержку нам стали присылать чужие счета.', to: 'controller' },
    held: {
      daysAgo: 29,
      reason: t(
        'Запись звонка сохраняем до конца разбора.',
        'We are keeping the call recording until the matter is settled.',
      ),
    },
    thread: [
      {
        daysAgo: 20,
        from: 'staff',
        text: t(
          'Проверяем, откуда взялась ошибка. Запись звонка не удалим до конца разбора.',
          'We are finding out where the mistake came from. We will not delete the recording until we finish.',
        ),
      },
    ],
  },
];

const personCases = (tl: Timeline): CaseSeed[] => [
  {
    id: 'p-draft',
    by: PERSON,
    kind: 'access',
    scope: 'person',
    status: 'draft',
    created: 1,
    step: 'categories',
    details: { mode: 'copy' },
  },
  { id: 'p-draft-2', by: PERSON, kind: 'erasure', scope: 'person', status: 'draft', created: 5, details: {} },
  {
    id: 'p-awaiting-owner',
    by: HELPER,
    prepared: true,
    kind: 'access',
    scope: 'account',
    status: 'awaiting_owner',
    created: 2,
    details: { mode: 'information', all: true },
  },
  {
    id: 'p-submitted',
    by: PERSON,
    kind: 'consent-withdrawal',
    scope: 'person',
    status: 'submitted',
    created: 1,
    filed: 1,
    details: { consents: ['p-cs-advertising-old'], text: 'Согласие давал на старом сайте.' },
  },
  pausedCase('p-', PERSON, 'p-at-proof'),
  {
    id: 'p-needs-user',
    by: PERSON,
    kind: 'complaint',
    scope: 'person',
    status: 'needs_user',
    created: 5,
    filed: 5,
    taken: 4,
    details: {
      about: 'Оператор спросил паспорт, хотя я только уточнял цену.',
      unlawful: true,
      to: 'controller',
    },
    paused: true,
    thread: [
      {
        daysAgo: 1,
        from: 'staff',
        question: true,
        text: t(
          'Подскажите, пожалуйста, с какого номера и в какой день вы звонили.',
          'Please tell us which number you called from, and on which day.',
        ),
      },
    ],
  },
  ...answeredCases(tl, 'p-', PERSON, 'person'),
  {
    id: 'p-appealed',
    by: PERSON,
    kind: 'portability',
    scope: 'person',
    status: 'appealed',
    created: 38,
    filed: 38,
    taken: 36,
    answered: 10,
    appealed: 3,
    details: { categories: ['account', 'analytics'], format: 'csv', recipient: 'self' },
    outcomes: [
      {
        id: 'o1',
        label: t('Учётные данные', 'Account details'),
        kind: 'done',
        text: t('Файл в формате CSV готов.', 'Your CSV file is ready.'),
        category: 'account',
      },
      {
        id: 'o2',
        label: t('Посещения сайта', 'Site visits'),
        kind: 'refused',
        text: t(
          'Эти данные вы нам не давали, поэтому в файл для переноса они не входят. Копию получить можно.',
          'You did not give us this data, so it is not in the file to move elsewhere. You can get a copy of it.',
        ),
        // Portability exists by the policy alone.
        law: { law: 'policy' },
      },
    ],
    thread: [{ daysAgo: 3, from: 'user', text: 'Прошу ещё раз проверить отказ по второму пункту.' }],
  },
  {
    id: 'p-overdue',
    by: PERSON,
    kind: 'complaint',
    scope: 'account',
    status: 'in_work',
    created: 36,
    filed: 36,
    taken: 33,
    details: { about: 'Не могу дозвониться, чтобы исправить телефон.', to: 'controller' },
  },
];

const otherCases = (tl: Timeline): CaseSeed[] => [
  {
    id: 'ad-draft',
    by: ADMIN,
    prepared: true,
    kind: 'rectification',
    scope: 'account',
    status: 'draft',
    created: 2,
    details: { items: [] },
  },
  {
    id: 'ad-in-work',
    by: ADMIN,
    kind: 'access',
    scope: 'person',
    status: 'in_work',
    created: 4,
    filed: 4,
    taken: 3,
    details: { mode: 'information', all: true },
  },
  {
    id: 'fi-answered',
    by: FINANCE,
    kind: 'access',
    scope: 'person',
    status: 'answered',
    created: 20,
    filed: 20,
    taken: 18,
    answered: 9,
    details: { mode: 'copy', categories: ['account', 'services'] },
    outcomes: ACCESS_OUTCOMES.slice(0, 1),
  },
  {
    id: 'us-in-work',
    by: USER,
    kind: 'access',
    scope: 'person',
    status: 'in_work',
    created: 5,
    filed: 5,
    taken: 4,
    details: { mode: 'information', all: true },
  },
  {
    id: 'us-closed',
    by: USER,
    kind: 'rectification',
    scope: 'person',
    status: 'answered',
    created: 95,
    filed: 95,
    taken: 94,
    answered: 88,
    details: {
      items: [
        {
          category: 'account',
          field: 'full-name',
          old: 'Зайцев Олег Дмитревич',
          new: 'Зайцев Олег Дмитриевич',
        },
      ],
      proofProvided: true,
    },
    outcomes: [
      {
        id: 'o1',
        label: t('Фамилия, имя, отчество', 'Full name'),
        kind: 'done',
        text: t('Исправлено.', 'Corrected.'),
      },
    ],
  },
  {
    id: 'fo-answered',
    by: FORMER,
    kind: 'erasure',
    scope: 'account',
    status: 'answered',
    created: 26,
    filed: 26,
    taken: 22,
    answered: 12,
    details: {
      categories: ['services', 'materials'],
      confirmation: 'УДАЛИТЬ',
      skipHold: true,
      reason: 'Договор закончился.',
    },
    outcomes: [
      {
        id: 'o1',
        label: t('Файлы на серверах', 'Your files on servers'),
        kind: 'done',
        text: t(
          'Удалены вместе с серверами, когда закончился договор.',
          'Deleted together with the servers when your contract ended.',
        ),
        category: 'materials',
      },
      ...keptByYear(tl, FORMER, 12),
    ],
  },
  {
    id: 'fo-submitted',
    by: FORMER,
    kind: 'access',
    scope: 'person',
    status: 'submitted',
    created: 2,
    filed: 2,
    details: { mode: 'information', all: true, text: 'Что обо мне осталось после расторжения договора?' },
  },
  {
    id: 'hg-in-work',
    by: HUGE,
    kind: 'access',
    scope: 'account',
    status: 'in_work',
    created: 7,
    filed: 7,
    taken: 6,
    details: { mode: 'copy', categories: ['services'] },
  },
  {
    id: 'hg-closed',
    by: HUGE,
    kind: 'objection',
    scope: 'person',
    status: 'answered',
    created: 90,
    filed: 90,
    taken: 88,
    answered: 80,
    details: {
      purposes: ['surveys'],
      situation: 'Опросы приходят в разгар работы, отвечать на них некогда.',
    },
    outcomes: [
      {
        id: 'o1',
        label: t('Узнать, довольны ли клиенты', 'Find out how satisfied customers are'),
        kind: 'done',
        text: t('Опросов вам больше не пришлём.', 'We will no longer send you surveys.'),
      },
    ],
  },
  {
    id: 'by-draft',
    by: BY,
    kind: 'erasure',
    scope: 'person',
    status: 'draft',
    created: 1,
    details: { categories: ['analytics'] },
  },
  {
    id: 'by-in-work',
    by: BY,
    kind: 'rectification',
    scope: 'person',
    status: 'in_work',
    created: 4,
    filed: 4,
    taken: 3,
    details: {
      items: [
        {
          category: 'account',
          field: 'postal-address',
          new: 'Гомель, ул. Речная, д. 12',
        },
      ],
      proofProvided: true,
    },
  },
  {
    id: 'by-answered',
    by: BY,
    kind: 'access',
    scope: 'person',
    status: 'answered',
    created: 14,
    filed: 14,
    taken: 13,
    answered: 9,
    details: { mode: 'disclosures', all: true },
    outcomes: [
      {
        id: 'o1',
        label: t('Кому передавали данные', 'Who received your data'),
        kind: 'done',
        text: t(
          'Список есть в журнале доступа, там же записаны новые передачи. Раз в календарный год он бесплатный.',
          'The list is in the access log, and new disclosures are added there. It is free once per calendar year.',
        ),
        law: { law: '99-З', article: 'ст. 12' },
      },
    ],
  },
  {
    id: 'fi-question',
    by: FINANCE,
    // Filed as the administrator of the account; their role has changed since.
    role: 'admin',
    kind: 'rectification',
    scope: 'person',
    status: 'needs_user',
    created: 4,
    filed: 4,
    taken: 3,
    details: {
      items: [{ category: 'account', field: 'postal-address', new: 'Тверь, Полевая ул., д. 17' }],
    },
    thread: [
      {
        daysAgo: 2,
        from: 'staff',
        text: t('Какой индекс у нового адреса?', 'What is the postcode of the new address?'),
        question: true,
      },
    ],
  },
];

/** All seeded requests, in days before `seededAt`. */
export const pastCases = (tl: Timeline): CaseSeed[] => [
  ...ownerCases(tl),
  ...personCases(tl),
  ...otherCases(tl),
];
