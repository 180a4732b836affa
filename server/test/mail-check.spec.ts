import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkMail } from '../mail/check.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { createPanel, type Panel } from './panel.ts';

const FROM = 'ActiveCloud <privacy@example.ru>';
const PUBLIC_URL = 'https://panel.example/api/privacy/v1';

let server: MailServer | undefined;
let panel: Panel;
beforeEach(() => {
  panel = createPanel();
});
afterEach(() => {
  server?.close();
  server = undefined;
  panel.close();
});

/** Starts a mail server for a test. @returns its port */
async function listen(options: Parameters<typeof startMailServer>[0] = {}): Promise<number> {
  server = await startMailServer(options);
  return server.port;
}

const found = async (
  url: string,
  { from = FROM, publicUrl = PUBLIC_URL, to }: { from?: string; publicUrl?: string; to?: string } = {},
) =>
  (await checkMail({ mail: { url, from }, publicUrl }, to)).map(
    ({ level, text: sentence }) => `${level}: ${sentence}`,
  );

const SENDER = [
  `ok: Emails come from ${FROM}`,
  'ok: Emails have Auto-Submitted: auto-generated, so that no automatic reply answers them (RFC 3834)',
  'ok: Opt-out links of mailings begin with https://panel.example',
];

test('a mail server that answers is named with each step, and takes a test email', async () => {
  const port = await listen();
  expect(await found(`smtp://127.0.0.1:${port}`, { to: 'anna@example.ru' })).toEqual([
    ...SENDER,
    `ok: 127.0.0.1:${port} answers, and takes the greeting (EHLO)`,
    'ok: The connection is not encrypted, and stays on this machine',
    'warning: SMTP_URL has no user: the mail server has to know this machine by its address',
    'ok: The mail server has taken a test email to anna@example.ru; whether it arrives is to be seen there',
  ]);
  const { messages = [] } = server ?? {};
  expect(messages).toHaveLength(1);
  expect(messages[0]).toMatch(/^Auto-Submitted: auto-generated\r$/m);
  expect(messages[0]).toMatch(/^From: ActiveCloud <privacy@example\.ru>\r$/m);
});

test('a sign-in that is refused is an error with the answer of the mail server, and no test email is sent', async () => {
  const port = await listen({
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, callback) =>
      username === 'privacy' && password === 'right'
        ? callback(null, { user: 'privacy' })
        : callback(new Error('no')),
  });
  expect((await found(`smtp://privacy:right@127.0.0.1:${port}`)).at(-1)).toBe(
    'ok: The mail server accepts user and password of SMTP_URL',
  );
  const refused = await found(`smtp://privacy:guess-42@127.0.0.1:${port}`, { to: 'anna@example.ru' });
  expect(refused.slice(-2)).toEqual([
    expect.stringMatching(/^error: The mail server refuses user and password of SMTP_URL: 535/),
    'error: No test email was sent to anna@example.ru: what is wrong comes first',
  ]);
  expect(refused.join()).not.toContain('guess-42');
  expect(server?.messages).toEqual([]);
});

test('a connection that cannot be encrypted is an error, and so is one that nobody answers', async () => {
  // The certificate of the mail server is one that nobody trusts.
  const port = await listen({ disabledCommands: [] });
  expect((await found(`smtp://localhost:${port}`)).at(-1)).toMatch(
    /^error: localhost:\d+ answers, but the connection cannot be encrypted: .*certificate/,
  );
  expect((await found(`smtp://localhost:${port}?tls.rejectUnauthorized=false`)).slice(-3)).toEqual([
    'ok: The connection is encrypted (STARTTLS)',
    'warning: SMTP_URL accepts any certificate: whoever is in between can read emails and the password',
    expect.stringContaining('SMTP_URL has no user'),
  ]);
  server?.close();
  const plain = await listen({ host: '127.0.0.2' });
  // Another address of this machine stands for another machine.
  expect(await found(`smtp://127.0.0.2:${plain}`)).toContain(
    `error: 127.0.0.2:${plain} offers no STARTTLS: emails would go through the network unencrypted`,
  );
  expect((await found('smtp://127.0.0.1:1')).at(-1)).toMatch(
    /^error: 127\.0\.0\.1:1 does not answer as a mail server: /,
  );
});

test('a mail server that refuses the recipient is an error with its answer', async () => {
  const port = await listen({
    onRcptTo: (_address, _session, callback) =>
      callback(Object.assign(new Error('no such mailbox'), { responseCode: 550 })),
  });
  expect((await found(`smtp://127.0.0.1:${port}`, { to: 'anna@example.ru' })).at(-1)).toMatch(
    /^error: The mail server refuses a test email to anna@example\.ru: 550 no such mailbox/,
  );
});

test('a sender without a domain, links without https and settings that are not set are named', async () => {
  const port = await listen();
  const url = `smtp://127.0.0.1:${port}`;
  expect(await found(url, { from: 'privacy@localhost' })).toContain(
    'error: MAIL_FROM ends with «localhost», which is no domain that mail servers know',
  );
  expect((await found(url, { publicUrl: 'http://localhost:4020/api' })).join('\n')).toContain(
    'error: PUBLIC_URL is http://localhost:4020/api',
  );
  expect(await checkMail({ mail: { url, from: FROM }, publicUrl: undefined })).toContainEqual({
    level: 'warning',
    text: 'PUBLIC_URL is not set: the letter gate is closed, and no mailing may be sent',
  });
  expect(await checkMail({ mail: undefined, publicUrl: PUBLIC_URL })).toEqual([
    { level: 'error', text: expect.stringContaining('SMTP_URL and MAIL_FROM are not set') },
  ]);
});

test('the command ends with 0 where everything is right, and with 1 otherwise', async () => {
  const port = await listen();
  const run = async (args: readonly string[], change: Record<string, string>): Promise<[number, string]> => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, '../mail/main.ts'), ...args],
      { env: { PATH: process.env['PATH'], ...panel.env, PUBLIC_URL, MAIL_FROM: FROM, ...change } },
    );
    const output = Promise.all([text(child.stdout), text(child.stderr)]);
    const [code] = (await once(child, 'exit')) as [number];
    return [code, (await output).join('')];
  };
  const url = `smtp://127.0.0.1:${port}`;
  const [good, bad, misused] = await Promise.all([
    run(['check', '--to', 'anna@example.ru'], { SMTP_URL: url }),
    run(['check'], { SMTP_URL: 'smtp://127.0.0.1:1' }),
    run([], { SMTP_URL: url, PUBLIC_URL: 'ftp://panel.example' }),
  ]);
  expect([good[0], good[1]]).toEqual([
    0,
    expect.stringContaining('ok: The mail server has taken a test email'),
  ]);
  expect([bad[0], bad[1]]).toEqual([1, expect.stringContaining('error: 127.0.0.1:1 does not answer')]);
  expect([misused[0], misused[1]]).toEqual([1, 'Usage: node scripts/server.mjs mail check [--to ADDRESS]\n']);
});
