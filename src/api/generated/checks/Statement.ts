// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, obj, bool, list } from '../../shape-checks.ts';
import { StatementSection } from './StatementSection.ts';
import { PartialSource } from './PartialSource.ts';
import type { Schemas } from '../../schema-types.ts';

export const Statement: Check<Schemas['Statement']> = /* @__PURE__ */ obj({ number: str, issuedAt: str, controller: obj({ name: str, "address?": str, contactsUrl: str }), subject: obj({ name: str, accountCode: str, accountName: str }), processingConfirmed: bool, summary: str, sections: list(StatementSection), partial: list(PartialSource) });
