// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { str, one, obj } from '../../shape.ts';

export const PolicyChange = /* @__PURE__ */ obj({ section: str, title: str, kind: one("added", "removed", "changed"), "before?": str, "after?": str, meaning: str });
