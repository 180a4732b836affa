import { sign } from 'node:crypto';
import type { Pool } from 'pg';
import type { Witness } from '../../core/ports.ts';
import { canonicalJson } from '../../src/domain/canonical-json.ts';
import type { SigningKey } from '../keys/keys.ts';
import { readIn } from '../postgres/transaction.ts';

/**
 * Signs receipts (Ed25519, RFC 8032) together with the head of the account's log.
 * @param pool connections of the role `privacy_customer`
 */
export const sealing = (pool: Pool, { id, privateKey }: SigningKey): Witness => ({
  seal: async ({ userId, accountId }, digest, now) => {
    const [head] = await readIn<{ seq: string; hash: Buffer }>(
      pool,
      { userId, accountIds: [accountId] },
      { name: 'log head', text: 'select seq::text, hash from privacy.log_head($1)', values: [accountId] },
    );
    const signed = {
      signedAt: now.toISOString(),
      ...(head === undefined ? {} : { logHead: { seq: Number(head.seq), hash: head.hash.toString('hex') } }),
    };
    const signature = sign(null, Buffer.from(canonicalJson({ digest, ...signed })), privateKey);
    return { key: id, algorithm: 'Ed25519', ...signed, signature: signature.toString('base64') };
  },
});
