// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, one, int, obj } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Deadline: Check<Schemas['Deadline']> = /* @__PURE__ */ obj({ rule: str, label: str, date: str, staffDate: str, law: str, article: str, confirmed: bool, from: one("receipt", "proof", "detection", "withdrawal", "purpose-reached"), fromDate: str, n: int, unit: one("workday", "day", "month", "at-once"), "extendedDate?": str, calendarKnown: bool, "calendarConfirmed?": bool });
