// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { Right } from './Right.ts';
import { Jurisdiction } from './Jurisdiction.ts';
import { ComplaintBody } from './ComplaintBody.ts';
import { KeptRule } from './KeptRule.ts';
import type { Schemas } from '../../schema-types.ts';

export const RightPage: Check<Schemas['RightPage']> = /* @__PURE__ */ obj({ items: list(Right), nextCursor: any(str, nil), total: int, jurisdiction: Jurisdiction, "complaintBodies?": list(ComplaintBody), "kept?": KeptRule });
