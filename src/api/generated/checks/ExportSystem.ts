// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, one, int, bool, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const ExportSystem: Check<Schemas['ExportSystem']> = /* @__PURE__ */ obj({ id: str, label: str, status: one("waiting", "running", "done", "failed"), done: int, total: int, fields: int, "reason?": str, "notConnected?": bool });
