// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, obj } from '../../shape.ts';

export const Acknowledgement = /* @__PURE__ */ obj({ version: str, at: str });
