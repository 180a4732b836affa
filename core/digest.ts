import { sha256 as sha256Of } from '@noble/hashes/sha2.js';

const hex = (bytes: Uint8Array): string =>
  [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** SHA-256 as bytes. */
export const digestOf = async (data: Uint8Array | string): Promise<Uint8Array> => {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  // A page that is no secure context has no WebCrypto.
  if ((crypto.subtle as SubtleCrypto | undefined) === undefined) return sha256Of(bytes);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
};

/** SHA-256 of a text in hexadecimal, at once: for the small texts of a write, which waits for nothing. */
export const sha256OfText = (text: string): string => hex(sha256Of(new TextEncoder().encode(text)));

/** SHA-256 in hexadecimal. */
export const sha256 = async (data: Uint8Array | string): Promise<string> => hex(await digestOf(data));

/** A digest that grows with what is written: WebCrypto wants all bytes at once. */
export interface RunningDigest {
  /** Bytes so far. */
  readonly size: number;
  update(chunk: Uint8Array): void;
  /** SHA-256 in hexadecimal; nothing can be added after it. */
  end(): string;
}

/** A SHA-256 to be fed chunk by chunk. */
export const runningSha256 = (): RunningDigest => {
  const state = sha256Of.create();
  let size = 0;
  return {
    get size() {
      return size;
    },
    update: chunk => {
      state.update(chunk);
      size += chunk.length;
    },
    end: () => hex(state.digest()),
  };
};

/** `Repr-Digest` of RFC 9530 from a hexadecimal SHA-256. */
export const reprDigest = (hexDigest: string): string => {
  const bytes = hexDigest.match(/../g)?.map(pair => Number.parseInt(pair, 16)) ?? [];
  return `sha-256=:${btoa(String.fromCharCode(...bytes))}:`;
};

/** One array of bytes from several. */
export const joinBytes = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
};
