import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';

/** Stands for clamd on a port of this machine. */
export interface FakeClamd {
  readonly host: string;
  readonly port: number;
  readonly server: Server;
}

/** Starts a clamd that reads `INSTREAM` and answers with what `answer` makes of the file; without an answer it says nothing. */
export async function startClamd(answer: (file: Buffer) => string | undefined): Promise<FakeClamd> {
  const server = createServer(socket => {
    let got = Buffer.alloc(0);
    socket.on('error', () => undefined);
    socket.on('data', data => {
      got = Buffer.concat([got, data]);
      const file = fileIn(got);
      if (file === undefined) return;
      const text = answer(file);
      if (text !== undefined) socket.end(`${text}\0`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { host: '127.0.0.1', port: (server.address() as AddressInfo).port, server };
}

/** The file in what clamd was sent; undefined until its end has arrived. */
function fileIn(got: Buffer): Buffer | undefined {
  const command = 'zINSTREAM\0';
  if (!got.toString('latin1').startsWith(command)) return undefined;
  const pieces: Buffer[] = [];
  for (let at = command.length; at + 4 <= got.length;) {
    const size = got.readUInt32BE(at);
    if (size === 0) return Buffer.concat(pieces);
    if (at + 4 + size > got.length) return undefined;
    pieces.push(got.subarray(at + 4, at + 4 + size));
    at += 4 + size;
  }
  return undefined;
}
