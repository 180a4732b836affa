import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import type { VirusScanner } from '../../core/ports.ts';

/** How long clamd has to answer about one file, ms. */
const SCAN_MS = 60_000;
/** Bytes of a piece of `INSTREAM`; the limit of clamd is above it (`StreamMaxLength`). */
const PIECE_BYTES = 65_536;

/** Where clamd listens: a socket file, or a host and port. */
export type ClamdAddress = { readonly path: string } | { readonly host: string; readonly port: number };

/** Reads `/run/clamav/clamd.ctl` or `127.0.0.1:3310`. @throws Error when it is neither */
export function clamdAddressOf(value: string): ClamdAddress {
  if (value.startsWith('/')) return { path: value };
  const found = /^(?<host>[\w.-]+|\[[\da-f:]+\]):(?<port>\d{1,5})$/i.exec(value)?.groups;
  const port = Number(found?.['port']);
  if (found?.['host'] === undefined || port === 0 || port > 65_535)
    throw new Error('is neither a socket like /run/clamav/clamd.ctl nor an address like 127.0.0.1:3310');
  return { host: found['host'].replaceAll(/[[\]]/g, ''), port };
}

const sizeOf = (piece: Uint8Array): Uint8Array => {
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, piece.length);
  return size;
};

/** Sends the file in pieces, each after its size; a size of zero ends it. */
function sendFile(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    const piece = bytes.subarray(at, at + PIECE_BYTES);
    socket.write(sizeOf(piece));
    socket.write(piece);
  }
  socket.write(sizeOf(new Uint8Array()));
}

/**
 * ClamAV behind its daemon clamd, by the command `INSTREAM` (clamd(8)). Nothing of a file is written by it.
 * @param scanMs how long clamd has to answer about one file
 */
export function clamav(address: ClamdAddress, scanMs = SCAN_MS): VirusScanner {
  return {
    scan: async bytes => {
      const signal = AbortSignal.timeout(scanMs);
      const socket = connect(address);
      const abort = () => socket.destroy(new Error('clamd did not answer in time'));
      signal.addEventListener('abort', abort);
      try {
        await once(socket, 'connect');
        sendFile(socket, bytes);
        let answer = '';
        for await (const piece of socket) answer += String(piece);
        const text = answer.replaceAll('\0', '').trim();
        if (text === 'stream: OK') return undefined;
        const found = /^stream: (.+) FOUND$/.exec(text)?.[1];
        if (found === undefined) throw new Error(`clamd answered «${text.slice(0, 200)}»`);
        return found;
      } finally {
        signal.removeEventListener('abort', abort);
        socket.destroy();
      }
    },
  };
}
