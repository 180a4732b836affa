import { useSearchParams } from 'react-router';
import type { LoaderInput } from '../routes.tsx';
import { useSheet } from '../ui/base/sheets.ts';
import css from './access-log.css?inline';
import { Disclosures } from './Disclosures.tsx';
import { Log } from './Log.tsx';
import { OwnActions } from './OwnActions.tsx';
import { disclosuresQuery, logQuery, ownActionsQuery, showsDisclosures, showsOwnActions } from './queries.ts';

export async function loader({ runtime, search }: LoaderInput) {
  if (showsOwnActions(search)) await runtime.client.ensureQueryData(ownActionsQuery(runtime));
  else if (showsDisclosures(search)) await runtime.client.ensureQueryData(disclosuresQuery(runtime, search));
  else await runtime.client.ensureQueryData(logQuery(runtime, search));
}

/** Who looked at the data, when, at what, why and from where; what was handed over, and what was made in their name. */
export default function AccessLogPage() {
  useSheet(css);
  const [search] = useSearchParams();
  if (showsOwnActions(search)) return <OwnActions />;
  return showsDisclosures(search) ? <Disclosures search={search} /> : <Log search={search} />;
}
