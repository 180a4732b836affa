// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, one, int, obj } from '../../shape.ts';

export const ExportSystem = /* @__PURE__ */ obj({ id: str, label: str, status: one("waiting", "running", "done", "failed"), done: int, total: int, fields: int, "reason?": str });
