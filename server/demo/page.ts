import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, normalize } from 'node:path';
import { Hono } from 'hono';
import { contentPolicy, escaped, panelPage, template, typeOf } from '../../demo/page.ts';

const ROOT = join(import.meta.dirname, '../..');
const DIST = join(ROOT, 'dist');
const PANEL = join(ROOT, 'demo');
const MODULE = '/privacy-center/';

/** The people of the panel. */
export interface PageOptions {
  /** The name of the signed-in person by the cookies of a request; undefined without a session. */
  customerOf(cookie: string | undefined): Promise<string | undefined>;
  /** The people that the sign-in page lists. */
  people(): Promise<readonly { id: string; name: string; role: string; account: string }[]>;
}

async function fileResponse(path: string, cache: string): Promise<Response | undefined> {
  if (!existsSync(path)) return undefined;
  return new Response(await readFile(path), {
    headers: {
      'Content-Type': typeOf(path),
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
    context.header('Content-Security-Policy', contentPolicy());
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
    return context.html(template('sign-in', { personas: options, return: back }));
  });
  app.get('/account', async context => {
    const customer = await customerOf(context.req.header('Cookie'));
    if (customer === undefined) return context.redirect('/sign-in');
    const snippet = await readFile(join(DIST, 'snippet.html'), 'utf8');
    const content = `${template('privacy', { apiBase: '/api/privacy/v1' })}<script src="/static/confirm.js"></script>`;
    return context.html(panelPage('Приватность', content, customer, snippet));
  });
  for (const [path, title] of [
    ['/services', 'Услуги'],
    ['/bills', 'Счета'],
    ['/support', 'Поддержка'],
  ] as const)
    app.get(path, async context => {
      const customer = await customerOf(context.req.header('Cookie'));
      if (customer === undefined) return context.redirect('/sign-in');
      return context.html(panelPage(title, `<h1>${title}</h1><p>Этой страницы у панели нет.</p>`, customer));
    });
  return app;
}
