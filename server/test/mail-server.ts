import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail server of a suite, and the messages it was given. */
export interface MailServer {
  readonly port: number;
  readonly messages: readonly string[];
  close(): void;
}

/**
 * Starts a mail server on this machine.
 * @param answer the failure a message is answered with; without one every message is taken
 * @param host an address of the loopback
 */
export async function startMailServer({
  answer = () => null,
  host = '127.0.0.1',
  ...options
}: SMTPServerOptions & { answer?: () => Error | null; host?: string } = {}): Promise<MailServer> {
  const messages: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, callback) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        messages.push(Buffer.concat(chunks).toString());
        callback(answer());
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, host);
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return { port, messages, close: () => server.close(() => undefined) };
}
