import { getOverview } from '../../api/generated/ops/getOverview.ts';
import { getSession } from '../../api/generated/ops/getSession.ts';
import { apiQuery, type QueryContext } from '../../api/query.ts';

/** Who is signed in. */
export const sessionQuery = (context: QueryContext) => apiQuery(context, getSession);

/** The overview: its counts stand in the navigation of every page. */
export const overviewQuery = (context: QueryContext) => apiQuery(context, getOverview);
