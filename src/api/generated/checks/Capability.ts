// Generated from openapi.yaml by scripts/generate.mjs. Do not edit.
import { type Check, one } from '../../shape-checks.ts';
import type { Schemas } from '../../schema-types.ts';

export const Capability: Check<Schemas['Capability']> = /* @__PURE__ */ one("person.view", "account.profile.view", "account.billing.view", "account.all.view", "users.names.view", "export.person", "export.account", "export.account.prepare", "export.billing", "request.person", "request.account", "request.account.prepare", "erasure.account", "accesslog.own", "accesslog.account", "notices.route.all", "notices.route.billing", "notices.route.own", "correspondence.consent");
