const GOOGLE = 'https://support.google.com/analytics';
const YANDEX = 'https://yandex.ru/support/metrika';

/** The page of Google about visits that the policy links to. */
export const ABOUT_GOOGLE = `${GOOGLE}/answer/7667196?hl=ru`;
/** The same of Yandex. */
export const ABOUT_YANDEX = `${YANDEX}/data/userparams_data.html`;
