import { formatInteger } from './format.ts';
import type { Locale } from './locale.ts';

/** The values of a text, by name. */
export type TextValues = Readonly<Record<string, string | number>>;

/**
 * A text as src/i18n/plugin.ts compiles it: strings and values in turn. A value is its name, or a plural with one form
 * per count or category; `#` in a form is the count.
 */
export type Message = string | readonly MessagePart[];
type MessagePart =
  string | readonly [name: string, kind?: 'plural', forms?: Readonly<Record<string, Message>>];

/** The compiled texts of one slice in one language, by key. */
export type Messages = Readonly<Record<string, Message>>;

const pluralRules = new Map<Locale, Intl.PluralRules>();

function pluralForm(forms: Readonly<Record<string, Message>>, count: number, locale: Locale): Message {
  let rules = pluralRules.get(locale);
  if (!rules) pluralRules.set(locale, (rules = new Intl.PluralRules(locale)));
  return forms[count] ?? forms[rules.select(count)] ?? forms['other'] ?? '';
}

/**
 * Formats a compiled text. Lingui's own runtime uses `Intl.NumberFormat` for every `#`, and the first one on a page
 * takes 60 to 500 ms on a slow phone (docs/decisions/0004-texts.md). A missing value gives an empty string.
 */
export function formatMessage(message: Message, locale: Locale, values: TextValues = {}, count = 0): string {
  if (typeof message === 'string') return message;
  let sentence = '';
  for (const part of message) {
    if (typeof part === 'string') {
      sentence += part === '#' ? formatInteger(locale, count) : part;
      continue;
    }
    const [name, kind, forms] = part;
    const value = values[name] ?? '';
    sentence +=
      kind === 'plural' && forms
        ? formatMessage(pluralForm(forms, Number(value), locale), locale, values, Number(value))
        : value;
  }
  return sentence;
}
