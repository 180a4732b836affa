import { getAccount } from '../api/generated/ops/getAccount.ts';
import { listChanges } from '../api/generated/ops/listChanges.ts';
import { listGrants } from '../api/generated/ops/listGrants.ts';
import { listPasskeys } from '../api/generated/ops/listPasskeys.ts';
import { apiQuery, type QueryContext } from '../api/query.ts';

/** Who has access to the account. */
export const accountQuery = (context: QueryContext) => apiQuery(context, getAccount);

/** The passkeys of the person. */
export const passkeysQuery = (context: QueryContext) => apiQuery(context, listPasskeys);

/** What the data of the person can be reached by. */
export const grantsQuery = (context: QueryContext) => apiQuery(context, listGrants);

/** What has changed since the last visit. */
export const changesQuery = (context: QueryContext) => apiQuery(context, listChanges);
