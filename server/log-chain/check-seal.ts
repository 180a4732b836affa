import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { basename } from 'node:path';
import { digestOfJson } from '../../core/seals.ts';
import { canonicalJson } from '../../src/domain/canonical-json.ts';

type Json = Readonly<Record<string, unknown>>;

/** What a check of one seal came to. */
export interface SealCheck {
  /** What is signed. */
  readonly what: 'receipt' | 'answer' | 'consent' | 'manifest';
  readonly key: string;
  /** RFC 3339. */
  readonly signedAt: string;
  readonly finding?: 'unknown key' | 'signature is not of this digest' | 'digest is not of this content';
}

/**
 * Reads what `keys --public` prints: an id in a line of its own before each key as PEM (RFC 8410).
 * @throws Error when a key is not of Ed25519
 */
export function readPublicKeys(text: string): ReadonlyMap<string, KeyObject> {
  const keys = new Map<string, KeyObject>();
  for (const [, id = '', pem = ''] of text.matchAll(
    /^([\w.-]{1,60})\r?\n(-----BEGIN PUBLIC KEY-----[\s\S]*?-----END PUBLIC KEY-----)/gm,
  )) {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`the key ${id} is not of Ed25519`);
    keys.set(id, key);
  }
  return keys;
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What each digest is made of, by the contract: `Receipt`, `AnswerProof`, `Consent`. */
const MEMBERS = {
  receipt: ['number', 'filedAt', 'kind', 'scope', 'details', 'attachments'],
  answer: ['number', 'answeredAt', 'text', 'outcomes'],
  consent: ['id', 'purpose', 'version', 'text', 'form', 'status', 'fullName', 'givenAt', 'withdrawnAt'],
} as const;

const kindOf = (document: Json): keyof typeof MEMBERS | 'manifest' => {
  if ('file' in document) return 'manifest';
  if ('answeredAt' in document) return 'answer';
  if ('filedAt' in document) return 'receipt';
  if ('givenAt' in document) return 'consent';
  throw new Error('is no receipt, answer, consent or seal of a copy');
};

function checkOne(
  document: Json,
  keys: ReadonlyMap<string, KeyObject>,
  fileBeside: (name: string) => Uint8Array,
): SealCheck {
  const what = kindOf(document);
  const { digest, seal } = document;
  if (typeof digest !== 'string' || !isObject(seal)) throw new Error('has no seal');
  const { key, signedAt, logHead, signature } = seal;
  if (typeof key !== 'string' || typeof signedAt !== 'string' || typeof signature !== 'string')
    throw new Error('has a seal that is not whole');
  const seen = { what, key, signedAt };
  const publicKey = keys.get(key);
  if (publicKey === undefined) return { ...seen, finding: 'unknown key' };
  const signed = Buffer.from(canonicalJson({ digest, signedAt, logHead }));
  if (!verify(null, signed, publicKey, Buffer.from(signature, 'base64')))
    return { ...seen, finding: 'signature is not of this digest' };
  const made =
    what === 'manifest'
      ? createHash('sha256')
          .update(fileBeside(basename(String(document['file']))))
          .digest('hex')
      : digestOfJson(Object.fromEntries(MEMBERS[what].map(name => [name, document[name]])));
  return made === digest ? seen : { ...seen, finding: 'digest is not of this content' };
}

/**
 * Checks a saved proof: `receipt.json` of a request with the answer in it, the saved confirmation of a consent, or `seal.json` of
 * a copy with `manifest.json` beside it.
 * @param fileBeside reads a file of the same folder
 * @throws Error that says why the file has nothing to check
 */
export function checkSeals(
  text: string,
  keys: ReadonlyMap<string, KeyObject>,
  fileBeside: (name: string) => Uint8Array,
): SealCheck[] {
  const document: unknown = JSON.parse(text);
  if (!isObject(document)) throw new Error('is no JSON object');
  const { answer } = document;
  return [
    checkOne(document, keys, fileBeside),
    ...(isObject(answer) ? [checkOne(answer, keys, fileBeside)] : []),
  ];
}
