// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, obj } from '../../shape-checks.ts';
import { PrivacySignal } from './PrivacySignal.ts';
import type { Schemas } from '../../schema-types.ts';

export const ToolObjection: Check<Schemas['ToolObjection']> = /* @__PURE__ */ obj({ tool: str, label: str, optedOut: bool, "at?": str, can: str, cannot: str, "url?": str, "signal?": PrivacySignal });
