/** The languages the module speaks. Russian is written first. */
export type Locale = 'ru' | 'en';
