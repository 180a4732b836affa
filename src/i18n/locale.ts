/** The languages of the module. */
export type Locale = 'ru' | 'en';
