import type { Text } from '../../core/problem.ts';
import { t } from '../../core/text.ts';

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

/** A version of the policy. `effectiveInDays`: relative to the day the database was seeded; `effectiveFrom`: a fixed day. */
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
        'The policy covers everything ActiveCloud learns about you through its website and forms, chat, the account area, email, messaging apps, phone and the services themselves.',
      ),
      t(
        'Отвечает за данные ООО «АктивХост РУ»: оно решает, зачем они нужны и чем обрабатываются. На языке закона это оператор.',
        'ООО «АктивХост РУ» is responsible for the data: it decides what the data is for and how it is processed. The law calls it the controller.',
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
        'This is what we need to provide a service: who you are and how to contact you, what you have ordered and paid for, your files on our servers, correspondence, calls and anything you brought to the office.',
      ),
      t(
        'Если за вас платил кто-то другой, в платежах остаются и его данные. В чате сохраняется и то, что вы набрали, но не отправили.',
        'If someone else paid for you, their data stays in the payment records too. The chat also keeps what you typed but did not send.',
      ),
    ],
    categories: ['account', 'services', 'materials', 'correspondence', 'calls', 'office'],
    gap: t(
      'Где хранятся переписка, звонки и документы из офиса.',
      'Where correspondence, calls and documents from the office are kept.',
    ),
  },
  {
    id: 'improvement-data',
    number: '3',
    title: t('Данные для улучшения услуг', 'Data for improving services'),
    paragraphs: [
      t(
        'Четыре сервиса статистики рассказывают, как посещают сайт. Вебвизор Метрики записывает сами посещения и хранит запись не дольше недели.',
        'Four analytics tools show how people use the website. Metrika’s Webvisor records the visits themselves and keeps each recording for no more than a week.',
      ),
      t(
        'Рассылки приходят только на почту и только нынешним клиентам: поздравления, акции и напоминания продлить услугу. В каждом письме есть причина и способ отказаться.',
        'Mailings are sent only by email and only to current customers: greetings, offers and reminders to renew. Each email says why you got it and how to opt out.',
      ),
      t(
        'Входящие звонки могут слушать или записывать. Запись живёт три месяца и удаляется сама; дольше её держат, только если на то есть причина.',
        'Incoming calls may be listened to or recorded. A recording is kept for three months and then deleted automatically. It is kept longer only if there is a reason.',
      ),
    ],
    categories: ['analytics', 'mailings', 'recordings'],
    gap: t(
      'Для какой цели из таблицы целей записывают звонки.',
      'Which of the listed purposes calls are recorded for.',
    ),
  },
  {
    id: 'purposes',
    number: '4',
    title: t('Зачем и на каком основании', 'What for and on what basis'),
    paragraphs: [
      t(
        'Чтобы оказать услугу или ответить вам, достаточно договора или вашего запроса. Напоминания, без которых услуга остановится, политика относит к требованиям закона, но закон не называет.',
        'The contract or your request is enough for us to provide a service or answer you. The policy treats reminders that keep a service running as a legal duty, but does not say which law requires them.',
      ),
      t(
        'Сайт, опросы, статистика, изучение аудитории и предложения опираются на законный интерес компании. Против этого можно возразить.',
        'The website, surveys, statistics, audience research and offers are based on the company’s legitimate interest. You can object to this.',
      ),
    ],
    categories: [],
    gap: t('Какой закон требует сервисных напоминаний.', 'Which law requires service reminders.'),
  },
  {
    id: 'retention',
    number: '5',
    title: t('До какого срока', 'Until when'),
    paragraphs: [
      t(
        'Данные нужны, пока нужна цель или пока этого требует закон; потом их удаляют. Срок самого удаления политика берёт из законов Беларуси, хотя компания российская.',
        'Data is kept for as long as its purpose or the law requires, and then deleted. The policy takes the time limit for the deletion itself from the law of Belarus, although the company is Russian.',
      ),
    ],
    categories: [],
    gap: t('Точные сроки почти для всех видов данных.', 'Exact time limits for almost all kinds of data.'),
  },
  {
    id: 'recipients',
    number: '6',
    title: t('Кому передают', 'Who receives it'),
    paragraphs: [
      t(
        'Google и Яндекс видят, как вы ходите по сайту. Вендоры и дистрибьюторы получают то, без чего их услугу не оказать, в том числе за рубежом. Банкам нужны данные для возврата денег. Государственным органам данные дают, когда это обязательно по закону.',
        'Google and Yandex see how you use the website. Vendors and distributors, including some abroad, receive what they need to provide their service. Banks need data to make refunds. Public authorities receive data when the law requires it.',
      ),
    ],
    categories: ['analytics', 'services', 'account'],
    gap: t(
      'Имена вендоров и страны, куда уходят данные.',
      'The names of the vendors and the countries the data goes to.',
    ),
  },
  {
    id: 'rights',
    number: '7',
    title: t('Что вы можете', 'What you can do'),
    paragraphs: [
      t(
        'Узнать и получить копию, исправить, удалить, приостановить использование, забрать файл для переноса, возразить, отозвать согласие, пожаловаться. Ответ обещан в течение тридцати дней; закон местами строже, и тогда действует он.',
        'You can find out and get a copy, correct, delete, pause use, get a file to move elsewhere, object, withdraw consent and complain. The policy promises an answer within thirty days. Where the law is stricter, the law applies.',
      ),
      t(
        'Текст переписки показывают только по письменному согласию. Чьё согласие нужно, политика не поясняет.',
        'The text of correspondence is shown only with written consent. The policy does not explain whose consent is needed.',
      ),
    ],
    categories: ['correspondence'],
    gap: t('Чьё согласие открывает переписку.', 'Whose consent is needed to show correspondence.'),
  },
  {
    id: 'decisions',
    number: '8',
    title: t('Решения принимает человек', 'A person makes the decisions'),
    paragraphs: [
      t(
        'Программа ничего не решает о вас сама. Заказ, который вы оформили без помощи, всё равно вручную смотрит специалист. Попросить помощи человека можно на любом шаге.',
        'No decision about you is made by a program alone. Even if you place an order yourself, a specialist checks it by hand. You can ask to speak to a person at any step.',
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
        'Each kind of data has its own time limit. After that, the data is deleted within thirty days, as Russian law requires.',
      ),
    ],
  },
  recipients: {
    paragraphs: [
      t(
        'Google и Яндекс видят, как вы ходите по сайту. У каждой услуги названы вендор и страна, куда уходят данные. Банкам нужны данные для возврата денег, государственным органам их дают по закону.',
        'Google and Yandex see how you use the website. For each service, the policy names the vendor and the country the data goes to. Banks need data to make refunds, and public authorities receive it when the law requires.',
      ),
    ],
  },
  rights: {
    paragraphs: [
      t(
        'Узнать и получить копию, исправить, удалить, приостановить использование, забрать файл для переноса, возразить, отозвать согласие, пожаловаться. На вопрос о данных отвечают за десять рабочих дней.',
        'You can find out and get a copy, correct, delete, pause use, get a file to move elsewhere, object, withdraw consent and complain. Questions about your data are answered within ten working days.',
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
      'Exact time limits are added, requests are answered sooner and one messaging app is removed.',
    ),
    originalUrl: ORIGINAL,
    source: 'assumed',
    sections: nextSections,
    changes: {
      since: '2020-10-21',
      summary: t(
        'Для вас меняются четыре вещи: сроки становятся понятными, ответ приходит быстрее, виден список вендоров, а в Skype мы больше не отвечаем.',
        'Four things will change for you: time limits become clear, you get answers sooner, vendors are listed, and we no longer answer on Skype.',
      ),
      items: [
        {
          section: 'retention',
          title: t('Сроки хранения', 'How long data is kept'),
          kind: 'changed',
          before: t(
            'Пока нужна цель или требует закон, без чисел.',
            'As long as the purpose or the law requires, with no figures.',
          ),
          after: t('Свой срок у каждого вида данных.', 'Each kind of data has its own time limit.'),
          meaning: t(
            'В реестре появятся даты удаления там, где сейчас их нет.',
            'You’ll see deletion dates under “Data” where there are none now.',
          ),
        },
        {
          section: 'rights',
          title: t('Срок ответа', 'Deadline for answers'),
          kind: 'changed',
          before: t('До тридцати дней.', 'Up to thirty days.'),
          after: t(
            'Десять рабочих дней на запрос о ваших данных.',
            'Ten working days for a request about your data.',
          ),
          meaning: t(
            'Отвечать станем раньше. На уже открытые обращения это не повлияет.',
            'We’ll answer sooner. This does not affect requests that are already open.',
          ),
        },
        {
          section: 'scope',
          title: t('Skype', 'Skype'),
          kind: 'removed',
          before: t('Среди мессенджеров назван Skype.', 'Skype is listed among the messaging apps.'),
          meaning: t(
            'Прежняя переписка в Skype остаётся в реестре.',
            'You’ll still see your earlier Skype messages under “Data”.',
          ),
        },
        {
          section: 'recipients',
          title: t('Список вендоров', 'List of vendors'),
          kind: 'added',
          after: t(
            'У каждой услуги названы вендор и страна.',
            'The policy names the vendor and country for each service.',
          ),
          meaning: t(
            'Станет видно, кто именно получает данные для ваших услуг.',
            'You’ll see exactly who receives data for your services.',
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
