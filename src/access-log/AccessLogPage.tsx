import { useSearchParams } from 'react-router';
import type { LoaderInput } from '../routes.tsx';
import { useSheet } from '../ui/base/sheets.ts';
import css from './access-log.css?inline';
import { Disclosures } from './Disclosures.tsx';
import { Log } from './Log.tsx';
import { disclosuresQuery, logQuery, showsDisclosures } from './queries.ts';

export async function loader({ runtime, search }: LoaderInput) {
  if (showsDisclosures(search)) await runtime.client.ensureQueryData(disclosuresQuery(runtime, search));
  else await runtime.client.ensureQueryData(logQuery(runtime, search));
}

/** Who looked at the data, when, at what, why and from where; and what was handed over. */
export default function AccessLogPage() {
  useSheet(css);
  const [search] = useSearchParams();
  return showsDisclosures(search) ? <Disclosures search={search} /> : <Log search={search} />;
}
