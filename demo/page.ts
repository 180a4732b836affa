import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

// What the look-alikes of a customer panel share, the one on mocks and the one on the server: content policy, templates
// and types of files.

const TEMPLATES = join(import.meta.dirname, 'templates');

/**
 * The content policy of a panel: the strict one of docs/integration.md.
 * @param files the origin of the module's files, where that is not the panel's own
 * @param api the origin of the API, where that is not the panel's own
 */
export function contentPolicy({
  files,
  api,
}: { readonly files?: string; readonly api?: string } = {}): string {
  const allowed = (own: string, other: string | undefined) => (other === undefined ? own : `${own} ${other}`);
  return [
    "default-src 'none'",
    `script-src ${allowed("'self'", files)}`,
    "style-src 'self'",
    `connect-src ${allowed("'self'", api)}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
};

/** The media type of a file by the end of its name. */
export const typeOf = (path: string): string => TYPES[extname(path)] ?? 'application/octet-stream';

/** A text as HTML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0) ?? 0};`);

/** A template with its places filled in. @param values HTML, in which texts are escaped already */
export function template(name: string, values: Readonly<Record<string, string>> = {}): string {
  const source = readFileSync(join(TEMPLATES, `${name}.html`), 'utf8');
  return source.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '');
}

/** A page of the panel. @param content HTML, in which texts are escaped already */
export function panelPage(title: string, content: string, customer: string, head = ''): string {
  return template('page', {
    lang: 'ru',
    title,
    head,
    content,
    header: template('header', { customer: escaped(customer) }),
    menu: template('menu'),
    footer: template('footer'),
  });
}
