import { createTransport, type SendMailOptions } from 'nodemailer';

/** An email as it goes out. */
export interface Email {
  /** Without angle brackets; the same for each try. */
  readonly messageId: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** What takes emails over. */
export interface Mailer {
  /** Resolves when the email was taken over. @throws Error with `responseCode` of SMTP where there is one */
  send(email: Email): Promise<void>;
  close(): void;
}

/** Where emails go out. */
export interface MailSettings {
  /** Address of the mail server: `smtp://` or `smtps://`. */
  readonly url: string;
  /** The sender: an address, or a name with an address. */
  readonly from: string;
}

/** How long a mail server may take for a connection and for an answer. */
const TIMEOUT_MS = 20_000;

/** The part of the sender's address behind the `@`: it ends message ids. */
export const domainOf = (from: string): string => /@([\w.-]+)>?$/.exec(from)?.[1] ?? 'localhost';

/** How long each step of a connection may take. */
export const TIMEOUTS = {
  connectionTimeout: TIMEOUT_MS,
  greetingTimeout: TIMEOUT_MS,
  socketTimeout: TIMEOUT_MS,
};

/** An email with the headers that each email of the server has, as nodemailer takes it. */
export const messageOf = ({ messageId, ...email }: Email, from: string): SendMailOptions => ({
  ...email,
  from,
  messageId: `<${messageId}@${domainOf(from)}>`,
  // RFC 3834: no automatic reply answers it.
  headers: { 'Auto-Submitted': 'auto-generated' },
});

/** Sends by SMTP. */
export function smtpMailer({ url, from }: MailSettings): Mailer {
  const transport = createTransport(url, {
    ...TIMEOUTS,
    // What an email holds comes from us: nothing of it may name a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async email => {
      await transport.sendMail(messageOf(email, from));
    },
    close: () => transport.close(),
  };
}
