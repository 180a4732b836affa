import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** The file with the texts of a slice: every key has all languages. */
type TextFile = Record<string, Record<string, string>>;

/** Puts a no-break space between a number and its word, and between «ст.» and its number. */
const tied = (text: string): string =>
  text
    .replace(/# (?=\p{L})/gu, '#\u00a0')
    .replace(/(?<=^|[\s(])(ст\.|ч\.|Art\.|No\.|№) (?=\d)/gu, '$1\u00a0');

/** The kinds of message parts that src/i18n/message.ts does not support. */
function unreadable(message: CompiledMessage): string[] {
  return message.flatMap(part => {
    if (typeof part === 'string') return [];
    const [, kind, forms] = part;
    if (kind === undefined) return [];
    if (kind !== 'plural') return [kind];
    return Object.values(forms as Record<string, CompiledMessage>)
      .filter(form => Array.isArray(form))
      .flatMap(unreadable);
  });
}

/**
 * Compiles a text for src/i18n/message.ts; a text without values becomes a string.
 * @throws Error when the text has a part other than a value or a plural
 */
function compiled(text: string): unknown {
  const message = compileMessage(tied(text));
  const [kind] = unreadable(message);
  if (kind !== undefined) throw new Error(`«${text}» has a form of the kind ${kind}: only plurals are read`);
  return message.every(part => typeof part === 'string') ? message.join('') : message;
}

/**
 * Vite plugin: `texts.json?locale=ru` becomes the catalogue of one language. Lingui compiles its ICU messages at build
 * time, so pages contain neither a message parser nor the texts of other languages.
 */
export function texts(): Plugin {
  return {
    name: 'slice-texts',
    enforce: 'pre',
    load(id) {
      const [file, query] = id.split('?');
      const locale = /(?:^|&)locale=(\w+)/.exec(query ?? '')?.[1];
      if (file === undefined || locale === undefined || !file.endsWith('texts.json')) return undefined;
      this.addWatchFile(file);
      const source = JSON.parse(readFileSync(file, 'utf8')) as TextFile;
      // The folder name keeps equal keys of different slices apart in the catalogue.
      const slice = basename(dirname(file));
      const catalogue = Object.entries(source).map(([key, languages]) => {
        const text = languages[locale];
        if (text === undefined) this.error(`${file}: «${key}» has no text in ${locale}`);
        return [`${slice}:${key}`, compiled(text)];
      });
      return { code: `export default ${JSON.stringify(Object.fromEntries(catalogue))};`, moduleType: 'js' };
    },
  };
}
