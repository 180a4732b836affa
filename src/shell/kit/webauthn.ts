import type { Schemas } from '../../api/schema-types.ts';

type Options = Schemas['PasskeyOptions'];

/** Bytes of base64url (RFC 4648, 5): what browsers without `parseCreationOptionsFromJSON` need. */
function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const binary = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, character => character.charCodeAt(0));
}

const base64urlOf = (buffer: ArrayBuffer): string =>
  btoa(Array.from(new Uint8Array(buffer), byte => String.fromCharCode(byte)).join(''))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

/** What the DOM's types leave out: browsers of 2023 and 2024 lack the two functions. */
const parsers = (): Partial<
  Pick<typeof PublicKeyCredential, 'parseCreationOptionsFromJSON' | 'parseRequestOptionsFromJSON'>
> => PublicKeyCredential;

const descriptorsOf = (list: readonly Schemas['CredentialDescriptor'][]) =>
  list.map(({ type, id }) => ({ type, id: bytesOf(id) }));

interface FeaturePolicy {
  allowsFeature(name: string): boolean;
}

/**
 * Whether the browser has passkeys for this page: with TLS or on localhost alone, and in a frame only where the page around it
 * permits them.
 * @param what a new passkey, or the use of one
 */
export function hasPasskeys(what: 'create' | 'get'): boolean {
  if (!('PublicKeyCredential' in globalThis)) return false;
  const { featurePolicy } = document as { featurePolicy?: FeaturePolicy };
  return featurePolicy?.allowsFeature(`publickey-credentials-${what}`) ?? true;
}

/** A passkey was not made or used: the person has cancelled, it took too long, or there is none on this device. */
export class PasskeyDeclined extends Error {}

async function credentialOf(
  asked: Promise<Credential | null>,
): Promise<{ id: string; response: AuthenticatorResponse }> {
  const credential = await asked.catch((cause: unknown) => {
    throw new PasskeyDeclined('no passkey', { cause });
  });
  if (!(credential instanceof PublicKeyCredential)) throw new PasskeyDeclined('no passkey');
  return { id: base64urlOf(credential.rawId), response: credential.response };
}

/** Has the browser make a passkey. @throws PasskeyDeclined */
export async function makePasskey(
  creation: NonNullable<Options['creation']>,
): Promise<Schemas['PasskeyCredential']> {
  const publicKey = parsers().parseCreationOptionsFromJSON?.(creation) ?? {
    ...creation,
    challenge: bytesOf(creation.challenge),
    user: { ...creation.user, id: bytesOf(creation.user.id) },
    excludeCredentials: descriptorsOf(creation.excludeCredentials),
  };
  const asked = navigator.credentials.create({ publicKey });
  const { id, response } = await credentialOf(asked);
  const { clientDataJSON, attestationObject } = response as AuthenticatorAttestationResponse;
  return {
    id,
    clientDataJSON: base64urlOf(clientDataJSON),
    attestationObject: base64urlOf(attestationObject),
  };
}

/** Has the person use a passkey. @throws PasskeyDeclined */
export async function requestAssertion(
  request: NonNullable<Options['request']>,
): Promise<Schemas['PasskeyAssertion']> {
  const publicKey = parsers().parseRequestOptionsFromJSON?.(request) ?? {
    ...request,
    challenge: bytesOf(request.challenge),
    allowCredentials: descriptorsOf(request.allowCredentials),
  };
  const asked = navigator.credentials.get({ publicKey });
  const { id, response } = await credentialOf(asked);
  const { clientDataJSON, authenticatorData, signature } = response as AuthenticatorAssertionResponse;
  return {
    id,
    clientDataJSON: base64urlOf(clientDataJSON),
    authenticatorData: base64urlOf(authenticatorData),
    signature: base64urlOf(signature),
  };
}
