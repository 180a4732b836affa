// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Special: Check<Schemas['Special']> = /* @__PURE__ */ obj({ id: str, label: str, text: str, "kind?": str, "ownChoice?": bool });
