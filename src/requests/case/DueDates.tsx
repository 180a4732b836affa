import { lazy, Suspense, useState } from 'react';
import { daysBetween, moscowDate, workingDaysBetween } from '../../domain/calendar.ts';
import { CALENDARS } from '../../domain/calendars.ts';
import { governing, isSettled } from '../../domain/clocks.ts';
import { useFormat, useLocale } from '../../i18n/react.tsx';
import { Clocks, useDaysLeft } from '../../shell/Clocks.tsx';
import { useSession } from '../../shell/hooks.tsx';
import { saveFile } from '../../shell/save-file.ts';
import { Section } from '../../ui/parts.tsx';
import type { RightsRequest, Schemas } from '../asks.ts';
import { useNow } from '../../shell/now.ts';
import { Law } from '../words.tsx';
import { usePaper, useWords } from './words.tsx';

const HowCounted = lazy(() => import('./HowCounted.tsx'));

type Deadline = Schemas['Deadline'];

/** When the clocks of a case stopped, and why; undefined while they run. */
function stopOf(request: RightsRequest): { at: string; by: 'answer' | 'withdrawal' } | undefined {
  const { status, answeredAt, timeline } = request;
  if ((status === 'answered' || status === 'closed') && answeredAt !== undefined)
    return { at: answeredAt, by: 'answer' };
  if (status !== 'withdrawn') return undefined;
  const end = timeline.findLast(event => event.kind === 'withdrawn' || event.kind === 'declined');
  return { at: end?.at ?? request.updatedAt, by: 'withdrawal' };
}

/** Every date the case must be answered by, which of them governs, and how they were counted. */
export function DueDates({ request }: { request: RightsRequest }) {
  const t = useWords();
  const now = useNow();
  const say = useDaysLeft();
  const paper = usePaper();
  const [open, setOpen] = useState(false);
  const stop = stopOf(request);
  const clocks = request.deadlines.filter(deadline => deadline.unit !== 'at-once');
  const atOnce = request.deadlines.filter(deadline => deadline.unit === 'at-once');
  const appealed = request.timeline.some(event => event.kind === 'appealed');

  function words(deadline: Deadline, governs: boolean) {
    const date = deadline.extendedDate ?? deadline.date;
    return (
      <div className="small muted clock-words">
        <p>
          {stop === undefined ? (
            paper ? null : (
              <span>{say(date, now, deadline.unit)}</span>
            )
          ) : stop.by === 'withdrawal' ? null : (
            <AnsweredBy date={date} at={stop.at} />
          )}
          <span>
            {stop === undefined && governs && clocks.length > 1
              ? `${paper ? '' : '. '}${t('due.governs')}`
              : ''}
          </span>
        </p>
        <Extended deadline={deadline} />
        <p>
          <Law law={deadline.law} article={deadline.article} />
          <span>{isSettled(deadline) ? '' : ` · ${t('due.unconfirmed')}`}</span>
        </p>
      </div>
    );
  }

  return (
    <Section title={t('due.title')}>
      {stop?.by === 'withdrawal' ? <p className="small muted">{t('due.withdrawn')}</p> : null}
      {appealed && stop === undefined ? <p className="small muted">{t('due.appealed')}</p> : null}
      <Clocks deadlines={clocks} now={stop?.at ?? now} words={words} />
      {atOnce.map(deadline => (
        <p key={deadline.rule} className="small">
          <span>{`${deadline.label} `}</span>
          <span className="term at-once">
            <Law law={deadline.law} article={deadline.article} />
            <span>{isSettled(deadline) ? '' : ` · ${t('due.unconfirmed')}`}</span>
          </span>
        </p>
      ))}
      {request.deadlines.every(deadline => deadline.confirmed) ? null : (
        <p className="small muted">{t('due.unconfirmed.why')}</p>
      )}
      {clocks.every(deadline => deadline.calendarConfirmed !== false) ? null : (
        <p className="small muted">{t('due.calendar.why')}</p>
      )}
      <details className="more" onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>{t('counted.title')}</summary>
        {open ? (
          <Suspense>
            <HowCounted deadlines={clocks} />
          </Suspense>
        ) : null}
      </details>
      {stop === undefined ? <CalendarButton request={request} /> : null}
    </Section>
  );
}

/** By how much a period was extended, and what that made of its date. */
function Extended({ deadline: { unit, date, extendedDate } }: { deadline: Deadline }) {
  const t = useWords();
  const format = useFormat();
  const { now, jurisdiction } = useSession();
  if (extendedDate === undefined) return null;
  const worked = unit === 'workday';
  return (
    <p>
      {t(worked ? 'due.extended' : 'due.extended.day', {
        n: worked
          ? workingDaysBetween(date, extendedDate, CALENDARS, jurisdiction)
          : daysBetween(date, extendedDate),
        from: format.shortDate(date, now),
        to: format.shortDate(extendedDate, now),
      })}
    </p>
  );
}

function AnsweredBy({ date, at }: { date: string; at: string }) {
  const t = useWords();
  const format = useFormat();
  const { now } = useSession();
  const day = moscowDate(at);
  return <span>{t(day <= date ? 'due.inTime' : 'due.late', { date: format.shortDate(day, now) })}</span>;
}

/** The governing date for the customer's own calendar; the writer of such files comes when it is asked for. */
function CalendarButton({ request }: { request: RightsRequest }) {
  const t = useWords();
  const locale = useLocale();
  const { now } = useSession();
  const [said, setSaid] = useState('');
  const first = governing(request.deadlines);
  const date = first === undefined ? undefined : (first.extendedDate ?? first.date);
  if (date === undefined || date < moscowDate(now)) return null;
  async function save(day: string) {
    const { number, title, timeline } = request;
    try {
      const { calendarFile } = await import('./calendar-file.ts');
      const file = calendarFile({
        number,
        date: day,
        revision: timeline.filter(event => event.kind === 'extended' || event.kind === 'appealed').length,
        now,
        language: locale,
        summary: t('ics.summary', { number }),
        description: t('ics.description', { title }),
      });
      saveFile(new Blob([file], { type: 'text/calendar;charset=utf-8' }), `${number}.ics`);
      setSaid(t('ics.done'));
    } catch {
      setSaid(t('ics.failed'));
    }
  }
  return (
    <p data-print="no">
      <button type="button" className="link small" onClick={() => void save(date)}>
        {t('ics')}
      </button>
      <span> </span>
      <span role="status" className="small muted">
        {said}
      </span>
    </p>
  );
}
