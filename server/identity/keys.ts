import { createPublicKey, type KeyObject } from 'node:crypto';

/** Signatures that are accepted: of key pairs only, so that no key of ours could make one. */
const ALGORITHMS = new Set(['ES256', 'ES384', 'EdDSA', 'RS256', 'PS256']);

/** A public key of the panel, for one algorithm. */
export interface PanelKey {
  readonly kid: string;
  readonly alg: string;
  readonly key: KeyObject;
}

interface JsonWebKey {
  kid?: unknown;
  alg?: unknown;
  kty?: unknown;
  d?: unknown;
}

/**
 * The keys of a JSON Web Key Set (RFC 7517), checked.
 * @throws Error that says what is wrong with which key
 */
export function panelKeys(text: string): PanelKey[] {
  const set = JSON.parse(text) as { keys?: JsonWebKey[] };
  if (!Array.isArray(set.keys) || set.keys.length === 0) throw new Error('has no keys');
  const keys = set.keys.map((jwk): PanelKey => {
    const { kid, alg, d } = jwk;
    if (typeof kid !== 'string' || kid === '') throw new Error('has a key without kid');
    if (typeof alg !== 'string' || !ALGORITHMS.has(alg))
      throw new Error(`has a key ${kid} whose alg is not one of ${[...ALGORITHMS].join(', ')}`);
    if (d !== undefined)
      throw new Error(`has the private part of the key ${kid}: only the public one belongs here`);
    return { kid, alg, key: createPublicKey({ key: jwk as never, format: 'jwk' }) };
  });
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) throw new Error('has two keys of one kid');
  return keys;
}
