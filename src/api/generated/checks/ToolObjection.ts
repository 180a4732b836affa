// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, bool, obj } from '../../shape.ts';

export const ToolObjection = /* @__PURE__ */ obj({ tool: str, label: str, optedOut: bool, "at?": str, can: str, cannot: str, "url?": str });
