import type { SectionRow, VersionText } from '../../core/policy/types.ts';
import { t } from '../../core/text.ts';

/** Days from the seeding of the database until the example is in force. */
export const DEMO_VERSION_IN_DAYS = 10;

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

/** An invented version that follows the newest one of the policy, so that announcing and acknowledging can be seen. */
export const demoVersion = (before: VersionText): VersionText => ({
  id: 'demo-next',
  title: t('Новая редакция (пример)', 'New version (example)'),
  summary: t(
    'Появляются точные сроки хранения, ответ на запрос ускоряется, один мессенджер убран.',
    'Exact time limits are added, requests are answered sooner and one messaging app is removed.',
  ),
  originalUrl: before.originalUrl,
  source: 'assumed',
  sections: before.sections.map(section => {
    const { id, number, title, categories } = section;
    const next = NEXT[id];
    return next === undefined ? section : { id, number, title, categories, ...next };
  }),
  changes: {
    since: before.id,
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
});
