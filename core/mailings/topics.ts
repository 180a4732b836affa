import type { components } from '../../src/api/generated/schema.ts';
import type { Text } from '../problem.ts';
import { t } from '../text.ts';

/** A topic of mailings: another one is another row here. */
export interface TopicText {
  id: string;
  label: Text;
  description: Text;
  sampleSubject: Text;
  why: Text;
  /** Days until the next email, where one is planned. */
  nextInDays?: number;
  fact: Omit<components['schemas']['Fact'], 'note'> & { note?: Text };
}

const POLICY = { source: 'policy', asOf: '2020-10-21', confirmed: true } as const;

/** The four topics (docs/domain.md#mailings); `surveys` is ours: the policy does not name it. */
export const TOPICS: readonly TopicText[] = [
  {
    id: 'holidays',
    label: t('Поздравления с праздниками', 'Season’s greetings'),
    description: t(
      'Короткие письма к праздникам, без предложений.',
      'Short messages on public holidays, with no offers.',
    ),
    sampleSubject: t('С наступающим Новым годом!', 'Happy New Year!'),
    why: t('Вы наш клиент и включили эту тему.', 'You are our customer and turned this topic on.'),
    fact: POLICY,
  },
  {
    id: 'promotions',
    label: t('Акции и новые услуги', 'Offers and new services'),
    description: t(
      'Скидки и новинки для тех, кому они подходят по уже заказанным услугам.',
      'Discounts and new services, if they fit what you have ordered.',
    ),
    sampleSubject: t('Резервные копии для ваших серверов со скидкой', 'Discount on backups for your servers'),
    why: t(
      'Вы включили эту тему, а у вас заказаны серверы: письмо подбирали по ним.',
      'You turned this topic on and you rent servers, so we chose an email about them.',
    ),
    nextInDays: 19,
    fact: POLICY,
  },
  {
    id: 'renewals',
    label: t('Предложения продлить услугу', 'Renewal offers'),
    description: t(
      'Письма с предложением продлить подписку, когда срок подходит к концу.',
      'Emails that offer to renew a subscription that is about to end.',
    ),
    sampleSubject: t('Продлите домен выгоднее до конца месяца', 'Save on your domain renewal this month'),
    why: t(
      'Вы включили эту тему, и срок одной из услуг подходит к концу.',
      'You turned this topic on and one of your services is about to end.',
    ),
    nextInDays: 33,
    fact: POLICY,
  },
  {
    id: 'surveys',
    label: t('Опросы', 'Surveys'),
    description: t(
      'Просьбы оценить нашу работу, не чаще раза в полгода.',
      'Questions about how we are doing, no more than twice a year.',
    ),
    sampleSubject: t('Оцените ответ поддержки: два вопроса', 'How was our support? Two questions'),
    why: t(
      'Вы включили эту тему и недавно писали в поддержку.',
      'You turned this topic on and recently contacted support.',
    ),
    fact: {
      source: 'assumed',
      asOf: '2020-10-21',
      confirmed: false,
      note: t(
        'Политика не говорит об отдельной рассылке с опросами.',
        'The policy does not mention a separate mailing for surveys.',
      ),
    },
  },
];

/** The topic of this id. */
export const topicOf = (id: string): TopicText | undefined => TOPICS.find(topic => topic.id === id);

/** The name of a topic, or of all at once. */
export const topicLabel = (id: string): Text =>
  id === 'all' ? t('Все рассылки', 'All mailings') : (topicOf(id)?.label ?? t(id, id));

/** What is said of service notices, which cannot be switched off (docs/domain.md#mailings). */
export const SERVICE_NOTICES = {
  label: t('Сервисные уведомления', 'Service notices'),
  reason: t(
    'Нужны, чтобы услуги работали. Политика называет основанием требование закона, но сам закон не указывает',
    'We need these to keep your services working. The policy gives a legal duty as the basis but does not say which law',
  ),
  examples: [
    t('Услуга закончится через 7 дней', 'Your service ends in 7 days'),
    t('Счёт готов к оплате', 'Your invoice is ready'),
    t('Плановые работы в ночь на субботу', 'Planned maintenance on Saturday night'),
  ],
} as const;
