import type { components } from '../src/api/generated/schema.ts';
import { canonicalJson } from '../src/domain/canonical-json.ts';
import { sha256OfText } from './digest.ts';
import type { Principal, Witness } from './ports.ts';

type Seal = components['schemas']['Seal'];

/** Where nothing is signed. */
export const NOTHING_SIGNED: Witness = {
  prepare: async () => undefined,
  sign: () => {
    throw new Error('there is no key to sign with');
  },
};

/** SHA-256, in hexadecimal, of the canonical JSON (RFC 8785) of a value. */
export const digestOfJson = (value: object): string => sha256OfText(canonicalJson(value));

/** Gives the seal of a digest, as a member to be spread; an empty object where nothing is signed. */
export type Sealing = (digest: string) => { readonly seal?: Seal };

/** What one answer is signed with: the head of the account's log is read once for all its seals. */
export const sealingFor = async (
  witness: Witness,
  me: Pick<Principal, 'userId' | 'accountId'>,
  now: Date,
): Promise<Sealing> => {
  const unsigned = await witness.prepare(me, now);
  return digest => (unsigned === undefined ? {} : { seal: witness.sign(unsigned, digest) });
};
