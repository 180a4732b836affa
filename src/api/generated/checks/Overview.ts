// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, int, obj, list } from '../../shape-checks.ts';
import { Attention } from './Attention.ts';
import { RequestSummary } from './RequestSummary.ts';
import { AccessEntry } from './AccessEntry.ts';
import { PartialSource } from './PartialSource.ts';
import type { Schemas } from '../../schema-types.ts';

export const Overview: Check<Schemas['Overview']> = /* @__PURE__ */ obj({ "changes?": obj({ since: str, total: int }), asOf: str, attention: list(Attention), "nextDeadline?": RequestSummary, cards: obj({ data: obj({ categories: int, fields: int, records: int, hidden: int, "notConnected?": int }), exports: obj({ ready: int, running: int, total: int, "lastAt?": str }), mailings: obj({ on: int, total: int }), requests: obj({ open: int, waiting: int, total: int }), consents: obj({ given: int, total: int }) }), accessLog: list(AccessEntry), partial: list(PartialSource) });
