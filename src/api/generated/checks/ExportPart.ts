// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, int, str, bool, list, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const ExportPart: Check<Schemas['ExportPart']> = /* @__PURE__ */ obj({ n: int, size: int, sha256: str, fileName: str, sensitive: bool, categories: list(str) });
