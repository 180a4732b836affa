// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, int, obj } from '../../shape.ts';

export const Revealed = /* @__PURE__ */ obj({ value: str, revealedAt: str, hideAfterSeconds: int, logEntryId: str });
