import type { components } from '../../src/api/generated/schema.ts';
import type { Context, Handlers } from '../context.ts';
import { newId } from '../ids.ts';
import type { PasskeyRules } from '../ports.ts';
import { fieldError, type Lang, problem, type Text } from '../problem.ts';
import { t } from '../text.ts';
import { type ChallengeRow, type PasskeyRow, sessionOfUser } from './state.ts';
import { requireStepUp } from './step-up.ts';
import {
  base64urlOf,
  challengeOf,
  checkAssertion,
  checkNewCredential,
  type Expected,
  InvalidCredential,
  type StoredKey,
} from './webauthn.ts';

type Schema = components['schemas'];
type Seen = Pick<Context<'stepUp'>, 'db' | 'me' | 'now' | 'session'>;

/** How long a challenge holds. */
const CHALLENGE_MS = 5 * 60_000;
/** Challenges of a person that are remembered at once. */
const MOST_CHALLENGES = 10;
/** Passkeys of a person. */
const MOST_PASSKEYS = 10;
/** Signatures that are taken: ES256 and RS256 (RFC 9053, RFC 8812). */
const ALGORITHMS = [-7, -257];

const invalid = (pointer: string, code: string, text: Text, lang: Lang) =>
  problem('validation', { errors: [fieldError(pointer, code, text[lang])] });

const isValid = ({ at, used }: ChallengeRow, now: Date): boolean =>
  used !== true && Date.parse(at) > now.getTime() - CHALLENGE_MS;

/** The challenge that was signed, if it was made for this purpose and session and still holds. */
function signedChallenge(
  { db, me, now, session = '' }: Seen,
  purpose: ChallengeRow['for'],
  signed: { readonly clientDataJSON: string },
): ChallengeRow | undefined {
  const challenge = challengeOf(signed);
  return (db.session[me.userId]?.challenges ?? []).find(
    one => one.challenge === challenge && one.for === purpose && one.session === session && isValid(one, now),
  );
}

const expectedOf = ({ rpIds, isOrigin }: PasskeyRules, { challenge }: ChallengeRow): Expected => ({
  challenge,
  rpIds,
  isOrigin,
});

/** What was checked; undefined where it does not fit. */
async function checked<T>(check: Promise<T>): Promise<T | undefined> {
  try {
    return await check;
  } catch (thrown) {
    if (thrown instanceof InvalidCredential) return undefined;
    throw thrown;
  }
}

/** A passkey whose signature was checked. */
export interface UsedPasskey {
  readonly id: string;
  readonly counter: number;
  readonly challenge: string;
}

/** Checks the signature of a step-up by a passkey; undefined where there is none that fits. */
export async function gatherAssertion(context: Context<'stepUp'>): Promise<UsedPasskey | undefined> {
  const { db, me, body, identity } = context;
  const { passkey } = body;
  if (body.method !== 'passkey' || passkey === undefined || identity.passkeys === undefined) return undefined;
  const row = db.session[me.userId]?.passkeys?.find(({ credentialId }) => credentialId === passkey.id);
  const challenge = signedChallenge(context, 'step-up', passkey);
  if (row === undefined || challenge === undefined) return undefined;
  const counter = await checked(checkAssertion(passkey, expectedOf(identity.passkeys, challenge), row));
  return counter === undefined ? undefined : { id: row.id, counter, challenge: challenge.challenge };
}

/** Notes that a passkey was used. @returns false when it or its challenge has gone since it was checked */
export function notePasskeyUse(
  { db, me, now }: Pick<Context<'stepUp'>, 'db' | 'me' | 'now'>,
  { id, counter, challenge }: UsedPasskey,
): boolean {
  const own = db.session[me.userId];
  const row = own?.passkeys?.find(one => one.id === id);
  const signed = own?.challenges?.find(one => one.challenge === challenge && isValid(one, now));
  if (row === undefined || signed === undefined || (counter !== 0 && counter <= row.counter)) return false;
  signed.used = true;
  row.counter = counter;
  row.usedAt = now.toISOString();
  return true;
}

const view = ({ id, label, createdAt, usedAt }: PasskeyRow): Schema['Passkey'] => ({
  id,
  label,
  createdAt,
  ...(usedAt === undefined ? {} : { usedAt }),
});

const NOT_OFFERED = t('Ключи доступа здесь не используются', 'Passkeys are not used here');
const NOT_FITTING = t(
  'Этот ключ доступа не подошёл. Попробуйте ещё раз',
  'This passkey did not fit. Try again',
);

function requireOffered({ identity, lang }: Pick<Context<'stepUp'>, 'identity' | 'lang'>, pointer: string) {
  if (identity.passkeys === undefined) throw invalid(pointer, 'not-offered', NOT_OFFERED, lang);
  return identity.passkeys;
}

interface NewKey {
  readonly key: StoredKey;
  readonly counter: number;
  readonly challenge: string;
}

/** Passkeys of a person: added, used, removed. */
export const passkeyHandlers: Handlers<
  'listPasskeys' | 'addPasskey' | 'createPasskeyOptions' | 'removePasskey'
> = {
  listPasskeys: ({ db, me, identity }) => ({
    body: {
      offered: identity.passkeys !== undefined,
      items: (db.session[me.userId]?.passkeys ?? []).map(view).toReversed(),
    },
  }),

  createPasskeyOptions: {
    // The id that authenticators keep says nothing about the person.
    gather: async ({ me }) =>
      base64urlOf(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(me.userId)))),
    decide: (context, userHandle: string) => {
      const { db, me, body, now, lang, session = '' } = context;
      const { rpIds, rpName } = requireOffered(context, '/for');
      const own = sessionOfUser(db.session, me.userId);
      const known = own.passkeys ?? [];
      if (body.for === 'registration') requireStepUp(context, 'add-passkey');
      else if (known.length === 0) {
        const text = t('Ключа доступа у вас пока нет', 'You have no passkey yet');
        throw invalid('/for', 'none', text, lang);
      }
      if (body.for === 'registration' && known.length >= MOST_PASSKEYS) {
        const text = t('Больше десяти ключей добавить нельзя', 'You cannot add more than ten passkeys');
        throw invalid('/for', 'too-many', text, lang);
      }
      const challenge = base64urlOf(crypto.getRandomValues(new Uint8Array(32)));
      own.challenges = [
        ...(own.challenges ?? []).filter(one => isValid(one, now)).slice(1 - MOST_CHALLENGES),
        { challenge, at: now.toISOString(), for: body.for, session },
      ];
      const [rpId] = rpIds;
      const descriptors = known.map(({ credentialId: id }) => ({ type: 'public-key' as const, id }));
      const name = me.name;
      return {
        body: {
          expiresAt: new Date(now.getTime() + CHALLENGE_MS).toISOString(),
          ...(body.for === 'registration'
            ? {
                creation: {
                  challenge,
                  rp: { id: rpId, name: rpName },
                  user: { id: userHandle, name, displayName: name },
                  pubKeyCredParams: ALGORITHMS.map(alg => ({ type: 'public-key' as const, alg })),
                  timeout: CHALLENGE_MS,
                  excludeCredentials: descriptors,
                  authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
                  attestation: 'none',
                },
              }
            : {
                request: {
                  challenge,
                  rpId,
                  timeout: CHALLENGE_MS,
                  allowCredentials: descriptors,
                  userVerification: 'required',
                },
              }),
        },
      };
    },
  },

  addPasskey: {
    gather: async (context): Promise<NewKey | undefined> => {
      const { identity, body } = context;
      const challenge = signedChallenge(context, 'registration', body.credential);
      if (identity.passkeys === undefined || challenge === undefined) return undefined;
      const made = await checked(
        checkNewCredential(body.credential, expectedOf(identity.passkeys, challenge)),
      );
      return made && { ...made, challenge: challenge.challenge };
    },
    decide: (context, made: NewKey | undefined) => {
      const { db, me, body, now, lang, unit } = context;
      requireOffered(context, '/credential');
      requireStepUp(context, 'add-passkey');
      const own = sessionOfUser(db.session, me.userId);
      const challenge = own.challenges?.find(one => one.challenge === made?.challenge && isValid(one, now));
      const known = own.passkeys ?? [];
      const isTaken = known.some(({ credentialId }) => credentialId === body.credential.id);
      if (made === undefined || challenge === undefined || isTaken || known.length >= MOST_PASSKEYS)
        throw invalid('/credential', 'invalid', NOT_FITTING, lang);
      challenge.used = true;
      const row: PasskeyRow = {
        id: newId('pk'),
        credentialId: body.credential.id,
        label: body.label,
        key: made.key,
        counter: made.counter,
        createdAt: now.toISOString(),
      };
      own.passkeys = [...known, row];
      unit.mail({
        userId: me.userId,
        lang,
        template: 'passkey-added',
        parameters: { at: now.toISOString() },
      });
      return { status: 201, body: view(row) };
    },
  },

  removePasskey: ({ db, me, params }) => {
    const own = sessionOfUser(db.session, me.userId);
    own.passkeys = (own.passkeys ?? []).filter(({ id }) => id !== params.id);
    return { status: 204 };
  },
};
