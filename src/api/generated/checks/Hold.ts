// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, obj } from '../../shape.ts';

export const Hold = /* @__PURE__ */ obj({ reason: str, since: str, "reviewAt?": str, "until?": str });
