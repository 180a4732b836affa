import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/react.tsx';
import { useSession } from '../../shell/frame/runtime-context.tsx';
import { Section } from '../../ui/base/section.tsx';
import type { Schemas } from '../../api/schema-types.ts';
import type { RightsRequest } from '../queries.ts';
import { LongUserText, useWhen, useWho, useLabels } from './labels.tsx';

type Event = Schemas['TimelineEvent'];

/** Events whose label is complete; the others also show the server's text. */
const WITHOUT_TEXT = new Set<Event['kind']>([
  'created',
  'prepared',
  'taken',
  'replied',
  'approved',
  'answered',
]);

/** What has been done, by whom and when; the last is where it stands, what comes next is only hinted at. */
export function Timeline({ request, onReceipt }: { request: RightsRequest; onReceipt: () => void }) {
  const t = useLabels();
  const format = useFormat();
  const when = useWhen();
  const who = useWho(request);
  const name = useEventName();
  const next = useNext(request);
  const { timeline } = request;
  return (
    <Section title={t('timeline.title')}>
      <ol className="timeline">
        {timeline.map((event, index) => (
          <li
            key={event.id}
            aria-current={next !== undefined && index === timeline.length - 1 ? 'step' : undefined}
          >
            <p>
              <strong>{name(event)}</strong>
              <span> </span>
              <span className="term">
                <time dateTime={event.at} title={format.dateTime(event.at)}>
                  {when(event.at)}
                </time>
                <span className="sr">, </span>
                <span aria-hidden="true"> ·&nbsp;</span>
                <span>{who(event.by)}</span>
              </span>
            </p>
            {WITHOUT_TEXT.has(event.kind) ? null : (
              <p className="timeline-text">
                <LongUserText>{event.text}</LongUserText>
                {event.kind === 'submitted' && request.receiptDigest !== undefined ? (
                  <>
                    <span> </span>
                    <button type="button" className="link" data-print="no" onClick={onReceipt}>
                      {t('receipt.title')}
                    </button>
                  </>
                ) : null}
              </p>
            )}
          </li>
        ))}
        {next === undefined ? null : (
          <li className="timeline-next">
            <p>{next}</p>
          </li>
        )}
      </ol>
    </Section>
  );
}

/** What a step is called: to the owner, what an owner decides is their own decision. */
function useEventName(): (event: Event) => string {
  const t = useLabels();
  const { role } = useSession();
  return ({ kind }) => {
    const toOwner = role === 'owner' && (kind === 'prepared' || kind === 'approved' || kind === 'declined');
    return t(toOwner ? `event.${kind}.owner` : `event.${kind}`);
  };
}

/** What comes next, when something does. */
function useNext(request: RightsRequest): ReactNode {
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  const when = useWhen();
  const { status, holdUntil, appealUntil } = request;
  if (status === 'closed' || status === 'withdrawn') return undefined;
  if (status === 'draft') return t('next.draft');
  if (status === 'awaiting_owner')
    return t(request.allowedActions.includes('approve') ? 'next.owner.yours' : 'next.owner');
  if (status === 'answered')
    return appealUntil === undefined
      ? undefined
      : t('next.closing', { date: format.shortDate(appealUntil, now) });
  if (holdUntil !== undefined) return t('next.hold', { at: when(holdUntil) });
  // By when is said once, at the head of the page.
  return t('next.answer');
}
