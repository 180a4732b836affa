import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { consentsQuery } from '../api/queries/consents.ts';
import type { Schemas } from '../api/schema-types.ts';
import { useFormat, useTexts } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import type { LoaderInput } from '../routes.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { PageHead } from '../shell/frame/page-head.tsx';
import { overviewQuery } from '../shell/frame/queries.ts';
import { useQueryContext, useSession } from '../shell/frame/runtime-context.tsx';
import { Button } from '../ui/base/button.tsx';
import { Section } from '../ui/base/section.tsx';
import { accountQuery, changesQuery } from './queries.ts';
import type texts from './texts.json';

type Change = Schemas['ChangeList']['items'][number];

export async function loader({ runtime }: LoaderInput) {
  const { client } = runtime;
  await Promise.all([
    client.ensureQueryData(overviewQuery(runtime)),
    client.ensureQueryData(changesQuery(runtime)),
    client.ensureQueryData(consentsQuery(runtime)),
    client.ensureQueryData(accountQuery(runtime)),
  ]);
}

/** What has changed since the last visit, and a check of a few minutes that ends. */
export default function ReviewPage() {
  const t = useTexts<typeof texts>('account');
  const format = useFormat();
  const { now } = useSession();
  const context = useQueryContext();
  const { since, items } = useSuspenseQuery(changesQuery(context)).data;
  const steps = useSteps();
  const [checked, setChecked] = useState<readonly string[]>([]);
  const left = steps.length - checked.length;
  const toggle = (id: string) =>
    setChecked(checked.includes(id) ? checked.filter(one => one !== id) : [...checked, id]);
  return (
    <div className="stack-l">
      <PageHead
        name={t('review.name')}
        heading={t(left === 0 ? 'review.heading.done' : 'review.heading')}
        lead={t(left === 0 ? 'review.lead.done' : 'review.lead', { n: steps.length })}
      />
      <Section title={t('steps')}>
        <ol className="rows">
          {steps.map(({ id, state, to }) => (
            <li key={id} className="row">
              <span className="row-title">{t(`step.${id}`)}</span>
              <span className="row-figure">
                <Button aria-pressed={checked.includes(id)} onClick={() => toggle(id)}>
                  <span>{t(checked.includes(id) ? 'step.checked' : 'step.check')}</span>
                  <span className="sr">{`: ${t(`step.${id}`)}`}</span>
                </Button>
              </span>
              <span className="row-text">
                <span>{`${state} `}</span>
                <PageLink to={to}>
                  <span>{t('step.open')}</span>
                  <span className="sr">{`: ${t(`step.${id}`)}`}</span>
                </PageLink>
              </span>
            </li>
          ))}
        </ol>
        <p role="status" className="muted">
          {left === 0 ? t('steps.done') : t('steps.left', { n: left })}
        </p>
      </Section>
      <Section
        title={since === undefined ? t('changes') : t('changes.since', { at: format.moment(since, now) })}
      >
        {items.length === 0 ? (
          <p className="muted">{t(since === undefined ? 'changes.first' : 'changes.none')}</p>
        ) : (
          <ul className="rows">
            {items.map(item => (
              <li key={item.id}>
                <PageLink className="row" to={pageOfChange(item)}>
                  <span className="row-title">{item.text}</span>
                  <time className="row-figure num small" dateTime={item.at} title={format.dateTime(item.at)}>
                    {format.moment(item.at, now)}
                  </time>
                </PageLink>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}

/** Where a change can be seen whole. */
function pageOfChange({ kind, reference = '' }: Change): string {
  switch (kind) {
    case 'request':
      return paths.request(reference);
    case 'export':
      return paths.export(reference);
    case 'policy':
      return paths.policyVersion(reference);
    case 'mailing':
      return paths.mailings();
    case 'access':
      return paths.accessLog();
    case 'disclosure':
      return paths.accessLog({ view: 'disclosures' });
  }
}

/** The steps of the check: each is the state of a page, and the way to it. */
function useSteps() {
  const t = useTexts<typeof texts>('account');
  const context = useQueryContext();
  const { cards } = useSuspenseQuery(overviewQuery(context)).data;
  const { tools } = useSuspenseQuery(consentsQuery(context)).data;
  const { members } = useSuspenseQuery(accountQuery(context)).data;
  const refused = tools.filter(({ optedOut }) => optedOut).length;
  return [
    { id: 'mailings', to: paths.mailings(), state: t('step.mailings.state', { ...cards.mailings }) },
    { id: 'consents', to: paths.consents(), state: t('step.consents.state', { n: cards.consents.given }) },
    { id: 'tools', to: paths.consents(), state: t('step.tools.state', { n: refused }) },
    {
      id: 'requests',
      to: paths.requests(),
      state: t('step.requests.state', { n: cards.requests.open, waiting: cards.requests.waiting }),
    },
    { id: 'access', to: paths.account(), state: t('step.access.state', { n: members.length }) },
    { id: 'actions', to: paths.accessLog({ view: 'actions' }), state: t('step.actions.state') },
  ] as const;
}
