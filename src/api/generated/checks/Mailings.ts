// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, str, bool, list, int, obj } from '../../shape-checks.ts';
import { Subscription } from './Subscription.ts';
import { ServiceNotices } from './ServiceNotices.ts';
import { Letter } from './Letter.ts';
import { MailingChange } from './MailingChange.ts';
import { PartialSource } from './PartialSource.ts';
import type { Schemas } from '../../schema-types.ts';

export const Mailings: Check<Schemas['Mailings']> = /* @__PURE__ */ obj({ address: str, consentGiven: bool, "consentId?": str, topics: list(Subscription), serviceNotices: ServiceNotices, letters: list(Letter), "lastChange?": MailingChange, "queued?": int, partial: list(PartialSource) });
