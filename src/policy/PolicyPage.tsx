import { useSuspenseQuery } from '@tanstack/react-query';
import { Failure } from '../api/errors.ts';
import { Accountability } from './Accountability.tsx';
import { accountabilityQuery, versionQuery, versionsQuery } from './queries.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import type { LoaderInput } from '../routes.tsx';
import { useQueryContext } from '../shell/frame/runtime-context.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { useSheet } from '../ui/base/sheets.ts';
import { PolicyText } from './PolicyText.tsx';
import { Versions } from './Versions.tsx';
import css from './policy.css?inline';
import type texts from './texts.json';

/** The version in force. */
function inForce<V extends { id: string; state: string }>(versions: readonly V[]): V {
  const version = versions.find(({ state }) => state === 'in-force') ?? versions[0];
  if (!version) throw new Failure('listPolicyVersions', 'not-found', { status: 404 });
  return version;
}

export async function loader({ runtime }: LoaderInput) {
  const accountability = runtime.client.ensureQueryData(accountabilityQuery(runtime));
  const { items } = await runtime.client.ensureQueryData(versionsQuery(runtime));
  await runtime.client.ensureQueryData(versionQuery(runtime, inForce(items).id));
  await accountability;
}

/** The summary of the policy in force, and the list of its versions. */
export default function PolicyPage() {
  useSheet(css);
  const t = useTexts<typeof texts>('policy');
  const format = useFormat();
  const context = useQueryContext();
  const { items } = useSuspenseQuery(versionsQuery(context)).data;
  const { version, sections } = useSuspenseQuery(versionQuery(context, inForce(items).id)).data;
  return (
    <div className="stack-l">
      <PageHead
        name={t('name')}
        heading={t('heading', { date: format.date(version.effectiveFrom) })}
        lead={t('lead')}
      />
      <Versions versions={items} current={version.id} />
      <PolicyText version={version} sections={sections} />
      <Accountability />
    </div>
  );
}
