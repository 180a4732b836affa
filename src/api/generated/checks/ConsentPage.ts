// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { Consent } from './Consent.ts';
import { ConsentDocument } from './ConsentDocument.ts';
import { Objection } from './Objection.ts';
import { ToolObjection } from './ToolObjection.ts';
import type { Schemas } from '../../schema-types.ts';

export const ConsentPage: Check<Schemas['ConsentPage']> = /* @__PURE__ */ obj({ items: list(Consent), nextCursor: any(str, nil), total: int, documents: list(ConsentDocument), objections: list(Objection), tools: list(ToolObjection) });
