/**
 * Makes a writer of numbers and one of dates, and lets them go: the first of a language takes a hundred milliseconds on a
 * slow phone, while the browser reads the data of the language. Now it waits for the network anyway.
 */
export function warmWriters(locale: 'ru' | 'en'): void {
  setTimeout(() => {
    new Intl.NumberFormat(locale).format(1);
    new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'Europe/Moscow' }).format(0);
  });
}
