// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj, list, one, int } from '../../shape-checks.ts';
import { CredentialDescriptor } from './CredentialDescriptor.ts';
import type { Schemas } from '../../schema-types.ts';

export const PasskeyOptions: Check<Schemas['PasskeyOptions']> = /* @__PURE__ */ obj({ expiresAt: str, "creation?": obj({ challenge: str, rp: obj({ id: str, name: str }), user: obj({ id: str, name: str, displayName: str }), pubKeyCredParams: list(obj({ type: one("public-key"), alg: int })), timeout: int, excludeCredentials: list(CredentialDescriptor), authenticatorSelection: obj({ residentKey: one("preferred"), userVerification: one("required") }), attestation: one("none") }), "request?": obj({ challenge: str, rpId: str, timeout: int, allowCredentials: list(CredentialDescriptor), userVerification: one("required") }) });
