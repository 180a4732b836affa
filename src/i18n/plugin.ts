import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type CompiledMessage, compileMessage } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** The texts of a slice: a key with every language. */
type TextFile = Record<string, Record<string, string>>;

/** A number stays on the line of its word, an article on the line of its number. */
const tied = (text: string): string =>
  text
    .replace(/# (?=\p{L})/gu, '#\u00a0')
    .replace(/(?<=^|[\s(])(ст\.|ч\.|Art\.|No\.|№) (?=\d)/gu, '$1\u00a0');

/** The forms of a message that src/i18n/message.ts does not read. */
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
 * Words and values in turn, as src/i18n/message.ts reads them; a text without values is plain.
 * @throws Error when the text has a form other than a value or a plural
 */
function compiled(text: string): unknown {
  const message = compileMessage(tied(text));
  const [kind] = unreadable(message);
  if (kind !== undefined) throw new Error(`«${text}» has a form of the kind ${kind}: only plurals are read`);
  return message.every(part => typeof part === 'string') ? message.join('') : message;
}

/**
 * Vite plugin: `texts.json?locale=ru` becomes the catalogue of one language, its ICU messages compiled by Lingui,
 * so that a page carries neither a message parser nor the language nobody asked for.
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
      // Slices name their texts freely; the folder keeps them apart in the one catalogue of a language.
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
