// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, list, any, str, nil, int, obj } from '../../shape-checks.ts';
import { Letter } from './Letter.ts';
import type { Schemas } from '../../schema-types.ts';

export const LetterPage: Check<Schemas['LetterPage']> = /* @__PURE__ */ obj({ items: list(Letter), nextCursor: any(str, nil), total: int });
