import { createHmac } from 'node:crypto';
import { domainToASCII } from 'node:url';
import type { Keys } from './keys.ts';

/** A digest of an address with the id of its key. */
export interface AddressDigest {
  readonly key: string;
  readonly digest: string;
}

/**
 * An email address in the one form that digests are made of: trimmed, composed (Unicode NFC), in lower case, its domain as
 * A-labels (RFC 5890).
 */
export function normalAddress(address: string): string {
  const text = address.trim().normalize('NFC').toLowerCase();
  const at = text.lastIndexOf('@');
  if (at < 0) return text;
  const domain = text.slice(at + 1);
  return `${text.slice(0, at)}@${domainToASCII(domain) || domain}`;
}

/**
 * Digests of an address (HMAC-SHA-256), one for each key and the newest first: a stored one was made with any of them. Such a
 * digest is still personal data.
 */
export const addressDigests = ({ digest }: Pick<Keys, 'digest'>, address: string): AddressDigest[] =>
  digest.map(({ id, secret }) => ({
    key: id,
    digest: createHmac('sha256', secret).update(normalAddress(address)).digest('base64url'),
  }));
