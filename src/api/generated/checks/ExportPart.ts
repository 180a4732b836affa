// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { int, str, bool, list, obj } from '../../shape.ts';

export const ExportPart = /* @__PURE__ */ obj({ n: int, size: int, sha256: str, fileName: str, sensitive: bool, categories: list(str) });
