import { appendFile, readFile } from 'node:fs/promises';
import type { Email, Mailer } from '../mail/mailer.ts';

/** Emails of the demo: none leaves the machine, each is a line of a file. */
export interface CaughtMail extends Mailer {
  /** What was caught, the newest last. */
  list(): Promise<Pick<Email, 'to' | 'subject' | 'text'>[]>;
}

/** Catches emails in a file. */
export function catchMail(path: string): CaughtMail {
  const read = async (): Promise<Email[]> => {
    const lines = await readFile(path, 'utf8').catch(() => '');
    return lines
      .split('\n')
      .filter(line => line !== '')
      .map(line => JSON.parse(line) as Email);
  };
  return {
    send: async email => appendFile(path, `${JSON.stringify(email)}\n`, { mode: 0o600, flush: true }),
    close: () => undefined,
    list: async () => {
      // A mail program shows a message id once.
      const once = new Map((await read()).map(email => [email.messageId, email]));
      return [...once.values()].map(({ to, subject, text }) => ({ to, subject, text }));
    },
  };
}
