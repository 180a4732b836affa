import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listLetters } from '../api/generated/ops/listLetters.ts';
import { Select } from '../form/fields.tsx';
import { useFormat } from '../i18n/react.tsx';
import { PanelFailure } from '../shell/failure/FailureView.tsx';
import { paths } from '../paths.ts';
import { PageLink } from '../shell/frame/links.tsx';
import { useSession, useQueryContext } from '../shell/frame/runtime-context.tsx';
import { MoreButton, useMore } from '../shell/kit/load-more.tsx';
import { Button } from '../ui/base/button.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Section } from '../ui/base/section.tsx';
import { Fact } from '../ui/facts.tsx';
import { Skeleton } from '../ui/base/skeleton.tsx';
import type { Schemas } from '../api/schema-types.ts';
import { emailsQuery, emailsSearch } from './queries.ts';
import { useSwitches, useSwitchTopic } from './mailings.ts';
import { useLabels } from './labels.ts';

/** Every email that was sent, why it came, and «no more like this» beside it. */
export function Emails() {
  const t = useLabels();
  const { mailings } = useSwitches();
  const [topic, setTopic] = useState('');
  const emails = useQuery(emailsQuery(useQueryContext(), topic));
  return (
    <Section title={t('letters')}>
      <div className="filters">
        <Select
          label={t('letters.topic')}
          value={topic}
          options={[
            { value: '', label: t('letters.all') },
            ...mailings.topics.map(one => ({ value: one.topic, label: one.label })),
          ]}
          onChange={setTopic}
        />
      </div>
      {emails.error ? (
        <PanelFailure error={emails.error} onRetry={() => void emails.refetch()} />
      ) : emails.data === undefined ? (
        <div aria-busy="true">
          <Skeleton widths={[80, 60, 90, 70]} />
        </div>
      ) : (
        <List key={topic} topic={topic} first={emails.data} />
      )}
    </Section>
  );
}

function List({ topic, first }: { topic: string; first: Schemas['LetterPage'] }) {
  const t = useLabels();
  const more = useMore(listLetters, emailsSearch(topic), first);
  const items = [...first.items, ...more.items];
  if (items.length === 0) return <p className="muted">{t('letters.none')}</p>;
  return (
    <>
      <ul className="rows">
        {items.map(email => (
          <li key={email.id}>
            <EmailRow email={email} />
          </li>
        ))}
      </ul>
      <MoreButton more={more} label={t('more', { n: more.left })} />
    </>
  );
}

function EmailRow({ email }: { email: Schemas['Letter'] }) {
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  const { mailings, stateOf } = useSwitches();
  const switchTopic = useSwitchTopic();
  const topic = mailings.topics.find(one => one.topic === email.topic);
  const { delivery, at } = email;
  return (
    <div className="row">
      <span className="row-title">{email.subject}</span>
      <time className="row-figure num" dateTime={email.at} title={format.dateTime(email.at)}>
        {format.shortDate(email.at, now)}
      </time>
      <span className="row-text small">
        <span>{`${topic?.label ?? t('letters.notice')} · ${email.why} `}</span>
        {delivery === 'delivered' ? null : (
          // The mailing system does not report back: after its time an email that was permitted counts as handed over.
          <Chip tone={delivery === 'bounced' ? 'warn' : 'wait'}>
            {t(delivery === 'sent' && at <= now ? 'delivery.handed' : `delivery.${delivery}`)}
          </Chip>
        )}
        {topic !== undefined && stateOf(topic.topic) === 'on' ? (
          <Button kind="quiet" onClick={() => void switchTopic(topic.topic, 'off')}>
            <span>{t('letters.stop')}</span>
            <span className="sr">{` ${topic.label}`}</span>
          </Button>
        ) : null}
      </span>
      {email.selection === undefined ? null : (
        <details className="more row-text small">
          <summary>
            <span>{t('letters.why')}</span>
            <span className="sr">{`: ${email.subject}`}</span>
          </summary>
          <Selection of={email.selection} />
        </details>
      )}
    </div>
  );
}

/** The rule by which the recipients of an email were chosen, its basis, and the kinds of data it looks at. */
function Selection({ of }: { of: NonNullable<Schemas['Letter']['selection']> }) {
  const t = useLabels();
  const { rule, matched, basisLabel, categories } = of;
  return (
    <dl className="facts small">
      <Fact label={t('letters.rule')}>{rule}</Fact>
      {matched === undefined ? null : <Fact label={t('letters.matched')}>{matched}</Fact>}
      <Fact label={t('letters.basis')}>{basisLabel}</Fact>
      <Fact label={t('letters.data')}>
        {categories.length === 0
          ? t('letters.data.none')
          : categories.map(({ id, label }) => (
              <PageLink key={id} to={paths.category(id)}>
                {label}
              </PageLink>
            ))}
      </Fact>
    </dl>
  );
}
