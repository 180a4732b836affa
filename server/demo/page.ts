import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, normalize } from 'node:path';
import { Hono } from 'hono';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist');
const PANEL = join(ROOT, 'demo');
const MODULE = '/privacy-center/';

/** The content policy of a panel, as docs/integration.md has it. */
const CONTENT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  json: 'application/json',
};

/** Who is signed in, and who may be. */
export interface PageOptions {
  /** The name of whoever the cookie belongs to. */
  customerOf(cookie: string | undefined): Promise<string | undefined>;
  /** Whom the page of signing in offers. */
  people(): Promise<readonly { id: string; name: string; role: string; account: string }[]>;
}

/** A text as HTML. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, character => `&#${character.codePointAt(0) ?? 0};`);

/** A template of the look-alike panel with its places filled in; what is not markup is escaped by who fills it in. */
async function template(name: string, values: Readonly<Record<string, string>> = {}): Promise<string> {
  const source = await readFile(join(PANEL, 'templates', `${name}.html`), 'utf8');
  return source.replace(/\{\{(\w+)\}\}/g, (_, key: string) => values[key] ?? '');
}

/** A page of the panel. @param content HTML, in which texts are escaped already */
export async function page(title: string, customer: string, content: string, head = ''): Promise<string> {
  return template('page', {
    lang: 'ru',
    title,
    head,
    content,
    header: await template('header', { customer: escaped(customer) }),
    menu: await template('menu'),
    footer: await template('footer'),
  });
}

async function fileResponse(path: string, cache: string): Promise<Response | undefined> {
  if (!existsSync(path)) return undefined;
  const type = TYPES[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? 'application/octet-stream';
  return new Response(await readFile(path), {
    headers: {
      'Content-Type': type,
      'Cache-Control': cache,
      'X-Content-Type-Options': 'nosniff',
      // `integrity` asks for it: the files are the same for everybody.
      'Access-Control-Allow-Origin': '*',
    },
  });
}

/** The pages of a look-alike of a customer's panel, with the built module inside: `/account#/privacy`. */
export function panelPages({ customerOf, people }: PageOptions): Hono {
  const app = new Hono();
  app.get(`${MODULE}*`, async context => {
    const name = context.req.path.slice(MODULE.length);
    const path = normalize(join(DIST, name));
    const isOurs = path.startsWith(`${DIST}/`) && !path.startsWith(join(DIST, 'maps'));
    const cache = name.startsWith('chunks/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    return (isOurs && (await fileResponse(path, cache))) || context.notFound();
  });
  app.get('/static/bootstrap.css', async context => {
    const path = createRequire(join(ROOT, 'package.json')).resolve('bootstrap3/dist/css/bootstrap.min.css');
    return (await fileResponse(path, 'no-cache')) ?? context.notFound();
  });
  app.get('/static/:name{panel\\.(css|js)}', async context => {
    const path = join(PANEL, 'static', context.req.param('name'));
    return (await fileResponse(path, 'no-cache')) ?? context.notFound();
  });
  app.get('/static/confirm.js', async context => {
    const path = join(import.meta.dirname, 'static/confirm.js');
    return (await fileResponse(path, 'no-cache')) ?? context.notFound();
  });
  app.use(async (context, next) => {
    await next();
    context.header('Content-Security-Policy', CONTENT_POLICY);
    context.header('Referrer-Policy', 'strict-origin-when-cross-origin');
  });
  app.get('/', context => context.redirect('/account#/privacy'));
  app.get('/sign-in', async context => {
    const offered = (await people()).slice(0, 40);
    const options = offered
      .map(
        ({ id, name, role, account }) =>
          `<option value="${escaped(id)}">${escaped(`${name}, ${account} (${role})`)}</option>`,
      )
      .join('');
    const back = context.req.query('return') === 'close' ? 'close' : '';
    return context.html(await template('sign-in', { personas: options, return: back }));
  });
  app.get('/account', async context => {
    const customer = await customerOf(context.req.header('Cookie'));
    if (customer === undefined) return context.redirect('/sign-in');
    const snippet = await readFile(join(DIST, 'snippet.html'), 'utf8');
    const content = `${await template('privacy', { apiBase: '/api/privacy/v1' })}<script src="/static/confirm.js"></script>`;
    return context.html(await page('Приватность', customer, content, snippet));
  });
  for (const [path, title] of [
    ['/services', 'Услуги'],
    ['/bills', 'Счета'],
    ['/support', 'Поддержка'],
  ] as const)
    app.get(path, async context => {
      const customer = await customerOf(context.req.header('Cookie'));
      if (customer === undefined) return context.redirect('/sign-in');
      return context.html(await page(title, customer, `<h1>${title}</h1><p>Этой страницы у панели нет.</p>`));
    });
  return app;
}
