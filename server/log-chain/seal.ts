import { sign } from 'node:crypto';
import type { Pool } from 'pg';
import type { Witness } from '../../core/ports.ts';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import type { SigningKey } from '../keys/keys.ts';
import { readIn } from '../postgres/transaction.ts';

/**
 * Signs digests (Ed25519, RFC 8032) together with the head of the account's log. A new seal is made with the first key; without
 * any key nothing is signed.
 * @param pool connections of a role that may call `privacy.log_head`
 */
export const sealing = (pool: Pool, keys: readonly SigningKey[]): Witness => ({
  prepare: async ({ userId, accountId }, now) => {
    const [key] = keys;
    if (key === undefined) return undefined;
    const [head] = await readIn<{ seq: string; hash: Buffer }>(
      pool,
      { userId, accountIds: [accountId] },
      { name: 'log head', text: 'select seq::text, hash from privacy.log_head($1)', values: [accountId] },
    );
    return {
      key: key.id,
      algorithm: 'Ed25519',
      signedAt: now.toISOString(),
      ...(head === undefined ? {} : { logHead: { seq: Number(head.seq), hash: head.hash.toString('hex') } }),
    };
  },
  sign: ({ key: id, algorithm, ...signed }, digest) => {
    const key = keys.find(one => one.id === id);
    if (key === undefined) throw new Error(`KEYS_FILE lacks the key ${id} of a seal`);
    const signature = sign(null, Buffer.from(canonicalJson({ digest, ...signed })), key.privateKey);
    return { key: id, algorithm, ...signed, signature: signature.toString('base64') };
  },
});
