import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** What a key is for. */
const KEY_KINDS = ['digest', 'sign', 'csrf'] as const;
type KeyKind = (typeof KEY_KINDS)[number];

/** A secret with its id. */
export interface SecretKey {
  readonly id: string;
  readonly secret: Uint8Array;
}

/** A key pair of Ed25519 (RFC 8032) with its id. */
export interface SigningKey {
  readonly id: string;
  readonly privateKey: KeyObject;
}

/** Keys of the server. Of each kind the first one makes new values, and every one is tried on those that exist. */
export interface Keys {
  /** For digests of email addresses. A key is never replaced, only another put before it. */
  readonly digest: readonly SecretKey[];
  readonly sign: readonly SigningKey[];
  /** For tokens of open pages; an old key may go once the sessions of its days have ended. */
  readonly csrf: readonly SecretKey[];
}

/** A key that a database depends on: its id, and what distinguishes it from another key of the same id without giving it away. */
export interface KeyMark {
  readonly id: string;
  readonly kind: KeyKind;
  readonly mark: string;
}

/** No keys: what stands for them while the settings are wrong. */
export const NO_KEYS: Keys = { digest: [], sign: [], csrf: [] };

const SECRET_BYTES = 32;
const ID = /^[\w.-]{1,60}$/;

interface WrittenKey {
  readonly id?: unknown;
  readonly secret?: unknown;
}

/**
 * Reads a file of keys: JSON with a list of `{ "id", "secret" }` for each of `digest`, `sign` and `csrf`. A secret is base64: 32
 * random bytes or more, of `sign` the private key as PKCS #8 (RFC 8410).
 * @throws Error that says what is wrong with which key
 */
export function readKeys(text: string): Keys {
  const file = JSON.parse(text) as Partial<Record<KeyKind, WrittenKey[]>>;
  const secrets = (kind: KeyKind): SecretKey[] => {
    const list = file[kind];
    if (!Array.isArray(list) || list.length === 0) throw new Error(`has no key of «${kind}»`);
    return list.map(({ id, secret }) => {
      if (typeof id !== 'string' || !ID.test(id)) throw new Error(`has a key of «${kind}» without an id`);
      const bytes = Buffer.from(typeof secret === 'string' ? secret : '', 'base64');
      if (bytes.length < SECRET_BYTES)
        throw new Error(
          `has a key ${id} of ${bytes.length} bytes of base64: it needs ${SECRET_BYTES} random ones or more`,
        );
      return { id, secret: bytes };
    });
  };
  const keys: Keys = {
    digest: secrets('digest'),
    sign: secrets('sign').map(({ id, secret }) => ({ id, privateKey: signingKey(id, secret) })),
    csrf: secrets('csrf'),
  };
  const ids = KEY_KINDS.flatMap(kind => keys[kind].map(({ id }) => id));
  if (new Set(ids).size < ids.length) throw new Error('has two keys of one id');
  return keys;
}

function signingKey(id: string, secret: Uint8Array): KeyObject {
  let key: KeyObject;
  try {
    key = createPrivateKey({ key: Buffer.from(secret), format: 'der', type: 'pkcs8' });
  } catch {
    throw new Error(`has a key ${id} that is no private key as PKCS #8`);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`has a key ${id} that is not of Ed25519`);
  return key;
}

/** The text of a new file of keys. @param now its year and month begin the ids */
export function newKeys(now: Date): string {
  const month = now.toISOString().slice(0, 7);
  const { privateKey } = generateKeyPairSync('ed25519');
  const random = () => randomBytes(SECRET_BYTES).toString('base64');
  return `${JSON.stringify(
    {
      digest: [{ id: `digest-${month}`, secret: random() }],
      sign: [
        {
          id: `sign-${month}`,
          secret: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
        },
      ],
      csrf: [{ id: `csrf-${month}`, secret: random() }],
    },
    undefined,
    2,
  )}\n`;
}

/** The keys that a database depends on once it holds something made with them; tokens of pages are not kept. */
export function keyMarks({ digest, sign }: Keys): KeyMark[] {
  return [
    ...digest.map(({ id, secret }): KeyMark => ({
      id,
      kind: 'digest',
      mark: createHmac('sha256', secret).update('which key is this').digest('hex'),
    })),
    ...sign.map(({ id, privateKey }): KeyMark => ({
      id,
      kind: 'sign',
      mark: createHash('sha256')
        .update(createPublicKey(privateKey).export({ format: 'der', type: 'spki' }))
        .digest('hex'),
    })),
  ];
}

/** The public keys of the signatures, to be published: id and PEM (RFC 8410) of each, by which anybody checks a receipt. */
export const publicKeys = ({ sign }: Keys): string =>
  sign
    .map(
      ({ id, privateKey }) =>
        `${id}\n${createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }).toString()}`,
    )
    .join('');
