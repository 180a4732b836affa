import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { EmailCodes } from '../../core/ports.ts';
import { CODE_DIGITS } from '../../src/domain/step-up.ts';
import type { SecretKey } from '../keys/keys.ts';

/** Bytes of the random part of an id. */
const ID_BYTES = 16;

/**
 * The code of an id (like HOTP, RFC 4226): a keyed digest, cut to digits. Neither the database nor the outbox holds a code;
 * whoever sends the email computes it, and whoever checks it computes it again.
 * @returns undefined where the key of the id is not there any more
 */
export function codeOf(keys: readonly SecretKey[], userId: string, id: string): string | undefined {
  const key = keys.find(one => id.startsWith(`${one.id}:`));
  if (key === undefined) return undefined;
  const digest = createHmac('sha256', key.secret)
    .update(JSON.stringify(['step-up code', userId, id]))
    .digest();
  return String(digest.readBigUInt64BE() % 10n ** BigInt(CODE_DIGITS)).padStart(CODE_DIGITS, '0');
}

/** Codes of these keys. @param keys the first makes new ids; the others know those that were sent before */
export const emailCodes = (keys: readonly SecretKey[]): EmailCodes => ({
  newId: () => {
    const [key] = keys;
    if (key === undefined) throw new Error('no key for codes');
    return `${key.id}:${randomBytes(ID_BYTES).toString('base64url')}`;
  },
  matches: (userId, id, secret) => {
    const expected = Buffer.from(codeOf(keys, userId, id) ?? '');
    // A code that was copied may have a space in it or around it.
    const given = Buffer.from(secret.replaceAll(/\s/g, ''));
    return expected.length > 0 && expected.length === given.length && timingSafeEqual(expected, given);
  },
});
