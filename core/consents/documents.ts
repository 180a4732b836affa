import type { components } from '../../src/api/generated/schema.ts';
import { citation } from '../../src/domain/citations.ts';
import type { Role } from '../../src/domain/ids.ts';
import type { Lang, Text } from '../problem.ts';
import { t } from '../text.ts';

type Schema = components['schemas'];

/** A text of a consent in one version. Withdrawing and refusing are explained in the same document. */
export interface DocumentRow {
  purpose: string;
  version: string;
  inForce: boolean;
  title: Text;
  text: Text[];
  allows: Text;
  refusing: Text;
  withdrawal: Text[];
  form: 'electronic' | 'written';
  fact: Omit<Schema['Fact'], 'note'> & { note?: Text };
  needsStepUp: boolean;
  roles: Role[];
}

/** What the law asks of a written consent. */
const WRITTEN = { law: '152-ФЗ', article: 'ст. 9 ч. 4' };
/** The laws that ask for consent to advertising. */
const ADVERTISING_LAWS = [
  { law: '38-ФЗ', article: 'ст. 18' },
  { law: '152-ФЗ', article: 'ст. 15' },
];
const cited = (lang: Lang): string => `${ADVERTISING_LAWS.map(law => citation(law, lang)).join('; ')}.`;

const CORRESPONDENCE: Omit<DocumentRow, 'version' | 'inForce' | 'text'> = {
  purpose: 'correspondence-disclosure',
  title: t('Согласие на показ переписки', 'Consent to show correspondence'),
  allows: t(
    'Показывать вам текст писем и чатов и класть его в копию данных.',
    'We can show you the text of your emails and chats and include it in a copy of your data.',
  ),
  refusing: t(
    'Без согласия видны дата, канал, направление и тема. Получить текст через обращение всё равно можно.',
    'Without consent, you’ll see only the date, channel, direction and subject. You can still ask for the text by sending a request.',
  ),
  withdrawal: [
    t(
      'Текст переписки перестанет показываться сразу.',
      'We’ll stop showing the text of your correspondence straight away.',
    ),
    t(
      'Готовые копии данных с текстом переписки станут недоступны.',
      'Copies of your data that include this text will no longer be available.',
    ),
    t(
      'Сама переписка останется: она нужна для договора.',
      'We’ll keep the correspondence itself, because it is needed for the contract.',
    ),
  ],
  form: 'electronic',
  fact: {
    source: 'policy',
    asOf: '2020-10-21',
    confirmed: false,
    note: t(
      `Политика говорит о письменном согласии, но не уточняет, чьём. Достаточно ли электронного, решает оператор (${citation(WRITTEN, 'ru')}).`,
      `The policy mentions written consent but does not say whose. It is for the controller to decide whether electronic consent is enough (${citation(WRITTEN, 'en')}).`,
    ),
  },
  needsStepUp: true,
  roles: ['owner'],
};

const ADVERTISING: Omit<DocumentRow, 'version' | 'inForce' | 'text'> = {
  purpose: 'advertising',
  title: t('Согласие на рассылки', 'Consent to mailings'),
  allows: t(
    'Присылать письма по темам, которые вы включили, на вашу электронную почту.',
    'We can email you about the topics you turn on.',
  ),
  refusing: t(
    'Рассылок не будет. На услуги и цены это не влияет.',
    'You will not get any mailings. Your services and prices are not affected.',
  ),
  withdrawal: [
    t('Все темы рассылок выключатся сразу.', 'All mailing topics will be turned off straight away.'),
    t(
      'Сервисные уведомления продолжат приходить: они не реклама.',
      'You’ll still get service notices: they are not advertising.',
    ),
    t(
      'Запись о том, что согласие было, сохранится как доказательство.',
      'We’ll keep a record that you gave consent, as proof.',
    ),
  ],
  form: 'electronic',
  fact: {
    source: 'law',
    asOf: '2020-10-21',
    confirmed: true,
    note: t(cited('ru'), cited('en')),
  },
  needsStepUp: false,
  roles: ['owner', 'admin', 'finance', 'user'],
};

/** Every text that was ever agreed to; the one in force last of its purpose. */
export const DOCUMENTS: readonly DocumentRow[] = [
  {
    ...CORRESPONDENCE,
    version: '2024-1',
    inForce: false,
    text: [
      t(
        'Я согласен, чтобы ActiveCloud показывал мне тексты моих писем в личном кабинете.',
        'I agree that ActiveCloud may show me the text of my emails in the account area.',
      ),
    ],
  },
  {
    ...CORRESPONDENCE,
    version: '2026-1',
    inForce: true,
    text: [
      t(
        'Я согласен, чтобы ActiveCloud показывал мне тексты писем, чатов и сообщений из мессенджеров, которые связаны с моим аккаунтом.',
        'I agree that ActiveCloud may show me the text of emails, chats and messages linked to my account.',
      ),
      t(
        'Я согласен, чтобы эти тексты входили в копию данных, когда я сам об этом попрошу.',
        'I agree that this text may be included in a copy of my data when I ask for one.',
      ),
      t(
        'Имена и контакты других людей при этом остаются скрытыми.',
        'Other people’s names and contact details will remain hidden.',
      ),
    ],
  },
  {
    ...ADVERTISING,
    version: '2024-1',
    inForce: false,
    text: [
      t(
        'Я согласен получать новости и предложения ActiveCloud по электронной почте.',
        'I agree to receive news and offers from ActiveCloud by email.',
      ),
    ],
  },
  {
    ...ADVERTISING,
    version: '2026-1',
    inForce: true,
    text: [
      t(
        'Я согласен получать от ActiveCloud письма по темам, которые включу сам, на мою электронную почту.',
        'I agree to receive emails from ActiveCloud on the topics I turn on myself.',
      ),
      t(
        'Письма могут подбирать по услугам, которые я заказывал. Другие данные для этого не используют.',
        'Emails may be chosen based on the services I have ordered. No other data is used for this.',
      ),
    ],
  },
];

/** The text of a consent in force now. */
export const documentInForce = (purpose: string): DocumentRow | undefined =>
  DOCUMENTS.find(row => row.purpose === purpose && row.inForce);

/** The text of the version that was agreed to. */
export const documentOf = (purpose: string, version: string): DocumentRow | undefined =>
  DOCUMENTS.find(row => row.purpose === purpose && row.version === version);

/** A fact with its note in the language asked for. */
export const factView = ({ note, ...fact }: DocumentRow['fact'], lang: Lang): Schema['Fact'] => ({
  ...fact,
  ...(note === undefined ? {} : { note: note[lang] }),
});

/** A document as the customer reads it before agreeing. */
export const documentView = (row: DocumentRow, lang: Lang): Schema['ConsentDocument'] => ({
  purpose: row.purpose,
  version: row.version,
  title: row.title[lang],
  text: row.text.map(one => one[lang]),
  allows: row.allows[lang],
  refusing: row.refusing[lang],
  withdrawal: row.withdrawal.map(one => one[lang]),
  form: row.form,
  fact: factView(row.fact, lang),
  needsStepUp: row.needsStepUp,
  roles: [...row.roles],
});
