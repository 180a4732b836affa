import { useSuspenseQuery } from '@tanstack/react-query';
import { listMailingHistory } from '../api/generated/ops/listMailingHistory.ts';
import { useFormat } from '../i18n/react.tsx';
import { useSession, useQueryContext } from '../shell/frame/runtime-context.tsx';
import { MoreButton, useMore } from '../shell/kit/load-more.tsx';
import { Button } from '../ui/base/button.tsx';
import { Section } from '../ui/base/section.tsx';
import { historyQuery, historySearch } from './queries.ts';
import { useSwitches, useSwitchTopic } from './mailings.ts';
import { useChangeLine, useLabels } from './labels.ts';

/** Whose label names the way as well: a link in an email, a button of its program, a member of staff. */
const WAY_NAMED: ReadonlySet<string> = new Set(['letter', 'staff']);

/** Every change: when, who, from where; an opt-out of the last ten minutes can be taken back here too. */
export function History() {
  const t = useLabels();
  const format = useFormat();
  const line = useChangeLine();
  const { now } = useSession();
  const { mailings, stateOf, undo, latestChange } = useSwitches();
  const switchTopic = useSwitchTopic();
  const { data: first } = useSuspenseQuery(historyQuery(useQueryContext()));
  const more = useMore(listMailingHistory, historySearch, first);
  const items = [...first.items, ...more.items];
  // Of several changes of a topic, the newest one has the button. Without the consent a topic is switched on beside its text.
  const canSwitchOn = (change: (typeof items)[number]) =>
    mailings.consentGiven &&
    change.to === 'off' &&
    change.refused === undefined &&
    change.undoUntil === undefined &&
    mailings.topics.some(({ topic }) => topic === change.topic) &&
    stateOf(change.topic) === 'off' &&
    items.find(({ topic, refused }) => topic === change.topic && refused === undefined) === change;
  return (
    <Section title={t('history')}>
      {items.length === 0 ? (
        <p className="muted">{t('history.none')}</p>
      ) : (
        <ul className="rows dense small">
          {items.map(change => (
            <li key={change.id} className="row">
              <span className="row-title">{line(change)}</span>
              <time className="row-figure num" dateTime={change.at} title={format.dateTime(change.at)}>
                {format.moment(change.at, now)}
              </time>
              <span className="row-text">
                <span>{change.by.label}</span>
                {change.refused !== undefined ? (
                  <span>{`. ${t('history.refused')}`}</span>
                ) : WAY_NAMED.has(change.by.kind) ? null : (
                  <span>{`, ${t(`via.${change.via}`)}`}</span>
                )}
                {change.undoUntil === undefined || change.id === latestChange?.change.id ? null : (
                  <>
                    <span> </span>
                    <Button kind="quiet" onClick={() => undo(change)}>
                      <span>{t('undo')}</span>
                      <span className="sr">{` ${line(change)}`}</span>
                    </Button>
                  </>
                )}
                {canSwitchOn(change) ? (
                  <>
                    <span> </span>
                    <Button kind="quiet" onClick={() => void switchTopic(change.topic, 'on')}>
                      <span>{t('history.on')}</span>
                      <span className="sr">{`: ${change.topicLabel}`}</span>
                    </Button>
                  </>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
      )}
      <MoreButton more={more} label={t('more', { n: more.left })} />
    </Section>
  );
}
