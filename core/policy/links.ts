const GOOGLE = 'https://support.google.com/analytics';
const YANDEX = 'https://yandex.ru/support/metrika';

/** Where Google tells what it does with visits, as the policy points to it. */
export const ABOUT_GOOGLE = `${GOOGLE}/answer/7667196?hl=ru`;
/** The same of Yandex. */
export const ABOUT_YANDEX = `${YANDEX}/data/userparams_data.html`;
