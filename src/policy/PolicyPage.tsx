import { getPolicyVersion } from '../api/generated/ops/getPolicyVersion.ts';
import { listPolicyVersions } from '../api/generated/ops/listPolicyVersions.ts';
import { Failure } from '../api/errors.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import type { LoaderInput } from '../routes.tsx';
import { useLoaded } from '../shell/frame/hooks.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { apiQuery } from '../shell/frame/runtime.ts';
import { useSheet } from '../ui/base/sheets.ts';
import { PolicyText } from './PolicyText.tsx';
import { Versions } from './Versions.tsx';
import css from './policy.css?inline';
import type texts from './texts.json';

const versionsQuery = apiQuery(listPolicyVersions);
const versionQuery = (id: string) => apiQuery(getPolicyVersion, { path: { id } });

/** The version in force. */
function inForce<V extends { id: string; state: string }>(versions: readonly V[]): V {
  const version = versions.find(({ state }) => state === 'in-force') ?? versions[0];
  if (!version) throw new Failure('listPolicyVersions', 'not-found', { status: 404 });
  return version;
}

export async function loader({ runtime }: LoaderInput) {
  const { items } = await runtime.load(versionsQuery);
  await runtime.load(versionQuery(inForce(items).id));
}

/** The summary of the policy in force, and the list of its versions. */
export default function PolicyPage() {
  useSheet(css);
  const t = useTexts<typeof texts>('policy');
  const format = useFormat();
  const { items } = useLoaded(versionsQuery);
  const { version, sections } = useLoaded(versionQuery(inForce(items).id));
  return (
    <div className="stack-l">
      <PageHead
        name={t('name')}
        heading={t('heading', { date: format.date(version.effectiveFrom) })}
        lead={t('lead')}
      />
      <Versions versions={items} current={version.id} />
      <PolicyText version={version} sections={sections} />
    </div>
  );
}
