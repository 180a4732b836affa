import type { components } from '../../src/api/generated/schema.ts';
import type { Role } from '../../src/domain/ids.ts';
import type { Lang, Text } from '../problem.ts';
import { t } from '../words.ts';

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

const CORRESPONDENCE: Omit<DocumentRow, 'version' | 'inForce' | 'text'> = {
  purpose: 'correspondence-disclosure',
  title: t('Согласие на показ переписки', 'Consent to show correspondence'),
  allows: t(
    'Показывать вам текст писем и чатов и класть его в копию данных.',
    'To show you the text of letters and chats and put it into a copy of your data.',
  ),
  refusing: t(
    'Без согласия видны дата, канал, направление и тема. Получить текст через обращение всё равно можно.',
    'Without it you see the date, channel, direction and subject. You can still ask for the text by a request.',
  ),
  withdrawal: [
    t(
      'Текст переписки перестанет показываться сразу.',
      'The text of correspondence stops being shown at once.',
    ),
    t(
      'Готовые копии данных с текстом переписки станут недоступны.',
      'Copies of data that hold the text become unavailable.',
    ),
    t(
      'Сама переписка останется: она нужна для договора.',
      'The correspondence itself stays: the contract needs it.',
    ),
  ],
  form: 'electronic',
  fact: {
    source: 'policy',
    asOf: '2020-10-21',
    confirmed: false,
    note: t(
      'Политика говорит о письменном согласии, но не уточняет, чьём. Достаточно ли электронного, решает оператор (152-ФЗ ст. 9 ч. 4).',
      'The policy speaks of a written consent but does not say whose. Whether an electronic one serves is for the operator to decide (152-ФЗ ст. 9 ч. 4).',
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
    'To send letters on the topics you switched on to your e-mail.',
  ),
  refusing: t(
    'Рассылок не будет. На услуги и цены это не влияет.',
    'There will be no mailings. Services and prices stay as they are.',
  ),
  withdrawal: [
    t('Все темы рассылок выключатся сразу.', 'All mailing topics go off at once.'),
    t(
      'Сервисные уведомления продолжат приходить: они не реклама.',
      'Service notices go on: they are not advertising.',
    ),
    t(
      'Запись о том, что согласие было, сохранится как доказательство.',
      'The record that the consent was given stays as proof.',
    ),
  ],
  form: 'electronic',
  fact: {
    source: 'law',
    asOf: '2020-10-21',
    confirmed: true,
    note: t('38-ФЗ ст. 18, 152-ФЗ ст. 15.', '38-ФЗ ст. 18, 152-ФЗ ст. 15.'),
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
        'I agree that ActiveCloud shows me the texts of my letters in the account area.',
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
        'I agree that ActiveCloud shows me the texts of letters, chats and messages that belong to my account.',
      ),
      t(
        'Я согласен, чтобы эти тексты входили в копию данных, когда я сам об этом попрошу.',
        'I agree that these texts are part of a copy of my data when I ask for it.',
      ),
      t(
        'Имена и контакты других людей при этом остаются скрытыми.',
        'Names and contacts of other people stay hidden.',
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
        'I agree to get news and offers of ActiveCloud by e-mail.',
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
        'I agree to get letters from ActiveCloud by e-mail on the topics I switch on myself.',
      ),
      t(
        'Письма могут подбирать по услугам, которые я заказывал. Другие данные для этого не используют.',
        'Letters may be chosen by the services I ordered. No other data is used for it.',
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
