// Checks of WebAuthn (Web Authentication, Level 2, 7.1 and 7.2) with WebCrypto, for what the privacy center accepts: a passkey
// without attestation, with a key of ES256 or RS256, that has verified its user.

/** What a credential must have been made for. */
export interface Expected {
  /** Base64url. */
  readonly challenge: string;
  /** Whether a page of this origin may ask. */
  isOrigin(origin: string): boolean;
  /** The domain that passkeys belong to, or several. */
  readonly rpIds: readonly string[];
}

/** What a browser gives for a new passkey; base64url. */
export interface NewCredential {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
}

/** What a browser gives when a passkey was used; base64url. */
export interface Assertion {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

/** A public key as it is kept. */
export type StoredKey =
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
  | { readonly kty: 'RSA'; readonly n: string; readonly e: string };

/** A credential that does not fit what was expected. */
export class InvalidCredential extends Error {}

type Bytes = Uint8Array<ArrayBuffer>;

const requireThat = (holds: boolean, what: string): void => {
  if (!holds) throw new InvalidCredential(what);
};

/** @throws InvalidCredential */
function bytesOf(base64url: string): Bytes {
  requireThat(/^[\w-]*$/.test(base64url), 'no base64url');
  try {
    const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, character => character.charCodeAt(0));
  } catch {
    throw new InvalidCredential('no base64url');
  }
}

/** Bytes as base64url without padding (RFC 4648, 5). */
export const base64urlOf = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const isSame = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

type Cbor = number | string | Bytes | readonly Cbor[] | ReadonlyMap<Cbor, Cbor> | boolean | null;

/** How deep what an authenticator sends may be nested. */
const DEEPEST = 6;

/**
 * One item of CBOR (RFC 8949) in the form of CTAP2: definite lengths, integers of at most 32 bits.
 * @returns the item and where it ends
 * @throws InvalidCredential
 */
function readCbor(bytes: Bytes, from = 0, depth = 0): { item: Cbor; end: number } {
  requireThat(depth <= DEEPEST, 'nested too deep');
  let at = from;
  const byte = (): number => {
    const value = bytes[at];
    if (value === undefined) throw new InvalidCredential('cut off');
    at += 1;
    return value;
  };
  const head = byte();
  const [major, info] = [head >> 5, head & 0x1f];
  if (major === 7) {
    const simple = new Map<number, Cbor>([
      [20, false],
      [21, true],
      [22, null],
    ]).get(info);
    if (simple === undefined) throw new InvalidCredential('an item of an unknown kind');
    return { item: simple, end: at };
  }
  requireThat(info <= 26, 'a length of an unknown kind');
  let size = info;
  if (info >= 24) {
    size = 0;
    for (let left = 2 ** (info - 24); left > 0; left -= 1) size = size * 256 + byte();
  }
  if (major === 0) return { item: size, end: at };
  if (major === 1) return { item: -1 - size, end: at };
  if (major === 2 || major === 3) {
    const slice = bytes.slice(at, at + size);
    requireThat(slice.length === size, 'cut off');
    return { item: major === 2 ? slice : new TextDecoder().decode(slice), end: at + size };
  }
  const next = (): Cbor => {
    const { item, end } = readCbor(bytes, at, depth + 1);
    at = end;
    return item;
  };
  if (major === 4) {
    const items: Cbor[] = [];
    for (let n = 0; n < size; n += 1) items.push(next());
    return { item: items, end: at };
  }
  requireThat(major === 5, 'an item of an unknown kind');
  const map = new Map<Cbor, Cbor>();
  for (let n = 0; n < size; n += 1) {
    const key = next();
    map.set(key, next());
  }
  return { item: map, end: at };
}

const bytesIn = (item: Cbor | undefined): Bytes => {
  if (!(item instanceof Uint8Array)) throw new InvalidCredential('bytes are missing');
  return item;
};

/** Members of a key of COSE (RFC 9052, 7; RFC 9053, 7). */
function keyOf(item: Cbor): StoredKey {
  if (!(item instanceof Map)) throw new InvalidCredential('no key');
  const key = item as ReadonlyMap<Cbor, Cbor>;
  const member = (label: number) => base64urlOf(bytesIn(key.get(label)));
  if (key.get(1) === 2 && key.get(3) === -7 && key.get(-1) === 1)
    return { kty: 'EC', crv: 'P-256', x: member(-2), y: member(-3) };
  if (key.get(1) === 3 && key.get(3) === -257) return { kty: 'RSA', n: member(-1), e: member(-2) };
  throw new InvalidCredential('a key of an unknown kind');
}

const FLAG = { userPresent: 0x01, userVerified: 0x04, attested: 0x40 } as const;

/** The data of an authenticator (Web Authentication, 6.1), of our domain and with its user verified. */
async function authenticatorData(bytes: Bytes, { rpIds }: Pick<Expected, 'rpIds'>) {
  requireThat(bytes.length >= 37, 'cut off');
  const domains = await Promise.all(rpIds.map(rpId => sha256(new TextEncoder().encode(rpId))));
  requireThat(
    domains.some(domain => isSame(bytes.slice(0, 32), domain)),
    'of another domain',
  );
  const flags = bytes[32] ?? 0;
  requireThat((flags & FLAG.userPresent) !== 0, 'nobody was there');
  requireThat((flags & FLAG.userVerified) !== 0, 'the user was not verified');
  const counter = new DataView(bytes.buffer, bytes.byteOffset).getUint32(33);
  return { flags, counter };
}

/** The data that the browser has signed for, of the expected kind, challenge and origin. */
function clientData(text: string, type: 'webauthn.create' | 'webauthn.get', expected: Expected): Bytes {
  const bytes = bytesOf(text);
  let data: { type?: unknown; challenge?: unknown; origin?: unknown; crossOrigin?: unknown };
  try {
    data = JSON.parse(new TextDecoder().decode(bytes)) as typeof data;
  } catch {
    throw new InvalidCredential('no JSON');
  }
  requireThat(data.type === type, 'of another kind');
  requireThat(data.challenge === expected.challenge, 'for another challenge');
  requireThat(typeof data.origin === 'string' && expected.isOrigin(data.origin), 'from another origin');
  requireThat(data.crossOrigin !== true, 'from a frame of another origin');
  return bytes;
}

/**
 * Checks a new credential. Its attestation is not asked for: any authenticator is taken.
 * @throws InvalidCredential
 */
export async function checkNewCredential(
  { id, clientDataJSON, attestationObject }: NewCredential,
  expected: Expected,
): Promise<{ key: StoredKey; counter: number }> {
  clientData(clientDataJSON, 'webauthn.create', expected);
  const object = readCbor(bytesOf(attestationObject)).item;
  if (!(object instanceof Map)) throw new InvalidCredential('no attestation object');
  const bytes = bytesIn((object as ReadonlyMap<Cbor, Cbor>).get('authData'));
  const { flags, counter } = await authenticatorData(bytes, expected);
  requireThat((flags & FLAG.attested) !== 0 && bytes.length >= 55, 'no credential');
  const length = (bytes[53] ?? 0) * 256 + (bytes[54] ?? 0);
  requireThat(length > 0 && length <= 1023, 'an id of an unknown length');
  requireThat(base64urlOf(bytes.slice(55, 55 + length)) === id, 'another id');
  const key = keyOf(readCbor(bytes, 55 + length).item);
  await importKey(key);
  return { key, counter };
}

const EC = { name: 'ECDSA', namedCurve: 'P-256' };
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

async function importKey(key: StoredKey): Promise<CryptoKey> {
  try {
    return await crypto.subtle.importKey('jwk', { ...key }, key.kty === 'EC' ? EC : RSA, false, ['verify']);
  } catch {
    throw new InvalidCredential('a key that is none');
  }
}

/** A signature of ECDSA from DER (RFC 3279, 2.2.3) as WebCrypto takes it: two numbers of 32 bytes. */
function plainSignature(der: Bytes): Bytes {
  const plain = new Uint8Array(64);
  requireThat(der[0] === 0x30 && der[1] === der.length - 2, 'no signature');
  let at = 2;
  for (const end of [32, 64]) {
    const size = der[at + 1] ?? 0;
    const number = der.slice(at + 2, at + 2 + size);
    requireThat(der[at] === 0x02 && size > 0 && size <= 33 && number.length === size, 'no signature');
    const significant = size === 33 ? number.slice(1) : number;
    plain.set(significant, end - significant.length);
    at += 2 + size;
  }
  return plain;
}

/**
 * Checks that a passkey was used.
 * @param known how it was kept
 * @returns its new counter
 * @throws InvalidCredential
 */
export async function checkAssertion(
  { clientDataJSON, authenticatorData: data, signature }: Assertion,
  expected: Expected,
  known: { readonly key: StoredKey; readonly counter: number },
): Promise<number> {
  const client = clientData(clientDataJSON, 'webauthn.get', expected);
  const bytes = bytesOf(data);
  const { counter } = await authenticatorData(bytes, expected);
  // A counter that goes back is that of a copy; passkeys of several devices have none (Web Authentication, 6.1.1).
  requireThat((counter === 0 && known.counter === 0) || counter > known.counter, 'a counter that went back');
  const signed = new Uint8Array([...bytes, ...(await sha256(client))]);
  const given = bytesOf(signature);
  const { kty } = known.key;
  const holds =
    kty === 'EC'
      ? await crypto.subtle.verify(
          { name: 'ECDSA', hash: 'SHA-256' },
          await importKey(known.key),
          plainSignature(given),
          signed,
        )
      : await crypto.subtle.verify(RSA, await importKey(known.key), given, signed);
  requireThat(holds, 'a signature that does not fit');
  return counter;
}

/** The challenge that a browser says it has signed for: what it is looked up by, before anything is checked. */
export function challengeOf({ clientDataJSON }: { readonly clientDataJSON: string }): string | undefined {
  try {
    const { challenge } = JSON.parse(new TextDecoder().decode(bytesOf(clientDataJSON))) as {
      challenge?: unknown;
    };
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
}
