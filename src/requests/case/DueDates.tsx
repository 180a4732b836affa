import { lazy, Suspense, useState } from 'react';
import { daysBetween, moscowDate } from '../../domain/calendar.ts';
import { CALENDARS } from '../../domain/calendars.ts';
import { governing, isSettled } from '../../domain/clocks.ts';
import { useFormat, useLocale } from '../../i18n/react.tsx';
import { paths } from '../../paths.ts';
import { DeadlineClocks, useDaysLeft } from '../../shell/frame/DeadlineClocks.tsx';
import { PageLink } from '../../shell/frame/links.tsx';
import { useSession } from '../../shell/frame/runtime-context.tsx';
import { saveFile } from '../../shell/kit/save-file.ts';
import { Section } from '../../ui/base/section.tsx';
import type { Schemas } from '../../api/schema-types.ts';
import type { RightsRequest } from '../queries.ts';
import { useServerTime } from '../../shell/kit/server-now.ts';
import { Law } from '../labels.tsx';
import { usePaper, useLabels } from './labels.tsx';
import { workingDaysBetween } from '../../domain/working-days.ts';

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

/** The date the case is answered by. The rules behind it, and the clocks that do not govern, are one step away. */
export function DueDates({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const now = useServerTime();
  const [open, setOpen] = useState(false);
  const stop = stopOf(request);
  const clocks = request.deadlines.filter(deadline => deadline.unit !== 'at-once');
  const atOnce = request.deadlines.filter(deadline => deadline.unit === 'at-once');
  const first = governing(clocks);
  const others = clocks.filter(deadline => deadline !== first);
  const appealed = request.timeline.some(event => event.kind === 'appealed');
  function labels(deadline: Deadline) {
    return <ClockText deadline={deadline} stop={stop} />;
  }
  const shown = (deadlines: readonly Deadline[]) => (
    <DeadlineClocks deadlines={deadlines} first={first} now={stop?.at ?? now} labels={labels} />
  );
  return (
    <Section title={t('due.title')}>
      {stop?.by === 'withdrawal' ? <p className="small muted">{t('due.withdrawn')}</p> : null}
      {appealed && stop === undefined ? <p className="small muted">{t('due.appealed')}</p> : null}
      {first === undefined ? null : shown([first])}
      {atOnce.map(deadline => (
        <p key={deadline.rule} className="small">
          <span>{`${deadline.label} `}</span>
          <span className="term at-once">
            <Law law={deadline.law} article={deadline.article} />
            <span>{isSettled(deadline) ? '' : `\u00a0· ${t('due.unconfirmed')}`}</span>
          </span>
        </p>
      ))}
      <details className="more" onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>{t(others.length === 0 ? 'counted.title' : 'counted.title.others')}</summary>
        <div className="stack">
          {others.length === 0 ? null : (
            <>
              <p className="small muted">{t('due.others')}</p>
              {shown(others)}
            </>
          )}
          {clocks.map(deadline => (
            <div key={deadline.rule} className="small muted">
              <Extended deadline={deadline} />
              <p>
                <span>{`${deadline.label}. `}</span>
                <Law law={deadline.law} article={deadline.article} />
              </p>
            </div>
          ))}
          <AppliedLaw law={request.appliedLaw} />
          {clocks.every(deadline => deadline.calendarConfirmed !== false) ? null : (
            <p className="small muted">{t('due.calendar.why')}</p>
          )}
          {request.deadlines.every(deadline => deadline.confirmed) ? null : (
            <p className="small muted">{t('due.unconfirmed.why')}</p>
          )}
          {open ? (
            <Suspense>
              <HowCounted deadlines={clocks} />
            </Suspense>
          ) : null}
        </div>
      </details>
      {stop === undefined ? <CalendarButton request={request} /> : null}
    </Section>
  );
}

/** The country whose law the clocks follow, with the reason, and the way to dispute it. */
function AppliedLaw({ law }: { law: RightsRequest['appliedLaw'] }) {
  const t = useLabels();
  if (law === undefined) return null;
  return (
    <p className="small muted">
      <span>{`${t(`law.${law}`)} `}</span>
      {law === 'policy' ? null : (
        <PageLink to={paths.newRequest('complaint', { topic: 'law' })}>{t('law.dispute')}</PageLink>
      )}
    </p>
  );
}

/** Under a clock: the days left, or how it ended; and that its rule is still being checked. */
function ClockText({ deadline, stop }: { deadline: Deadline; stop: ReturnType<typeof stopOf> }) {
  const t = useLabels();
  const now = useServerTime();
  const say = useDaysLeft();
  const paper = usePaper();
  const date = deadline.extendedDate ?? deadline.date;
  return (
    <p className="small muted clock-words">
      {stop === undefined ? (
        paper ? null : (
          <span>{say(date, now, deadline.unit)}</span>
        )
      ) : stop.by === 'withdrawal' ? null : (
        <AnsweredBy date={date} at={stop.at} />
      )}
      <span>{isSettled(deadline) ? '' : `${paper ? '' : ' · '}${t('due.unconfirmed')}`}</span>
    </p>
  );
}

/** By how much a period was extended, and what that made of its date. */
function Extended({ deadline: { unit, date, extendedDate } }: { deadline: Deadline }) {
  const t = useLabels();
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
  const t = useLabels();
  const format = useFormat();
  const { now } = useSession();
  const day = moscowDate(at);
  return <span>{t(day <= date ? 'due.inTime' : 'due.late', { date: format.shortDate(day, now) })}</span>;
}

/** The governing date for the customer's own calendar; the writer of such files comes when it is asked for. */
function CalendarButton({ request }: { request: RightsRequest }) {
  const t = useLabels();
  const locale = useLocale();
  const { now } = useSession();
  const [announced, setAnnounced] = useState('');
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
      setAnnounced(t('ics.done'));
    } catch {
      setAnnounced(t('ics.failed'));
    }
  }
  return (
    <p data-print="no">
      <button type="button" className="link small" onClick={() => void save(date)}>
        {t('ics')}
      </button>
      <span> </span>
      <span role="status" className="small muted">
        {announced}
      </span>
    </p>
  );
}
