// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { list, any, str, nil, int, obj } from '../../shape.ts';
import { Letter } from './Letter.ts';

export const LetterPage = /* @__PURE__ */ obj({ items: list(Letter), nextCursor: any(str, nil), total: int });
