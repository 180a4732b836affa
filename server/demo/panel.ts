import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { deleteCookie, setCookie } from 'hono/cookie';
import { parse } from 'hono/utils/cookie';
import { jwtVerify, SignJWT } from 'jose';
import type { Pool } from 'pg';
import { newKeys } from '../keys/keys.ts';
import type { CaughtMail } from './caught-mail.ts';
import { panelPages } from './page.ts';

const COOKIE = 'panel_session';
const ISSUER = 'privacy-demo-panel';
const AUDIENCE = 'privacy';
const HOURS = 8;

/** The demo's panel: it signs people in as an operator's panel would. */
export interface DemoPanel {
  /** Settings of a server that believes this panel. */
  readonly env: Record<string, string>;
  /** A token for a person, as the cookie holds it. */
  tokenOf(person: string, options?: TokenOptions): Promise<string>;
  /** Puts the panel's routes before those of a server. */
  around(app: Hono): Hono;
}

/** What a token says beside the person. */
interface TokenOptions {
  /** The session; without it a new one. */
  readonly sid?: string;
  readonly now?: Date;
  /** When the person last gave a secret; without it now. */
  readonly signedInAt?: Date;
}

/** A person of the directory, as `GET /demo/people` lists them. */
interface Person {
  id: string;
  name: string;
  role: string;
  account: string;
}

const PEOPLE = `select p.id, p.name, m.role, a.name as account
  from privacy.directory_people p
  join privacy.directory_memberships m on m.person_id = p.id
  join privacy.directory_accounts a on a.id = m.account_id
  order by length(p.id), p.id, m.place`;

/** What belongs to the panel and not to the API. */
const isPage = (path: string): boolean => !path.startsWith('/api/');

/** Keys of the demo, made once for a data folder. They open nothing on a server that is not this demo. */
function keysIn(folder: string): {
  key: KeyObject;
  publicKey: KeyObject;
  paths: { jwks: string; server: string };
} {
  const paths = {
    private: join(folder, 'key.pem'),
    jwks: join(folder, 'keys.json'),
    server: join(folder, 'server-keys.json'),
  };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(paths.server)) writeFileSync(paths.server, newKeys(new Date()), { mode: 0o600 });
  if (!existsSync(paths.jwks)) {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = { ...publicKey.export({ format: 'jwk' }), kid: randomUUID(), alg: 'ES256' };
    writeFileSync(paths.private, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 });
    writeFileSync(paths.jwks, JSON.stringify({ keys: [jwk] }));
  }
  const key = createPrivateKey(readFileSync(paths.private));
  return { key, publicKey: createPublicKey(key), paths };
}

/**
 * Makes the panel.
 * @param folder where its keys lie
 * @param mail what was sent to customers
 * @param admin a pool of an administrator: the list is of all people
 * @param clock the server's: tokens are valid by it
 */
export function createDemoPanel(folder: string, admin: Pool, mail: CaughtMail, clock: () => Date): DemoPanel {
  const { key, publicKey, paths } = keysIn(folder);
  const { keys } = JSON.parse(readFileSync(paths.jwks, 'utf8')) as { keys: [{ kid: string }] };
  const people = async (): Promise<Person[]> => (await admin.query<Person>(PEOPLE)).rows;
  const tokenOf: DemoPanel['tokenOf'] = (
    person,
    { sid = randomUUID(), now = clock(), signedInAt = now } = {},
  ) => {
    const seconds = Math.floor(now.getTime() / 1000);
    return new SignJWT({ sid, auth_time: Math.floor(signedInAt.getTime() / 1000) })
      .setProtectedHeader({ alg: 'ES256', kid: keys[0].kid })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(person)
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + HOURS * 3600)
      .sign(key);
  };
  /** What the panel's own cookie says. */
  const claimsOf = async (cookies: string | undefined) => {
    const token = parse(cookies ?? '')[COOKIE];
    if (token === undefined) return undefined;
    const verified = await jwtVerify(token, publicKey, {
      issuer: ISSUER,
      audience: AUDIENCE,
      currentDate: clock(),
    }).catch(() => undefined);
    return verified?.payload;
  };
  const customerOf = async (cookies: string | undefined): Promise<string | undefined> => {
    const claims = await claimsOf(cookies);
    const person = (await people()).find(({ id }) => id === claims?.sub);
    return person && `${person.name}, ${person.account}`;
  };
  const cookie = { path: '/', httpOnly: true, sameSite: 'Lax' } as const;
  return {
    tokenOf,
    env: {
      IDENTITY_KEYS: paths.jwks,
      IDENTITY_ISSUER: ISSUER,
      IDENTITY_AUDIENCE: AUDIENCE,
      IDENTITY_COOKIE: COOKIE,
      IDENTITY_IMPERSONATION: 'claim',
      KEYS_FILE: paths.server,
    },
    around: inner => {
      const app = new Hono();
      app.get('/demo/people', async context => context.json(await people()));
      app.get('/demo/mail', async context => context.json(await mail.list()));
      app.get('/demo/sign-in', async context => {
        const id = context.req.query('person');
        const person = (await people()).find(one => one.id === id);
        if (person === undefined) return context.json({ error: `no person ${id ?? ''}` }, 404);
        // A sign-in of so many minutes ago: what needs a fresh one asks for it.
        const signedInAt = new Date(
          clock().getTime() - Number(context.req.query('minutesAgo') ?? 0) * 60_000,
        );
        setCookie(context, COOKIE, await tokenOf(person.id, { signedInAt }), cookie);
        return context.json(person);
      });
      // The panel has asked the person once more: the session is the same, its token says since when.
      app.post('/confirm', async context => {
        const { sub, sid } = (await claimsOf(context.req.header('Cookie'))) ?? {};
        if (sub === undefined || typeof sid !== 'string') return context.text('', 401);
        setCookie(context, COOKIE, await tokenOf(sub, { sid }), cookie);
        return context.body(null, 204);
      });
      app.post('/sign-in', async context => {
        const form = await context.req.parseBody();
        const person = (await people()).find(one => one.id === form['persona']);
        if (person === undefined) return context.text('Нет такого клиента', 400);
        setCookie(context, COOKIE, await tokenOf(person.id), cookie);
        if (form['return'] === 'close') return context.html('<p>Вы вошли. Эту вкладку можно закрыть.</p>');
        return context.redirect('/account#/privacy', 303);
      });
      app.post('/sign-out', context => {
        deleteCookie(context, COOKIE, { path: '/' });
        return context.redirect('/sign-in', 303);
      });
      const pages = panelPages({ people, customerOf });
      app.all('*', ({ req }) => (isPage(req.path) ? pages.fetch(req.raw) : inner.fetch(req.raw)));
      return app;
    },
  };
}
