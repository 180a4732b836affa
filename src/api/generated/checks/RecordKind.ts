// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, int, bool, obj } from '../../shape.ts';

export const RecordKind = /* @__PURE__ */ obj({ id: str, label: str, count: int, hasAmount: bool, note: str });
