import { t } from '../text.ts';
import { ABOUT_GOOGLE, ABOUT_YANDEX } from './links.ts';
import { POLICY, type RecipientRow, UNCLEAR } from './types.ts';

const SILENT = t('Политика не говорит', 'The policy does not say');
const abroadSilent = { status: 'not-stated' as const, countries: [], note: SILENT };
const visits = t('Посещения сайта и действия на нём.', 'Visits to the website and what you do on it.');
const campaigns = t(
  'Улучшать сайт и рекламные кампании.',
  'To improve the website and advertising campaigns.',
);

/** The recipients that the policy of 2020 names (docs/domain.md#recipients). */
export const RECIPIENTS: RecipientRow[] = [
  {
    id: 'google',
    label: t('Google', 'Google'),
    what: visits,
    why: campaigns,
    basis: 'legitimate-interest',
    basisNote: t('Законный интерес', 'Legitimate interest'),
    crossBorder: abroadSilent,
    openList: false,
    fact: POLICY,
    url: ABOUT_GOOGLE,
  },
  {
    id: 'yandex',
    label: t('Яндекс', 'Yandex'),
    what: visits,
    why: campaigns,
    basis: 'legitimate-interest',
    basisNote: t('Законный интерес', 'Legitimate interest'),
    crossBorder: abroadSilent,
    openList: false,
    fact: POLICY,
    url: ABOUT_YANDEX,
  },
  {
    id: 'vendors',
    label: t('Вендоры и дистрибьюторы', 'Vendors and distributors'),
    what: t(
      'То, без чего их услуга или программа не работает.',
      'What their service or software cannot work without.',
    ),
    why: t(
      'Выпустить лицензию, завести домен или облачную почту.',
      'To issue a licence, register a domain or set up cloud email.',
    ),
    basis: 'contract',
    basisNote: t('Договор с вами', 'Your contract'),
    crossBorder: {
      status: 'possible',
      countries: [],
      note: t(
        'Возможно; в страны без достаточной защиты только ради договора или по закону. Какие страны, политика не говорит.',
        'Possible. To countries without adequate protection, only for the contract or if the law requires it. The policy does not say which countries.',
      ),
    },
    openList: true,
    fact: UNCLEAR,
  },
  {
    id: 'banks',
    label: t('Банки и платёжные организации', 'Banks and payment organisations'),
    what: t(
      'Подтверждение оплаты и IP-адрес, с которого просили возврат.',
      'Proof of payment and the IP address the refund was requested from.',
    ),
    why: t(
      'Вернуть деньги; в крайнем случае остановить мошенничество.',
      'To give you your money back or, in extreme cases, to stop fraud.',
    ),
    basisNote: SILENT,
    crossBorder: abroadSilent,
    openList: true,
    fact: UNCLEAR,
  },
  {
    id: 'authorities',
    label: t('Государственные органы', 'Public authorities'),
    what: t('Только то, чего требует закон.', 'Only what the law requires.'),
    why: t(
      'Обязанность по закону; защита прав самой компании.',
      'A legal duty, or to defend the company’s own rights.',
    ),
    basis: 'legal-requirement',
    basisNote: t(
      'Требование закона; для защиты прав компании политика основания не называет',
      'Legal duty. The policy does not give a basis for defending the company’s rights',
    ),
    crossBorder: abroadSilent,
    generalOnly: true,
    openList: true,
    fact: UNCLEAR,
  },
];
