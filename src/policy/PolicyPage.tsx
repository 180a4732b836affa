import { getPolicyVersion } from '../api/generated/ops/getPolicyVersion.ts';
import { listPolicyVersions } from '../api/generated/ops/listPolicyVersions.ts';
import { Failure } from '../api/errors.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import type { LoaderInput } from '../routes.tsx';
import { useLoaded } from '../shell/hooks.tsx';
import { PageHead } from '../shell/page.tsx';
import { ask } from '../shell/runtime.ts';
import { useSheet } from '../ui/sheets.ts';
import { PolicyText, Versions } from './parts.tsx';
import css from './policy.css?inline';
import type texts from './texts.json';

const versionsAsk = ask(listPolicyVersions);
const versionAsk = (id: string) => ask(getPolicyVersion, { path: { id } });

/** The version in force: of those listed, the one that says so. */
function inForce<V extends { id: string; state: string }>(versions: readonly V[]): V {
  const version = versions.find(({ state }) => state === 'in-force') ?? versions[0];
  if (!version) throw new Failure('listPolicyVersions', 'not-found', { status: 404 });
  return version;
}

export async function loader({ runtime }: LoaderInput) {
  const { items } = await runtime.load(versionsAsk);
  await runtime.load(versionAsk(inForce(items).id));
}

/** The policy in force, short and in our own words, and the list of its versions. */
export default function PolicyPage() {
  useSheet(css);
  const t = useTexts<typeof texts>('policy');
  const format = useFormat();
  const { items } = useLoaded(versionsAsk);
  const { version, sections } = useLoaded(versionAsk(inForce(items).id));
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
