import { createTransport } from 'nodemailer';

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

/** Sends by SMTP. */
export function smtpMailer({ url, from }: MailSettings): Mailer {
  const transport = createTransport(url, {
    from,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // What an email holds comes from us: nothing of it may name a file or an address to be read.
    disableFileAccess: true,
    disableUrlAccess: true,
  } as object);
  return {
    send: async ({ messageId, ...email }) => {
      await transport.sendMail({
        ...email,
        messageId: `<${messageId}@${domainOf(from)}>`,
        // RFC 3834: no automatic reply answers it.
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
    close: () => transport.close(),
  };
}
