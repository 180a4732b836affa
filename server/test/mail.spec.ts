import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EmailTemplate, OutgoingEmail } from '../../core/ports.ts';
import type { Answer } from '../../src/api/operation.ts';
import { versionsAt } from '../../core/policy/versions.ts';
import { createLog } from '../log.ts';
import { announcePolicy } from '../mail/announce.ts';
import { bodiesOf, wordsOf } from '../mail/words.ts';
import { readConfig } from '../config.ts';
import { startServer } from '../server.ts';
import { NOW } from './examples.ts';
import { startMailServer } from './mail-server.ts';
import { createPanel, fillDirectory, type Panel, signIn } from './panel.ts';
import { emptyTables } from './stores.ts';
import { poolAs } from './pools.ts';

let panel: Panel;
beforeEach(async () => {
  await emptyTables();
  await fillDirectory();
  panel = createPanel();
});
afterEach(() => panel.close());

/** A mail server that answers each message with the next of the given codes, then with 250. */
async function mailServer(codes: number[]) {
  const { port, ...server } = await startMailServer({
    answer: () => {
      const responseCode = codes.shift();
      return responseCode === undefined ? null : Object.assign(new Error('not now'), { responseCode });
    },
  });
  return { url: `smtp://127.0.0.1:${port}`, ...server };
}

const headerOf = (message: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(message)?.[1]?.trim();

/** The decoded parts of a message: base64 or quoted-printable, as nodemailer chooses. */
const decoded = (message: string): string =>
  message
    .split(/\r\n--[^\r\n]+\r\n/)
    .map(part => {
      const at = part.indexOf('\r\n\r\n');
      const [head, body] = [part.slice(0, at), part.slice(at + 4)];
      if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString();
      const bytes = body
        .replaceAll('=\r\n', '')
        .replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
      return Buffer.from(bytes, 'latin1').toString();
    })
    .join('\n');

const outboxSize = async (): Promise<number> => {
  const admin = poolAs('admin');
  const { rows } = await admin.query<{ n: number }>('select count(*)::int as n from privacy.outbox');
  await admin.end();
  return rows[0]?.n ?? 0;
};

async function start(url: string, clock: () => Date) {
  const config = readConfig({ ...panel.env, SMTP_URL: url, MAIL_FROM: 'ActiveCloud <privacy@example.ru>' });
  return startServer(config, createLog('silent'), { clock });
}

test('a filed request is confirmed by email, after a refusal of the mail server once more with the same message id', async () => {
  const mail = await mailServer([451]);
  let now = NOW;
  const server = await start(mail.url, () => now);
  const { send } = await signIn(server, await panel.token());
  const json = { kind: 'access', scope: 'person', details: { mode: 'copy', all: true } };
  const draft = (await (await send('/requests', { method: 'POST', json })).json()) as { id: string };
  const filed = await send(`/requests/${draft.id}/submit`, { method: 'POST', json: { insist: true } });
  const { number } = (await filed.json()) as Answer<'submitRequest'>;
  await expect.poll(() => mail.messages.length, { timeout: 10_000 }).toBe(1);
  expect(await outboxSize()).toBe(1);
  now = new Date(NOW.getTime() + 10_000);
  await expect.poll(() => mail.messages.length, { timeout: 10_000 }).toBe(2);
  await expect.poll(outboxSize).toBe(0);
  await server.stop();
  mail.close();
  const [first = '', second = ''] = mail.messages;
  expect(headerOf(first, 'Message-ID')).toMatch(/^<[\da-f-]{36}@example\.ru>$/);
  expect(headerOf(second, 'Message-ID')).toBe(headerOf(first, 'Message-ID'));
  expect(headerOf(first, 'Auto-Submitted')).toBe('auto-generated');
  expect(headerOf(first, 'To')).toBe('vera.lesnaya@example.ru');
  expect(headerOf(first, 'Content-Type')).toContain('multipart/alternative');
  expect(decoded(first)).toContain(number);
});

test('an email that the mail server refuses for good is given up, and one that is refused later is sent by the next start', async () => {
  const mail = await mailServer([550]);
  const server = await start(mail.url, () => NOW);
  const { send } = await signIn(server, await panel.token());
  const { documents } = (await (await send('/consents')).json()) as Answer<'listConsents'>;
  const version = documents.find(({ purpose }) => purpose === 'advertising')?.version;
  const consent = { version, fullName: 'Лесная Вера Павловна' };
  const on = { method: 'PUT', json: { state: 'on', consent } };
  expect((await send('/mailings/subscriptions/promotions', on)).status).toBe(200);
  await expect.poll(() => mail.messages.length, { timeout: 10_000 }).toBe(1);
  await expect.poll(outboxSize).toBe(0);
  await server.stop();
  mail.close();

  // Nobody listens there any more: the withdrawal is answered all the same, and its email waits.
  const silent = await start(mail.url, () => NOW);
  const again = await signIn(silent, await panel.token());
  const { items } = (await (await again.send('/consents')).json()) as Answer<'listConsents'>;
  const path = `/consents/${items[0]?.id}/withdraw`;
  expect((await again.send(path, { method: 'POST', json: {} })).status).toBe(200);
  await silent.stop();
  expect(await outboxSize()).toBe(1);
  const later = await mailServer([]);
  const next = await start(later.url, () => new Date(NOW.getTime() + 3_600_000));
  await expect.poll(() => later.messages.length, { timeout: 10_000 }).toBe(1);
  await next.stop();
  later.close();
  expect(decoded(later.messages[0] ?? '')).toContain('Согласие на рассылки');
});

const PARAMETERS = {
  number: 'R-26-0007',
  dueBy: '2026-12-14',
  until: '2026-12-21',
  reason: 'Архив поднимают по заявке:\nэто занимает <неделю>.',
  expiresAt: '2026-12-14T09:00:00.000Z',
  purpose: 'advertising',
  version: '',
  at: '2026-11-30T09:00:00.000Z',
  action: 'file-erasure',
  code: '031415',
  from: '2027-01-15',
  name: 'P. <Roshchin>',
  role: 'admin',
  kind: 'billing',
  to: 'owner finance',
  topic: 'surveys',
  via: 'letter',
};
const TEMPLATES: EmailTemplate[] = [
  'request-received',
  'request-question',
  'request-message',
  'request-extended',
  'request-answered',
  'request-awaits-owner',
  'copy-awaits-owner',
  'copy-ready',
  'copy-partly-ready',
  'consent-given',
  'consent-withdrawn',
  'step-up-code',
  'passkey-added',
  'notices-routed',
  'mailings-stopped',
  'mailings-started',
  'policy-changes',
];

test.each(TEMPLATES.flatMap(template => (['ru', 'en'] as const).map(lang => ({ template, lang }))))(
  '$template in $lang: no link, nothing of the request in the subject, whole sentences',
  ({ template, lang }) => {
    const email: OutgoingEmail = { userId: 'u-owner', lang, template, parameters: PARAMETERS };
    const words = wordsOf(email);
    const { text, html } = bodiesOf(words, lang);
    for (const part of [words.subject, text, html]) {
      expect(part).not.toMatch(/https?:|www\.|undefined/);
      expect(/[а-яё]/i.test(part)).toBe(lang === 'ru' || part.includes('неделю'));
    }
    expect(words.subject).not.toMatch(/\d|Лесная/);
    for (const paragraph of words.paragraphs) expect(paragraph).toMatch(/[.!?»]$/);
    expect(text).not.toContain('..');
    expect(html).not.toContain('<неделю>');
    if (template === 'request-extended') expect(text).toContain(PARAMETERS.reason);
  },
);

test('an email links to its page of the module, where the operator has said where that is', () => {
  const email: OutgoingEmail = { userId: 'u-owner', template: 'mailings-stopped', parameters: PARAMETERS };
  const { text, html } = bodiesOf(wordsOf(email, 'https://panel.example/#/privacy'), 'ru');
  expect(text.match(/https?:\S+/g)).toEqual(['https://panel.example/#/privacy/mailings']);
  expect(html).toContain('<a href="https://panel.example/#/privacy/mailings">');
  const urlOf = (url: string) => readConfig({ ...panel.env, MODULE_URL: url }).moduleUrl;
  expect(urlOf('https://panel.example/privacy')).toBe('https://panel.example/privacy');
  for (const wrong of [
    'http://panel.example/privacy',
    'https://panel.example/privacy/',
    'https://p.example/#a b',
  ])
    expect(() => urlOf(wrong), wrong).toThrow('MODULE_URL');
});

test('the owner reads who asks for a decision, and when', () => {
  const email: OutgoingEmail = { userId: 'u-owner', template: 'copy-awaits-owner', parameters: PARAMETERS };
  expect(wordsOf(email).paragraphs).toContain(
    'Кто: администратор, P. <Roshchin>. Когда: 30\u00a0ноября 2026\u00a0г., 12:00 по московскому времени, из личного кабинета.',
  );
});

test('a coming version is announced once to each person of the directory, in the language of their request', async () => {
  const jobs = poolAs('jobs');
  const admin = poolAs('admin');
  const [current] = versionsAt(NOW);
  if (current === undefined) throw new Error('no version');
  const coming = { ...current, id: 'next', effectiveFrom: '2026-12-20' };
  const announce = (now: Date, versions = [coming, current]) => announcePolicy(jobs, versions, now);
  await admin.query(
    `insert into privacy.requests (key, account_id, person_id, scope, status, body)
     values ('rq-1', 'acc-1', 'u-owner', 'person', 'submitted', '{"lang":"en"}')`,
  );
  expect(await announce(NOW, [current])).toBe(0);
  expect(await announce(NOW, [{ ...coming, source: 'assumed' }])).toBe(0);
  const counts = await Promise.all([announce(NOW), announce(NOW)]);
  expect(counts[0] + counts[1]).toBe(3);
  expect(await announce(new Date(NOW.getTime() + 3_600_000))).toBe(0);
  expect(await announce(NOW, [{ ...coming, id: 'later' }])).toBe(3);
  const { rows } = await admin.query<{ email: OutgoingEmail }>(
    'select email from privacy.outbox order by id limit 3',
  );
  await Promise.all([jobs.end(), admin.end()]);
  expect(rows.map(({ email }) => `${email.userId} ${email.lang}`).toSorted()).toEqual([
    'u-admin ru',
    'u-owner en',
    'u-stranger ru',
  ]);
  const [paragraph] = rows.map(({ email }) => wordsOf({ ...email, lang: 'ru' }).paragraphs[0]);
  expect(paragraph).toBe('Новая редакция политики ActiveCloud вступает в силу 20\u00a0декабря 2026\u00a0г.');
});
