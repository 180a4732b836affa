import { getAccountability } from '../api/generated/ops/getAccountability.ts';
import { getPolicyVersion } from '../api/generated/ops/getPolicyVersion.ts';
import { listPolicyVersions } from '../api/generated/ops/listPolicyVersions.ts';
import { apiQuery, type QueryContext } from '../api/query.ts';

/** All versions of the policy. */
export const versionsQuery = (context: QueryContext) => apiQuery(context, listPolicyVersions);

/** Who answers for the data, and how requests are answered. */
export const accountabilityQuery = (context: QueryContext) => apiQuery(context, getAccountability);

/** A version of the policy; with `since`, what it changed since that one. */
export const versionQuery = (context: QueryContext, id: string, since?: string | null) =>
  apiQuery(context, getPolicyVersion, { path: { id }, ...(since ? { query: { since } } : {}) });
