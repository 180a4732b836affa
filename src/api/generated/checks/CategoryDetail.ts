// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, list, bool, obj } from '../../shape-checks.ts';
import { Category } from './Category.ts';
import { Field } from './Field.ts';
import { RecordKind } from './RecordKind.ts';
import { PartialSource } from './PartialSource.ts';
import type { Schemas } from '../../schema-types.ts';

export const CategoryDetail: Check<Schemas['CategoryDetail']> = /* @__PURE__ */ obj({ asOf: str, category: Category, fields: list(Field), recordKinds: list(RecordKind), partial: list(PartialSource), "consent?": obj({ given: bool, "at?": str }) });
