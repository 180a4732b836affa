import { useSuspenseQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { acknowledgePolicy } from '../api/generated/ops/acknowledgePolicy.ts';
import { getOverview } from '../api/generated/ops/getOverview.ts';
import { getPolicyVersion } from '../api/generated/ops/getPolicyVersion.ts';
import { getSession } from '../api/generated/ops/getSession.ts';
import { listPolicyVersions } from '../api/generated/ops/listPolicyVersions.ts';
import type { Schemas } from '../api/schema-types.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import type { LoaderInput } from '../routes.tsx';
import { useAction } from '../shell/kit/use-action.ts';
import { ActionFailureNote } from '../shell/kit/action-failure.tsx';
import { useQueryContext } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { Button } from '../ui/base/button.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { PrintButton } from '../shell/kit/PrintButton.tsx';
import { Heading } from '../ui/base/heading.tsx';
import { Note } from '../ui/base/note.tsx';
import { Section } from '../ui/base/section.tsx';
import { useSheet } from '../ui/base/sheets.ts';
import { PolicyText } from './PolicyText.tsx';
import { versionQuery } from './queries.ts';
import css from './policy.css?inline';
import type texts from './texts.json';

type PolicyVersion = Schemas['PolicyVersion'];

export async function loader({ runtime, params, search }: LoaderInput) {
  await runtime.client.ensureQueryData(versionQuery(runtime, params['version'] ?? '', search.get('since')));
}

/** One version of the policy: the changes against the former one, and the text in plain language. */
export default function PolicyVersionPage() {
  useSheet(css);
  const t = useTexts<typeof texts>('policy');
  const format = useFormat();
  const { version: id = '' } = useParams();
  const [search] = useSearchParams();
  const { version, sections, changes } = useSuspenseQuery(
    versionQuery(useQueryContext(), id, search.get('since')),
  ).data;
  const date = format.date(version.effectiveFrom);
  return (
    <div className="stack-l">
      <PageHead
        name={t('name')}
        heading={
          version.state === 'in-force'
            ? t('heading', { date })
            : version.state === 'upcoming'
              ? t('heading.upcoming', { date })
              : t('heading.former')
        }
        lead={version.summary}
        trail={
          <>
            <PageLink to={paths.policy()}>{t('trail')}</PageLink>
            <span>{` · ${version.title}`}</span>
          </>
        }
      />
      {version.fact.source === 'assumed' ? <Note>{t('assumed')}</Note> : null}
      {changes === undefined ? null : <Changes changes={changes} title={version.title} />}
      <Acknowledge key={version.id} version={version} />
      <PolicyText version={version} sections={sections} />
    </div>
  );
}

function Changes({ changes, title }: { changes: NonNullable<PolicyVersion['changes']>; title: string }) {
  const t = useTexts<typeof texts>('policy');
  const content = useRef<HTMLDivElement>(null);
  return (
    <Section title={t('changes')}>
      <div ref={content} className="stack">
        <p className="lead">{changes.summary}</p>
        <div>
          {changes.items.map(item => (
            <article key={`${item.section}-${item.title}`} className="change">
              <div className="split">
                <Heading level={3}>{item.title}</Heading>
                <Chip tone={item.kind === 'removed' ? 'wait' : 'plain'}>{t(`kind.${item.kind}`)}</Chip>
              </div>
              <div className="sides">
                <div data-side="before">
                  <span className="term">{t('before')}</span>
                  <p>{item.before ?? <span className="muted">{t('nothing')}</span>}</p>
                </div>
                <div data-side="after">
                  <span className="term">{t('after')}</span>
                  <p>{item.after ?? <span className="muted">{t('gone')}</span>}</p>
                </div>
              </div>
              <p>
                <span className="term">{`${t('meaning')}: `}</span>
                <span>{item.meaning}</span>
              </p>
            </article>
          ))}
        </div>
      </div>
      <div className="actions">
        <PrintButton title={t('print.changes', { title })} controller="ActiveCloud" content={content} />
      </div>
    </Section>
  );
}

/** Records that the customer has seen the version. It is not a consent. */
function Acknowledge({ version }: Pick<PolicyVersion, 'version'>) {
  const t = useTexts<typeof texts>('policy');
  const format = useFormat();
  const [noted, setNoted] = useState<string>();
  const action = useAction(acknowledgePolicy, {
    outdates: [getPolicyVersion, listPolicyVersions, getSession, getOverview],
    onSuccess: answer => setNoted(answer.at),
  });
  const at = version.acknowledgedAt ?? noted;
  if (at !== undefined)
    return (
      <p className="muted" role="status">
        {t('acknowledged', { date: format.date(at) })}
      </p>
    );
  return (
    <div className="stack-s">
      <p className="actions">
        <Button
          kind="primary"
          busy={action.busy}
          onClick={() => void action.send({ body: { version: version.id } })}
        >
          {t('acknowledge')}
        </Button>
        <span className="small muted">{t('acknowledge.text')}</span>
      </p>
      <ActionFailureNote failure={action.failure} labels={{ uncertain: t('acknowledge.uncertain') }} />
    </div>
  );
}
