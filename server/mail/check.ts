import { randomUUID } from 'node:crypto';
import { createTransport } from 'nodemailer';
import { parseConnectionUrl } from 'nodemailer/lib/shared';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { Config } from '../config.ts';
import { isLoopback } from '../loopback.ts';
import { domainOf, type Email, type MailSettings, messageOf, smtpMailer, TIMEOUTS } from './mailer.ts';

/** Something that a check of the mail settings has found. */
export interface MailFinding {
  readonly level: 'ok' | 'warning' | 'error';
  readonly text: string;
}

const ok = (text: string): MailFinding => ({ level: 'ok', text });
const warning = (text: string): MailFinding => ({ level: 'warning', text });
const error = (text: string): MailFinding => ({ level: 'error', text });

const TEST_EMAIL = {
  subject: 'Проверка почты центра приватности',
  text: 'Это проверочное письмо центра приватности. Если оно дошло, почта настроена.\n\nThis is a test email of the privacy center. If it has arrived, mail works.\n',
  html: '<p>Это проверочное письмо центра приватности. Если оно дошло, почта настроена.</p><p lang="en">This is a test email of the privacy center. If it has arrived, mail works.</p>',
};

const testEmail = (to: string): Email => ({ messageId: randomUUID(), to, ...TEST_EMAIL });

/** What was thrown, without a password: the answer of the mail server, or the code of the system. */
function causeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const { response, code } = thrown as { response?: string | false; code?: string };
  if (response) return response;
  return code === undefined ? thrown.message : `${code}, ${thrown.message}`;
}

/** The headers that say who sends an email and that a program does, as they go out. */
async function headersOf(
  from: string,
): Promise<{ sender: string | undefined; autoSubmitted: string | undefined }> {
  const composed = await createTransport({ streamTransport: true, buffer: true }).sendMail(
    messageOf(testEmail('nobody@example.invalid'), from),
  );
  const text = Buffer.isBuffer(composed.message) ? composed.message.toString() : '';
  const header = (name: string): string | undefined =>
    new RegExp(`^${name}: (.*)$`, 'im').exec(text)?.[1]?.trim();
  return { sender: header('From'), autoSubmitted: header('Auto-Submitted') };
}

/** What is said of the sender and of links, before any connection. */
async function checkSender({ from }: MailSettings, publicUrl: string | undefined): Promise<MailFinding[]> {
  const { sender, autoSubmitted } = await headersOf(from);
  const found: MailFinding[] = [];
  if (sender === undefined) found.push(error('MAIL_FROM makes no header From'));
  else if (!domainOf(from).includes('.'))
    found.push(error(`MAIL_FROM ends with «${domainOf(from)}», which is no domain that mail servers know`));
  else found.push(ok(`Emails come from ${sender}`));
  found.push(
    autoSubmitted === 'auto-generated'
      ? ok('Emails have Auto-Submitted: auto-generated, so that no automatic reply answers them (RFC 3834)')
      : error('Emails lack Auto-Submitted: auto-generated: automatic replies will answer them (RFC 3834)'),
  );
  if (publicUrl === undefined)
    found.push(warning('PUBLIC_URL is not set: the letter gate is closed, and no mailing may be sent'));
  else if (new URL(publicUrl).protocol === 'https:')
    found.push(ok(`Opt-out links of mailings begin with ${new URL(publicUrl).origin}`));
  else
    found.push(
      error(
        `PUBLIC_URL is ${publicUrl}: mail programs opt out with one click by https alone (RFC 8058, 3.1)`,
      ),
    );
  return found;
}

/** Runs a step of a connection whose end comes by a callback or by the event `error`. */
const step = (
  connection: SMTPConnection,
  begin: (done: (thrown?: Error | null) => void) => void,
): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.once('error', reject);
    begin(thrown => {
      connection.off('error', reject);
      if (thrown) reject(thrown);
      else resolve();
    });
  });

/** Connects as the server does: greeting, EHLO, STARTTLS where it is offered, sign-in. */
async function checkConnection({ url }: MailSettings): Promise<MailFinding[]> {
  const { auth, ...options } = parseConnectionUrl(url);
  const connection = new SMTPConnection({ ...options, ...TIMEOUTS });
  const { hostname } = new URL(url);
  const where = `${hostname}:${options.port ?? (options.secure === true ? 465 : 587)}`;
  const found: MailFinding[] = [];
  // An error after the last step is of no meaning any more, and would end the process.
  connection.on('error', () => undefined);
  try {
    try {
      await step(connection, done => connection.connect(done));
    } catch (thrown) {
      const { code, command } = thrown as { code?: string; command?: string };
      const isTls = code === 'ETLS' || command === 'STARTTLS' || /certificate|TLS|SSL/i.test(causeOf(thrown));
      return [
        error(
          isTls
            ? `${where} answers, but the connection cannot be encrypted: ${causeOf(thrown)}`
            : `${where} does not answer as a mail server: ${causeOf(thrown)}`,
        ),
      ];
    }
    found.push(ok(`${where} answers, and takes the greeting (EHLO)`));
    if (connection.secure)
      found.push(ok(`The connection is encrypted (${options.secure === true ? 'TLS' : 'STARTTLS'})`));
    else if (isLoopback(hostname))
      found.push(ok('The connection is not encrypted, and stays on this machine'));
    else found.push(error(`${where} offers no STARTTLS: emails would go through the network unencrypted`));
    if (connection.secure && options.tls?.rejectUnauthorized === false)
      found.push(
        warning('SMTP_URL accepts any certificate: whoever is in between can read emails and the password'),
      );
    if (auth === undefined) {
      found.push(warning('SMTP_URL has no user: the mail server has to know this machine by its address'));
      return found;
    }
    try {
      const { user = '', pass = '' } = auth as { user?: string; pass?: string };
      await step(connection, done => connection.login({ user, pass }, done));
      found.push(ok('The mail server accepts user and password of SMTP_URL'));
    } catch (thrown) {
      found.push(error(`The mail server refuses user and password of SMTP_URL: ${causeOf(thrown)}`));
    }
    return found;
  } finally {
    connection.close();
  }
}

/**
 * Checks the mail server and the sender of the settings.
 * @param to gets a test email where everything else is right
 * @returns a sentence for each thing that was checked
 */
export async function checkMail(
  { mail, publicUrl }: Pick<Config, 'mail' | 'publicUrl'>,
  to?: string,
): Promise<MailFinding[]> {
  if (mail === undefined)
    return [error('SMTP_URL and MAIL_FROM are not set: emails wait in the database and nobody is sent any')];
  const found = [...(await checkSender(mail, publicUrl)), ...(await checkConnection(mail))];
  if (to === undefined) return found;
  if (found.some(({ level }) => level === 'error'))
    return [...found, error(`No test email was sent to ${to}: what is wrong comes first`)];
  const mailer = smtpMailer(mail);
  try {
    await mailer.send(testEmail(to));
    return [
      ...found,
      ok(`The mail server has taken a test email to ${to}; whether it arrives is to be seen there`),
    ];
  } catch (thrown) {
    return [...found, error(`The mail server refuses a test email to ${to}: ${causeOf(thrown)}`)];
  } finally {
    mailer.close();
  }
}
