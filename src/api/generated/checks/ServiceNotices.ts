// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, bool, int, list, obj } from '../../shape.ts';
import { Letter } from './Letter.ts';

export const ServiceNotices = /* @__PURE__ */ obj({ label: str, reason: str, locked: bool, lettersLastYear: int, "lastAt?": str, examples: list(str), history: list(Letter) });
