// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, one, obj } from '../../shape.ts';
import { Role } from './Role.ts';

export const AccountRef = /* @__PURE__ */ obj({ id: str, code: str, name: str, kind: one("legal", "natural"), role: Role });
