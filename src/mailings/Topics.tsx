import { useId, useState } from 'react';
import { useFormat } from '../i18n/react.tsx';
import { paths } from '../paths.ts';
import { LazyConsentForm } from '../shell/consent/LazyConsent.tsx';
import { useSession } from '../shell/frame/runtime-context.tsx';
import { PageLink } from '../shell/frame/links.tsx';
import { Chip } from '../ui/base/chip.tsx';
import { Section } from '../ui/base/section.tsx';
import { Switch } from '../ui/Switch.tsx';
import type { Topic } from './queries.ts';
import { Failed } from './Failed.tsx';
import { useSwitches, useSwitchTopic } from './mailings.ts';
import { useLabels } from './labels.ts';

/** The topics, each with its switch, how often it really came, and why. */
export function Topics() {
  const t = useLabels();
  const { mailings } = useSwitches();
  return (
    <Section title={t('topics')}>
      <ul className="rows topics">
        {mailings.topics.map(topic => (
          <li key={topic.topic}>
            <TopicRow topic={topic} />
          </li>
        ))}
      </ul>
      <p className="small muted">
        <span>{`${t('topics.law')} ${t('topics.staff')} `}</span>
        {mailings.consentGiven ? <PageLink to={paths.consents()}>{t('topics.consent')}</PageLink> : null}
      </p>
    </Section>
  );
}

function TopicRow({ topic }: { topic: Topic }) {
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  const id = useId();
  const { mailings, stateOf, isUnsure, failure } = useSwitches();
  const switchTopic = useSwitchTopic();
  const unsure = isUnsure(topic.topic);
  const [asking, setAsking] = useState(false);
  const on = stateOf(topic.topic) === 'on';
  const own = failure?.of === topic.topic ? failure : undefined;
  function change(next: boolean) {
    // Switching on is a consent; where there is none, its text comes first.
    if (next && !mailings.consentGiven) setAsking(!asking);
    else {
      setAsking(false);
      void switchTopic(topic.topic, next ? 'on' : 'off');
    }
  }
  return (
    <div className="topic stack-s">
      <div className="topic-head">
        <div>
          <span className="row-title" id={id}>
            {topic.label}
          </span>
          <span> </span>
          {topic.fact.confirmed ? null : <Chip tone="wait">{t('topic.assumed')}</Chip>}
        </div>
        <Switch
          on={on}
          labelledBy={id}
          describedBy={`${id}-text`}
          labels={unsure ? { on: t('unsure'), off: t('unsure') } : { on: t('on'), off: t('off') }}
          unsure={unsure}
          onChange={change}
        />
        <div className="topic-text">
          <p id={`${id}-text`}>{topic.description}</p>
          <p className="small muted">
            {`${t('topic.year', { n: topic.lettersLastYear })}${
              topic.nextPlanned === undefined || !on
                ? ''
                : `, ${t('topic.next', { date: format.shortDate(topic.nextPlanned, now) })}`
            }`}
          </p>
          {unsure ? null : <Effect topic={topic} on={on} />}
        </div>
      </div>
      {own === undefined ? null : <Failed failure={own.failure} />}
      {asking && !on ? (
        <LazyConsentForm
          purpose="advertising"
          give={async consent => {
            const refused = await switchTopic(topic.topic, 'on', consent);
            if (refused === undefined) setAsking(false);
            return refused;
          }}
          onDecline={() => setAsking(false)}
        />
      ) : null}
      <details className="more">
        <summary>{t(on ? 'topic.more' : 'topic.more.off')}</summary>
        <p className="small">{`${t('topic.sample')} ${t('quoted', { text: topic.sampleSubject })}`}</p>
        {on ? <p className="small">{topic.why}</p> : null}
        {topic.fact.note === undefined ? null : <p className="term">{topic.fact.note}</p>}
      </details>
    </div>
  );
}

/** Since when a switch applies, and what may still arrive after it was turned off. */
function Effect({ topic: { since, state, onItsWay }, on }: { topic: Topic; on: boolean }) {
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  // While a press is under way the row is that of the former state.
  if (since === undefined || (state === 'on') !== on) return null;
  return (
    <p className="small muted">
      <span>{t(on ? 'topic.since.on' : 'topic.since.off', { at: format.moment(since, now) })}</span>
      {on ? null : (
        <span>
          {` ${
            onItsWay.length === 0
              ? t('topic.way.none')
              : t('topic.way', {
                  letters: format.list(onItsWay.map(({ subject }) => t('quoted', { text: subject }))),
                  until: format
                    .time(
                      onItsWay
                        .map(({ until }) => until)
                        .toSorted()
                        .at(-1) ?? since,
                    )
                    .slice(0, 5),
                })
          }`}
        </span>
      )}
    </p>
  );
}
