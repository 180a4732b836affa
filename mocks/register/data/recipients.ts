import { t } from '../../words.ts';
import { ABOUT_GOOGLE, ABOUT_YANDEX } from './links.ts';
import { POLICY, type RecipientRow, UNCLEAR } from './types.ts';

const SILENT = t('Политика не говорит', 'The policy does not say');
const abroadSilent = { status: 'not-stated' as const, countries: [], note: SILENT };
const visits = t('Посещения сайта и действия на нём.', 'Visits to the site and actions on it.');
const campaigns = t('Улучшать сайт и рекламные кампании.', 'To improve the site and advertising campaigns.');

/** Domain.md §4: recipients as the policy of 2020 names them. */
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
      'What their service or program cannot work without.',
    ),
    why: t(
      'Выпустить лицензию, завести домен или облачную почту.',
      'To issue a licence, a domain or cloud mail.',
    ),
    basis: 'contract',
    basisNote: t('Договор с вами', 'Your contract'),
    crossBorder: {
      status: 'possible',
      countries: [],
      note: t(
        'Возможно; в страны без достаточной защиты только ради договора или по закону. Какие страны, политика не говорит.',
        'Possible; to countries without adequate protection only for the contract or by law. Which ones the policy does not say.',
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
      'Proof of payment and the IP address a refund was asked from.',
    ),
    why: t(
      'Вернуть деньги; в крайнем случае остановить мошенничество.',
      'To give money back; at the utmost to stop fraud.',
    ),
    basisNote: SILENT,
    crossBorder: abroadSilent,
    openList: true,
    fact: UNCLEAR,
  },
  {
    id: 'authorities',
    label: t('Государственные органы', 'Authorities'),
    what: t('Только то, чего требует закон.', 'Only what the law demands.'),
    why: t(
      'Обязанность по закону; защита прав самой компании.',
      'Legal duty; defence of the company’s own rights.',
    ),
    basis: 'legal-requirement',
    basisNote: t(
      'Требование закона; для защиты прав компании политика основания не называет',
      'Legal duty; for the defence of its rights the policy names no basis',
    ),
    crossBorder: abroadSilent,
    generalOnly: true,
    openList: true,
    fact: UNCLEAR,
  },
];
