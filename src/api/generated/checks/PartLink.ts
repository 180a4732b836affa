// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, obj } from '../../shape.ts';

export const PartLink = /* @__PURE__ */ obj({ url: str, expiresAt: str });
