import type { components } from '../../src/api/generated/schema.ts';
import type { Answer } from '../../src/api/operation.ts';
import { moscowDate } from '../../src/domain/calendar.ts';
import type { Jurisdiction } from '../../src/domain/ids.ts';
import { isUnknown } from '../../src/domain/processing.ts';
import { RECIPIENTS } from '../policy/tables.ts';
import { transfersText } from '../policy/transfers.ts';
import type { RegisterCaller } from '../ports.ts';
import type { Text } from '../problem.ts';
import { amountText, say, t } from '../text.ts';

type Category = components['schemas']['Category'];
type Section = components['schemas']['StatementSection'];

/** The law of Belarus on the information of a person; of what it says nothing about, the law alone is named. */
const LAW_BY: Readonly<Record<string, string>> = {
  confirmation: 'ст. 11',
  purposes: 'ст. 11',
  controller: 'ст. 11',
  data: 'ст. 11',
  retention: 'ст. 11',
  processors: 'ст. 11',
  other: 'ст. 11',
  recipients: 'ст. 12',
  rights: 'ст. 10, 11, 12, 13, 15',
};

/** The law that asks for a section, by the country of the account. */
const lawOf = (jurisdiction: Jurisdiction, id: string, article: string): Section['law'] => {
  if (jurisdiction === 'RU') return { law: '152-ФЗ', article };
  const own = LAW_BY[id];
  return { law: '99-З', ...(own === undefined ? {} : { article: own }) };
};

/** How much is kept of a visible category; where systems of it are not connected, for which systems that is said. */
const keptText = (category: Category, systems: Answer<'getRegister'>['systems']): Text => {
  const { fields = 0, records = 0, notConnected } = category;
  const amount = amountText({ fields, records });
  if (notConnected === undefined) return amount;
  const names = notConnected.map(id => systems.find(one => one.id === id)?.label ?? id).join(', ');
  const missing =
    notConnected.length === 1
      ? t(`не подключена система: ${names}`, `system not connected: ${names}`)
      : t(`не подключены системы: ${names}`, `systems not connected: ${names}`);
  if (category.records === undefined)
    return t(`показать нельзя, ${missing.ru}`, `cannot be shown, ${missing.en}`);
  return isUnknown(category)
    ? t(`в подключённых системах ничего; ${missing.ru}`, `nothing in the connected systems; ${missing.en}`)
    : t(`${amount.ru}; ${missing.ru}`, `${amount.en}; ${missing.en}`);
};

/**
 * What 152-ФЗ ст. 14 ч. 7 lists, point by point, from the register; for an account of Belarus under 99-З.
 * @param hasData whether anything is kept about the customer
 */
export const sectionsOf = (
  register: Answer<'getRegister'>,
  { me, lang, now }: Pick<RegisterCaller, 'me' | 'lang' | 'now'>,
  hasData: boolean,
): Section[] => {
  const translate = (text: Text) => say(text, lang);
  const day = moscowDate(now);
  const named = (items: readonly { id: string; label: string }[], ids: readonly string[]) =>
    ids.map(id => items.find(item => item.id === id)?.label ?? id).join(', ');
  const fact = (source: Section['fact']['source'], confirmed: boolean): Section['fact'] => ({
    source,
    asOf: source === 'policy' ? '2020-10-21' : day,
    confirmed,
  });
  /** A sentence of the register, already in the language asked for. */
  const same = (text: string): Text => ({ ru: text, en: text });
  const section = (
    id: string,
    article: string,
    title: Text,
    state: Section['state'],
    paragraphs: Text[],
    rest: Partial<Pick<Section, 'table' | 'fact'>> = {},
  ): Section => ({
    id,
    law: lawOf(me.jurisdiction, id, article),
    title: translate(title),
    state,
    paragraphs: paragraphs.map(translate),
    fact: fact('policy', true),
    ...rest,
  });
  const inCountry = register.recipients
    .filter(({ crossBorder }) => crossBorder.status === 'none')
    .map(({ label }) => label)
    .join(', ');
  const isOpen = !hasData && register.categories.some(isUnknown);
  return [
    section(
      'confirmation',
      'ст. 14 ч. 7 п. 1',
      t('Подтверждение обработки', 'Confirmation of processing'),
      isOpen ? 'partly' : 'stated',
      [
        isOpen
          ? t(
              'В подключённых системах данных о вас нет, кроме самой учётной записи. Что в остальных, сказать нельзя: они не подключены.',
              'The connected systems hold no data about you apart from the account itself. We cannot say what the others hold: they are not connected.',
            )
          : hasData
            ? t(
                'Да, ActiveCloud обрабатывает ваши персональные данные.',
                'Yes, ActiveCloud processes your personal data.',
              )
            : t(
                'Сейчас данных о вас нет, кроме самой учётной записи.',
                'We currently hold no data about you apart from the account itself.',
              ),
      ],
    ),
    section(
      'purposes',
      'ст. 14 ч. 7 п. 2, 3',
      t('Цели, основания и способы', 'Purposes, bases and methods'),
      'partly',
      [t('Способы обработки политика не перечисляет.', 'The policy does not list how data is processed.')],
      {
        table: {
          columns: [t('Цель', 'Purpose'), t('Основание', 'Basis'), t('Для чего', 'In detail')].map(translate),
          rows: register.purposes.map(purpose => [
            purpose.label,
            register.bases.find(basis => basis.id === purpose.basis)?.label ?? purpose.basis,
            purpose.description,
          ]),
        },
      },
    ),
    section(
      'controller',
      'ст. 14 ч. 7 п. 4',
      t('Оператор и кто имеет доступ', 'Controller and who has access'),
      'partly',
      [
        t(
          'Оператор: ООО «АктивХост РУ» (ActiveCloud). Почтового адреса политика не называет, есть страница контактов.',
          'Controller: ООО «АктивХост РУ» (ActiveCloud). The policy does not give a postal address, but there is a contacts page.',
        ),
        t(
          'Кто из сотрудников имеет доступ, политика не говорит. Кто и когда смотрел ваши данные, видно в журнале.',
          'The policy does not say which staff have access. The log shows who looked at your data and when.',
        ),
      ],
    ),
    section(
      'data',
      'ст. 14 ч. 7 п. 5',
      t('Какие данные и откуда', 'Which data and where from'),
      register.categories.some(({ notConnected }) => notConnected !== undefined) ? 'partly' : 'stated',
      [],
      {
        table: {
          columns: [
            t('Вид данных', 'Kind of data'),
            t('Что входит', 'What it includes'),
            t('Откуда', 'Where from'),
            t('Сколько', 'How much'),
          ].map(translate),
          rows: register.categories.map(category => [
            category.label,
            category.holds,
            named(register.sources, category.sources),
            category.visibility === 'hidden'
              ? translate(t('скрыто для вашей роли', 'hidden for your role'))
              : translate(keptText(category, register.systems)),
          ]),
        },
      },
    ),
    section(
      'retention',
      'ст. 14 ч. 7 п. 6',
      t('Сроки', 'Time limits'),
      'partly',
      [
        t(
          'Там, где указан только общий срок, даты назвать нельзя.',
          'Where only a general time limit is given, we cannot give a date.',
        ),
      ],
      {
        table: {
          columns: [t('Вид данных', 'Kind of data'), t('До какого срока', 'Until when')].map(translate),
          rows: register.categories.map(category => [
            category.label,
            category.retention.map(rule => rule.label).join('; '),
          ]),
        },
      },
    ),
    section(
      'rights',
      'ст. 14 ч. 7 п. 7',
      t('Как воспользоваться правами', 'How to use your rights'),
      'stated',
      [
        t(
          'В разделе «Приватность» личного кабинета или через страницу контактов. Ответ обещан за тридцать дней; где закон строже, действует он.',
          'In the privacy section of your account area or through the contacts page. The policy promises an answer within thirty days. Where the law is stricter, the law applies.',
        ),
        me.jurisdiction === 'BY'
          ? t(
              'Пожаловаться можно в Национальный центр защиты персональных данных Беларуси. Действует ли закон Беларуси, уточняется.',
              'You can complain to the National Personal Data Protection Centre of Belarus. We have not yet confirmed whether the law of Belarus applies.',
            )
          : t(
              'Пожаловаться можно в Роскомнадзор или в суд.',
              'You can complain to Roskomnadzor (the Russian data protection regulator) or go to court.',
            ),
      ],
    ),
    section('cross-border', 'ст. 14 ч. 7 п. 8', t('Передача за рубеж', 'Transfer abroad'), 'partly', [
      t(
        'Возможна вендорам и дистрибьюторам. Страны политика не называет.',
        'Data may be sent to vendors and distributors abroad. The policy does not name the countries.',
      ),
      ...(inCountry.length === 0
        ? []
        : [t(`Не передаётся за рубеж: ${inCountry}.`, `Not sent abroad: ${inCountry}.`)]),
    ]),
    section(
      'processors',
      'ст. 14 ч. 7 п. 9',
      t('Кто обрабатывает по поручению', 'Processors acting for us'),
      'policy-silent',
      [
        t(
          'О том, кому поручена обработка, политика не говорит.',
          'The policy does not say who processes data on the company’s behalf.',
        ),
      ],
    ),
    section(
      'recipients',
      'ст. 14 ч. 7 п. 4',
      t('Кому передаются данные', 'Who receives the data'),
      'partly',
      [
        t(
          'О запросах государственных органов закон иногда запрещает сообщать, поэтому здесь о них только в общем.',
          'The law sometimes forbids us to disclose requests from public authorities, so we describe them only in general terms.',
        ),
      ],
      {
        table: {
          columns: [t('Кому', 'Who'), t('Что', 'What'), t('Зачем', 'Why'), t('За рубеж', 'Abroad')].map(
            translate,
          ),
          rows: register.recipients.map(recipient => [
            recipient.label,
            recipient.what,
            recipient.why,
            recipient.crossBorder.status === 'possible' &&
            recipient.crossBorder.countries.length + (recipient.crossBorder.transfers?.length ?? 0) === 0
              ? recipient.crossBorder.note
              : transfersText(
                  RECIPIENTS.find(({ id }) => id === recipient.id),
                  lang,
                ),
          ]),
        },
      },
    ),
    section(
      'measures',
      'ст. 14 ч. 7 п. 9.1, ст. 18.1',
      t('Меры защиты', 'Security measures'),
      'policy-silent',
      [
        me.jurisdiction === 'BY'
          ? t(
              'Какие меры приняты, политика не говорит. Узнать их можно через обращение.',
              'The policy does not say which measures are taken. You can find out by sending a request.',
            )
          : t(
              'Какие меры приняты по статье 18.1, политика не говорит. Узнать их можно через обращение.',
              'The policy does not say which measures are taken under Art. 18.1. You can find out by sending a request.',
            ),
      ],
    ),
    section('other', 'ст. 14 ч. 7 п. 10', t('Иные сведения', 'Other information'), 'stated', [
      same(register.automatedDecisions),
      same(register.humanHelp),
      same(
        `${translate(t('Политика охватывает', 'The policy covers'))}: ${register.policyScope.join('; ')}.`,
      ),
    ]),
  ];
};
