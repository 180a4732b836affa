// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj, list, one, bool } from '../../shape-checks.ts';
import { AccountRef } from './AccountRef.ts';
import { Role } from './Role.ts';
import { Capability } from './Capability.ts';
import { Scope } from './Scope.ts';
import { Jurisdiction } from './Jurisdiction.ts';
import { StepUpMethod } from './StepUpMethod.ts';
import type { Schemas } from '../../schema-types.ts';

export const Session: Check<Schemas['Session']> = /* @__PURE__ */ obj({ account: AccountRef, user: obj({ id: str, name: str, initials: str }), role: Role, capabilities: list(Capability), scopes: list(Scope), locale: one("ru", "en"), jurisdiction: Jurisdiction, accounts: list(AccountRef), stepUp: obj({ fresh: bool, "until?": str, methods: list(StepUpMethod) }), "csrfToken?": str, now: str, "policyToAcknowledge?": str, "expiresAt?": str });
