// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { OwnAction } from './OwnAction.ts';
import type { Schemas } from '../../schema-types.ts';

export const OwnActionPage: Check<Schemas['OwnActionPage']> = /* @__PURE__ */ obj({ items: list(OwnAction), nextCursor: any(str, nil), total: int });
