import type { Text } from '../problem.ts';
import { t } from '../words.ts';

/** A section of the policy, retold. */
export interface SectionRow {
  id: string;
  number: string;
  title: Text;
  paragraphs: Text[];
  categories: string[];
  gap?: Text;
}

/** A difference between two versions. */
export interface ChangeRow {
  section: string;
  title: Text;
  kind: 'added' | 'removed' | 'changed';
  before?: Text;
  after?: Text;
  meaning: Text;
}

/** A version of the policy. `effectiveInDays`: relative to the day the world was made; `effectiveFrom`: a fixed day. */
export interface VersionRow {
  id: string;
  title: Text;
  effectiveFrom?: string;
  effectiveInDays?: number;
  summary: Text;
  originalUrl: string;
  source: 'policy' | 'assumed';
  sections: SectionRow[];
  changes?: { since: string; summary: Text; items: ChangeRow[] };
}

const ORIGINAL = 'https://www.activecloud.ru/';

const SECTIONS: SectionRow[] = [
  {
    id: 'scope',
    number: '1',
    title: t('Где действует политика', 'Where the policy applies'),
    paragraphs: [
      t(
        'Политика касается всего, что ActiveCloud узнаёт о вас через сайт и формы на нём, чат, личный кабинет, почту, мессенджеры, телефон и сами услуги.',
        'The policy covers everything ActiveCloud learns of you through the site and its forms, the chat, the account area, mail, messengers, phone and the services themselves.',
      ),
      t(
        'Отвечает за данные ООО «АктивХост РУ»: оно решает, зачем они нужны и чем обрабатываются. На языке закона это оператор.',
        'ООО «АктивХост РУ» answers for the data: it decides what it is for and how it is processed. In law it is the controller.',
      ),
    ],
    categories: [],
  },
  {
    id: 'contract-data',
    number: '2',
    title: t('Данные для договора и услуг', 'Data for the contract and services'),
    paragraphs: [
      t(
        'Это то, без чего услугу не оказать: кто вы и как с вами связаться, что вы заказывали и оплачивали, ваши файлы на серверах, переписка, звонки и то, что вы принесли в офис.',
        'This is what a service cannot do without: who you are and how to reach you, what you ordered and paid for, your files on the servers, correspondence, calls and what you brought to the office.',
      ),
      t(
        'Если за вас платил кто-то другой, в платежах остаются и его данные. В чате сохраняется и то, что вы набрали, но не отправили.',
        'If somebody else paid for you, their data stays in the payments too. The chat also keeps what you typed and did not send.',
      ),
    ],
    categories: ['account', 'services', 'materials', 'correspondence', 'calls', 'office'],
    gap: t(
      'Где хранятся переписка, звонки и документы из офиса.',
      'Where correspondence, calls and papers from the office are kept.',
    ),
  },
  {
    id: 'improvement-data',
    number: '3',
    title: t('Данные для улучшения услуг', 'Data for improving the services'),
    paragraphs: [
      t(
        'Четыре сервиса статистики рассказывают, как посещают сайт. Вебвизор Метрики записывает сами посещения и хранит запись не дольше недели.',
        'Four statistics services tell how the site is visited. Metrika’s Webvisor records the visits themselves and keeps a recording for a week at most.',
      ),
      t(
        'Рассылки приходят только на почту и только нынешним клиентам: поздравления, акции и напоминания продлить услугу. В каждом письме есть причина и способ отказаться.',
        'Mailings come by e-mail only, to current customers only: greetings, promotions and nudges to renew. Each letter has its reason and a way to opt out.',
      ),
      t(
        'Входящие звонки могут слушать или записывать. Запись живёт три месяца и удаляется сама; дольше её держат, только если на то есть причина.',
        'Incoming calls may be listened to or recorded. A recording lives three months and is deleted by itself; it is kept longer only for a reason.',
      ),
    ],
    categories: ['analytics', 'mailings', 'recordings'],
    gap: t(
      'Для какой цели из таблицы целей записывают звонки.',
      'Which purpose of the table the recordings serve.',
    ),
  },
  {
    id: 'purposes',
    number: '4',
    title: t('Зачем и на каком основании', 'What for and on what basis'),
    paragraphs: [
      t(
        'Чтобы оказать услугу или ответить вам, достаточно договора или вашего запроса. Напоминания, без которых услуга остановится, политика относит к требованиям закона, но закон не называет.',
        'To provide a service or answer you, the contract or your request is enough. Reminders without which a service would stop are put under legal duty, though no law is named.',
      ),
      t(
        'Сайт, опросы, статистика, изучение аудитории и предложения опираются на законный интерес компании. Против этого можно возразить.',
        'The site, surveys, statistics, audience research and offers rest on the company’s legitimate interest. You can object to that.',
      ),
    ],
    categories: [],
    gap: t('Какой закон требует сервисных напоминаний.', 'Which law demands the service reminders.'),
  },
  {
    id: 'retention',
    number: '5',
    title: t('До какого срока', 'Until when'),
    paragraphs: [
      t(
        'Данные нужны, пока нужна цель или пока этого требует закон; потом их удаляют. Срок самого удаления политика берёт из законов Беларуси, хотя компания российская.',
        'Data stays while its purpose needs it or the law demands it, then it is deleted. The time for the deletion itself is taken from the law of Belarus, although the company is Russian.',
      ),
    ],
    categories: [],
    gap: t('Точные сроки почти для всех видов данных.', 'Exact terms for almost all kinds of data.'),
  },
  {
    id: 'recipients',
    number: '6',
    title: t('Кому передают', 'Who receives it'),
    paragraphs: [
      t(
        'Google и Яндекс видят, как вы ходите по сайту. Вендоры и дистрибьюторы получают то, без чего их услугу не оказать, в том числе за рубежом. Банкам нужны данные для возврата денег. Государственным органам данные дают, когда это обязательно по закону.',
        'Google and Yandex see how you move around the site. Vendors and distributors get what their service needs, abroad too. Banks need data for a refund. Authorities receive data when the law makes it a duty.',
      ),
    ],
    categories: ['analytics', 'services', 'account'],
    gap: t(
      'Имена вендоров и страны, куда уходят данные.',
      'The names of vendors and the countries data goes to.',
    ),
  },
  {
    id: 'rights',
    number: '7',
    title: t('Что вы можете', 'What you can do'),
    paragraphs: [
      t(
        'Узнать и получить копию, исправить, удалить, приостановить использование, забрать файл для переноса, возразить, отозвать согласие, пожаловаться. Ответ обещан в течение тридцати дней; закон местами строже, и тогда действует он.',
        'Find out and get a copy, correct, delete, pause use, take a file to move elsewhere, object, withdraw consent, complain. An answer is promised within thirty days; where the law is stricter, the law counts.',
      ),
      t(
        'Текст переписки показывают только по письменному согласию. Чьё согласие нужно, политика не поясняет.',
        'The text of correspondence is shown only on written consent. Whose consent it is, the policy does not explain.',
      ),
    ],
    categories: ['correspondence'],
    gap: t('Чьё согласие открывает переписку.', 'Whose consent opens correspondence.'),
  },
  {
    id: 'decisions',
    number: '8',
    title: t('Решения принимает человек', 'People decide'),
    paragraphs: [
      t(
        'Программа ничего не решает о вас сама. Заказ, который вы оформили без помощи, всё равно вручную смотрит специалист. Попросить помощи человека можно на любом шаге.',
        'No program decides about you alone. An order you made by yourself is still looked at by a specialist by hand. You can ask for a person at any step.',
      ),
    ],
    categories: ['services'],
  },
];

/** What the example changes in the text, by section. */
const NEXT: Readonly<Record<string, Pick<SectionRow, 'paragraphs' | 'gap'>>> = {
  retention: {
    paragraphs: [
      t(
        'Для каждого вида данных указан свой срок. После него данные удаляют за тридцать дней, как велит закон России.',
        'Each kind of data has a term of its own. After it the data is deleted within thirty days, as the law of Russia demands.',
      ),
    ],
  },
  recipients: {
    paragraphs: [
      t(
        'Google и Яндекс видят, как вы ходите по сайту. У каждой услуги назван вендор и страна, куда уходят данные. Банкам нужны данные для возврата денег, государственным органам их дают по закону.',
        'Google and Yandex see how you move around the site. Each service names its vendor and the country the data goes to. Banks need data for a refund, authorities receive it by law.',
      ),
    ],
  },
  rights: {
    paragraphs: [
      t(
        'Узнать и получить копию, исправить, удалить, приостановить использование, забрать файл для переноса, возразить, отозвать согласие, пожаловаться. На вопрос о данных отвечают за десять рабочих дней.',
        'Find out and get a copy, correct, delete, pause use, take a file to move elsewhere, object, withdraw consent, complain. A question about data is answered within ten working days.',
      ),
    ],
  },
};

const nextSections: SectionRow[] = SECTIONS.map(section => {
  const { id, number, title, categories } = section;
  const next = NEXT[id];
  return next === undefined ? section : { id, number, title, categories, ...next };
});

/** All versions, newest first. */
export const VERSIONS: VersionRow[] = [
  {
    id: 'demo-next',
    title: t('Новая редакция (пример)', 'New version (example)'),
    effectiveInDays: 10,
    summary: t(
      'Появляются точные сроки хранения, ответ на запрос ускоряется, один мессенджер убран.',
      'Exact terms appear, requests are answered sooner, one messenger is dropped.',
    ),
    originalUrl: ORIGINAL,
    source: 'assumed',
    sections: nextSections,
    changes: {
      since: '2020-10-21',
      summary: t(
        'Для вас меняются четыре вещи: сроки становятся понятными, ответ приходит быстрее, виден список вендоров, а в Skype мы больше не отвечаем.',
        'Four things change for you: the terms become clear, answers come sooner, the vendors are listed, and we no longer answer in Skype.',
      ),
      items: [
        {
          section: 'retention',
          title: t('Сроки хранения', 'Terms of storage'),
          kind: 'changed',
          before: t(
            'Пока нужна цель или требует закон, без чисел.',
            'While the purpose or the law needs it, without numbers.',
          ),
          after: t('Свой срок у каждого вида данных.', 'A term of its own for each kind of data.'),
          meaning: t(
            'В реестре появятся даты удаления там, где сейчас их нет.',
            'The register will show deletion dates where there are none now.',
          ),
        },
        {
          section: 'rights',
          title: t('Срок ответа', 'Time to answer'),
          kind: 'changed',
          before: t('До тридцати дней.', 'Up to thirty days.'),
          after: t(
            'Десять рабочих дней на запрос о ваших данных.',
            'Ten working days for a question about your data.',
          ),
          meaning: t(
            'Отвечать станем раньше. На уже открытые обращения это не повлияет.',
            'Answers come sooner. Requests already open are not affected.',
          ),
        },
        {
          section: 'scope',
          title: t('Skype', 'Skype'),
          kind: 'removed',
          before: t('Среди мессенджеров назван Skype.', 'Skype is among the messengers.'),
          meaning: t(
            'Прежняя переписка в Skype остаётся в реестре.',
            'Earlier correspondence in Skype stays in the register.',
          ),
        },
        {
          section: 'recipients',
          title: t('Список вендоров', 'List of vendors'),
          kind: 'added',
          after: t('У каждой услуги назван вендор и страна.', 'Each service names its vendor and country.'),
          meaning: t(
            'Станет видно, кто именно получает данные для ваших услуг.',
            'You will see who exactly receives data for your services.',
          ),
        },
      ],
    },
  },
  {
    id: '2020-10-21',
    title: t('Политика от 21 октября 2020 г.', 'Policy of 21 October 2020'),
    effectiveFrom: '2020-10-21',
    summary: t(
      'Девять видов данных в двух группах, восемь прав, ответ за тридцать дней.',
      'Nine kinds of data in two groups, eight rights, an answer within thirty days.',
    ),
    originalUrl: ORIGINAL,
    source: 'policy',
    sections: SECTIONS,
  },
];
