import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What an authenticator gives for a new passkey. */
export interface MadeCredential {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly attestationObject: string;
}

/** What an authenticator gives when a passkey is used. */
export interface MadeAssertion {
  readonly id: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
}

/** What a test makes other than a good authenticator does. */
export interface Faults {
  readonly origin?: string;
  readonly rpId?: string;
  /** Default: present, verified. */
  readonly flags?: number;
  readonly type?: string;
  readonly counter?: number;
  readonly crossOrigin?: boolean;
}

/** An authenticator in software: a passkey of ES256 or RS256 without attestation (Web Authentication, Level 2). */
export interface Authenticator {
  readonly id: string;
  create(challenge: string, faults?: Faults): MadeCredential;
  get(challenge: string, faults?: Faults): MadeAssertion;
}

const text64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url');
const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();

/** The head of an item of CBOR (RFC 8949). */
const head = (major: number, n: number): Buffer =>
  n < 24
    ? Buffer.from([(major << 5) | n])
    : n < 256
      ? Buffer.from([(major << 5) | 24, n])
      : Buffer.from([(major << 5) | 25, n >> 8, n & 0xff]);
const int = (n: number): Buffer => (n < 0 ? head(1, -1 - n) : head(0, n));
const bytes = (value: Uint8Array): Buffer => Buffer.concat([head(2, value.length), value]);
const text = (value: string): Buffer => Buffer.concat([head(3, value.length), Buffer.from(value)]);
const map = (...pairs: readonly (readonly [Buffer, Buffer])[]): Buffer =>
  Buffer.concat([head(5, pairs.length), ...pairs.flat()]);

/** The public key in the form of COSE (RFC 9052). */
function coseOf(key: KeyObject): Buffer {
  const jwk = key.export({ format: 'jwk' });
  const member = (value: string | undefined) => bytes(Buffer.from(value ?? '', 'base64url'));
  return jwk.kty === 'EC'
    ? map(
        [int(1), int(2)],
        [int(3), int(-7)],
        [int(-1), int(1)],
        [int(-2), member(jwk.x)],
        [int(-3), member(jwk.y)],
      )
    : map([int(1), int(3)], [int(3), int(-257)], [int(-1), member(jwk.n)], [int(-2), member(jwk.e)]);
}

/** Makes an authenticator with one passkey. */
export function createAuthenticator(
  { origin, rpId }: { readonly origin: string; readonly rpId: string },
  kind: 'ES256' | 'RS256' = 'ES256',
): Authenticator {
  const { publicKey, privateKey } =
    kind === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const id = randomBytes(16);
  let counter = 0;
  const clientData = (type: string, challenge: string, faults: Faults) =>
    JSON.stringify({
      type: faults.type ?? type,
      challenge,
      origin: faults.origin ?? origin,
      crossOrigin: faults.crossOrigin ?? false,
    });
  const dataOf = (flags: number, faults: Faults): Buffer => {
    counter = faults.counter ?? counter + 1;
    const four = Buffer.alloc(4);
    four.writeUInt32BE(counter);
    return Buffer.concat([sha256(faults.rpId ?? rpId), Buffer.from([faults.flags ?? flags]), four]);
  };
  return {
    id: text64(id),
    create: (challenge, faults = {}) => {
      const authData = Buffer.concat([
        dataOf(0x45, faults),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        coseOf(publicKey),
      ]);
      const object = map(
        [text('fmt'), text('none')],
        [text('attStmt'), map()],
        [text('authData'), bytes(authData)],
      );
      return {
        id: text64(id),
        clientDataJSON: text64(clientData('webauthn.create', challenge, faults)),
        attestationObject: text64(object),
      };
    },
    get: (challenge, faults = {}) => {
      const client = clientData('webauthn.get', challenge, faults);
      const data = dataOf(0x05, faults);
      return {
        id: text64(id),
        clientDataJSON: text64(client),
        authenticatorData: text64(data),
        signature: text64(sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)),
      };
    },
  };
}
